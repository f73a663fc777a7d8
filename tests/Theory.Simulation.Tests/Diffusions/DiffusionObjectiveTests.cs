using System.Text.Json;
using MathNet.Numerics.Distributions;
using Theory.Probability.Schedules;
using Theory.Simulation.Data;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Testing;

namespace Theory.Simulation.Tests.Diffusions;

public sealed class DiffusionObjectiveTests
{
    private static readonly Diffusion Usual = new(Schedule.Usual);

    [Fact]
    public void The_swiss_roll_terms_are_the_reference_figures()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("swiss_roll_terms.json")));
        var rows = golden.RootElement.GetProperty("rows").EnumerateArray().ToArray();
        double Of(JsonElement row, string name) => row.GetProperty(name).GetDouble();
        var roll = DataSet.Read(Golden.PathOf("swiss_roll_200.csv")).Points;
        var objective = Over(roll, [.. rows.Select(row => Of(row, "T"))], r: 5);
        Assert.All(
            objective.Rows.Zip(rows),
            pair =>
            {
                Assert.Equal(Of(pair.Second, "T1"), pair.First.T1.Value, 1e-8);
                Assert.Equal(1, pair.First.T2 / Of(pair.Second, "t2"), 1e-9);
                Assert.Equal(1, pair.First.T2MeanRoot / Of(pair.Second, "t2_mean_root"), 1e-9);
                // The published code takes the variance for a standard deviation, and gets another figure.
                if (pair.First.T < 1)
                    Assert.NotEqual(Of(pair.Second, "T1_with_covariance_sqrt_varT"), pair.First.T1.Value, 1e-4);
            }
        );
    }

    [Fact]
    public void The_energy_of_the_score_is_that_of_its_integral()
    {
        // Two points -1, 1: E|s|^2 = 1/s^2 - E (a/s^2)^2 sech^2(a x/s^2), integrated over time and space by Simpson's rule.
        double Squared(double t)
        {
            var (a, v) = (Usual.Scale(t), Usual.Variance(t));
            double Mean(Func<double, double> f) =>
                Enumerable.Range(-2000, 4001).Sum(k => f(a + Math.Sqrt(v) * k / 200.0) * Math.Exp(-k * k / 80000.0))
                / 200
                / Math.Sqrt(2 * Math.PI);
            return 1 / v - a * a / (v * v) * Mean(x => Math.Pow(Math.Cosh(a * x / v), -2));
        }
        const int steps = 1000;
        var simpson = Enumerable
            .Range(0, steps + 1)
            .Sum(k =>
            {
                var t = .05 + .45 * k / steps;
                return (k is 0 or steps ? 1 : 2 + 2 * (k % 2)) * Usual.NoiseRate(t) * Squared(t) / 2 * (.45 / steps / 3);
            });
        var ratios = (Usual.SignalToNoise(.05), Usual.SignalToNoise(.5));
        var curve = EmpiricalInformation.At(Points.OnLine(-1, 1), [ratios.Item1, ratios.Item2], 2, RandomStream.Root(1)).Values;
        var energy = GeneratorSurrogate.Energy(1, ratios, (curve[0], curve[1]));
        Assert.Equal(simpson, energy.Value, 1e-8);
    }

    [Fact]
    public void Monte_Carlo_and_quadrature_agree_within_the_interval()
    {
        var plane = DataSet.Read(Golden.PathOf("swiss_roll_200.csv")).Points;
        // The same points in three dimensions: quadrature no longer serves, the information is the same.
        var space = Points.Generate(plane.Count, 3, (i, row) => plane[i].CopyTo(row));
        double[] ratios = [.01, .3, 3, 30, 300];
        var exact = EmpiricalInformation.At(plane, ratios, 2, RandomStream.Root(1));
        var sampled = EmpiricalInformation.At(space, ratios, 4000, RandomStream.Root(1));
        Assert.Equal(("quadrature", "Monte Carlo, 4000 draws"), (exact.Method, sampled.Method));
        Assert.All(exact.Values.Zip(sampled.Values), pair => Assert.True(pair.Second.At(1e-4).Contains(pair.First.Value)));
        Assert.All(sampled.Values, value => Assert.True(value.At(.05).Width < .2));
    }

    [Theory]
    [InlineData(.05)]
    [InlineData(.01)]
    public void Monte_Carlo_intervals_cover_the_information(double alpha)
    {
        // Five points of the plane, seen in three dimensions; 400 seeded repetitions.
        var plane = Gaussian.Standard(2).Sample(5, RandomStream.Root(21));
        var space = Points.Generate(5, 3, (i, row) => plane[i].CopyTo(row));
        var exact = EmpiricalInformation.At(plane, [1.5], 2, RandomStream.Root(1)).Values[0].Value;
        var misses = Enumerable
            .Range(0, 400)
            .Count(k =>
                !EmpiricalInformation
                    .At(space, [1.5], 40, RandomStream.Root(22).Child("trial", k))
                    .Values[0]
                    .At(alpha)
                    .Contains(exact)
            );
        Assert.True(1 - Binomial.CDF(alpha, 400, misses - 1) > 1e-6, $"{misses} misses");
    }

    [Fact]
    public void The_digits_run_and_the_best_horizon_is_inside_the_grid()
    {
        var digits = DataSet.Read(Golden.Data("digits.csv"), new Columns(Label: "last"), Scaling.Standard).Points;
        var objective = Over(digits, [.5, .8, 1, 1.2, 1.5], r: 5);
        Assert.Equal((1.0, false), (objective.Best.T, objective.BestAtEdge));
        Assert.All(objective.Rows, row => Assert.InRange(row.T1.Value, -Math.Log(digits.Count), 0));
        Assert.All(objective.Rows.Zip(objective.Rows.Skip(1)), pair => Assert.True(pair.First.T1.Value < pair.Second.T1.Value));
        Assert.All(objective.Rows.Zip(objective.Rows.Skip(1)), pair => Assert.True(pair.First.T2 > pair.Second.T2));
        Assert.Contains(objective.Reasons, reason => reason.Contains("not estimated", StringComparison.Ordinal));
    }

    [Fact]
    public void An_optimum_at_the_end_of_the_grid_says_so()
    {
        (double, bool) Best(params double[] grid) =>
            Over(Points.OnLine(-1, 1), grid, r: 1) is var objective ? (objective.Best.T, objective.BestAtEdge) : default;
        Assert.Equal((.15, true), Best(.05, .1, .15));
        Assert.Equal((1.5, true), Best(1.5, 2, 3));
    }

    [Fact]
    public void The_best_horizon_moves_with_R_and_eps()
    {
        var points = Points.Owning(4, RandomStream.Root(5).Gaussians(400));
        double[] grid = [.3, .5, .7, .9, 1.1, 1.3];
        var terms = DiffusionTerms.Over(points, Schedule.Usual, grid, [.001, .1], 1000, RandomStream.Root(1));
        var sensitivity = terms.Sensitivity([.01, 5]);
        Assert.Equal([(.01, .001), (.01, .1), (5, .001), (5, .1)], sensitivity.Select(s => (s.R, s.Eps)));
        Assert.All(
            sensitivity,
            s => Assert.Equal((s.T, s.AtEdge), (terms.Objective(s.R, s.Eps).Best.T, terms.Objective(s.R, s.Eps).BestAtEdge))
        );
        // A tiny R leaves T1 alone, which only grows with T; a large one asks to come near the prior first.
        Assert.True(sensitivity[0].T < sensitivity[2].T);
        Assert.Equal(Over(points, grid, r: 5).Rows[2].T2, terms.Objective(5, .1).Rows[2].T2);
        Assert.Contains(
            "eps = 0.5 was not measured; measured are 0.001, 0.1",
            Fault(() => terms.Objective(1, .5)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_training_log_adds_its_loss_and_its_score_norm()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "T,loss,score_norm\n0.5,0.25,3\n0.2,0.75,4\n");
            var log = TrainingLog.Read(path);
            var row = Over(Points.OnLine(-1, 1), [.5], r: 1, log).Rows[0];
            Assert.Equal(.25, row.Loss);
            Assert.Equal(Math.Sqrt(9 * Usual.NoiseBetween(0, .5) / 2), row.T3PerSample.Value, 1e-12);
            Assert.Equal(row.T1.Value + row.T2 + row.T3PerSample.Value + .25, row.Sum.Value, 1e-14);
            Assert.Contains(
                "has no T = 0.3; it has 0.2, 0.5",
                Fault(() => Over(Points.OnLine(-1, 1), [.3], 1, log)),
                StringComparison.Ordinal
            );
            File.WriteAllText(path, "T,loss\n0.5,1\n0.5,2\n");
            Assert.Contains("T = 0.5 is doubled", Fault(() => TrainingLog.Read(path)), StringComparison.Ordinal);
            File.WriteAllText(path, "1,2,3,4\n");
            Assert.Contains("4 column(s)", Fault(() => TrainingLog.Read(path)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Parameters_out_of_range_are_refused_in_words()
    {
        var points = Points.OnLine(-1, 1);
        string With(double[] grid, double r = 1, double eps = .01, int draws = 100) =>
            Fault(() => DiffusionObjective.Over(points, Schedule.Usual, grid, r, eps, draws, RandomStream.Root(1)));
        Assert.Contains("grid of T is empty", With([]), StringComparison.Ordinal);
        Assert.Contains("T = 0.005 is not above eps = 0.01", With([.1, .005]), StringComparison.Ordinal);
        Assert.Contains("R = -1", With([.1], r: -1), StringComparison.Ordinal);
        Assert.Contains("eps = 0 needs to be positive", With([.1], eps: 0), StringComparison.Ordinal);
        Assert.Contains("1 Monte Carlo draw(s)", With([.1], draws: 1), StringComparison.Ordinal);
        Assert.Contains("lower the largest T", With([100]), StringComparison.Ordinal);
    }

    private static DiffusionObjective Over(Points points, double[] grid, double r, TrainingLog? log = null) =>
        DiffusionObjective.Over(points, Schedule.Usual, grid, r, eps: .01, draws: 4000, RandomStream.Root(1), log);

    private static string Fault(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
