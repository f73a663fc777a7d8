using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Tests.Laws;

public sealed class LawTests
{
    private static readonly GaussianMixture Mixture = new(
        [
            new(
                [1, .5],
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { .4, .15 },
                        { .15, .2 },
                    }
                )
            ),
            new([-1, 0], .3),
        ],
        [1, 3]
    );

    private static readonly Dictionary<string, Law> Laws = new()
    {
        ["mixture"] = Mixture,
        ["truncated mixture"] = new TruncatedMixture(Mixture, 1.5),
        ["smoothed truncated mixture"] = new TruncatedMixture(Mixture, 1.5).Diffused(-.8, .1),
        ["smoothed points"] = new PointLaw(Points.FromRows([0, 1], [1, -1], [.5, .5]), [1, 2, 0]).Diffused(.8, .2),
        ["box"] = new UniformBox([-1, 0], [1, 2]),
        ["smoothed box"] = new UniformBox([-1, 0], [1, 2]).Diffused(-.7, .1),
        ["smoothed ring"] = Curve.Ring(1.5).Diffused(.9, .05),
        ["smoothed swiss roll"] = Curve.SwissRoll(10).Diffused(.9, .05),
        ["points"] = new PointLaw(Points.FromRows([0, 1], [1, -1], [.5, .5]), [1, 2, 1]),
        ["ring"] = Curve.Ring(1.5),
        ["swiss roll"] = Curve.SwissRoll(10),
    };

    public static TheoryData<string> Densities => [.. Laws.Where(law => law.Value is ContinuousLaw).Select(law => law.Key)];

    public static TheoryData<string> Diffusibles => [.. Laws.Where(law => law.Value is IDiffusible).Select(law => law.Key)];

    [Theory]
    [MemberData(nameof(Densities))]
    public void Densities_integrate_to_one_and_give_the_moments_of_the_sample(string name)
    {
        var law = (ContinuousLaw)Laws[name];
        const double step = .05;
        var moments = new double[4];
        for (var x = -5.01; x < 5; x += step)
        for (var y = -5.01; y < 5; y += step)
        {
            var mass = Math.Exp(law.LogDensity([x, y])) * step * step;
            moments[0] += mass;
            moments[1] += x * mass;
            moments[2] += y * y * mass;
            moments[3] += x * y * mass;
        }
        var sample = law.Sample(40_000, RandomStream.Root(5));
        var rows = Enumerable.Range(0, sample.Count).Select(i => sample[i].ToArray()).ToArray();
        var smooth = name is not ("box" or "truncated mixture");
        Assert.Equal(1, moments[0], smooth ? 1e-6 : .05);
        Near(moments[1], [.. rows.Select(r => r[0])], smooth);
        Near(moments[2], [.. rows.Select(r => r[1] * r[1])], smooth);
        Near(moments[3], [.. rows.Select(r => r[0] * r[1])], smooth);
    }

    [Theory]
    [MemberData(nameof(Densities))]
    public void Scores_are_gradients_of_log_densities(string name)
    {
        var law = (ContinuousLaw)Laws[name];
        var sample = law.Sample(50, RandomStream.Root(6));
        const double h = 1e-5;
        for (var i = 0; i < sample.Count; i++)
        {
            double[] x = [.. sample[i]];
            var score = law.Score(x);
            for (var k = 0; k < 2; k++)
            {
                double At(double shift) => law.LogDensity([.. x.Select((c, j) => j == k ? c + shift : c)]);
                if (double.IsFinite(At(h)) && double.IsFinite(At(-h)))
                    Assert.Equal((At(h) - At(-h)) / (2 * h), score[k], 1e-5 * (1 + Math.Abs(score[k])));
            }
        }
    }

    [Fact]
    public void Scores_of_many_points_at_once_are_those_of_each()
    {
        // 300 atoms: a block does not hold all rows.
        var law = new PointLaw(
            Gaussian.Standard(3).Sample(300, RandomStream.Root(1)),
            [.. RandomStream.Root(2).Uniforms(300)]
        ).Smoothed(.7, .1);
        var points = law.Sample(400, RandomStream.Root(3));
        var scores = law.Scores(points);
        for (var i = 0; i < 400; i++)
            Assert.Equal(law.Score(points[i]), scores[i].ToArray(), (a, b) => Math.Abs(a - b) < 1e-10);
        var mixture = law.ToMixture();
        Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(mixture.LogDensity(points[i]), law.LogDensity(points[i]), 1e-10));
        Assert.Throws<ArgumentException>(() => law.Scores(Points.OnLine(1)));
    }

    [Theory]
    [MemberData(nameof(Diffusibles))]
    public void The_diffused_law_is_that_of_diffused_points(string name)
    {
        var law = Laws[name];
        var (scale, variance) = (.6, .3);
        var diffused = ((IDiffusible)law).Diffused(scale, variance);
        var (start, end) = (law.Sample(40_000, RandomStream.Root(7)), diffused.Sample(40_000, RandomStream.Root(8)));
        var noise = RandomStream.Root(9).Gaussians(80_000);
        double Bump(double x, double y) => Math.Exp(-(x - .3) * (x - .3) - y * y / 2);
        var there = Moments.Of([.. Enumerable.Range(0, 40_000).Select(i => Bump(end[i][0], end[i][1]))]);
        var pushed = Moments.Of([
            .. Enumerable
                .Range(0, 40_000)
                .Select(i =>
                    Bump(
                        scale * start[i][0] + Math.Sqrt(variance) * noise[2 * i],
                        scale * start[i][1] + Math.Sqrt(variance) * noise[2 * i + 1]
                    )
                ),
        ]);
        Assert.True(Math.Abs(there.Mean - pushed.Mean) < 5 * Math.Sqrt((there.Variance + pushed.Variance) / 40_000));
    }

    [Theory]
    [InlineData(.3, .9, .05)]
    [InlineData(1.3, .5, .01)]
    [InlineData(.01, .9, 2)]
    public void A_smoothed_ring_has_its_closed_form(double x, double scale, double variance)
    {
        var r = 1.5 * scale;
        var expected =
            Math.Exp(-(x * x + r * r) / (2 * variance)) * SpecialFunctions.BesselI0(x * r / variance) / (2 * Math.PI * variance);
        Assert.Equal(1, Math.Exp(Curve.Ring(1.5).Diffused(scale, variance).LogDensity([0, x])) / expected, 1e-6);
    }

    [Fact]
    public void Diffusing_along_a_schedule_uses_its_scale_and_variance()
    {
        var law = (Gaussian)new Gaussian([2], .25).At(new Diffusion(Schedule.OrnsteinUhlenbeck), .3);
        Assert.Equal(2 * Math.Exp(-.3), law.Mean[0], 1e-14);
        Assert.Equal(.25 * Math.Exp(-.6) + 1 - Math.Exp(-.6), law.Covariance[0, 0], 1e-14);
    }

    [Fact]
    public void A_truncated_mixture_stays_in_its_support()
    {
        var law = new TruncatedMixture(Mixture, 1.5);
        var sample = law.Sample(2000, RandomStream.Root(4));
        Assert.All(Enumerable.Range(0, 2000), i => Assert.True(double.IsFinite(law.LogDensity(sample[i]))));
        Assert.Equal(double.NegativeInfinity, law.LogDensity([3, 3]));
        var widest = Enumerable.Range(0, 500).Max(i => Math.Sqrt(Distance.SSD(sample[0].ToArray(), sample[i].ToArray())));
        Assert.InRange(law.Diameter, widest, 6);
    }

    [Theory]
    [InlineData(1.5, .6, .3)]
    [InlineData(.4, -1.2, .01)]
    [InlineData(3, .001, 1)]
    [InlineData(1, 0, 2)]
    public void A_diffused_truncated_law_is_the_convolution_of_its_density(double radius, double scale, double variance)
    {
        GaussianMixture mixture = new([new([1], .5), new([-2], .09)], [2, 1]);
        var law = new TruncatedMixture(mixture, radius);
        var diffused = law.Diffused(scale, variance);
        // Gauss-Legendre on each support, where the clean density is smooth.
        double Convolved(double y) =>
            mixture
                .Components.Zip(mixture.Weights)
                .Sum(part =>
                {
                    var (mean, reach) = (part.First.Mean[0], radius * Math.Sqrt(part.First.Covariance[0, 0]));
                    var inside = SpecialFunctions.Erf(radius / Math.Sqrt(2));
                    return GaussLegendreRule.Integrate(
                        x =>
                            part.Second
                            * Math.Exp(part.First.LogDensity([x]) - Math.Pow(y - scale * x, 2) / (2 * variance))
                            / inside
                            / Math.Sqrt(2 * Math.PI * variance),
                        mean - reach,
                        mean + reach,
                        256
                    );
                });
        foreach (var y in new[] { -2.5, -1, 0, .2, 1, 3 })
            Assert.Equal(Math.Log(Convolved(y)), diffused.LogDensity([y]), 1e-10);
    }

    [Fact]
    public void Far_from_a_compact_support_the_density_and_the_score_stay_finite()
    {
        // Beyond the nearest end the law is the Gaussian noise around it, and a score pulls back to that end.
        foreach (
            IDiffusible law in new IDiffusible[]
            {
                new UniformBox([-1], [2]),
                new TruncatedMixture(new([new([.5], 1)]), radius: 1.5),
            }
        )
        {
            var diffused = law.Diffused(1, 1e-4);
            foreach (var x in new[] { 4.0, 40, 4e4 })
            {
                Assert.True(double.IsFinite(diffused.LogDensity([x])));
                Assert.Equal(1, diffused.Score([x])[0] / (-(x - 2) / 1e-4), 1e-3);
                Assert.Equal(1, diffused.Score([1 - x])[0] / ((x - 2) / 1e-4), 1e-3);
            }
        }
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 4)]
    [InlineData(-9, -7)]
    [InlineData(5.9, 6.1)]
    [InlineData(30, 30.5)]
    [InlineData(-2.0001, -2)]
    [InlineData(7, 7.000_01)]
    [InlineData(12, 500)]
    public void The_mass_of_an_interval_is_its_integral(double lower, double upper)
    {
        var (log, slope) = StandardNormal.Interval(lower, upper);
        // Over the greatest density in the interval, so that nothing underflows.
        var near = Math.Clamp(0, lower, upper);
        var end = Math.Min(upper, near + 9);
        double Relative(double x) => Math.Exp((near * near - x * x) / 2);
        var integral = GaussLegendreRule.Integrate(Relative, lower, end, 256);
        Assert.Equal(Math.Log(integral / Math.Sqrt(2 * Math.PI)) - near * near / 2, log, 1e-12 * (1 + Math.Abs(log)));
        var rise = integral > 0 ? GaussLegendreRule.Integrate(x => -x * Relative(x), lower, end, 256) / integral : 0;
        Assert.Equal(rise, slope, 1e-11 * (1 + Math.Abs(rise)));
    }

    [Fact]
    public void Impossible_laws_are_refused_in_words()
    {
        string Fault(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
        Assert.Contains(
            "not positive definite",
            Fault(() =>
                new Gaussian(
                    [0, 0],
                    Matrix<double>.Build.DenseOfArray(
                        new[,]
                        {
                            { 1.0, 2 },
                            { 2, 1 },
                        }
                    )
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not symmetric",
            Fault(() =>
                new Gaussian(
                    [0, 0],
                    Matrix<double>.Build.DenseOfArray(
                        new[,]
                        {
                            { 1.0, .5 },
                            { 0, 1 },
                        }
                    )
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains("2 points have 1 weights", Fault(() => new PointLaw(Points.OnLine(0, 1), [1])), StringComparison.Ordinal);
        Assert.Contains("nonnegative", Fault(() => new PointLaw(Points.OnLine(0, 1), [1, -1])), StringComparison.Ordinal);
        Assert.Contains("positive, finite number", Fault(() => new TruncatedMixture(Mixture, 0)), StringComparison.Ordinal);
        Assert.Contains("the first below the second", Fault(() => new UniformBox([0], [0])), StringComparison.Ordinal);
        Assert.Contains("too small for this curve", Fault(() => Curve.Ring(1).Diffused(1, 1e-12)), StringComparison.Ordinal);
        Assert.Contains("dimension 2", Fault(() => Mixture.Score([0])), StringComparison.Ordinal);
    }

    private static void Near(double expected, double[] draws, bool smooth)
    {
        var moments = Moments.Of(draws);
        Assert.Equal(expected, moments.Mean, 5 * Math.Sqrt(moments.Variance / moments.Count) + (smooth ? 1e-6 : .05));
    }

    [Fact]
    public void So_far_out_that_squares_overflow_a_density_is_0_and_not_missing()
    {
        var mixture = new GaussianMixture([new([0], 1), new([1], 1)]);
        Assert.Equal(double.NegativeInfinity, mixture.LogDensity([1e200]));
        Assert.True(double.IsNaN(mixture.Score([1e200])[0]));
        Assert.Throws<ArgumentException>(() => new PointLaw(Points.OnLine(0, 1), [1e308, 1e308]));
        Assert.Throws<ArgumentException>(() => Points.Generate(-1, 3, (_, _) => { }));
        Assert.Throws<ArgumentException>(() => Points.Generate(int.MaxValue, 3, (_, _) => { }));
    }
}
