using System.Numerics;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Data;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Testing;

namespace Theory.Simulation.Tests.Training;

public class FeatureSpectrumTests
{
    [Theory]
    [InlineData("E3 z=-1 t=0.1 psi=(2,1) atoms=1", 0.1, 2, 1, -1, new double[0])]
    [InlineData("E3 z=-0.5 t=0.1 psi=(4,2) atoms=2", 0.1, 4, 2, -0.5, new[] { 0.5, 1.5 })]
    [InlineData("E3 z=-0.1 t=0.01 psi=(2,1) atoms=1", 0.01, 2, 1, -0.1, new double[0])]
    public void The_transforms_are_those_of_the_reference(string key, double t, double p, double n, double z, double[] variances)
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("theory.json"))).RootElement.GetProperty("E");
        var at = new FeatureSpectrum(t, p, n, Activation.Tanh, variances).At(z);
        foreach (var (name, value) in new[] { ("q", at.Resolvent), ("r", at.DataResolvent), ("s", at.WeightResolvent) })
        {
            Assert.Equal(1, value.Real / golden.GetProperty($"{key} {name}").GetDouble(), 1e-9);
            Assert.Equal(0, value.Imaginary, 1e-12);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(40)]
    public void The_bulk_of_memorisation_begins_where_the_reference_says(int n)
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("theory.json"))).RootElement.GetProperty("E");
        var lower = new FeatureSpectrum(0.01, 1000, n, Activation.Tanh).MemorizationBulk.Lower;
        var key = $"E4 tau_mem edge psi_p=1000 psi_n={n}: ";
        Assert.Equal(1, lower / golden.GetProperty(key + "lam1-").GetDouble(), 1e-9);
        Assert.Equal(1, 1000 / lower / golden.GetProperty(key + "psi_p/lam1-").GetDouble(), 1e-9);
    }

    [Fact]
    public void The_exact_moments_of_real_features_have_this_spectrum()
    {
        // d = 100, p = 800, n = 400: what one draw of weights and data has beside the limit is of the order of 1/d.
        var (w, x) = (Read("random_features_W.npy"), Read("random_features_x.npy"));
        var weights = Matrix<double>.Build.DenseOfRowMajor(w.Count, w.Dimension, w.Values.ToArray());
        var gram = RandomFeatureTraining.AtTime(0.01, weights, Activation.Tanh).OnPoints(x).Gram * x.Dimension;
        var eigenvalues = gram.Evd(Symmetricity.Symmetric).EigenValues.Real();
        var spectrum = new FeatureSpectrum(0.01, 8, 4, Activation.Tanh);
        foreach (var z in new Complex[] { -1, -0.1, new(0.1, 0.05), new(1, 0.5), new(3, 1) })
        {
            var finite = eigenvalues.Aggregate(Complex.Zero, (sum, l) => sum + 1 / (l - z)) / eigenvalues.Count;
            Assert.InRange(Complex.Abs(spectrum.At(z).Resolvent / finite - 1), 0, 0.02);
        }
    }

    [Fact]
    public void The_density_is_one_of_probability()
    {
        // A Cauchy kernel of width .02 spreads the density; its tails leave out about 2 width/(pi reach).
        var spectrum = new FeatureSpectrum(0.1, 2, 1, Activation.Tanh);
        var mass = Enumerable.Range(0, 600).Sum(k => spectrum.Density(-4 + 0.02 * k, 0.02)) * 0.02;
        Assert.Equal(1, mass, 0.01);
    }

    [Fact]
    public void Points_on_the_spectrum_and_shapes_that_are_none_are_refused()
    {
        var spectrum = new FeatureSpectrum(0.1, 2, 1, Activation.Tanh);
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.At(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.At(new Complex(-1, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.Density(1, 0));
        Assert.Throws<ArgumentException>(() => new FeatureSpectrum(0.1, 0, 1, Activation.Tanh));
        Assert.Throws<ArgumentException>(() => new FeatureSpectrum(0.1, 1, 1, Activation.Tanh, -1));
    }

    private static Points Read(string name) => DataSet.Read(Golden.PathOf(name)).Points;
}
