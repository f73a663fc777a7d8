using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Testing;

namespace Theory.Simulation.Tests.Training;

public class FeatureMomentsTests
{
    [Fact]
    public void Constants_of_the_Gaussian_equivalent_are_those_of_the_reference()
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("random_features_constants.json"))).RootElement;
        var rows = golden.GetProperty("rows").EnumerateArray().ToArray();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            double Reference(string name) => row.GetProperty(name).GetDouble();
            var constants = GaussianEquivalent.At(Reference("t"), Reference("sigma_x"), Activation.Tanh);
            Assert.Equal(1, constants.Linear / Reference("a_t"), 1e-9);
            Assert.Equal(1, constants.Noise / Reference("b_t"), 1e-9);
            Assert.Equal(1, constants.Sample / Reference("v_t"), 1e-9);
            Assert.Equal(1, constants.FreshSquared / Reference("s_t_sq"), 1e-9);
        }
    }

    [Theory]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Softplus)]
    [InlineData(Activation.Swish)]
    public void Moments_agree_with_the_average_over_drawn_noise(Activation activation)
    {
        const int count = 20_000;
        var (means, directions) = (Gaussian("means", 4, 3), Gaussian("directions", 4, 2));
        var moments = FeatureMoments.Of(activation, means, directions);
        var noise = Gaussian("noise", 2, count);
        var projected = directions * noise;
        for (var i = 0; i < 4; i++)
        for (var j = 0; j <= i; j++)
        {
            var products = Enumerable
                .Range(0, count)
                .Select(k =>
                    Enumerable
                        .Range(0, 3)
                        .Average(nu =>
                            activation.Value(means[i, nu] + projected[i, k]) * activation.Value(means[j, nu] + projected[j, k])
                        )
                )
                .ToArray();
            var mean = products.Average();
            var deviation = Math.Sqrt(products.Sum(p => (p - mean) * (p - mean)) / count / count);
            Assert.Equal(mean, moments.Gram[i, j], 5 * deviation + moments.Error);
        }
        for (var i = 0; i < 4; i++)
        for (var j = 0; j < 2; j++)
        {
            var products = Enumerable
                .Range(0, count)
                .Select(k => Enumerable.Range(0, 3).Average(nu => activation.Value(means[i, nu] + projected[i, k])) * noise[j, k])
                .ToArray();
            var mean = products.Average();
            var deviation = Math.Sqrt(products.Sum(p => (p - mean) * (p - mean)) / count / count);
            Assert.Equal(mean, moments.NoiseMoment[i, j], 5 * deviation);
        }
    }

    [Fact]
    public void Centred_relu_features_have_the_arc_cosine_kernel()
    {
        // E[relu(a z) relu(b z')] = a b (sin theta + (pi - theta) cos theta) / (2 pi), cos theta the correlation (Cho and Saul 2009).
        var directions = Gaussian("arc", 5, 40);
        var moments = FeatureMoments.Of(Activation.Relu, Matrix<double>.Build.Dense(5, 1), directions);
        Assert.InRange(moments.Error, 0, 1e-11);
        for (var i = 0; i < 5; i++)
        for (var j = 0; j < 5; j++)
        {
            var (a, b) = (directions.Row(i).L2Norm(), directions.Row(j).L2Norm());
            var theta = Math.Acos(Math.Clamp(directions.Row(i) * directions.Row(j) / (a * b), -1, 1));
            var expected = a * b * (Math.Sin(theta) + (Math.PI - theta) * Math.Cos(theta)) / (2 * Math.PI);
            Assert.Equal(expected, moments.Gram[i, j], 1e-9);
        }
    }

    [Fact]
    public void Identity_features_have_the_moments_of_a_linear_model() =>
        Forall.Holds(
            Gen.Choose(1, 1_000_000).ToArbitrary(),
            seed =>
            {
                var (means, directions) = (Gaussian($"m{seed}", 3, 2), Gaussian($"d{seed}", 3, 4));
                var moments = FeatureMoments.Of(Activation.Identity, means, directions);
                var expected = means * means.Transpose() / 2 + directions * directions.Transpose();
                Assert.InRange((moments.Gram - expected).L2Norm(), 0, 1e-10 * (1 + expected.L2Norm()));
                Assert.InRange((moments.NoiseMoment - directions).L2Norm(), 0, 1e-10 * (1 + directions.L2Norm()));
            },
            trials: 20
        );

    [Fact]
    public void A_feature_without_direction_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            FeatureMoments.Of(Activation.Tanh, Matrix<double>.Build.Dense(1, 1), Matrix<double>.Build.Dense(1, 2))
        );

    private static Matrix<double> Gaussian(string name, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, RandomStream.Root(4).Child(name).Gaussians(rows * columns));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(40)]
    public void Wide_noise_is_integrated_as_well_as_narrow(double deviation)
    {
        var moments = FeatureMoments.Of(
            Activation.Tanh,
            Matrix<double>.Build.Dense(1, 1),
            Matrix<double>.Build.Dense(1, 1, deviation)
        );
        // E tanh^2(s z) by the trapezoidal rule at a step that resolves the poles of every deviation here.
        const double step = 2e-3;
        var expected = Enumerable
            .Range(-6000, 12_001)
            .Select(i => i * step)
            .Sum(z => step * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * Math.Pow(Math.Tanh(deviation * z), 2));
        Assert.Equal(expected, moments.Gram[0, 0], 1e-11);
    }
}
