using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Testing;

namespace Theory.Simulation.Tests.Training;

public class LinearDenoiserTests
{
    private static readonly Diffusion Diffusion = new(Schedule.VariancePreservingFullDrift(new Rational(1, 10), 20));
    private static readonly FeatureMap.SpaceTime Bumps = new(
        FeatureMap.Radial.Between(-1.5, 1.5, 16),
        FeatureMap.Radial.Between(0.01, 1, 16)
    );

    [Fact]
    public void One_published_model_is_fitted_to_the_digit()
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("linear_denoiser_model0.json"))).RootElement;
        double[] Numbers(string name) => [.. golden.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
        var noised = Numbers("x").Zip(Numbers("t"), (x, t) => new[] { x, t }).ToArray();
        var sample = new DenoisingSample(Points.OnLine(Numbers("x0")), Points.FromRows(noised));
        var (gram, cross) = sample.Moments(Bumps, Diffusion);
        Near(Numbers("A"), cross, 1e-9);
        Near(Numbers("Sig_diag"), [.. Enumerable.Range(0, 256).Select(i => gram[257 * i])], 1e-9);

        var model = sample.Fit(Bumps, Diffusion, golden.GetProperty("ridge").GetDouble());
        Near(Numbers("W"), model.Coefficients.Values.ToArray(), 1e-9);
        var grid = Points.OnLine(Numbers("x_grid"));
        Near(Numbers("mu_est_first_time"), model.Denoise(grid, 1).Values.ToArray(), 1e-9);
        Near(Numbers("mu_est_mid_time"), model.Denoise(grid, 0.505).Values.ToArray(), 1e-9);
        Near(Numbers("mu_est_last_time"), model.Denoise(grid, 0.01).Values.ToArray(), 1e-9);
        Assert.Equal(golden.GetProperty("alpha_last").GetDouble(), Diffusion.Scale(0.01), 1e-12);
        Assert.Equal(golden.GetProperty("sigma_last").GetDouble(), Math.Sqrt(Diffusion.Variance(0.01)), 1e-12);

        var score = model.Score(Points.OnLine(0.3), 0.01).Values[0];
        Assert.Equal(
            (Diffusion.Scale(0.01) * model.Denoise(Points.OnLine(0.3), 0.01)[0][0] - 0.3) / Diffusion.Variance(0.01),
            score,
            1e-12
        );
    }

    [Fact]
    public void Normal_equations_are_solved() =>
        Forall.Holds(
            (from order in Gen.Choose(1, 60) from seed in Gen.Choose(0, 1_000_000) select (order, seed)).ToArbitrary(),
            c =>
            {
                var g = Matrix<double>.Build.Dense(
                    c.order,
                    c.order + 3,
                    RandomStream.Root((ulong)c.seed).Gaussians(c.order * (c.order + 3))
                );
                var a = g * g.Transpose() / c.order + 0.1 * Matrix<double>.Build.DenseIdentity(c.order);
                var x = RandomStream.Root((ulong)c.seed).Child("x").Gaussians(2 * c.order);
                var rows = x.Chunk(c.order).SelectMany(row => (a * Vector<double>.Build.Dense(row)).ToArray()).ToArray();
                Cholesky.Solve(a.ToRowMajorArray(), c.order, rows);
                Near(x, rows, 1e-9);
            },
            trials: 100
        );

    [Fact]
    public void Singular_equations_say_so()
    {
        var sample = DenoisingSample.Draw(Points.OnLine(-1, 0, 1), Diffusion, 0.01, 1, 20, RandomStream.Root(1));
        var refusal = Assert.Throws<ArithmeticException>(() => sample.Fit(Bumps, Diffusion, ridge: 0));
        Assert.Contains("ridge", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_fewer_samples_than_features_the_fit_solves_the_same_equations()
    {
        var data = Points.FromRows([1, 0], [0, 1], [-1, 0]);
        var line = FeatureMap.Radial.Between(-1.5, 1.5, 4);
        var features = new FeatureMap.SpaceTime(new FeatureMap.SpaceTime(line, line), FeatureMap.Radial.Between(0.01, 1, 4));
        var sample = DenoisingSample.Draw(data, Diffusion, 0.01, 1, 30, RandomStream.Root(1));
        var fitted = sample.Fit(features, Diffusion, ridge: 0.1).Coefficients;
        var (gram, cross) = sample.Moments(features, Diffusion);
        var matrix = Matrix<double>.Build.Dense(64, 64, gram) + 0.1 * Matrix<double>.Build.DenseIdentity(64);
        for (var k = 0; k < 2; k++)
            Near(cross[(64 * k)..(64 * k + 64)], (matrix * Vector<double>.Build.Dense(fitted[k].ToArray())).ToArray(), 1e-9);
        // Both coordinates at once are each by itself.
        var model = new LinearDenoiser(features, fitted, Diffusion);
        var places = Points.FromRows([0.3, -0.2], [1, 1]);
        var denoised = model.Denoise(places, 0.4);
        var whole = features.At(Points.FromRows([0.3, -0.2, 0.4], [1, 1, 0.4]));
        for (var i = 0; i < 2; i++)
        for (var k = 0; k < 2; k++)
            Assert.Equal(fitted[k].ToArray().Select((w, j) => w * whole[64 * i + j]).Sum(), denoised[i][k], 1e-12);
    }

    [Fact]
    public void Chosen_features_are_those_of_the_indices()
    {
        var waves = FeatureMap.Fourier.OfPeriod(3, 3);
        var (all, some) = (waves.At(Points.OnLine(0.4)), new FeatureMap.Chosen(waves, [4, 0]).At(Points.OnLine(0.4)));
        Assert.Equal([all[4], all[0]], some);
    }

    [Fact]
    public void A_drawn_sample_has_the_law_of_the_diffusion()
    {
        const int count = 20_000;
        var sample = DenoisingSample.Draw(Points.OnLine(-1, 0, 1), Diffusion, 0.2, 0.2 + 1e-9, count, RandomStream.Root(1));
        var noise = Enumerable
            .Range(0, count)
            .Select(i => (sample.Noised[i][0] - Diffusion.Scale(0.2) * sample.Clean[i][0]) / Math.Sqrt(Diffusion.Variance(0.2)))
            .ToArray();
        Assert.Equal(0, noise.Average(), 5 / Math.Sqrt(count));
        Assert.Equal(1, noise.Average(z => z * z), 5 * Math.Sqrt(2.0 / count));
        Assert.Equal(0, noise.Select((z, i) => z * sample.Clean[i][0]).Average(), 5 / Math.Sqrt(count));
        Assert.Equal(1 / 3.0, sample.Clean.Values.ToArray().Count(x => x == 0) / (double)count, 5 / Math.Sqrt(count));
    }

    [Fact]
    public void Features_are_the_functions_they_name()
    {
        var points = Points.FromRows([0.3, -0.7], [1, 2]);
        var centres = Points.FromRows([0, 0], [1, -1], [0.5, 2]);
        var radial = new FeatureMap.Radial(centres, 0.8).At(points);
        var fourier = new FeatureMap.Fourier(centres).At(points);
        var hidden = new FeatureMap.Hidden(centres, [0.1, 0.2, 0.3], Activation.Tanh).At(points);
        for (var i = 0; i < 2; i++)
        for (var j = 0; j < 3; j++)
        {
            var (x, c) = (points[i].ToArray(), centres[j].ToArray());
            var (square, dot) = (x.Zip(c, (a, b) => (a - b) * (a - b)).Sum(), x.Zip(c, (a, b) => a * b).Sum());
            Assert.Equal(Math.Exp(-square / 1.28) / (2 * Math.PI * 0.64), radial[3 * i + j], 1e-12);
            Assert.Equal(Math.Cos(dot), fourier[6 * i + j], 1e-12);
            Assert.Equal(Math.Sin(dot), fourier[6 * i + 3 + j], 1e-12);
            Assert.Equal(Math.Tanh(dot + 0.1 * (j + 1)), hidden[3 * i + j], 1e-12);
        }
        Assert.Throws<ArgumentException>(() => new FeatureMap.Fourier(centres).At(Points.OnLine(1)));
        Assert.Throws<ArgumentException>(() => FeatureMap.Radial.Between(1, 0, 5));
    }

    [Fact]
    public void A_combination_of_features_is_their_sum_by_coefficients()
    {
        var points = Points.OnLine(RandomStream.Root(1).Gaussians(20));
        FeatureMap[] maps =
        [
            FeatureMap.Radial.Between(-1, 1, 5),
            FeatureMap.Fourier.OfPeriod(3, 4),
            new FeatureMap.Hidden(Points.OnLine(1, -2), [0.5, 0.1], Activation.Relu),
        ];
        foreach (var map in maps)
        {
            var (coefficients, values) = (RandomStream.Root(2).Gaussians(map.Count), map.At(points));
            var sums = map.Combine(points, coefficients);
            for (var i = 0; i < points.Count; i++)
                Assert.Equal(coefficients.Select((c, j) => c * values[i * map.Count + j]).Sum(), sums[i], 1e-12);
        }
        Assert.Throws<ArgumentException>(() => maps[0].Combine(points, [1, 2]));
    }

    [Fact]
    public void The_law_of_a_steep_learned_flow_is_resolved_by_adapted_steps_and_not_by_equal_ones()
    {
        var equal = new List<double>();
        for (var k = 0; k < 5; k++)
        {
            var sample = DenoisingSample.Draw(
                Points.OnLine(-1, 0, 1),
                Diffusion,
                0.01,
                1,
                256,
                RandomStream.Root(1).Child("model", k)
            );
            var model = new ReverseDiffusion(sample.Fit(Bumps, Diffusion, ridge: 0.1).Score, Diffusion, Horizon: 1, Eps: 0.01);
            GridLaw Within(double tolerance) => MonotoneTransport.ReverseOdeWithin(model, -1.5, 1.5, 200, tolerance);
            double Distance(GridLaw p, GridLaw q) => p.Masses.Zip(q.Masses, (a, b) => Math.Abs(a - b)).Sum();
            var fine = Within(1e-8);
            Assert.All(fine.Masses, mass => Assert.InRange(mass, 0, 1));
            Assert.InRange(Distance(Within(1e-3), fine), 0, 2e-3);
            equal.Add(Distance(MonotoneTransport.ReverseOde(model, -1.5, 1.5, 200, 100), fine));
        }
        Assert.True(equal.Max() > 1);
    }

    [Fact]
    public void A_field_that_is_not_finite_is_not_followed_for_ever()
    {
        var odd = new ReverseDiffusion(
            (x, t) => Points.OnLine(x.Values.ToArray().Select(_ => t > 0.5 ? double.NaN : 0).ToArray()),
            Diffusion,
            1,
            0.01
        );
        Assert.Throws<ArithmeticException>(() => MonotoneTransport.ReverseOdeWithin(odd, -1, 1, 4, 1e-6));
        Assert.Throws<ArgumentOutOfRangeException>(() => MonotoneTransport.ReverseOdeWithin(odd, -1, 1, 4, 0));
    }

    private static void Near(double[] expected, double[] actual, double relative)
    {
        var size = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], relative * size);
    }
}
