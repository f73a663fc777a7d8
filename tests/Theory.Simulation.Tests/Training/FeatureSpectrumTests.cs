using System.Numerics;
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
        var golden = Golden.Figures("E");
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
        var golden = Golden.Figures("E");
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

    [Theory]
    [InlineData(8, 2, 3)]
    [InlineData(64, 8, 3)]
    [InlineData(3, 1, 2)]
    public void Atom_and_bulks_hold_the_shares_of_the_theorem(double p, double n, int bulks)
    {
        var spectrum = new FeatureSpectrum(0.01, p, n, Activation.Tanh);
        var atom = spectrum.Model.FreshSquared;
        Assert.Equal(1 - (1 + n) / p, spectrum.AtomAt(atom), 1e-7);
        var found = spectrum.Bulks(atom * 1.02, 4 * spectrum.GeneralizationBulk.Upper);
        Assert.Equal(bulks, found.Count);
        // The uppermost holds d of the p eigenvalues; with more points than dimensions d of the n others lie apart, just above the atom.
        Assert.Equal(1 / p, found[^1].Share, 1e-7);
        Assert.Equal(n / p, found.SkipLast(1).Sum(b => b.Share), 1e-7);
        Assert.Equal(0, spectrum.Below(atom / 2), 1e-7);
        Assert.Equal(1, spectrum.Below(2 * found[^1].Upper), 1e-7);
    }

    [Fact]
    public void With_many_points_a_dimension_the_ends_are_those_of_the_theorem()
    {
        // psi_p = 6,400, psi_n = 400.
        var spectrum = new FeatureSpectrum(0.01, 6400, 400, Activation.Tanh);
        var found = spectrum.Bulks(spectrum.Model.FreshSquared * 1.02, 4 * spectrum.GeneralizationBulk.Upper);
        Assert.Equal(3, found.Count);
        Assert.Equal(1 / 6400.0, found[0].Share, 1e-7);
        foreach (var (bulk, claimed) in found.TakeLast(2).Zip([spectrum.MemorizationBulk, spectrum.GeneralizationBulk]))
        {
            Assert.Equal((1, 1), (bulk.Lower / claimed.Lower, bulk.Upper / claimed.Upper), Near);
        }
    }

    [Fact]
    public void Shares_are_the_integral_of_the_density()
    {
        var spectrum = new FeatureSpectrum(0.1, 2, 1, Activation.Tanh, 0.5, 1.5);
        const int cells = 4000;
        double[] places = [.. Enumerable.Range(0, cells).Select(k => 0.1 + (k + 0.5) * 0.4 / cells)];
        var mass = spectrum.Densities(places, 1e-9).Sum() * 0.4 / cells;
        Assert.Equal(spectrum.Below(0.5) - spectrum.Below(0.1), mass, 1e-6);
        foreach (var x in new[] { 0.15, 0.3, 0.45 })
            Assert.Equal(1, spectrum.Densities([0.05, x], 1e-6)[1] / spectrum.Density(x, 1e-6 * x), 1e-9);
    }

    [Fact]
    public void Random_matrices_of_the_Gaussian_model_have_this_transform_and_its_atom()
    {
        // E.g. q(-1) at t = .1, psi = (2, 1): .8202; the matrix of the published script, whose noise term is d times too small, has .8467.
        const int d = 120;
        var spectrum = new FeatureSpectrum(0.1, 2, 1, Activation.Tanh);
        double Transform(GaussianEquivalent model) =>
            EquivalentMatrix
                .Eigenvalues(model, Math.Exp(-0.1), 2 * d, d, [.. Enumerable.Repeat(1.0, d)], RandomStream.Root(3))
                .Average(l => 1 / (l + 1));
        var model = spectrum.Model;
        Assert.Equal(spectrum.At(-1).Resolvent.Real, Transform(model), 2e-3);
        Assert.Equal(0.8467, Transform(model with { Noise = model.Noise / Math.Sqrt(d) }), 2e-3);
        var wide = EquivalentMatrix.Eigenvalues(
            model,
            Math.Exp(-0.1),
            200,
            60,
            [.. Enumerable.Repeat(1.0, 40)],
            RandomStream.Root(3)
        );
        Assert.Equal((200, 100), (wide.Length, wide.Count(l => l == model.FreshSquared)));
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

    private static IEqualityComparer<(double, double)> Near { get; } =
        EqualityComparer<(double, double)>.Create(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.05 && Math.Abs(a.Item2 - b.Item2) < 0.05,
            _ => 0
        );

    private static Points Read(string name) => DataSet.Read(Golden.PathOf(name)).Points;
}
