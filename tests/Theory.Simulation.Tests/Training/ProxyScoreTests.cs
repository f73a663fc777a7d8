using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Testing;

namespace Theory.Simulation.Tests.Training;

public class ProxyScoreTests
{
    [Fact]
    public void The_share_of_noise_around_six_points_is_that_of_the_reference()
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("proxy_score_fraction.json"))).RootElement;
        double[] Numbers(string name) => [.. golden.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
        var centres = Points.FromRows([.. Numbers("mu_x").Zip(Numbers("mu_y"), (x, y) => new[] { x, y })]);
        var t = golden.GetProperty("t").GetDouble();
        var law = Smoothed(centres, Math.Sqrt(1 - t), t);
        var fraction = golden.GetProperty("fraction");
        var (xs, ys) = (Numbers("x"), Numbers("y"));
        for (var i = 0; i < xs.Length; i++)
        for (var j = 0; j < ys.Length; j++)
            Assert.Equal(fraction[i][j].GetDouble(), law.ProxyNoiseShare([xs[i], ys[j]]), 1e-12);
    }

    [Fact]
    public void The_covariance_of_the_proxy_is_that_of_the_reference()
    {
        // Cov(x_0 | x) is C s^4/a^2.
        Assert.Equal(
            0.392181953567187,
            Smoothed(Points.OnLine(-1, 0, 1), 0.8, 0.36).ProxyCovariance([0.4])[0, 0] * 0.36 * 0.36 / 0.64,
            1e-12
        );
        Assert.Equal(2.4429634476, Smoothed(Points.OnLine(-1, 1), 0.8, 0.36).ProxyCovariance([0.4])[0, 0], 1e-10);
    }

    [Fact]
    public void The_covariance_is_the_inverse_variance_plus_the_curvature_of_the_log_density() =>
        Forall.Holds(
            (
                from seed in Gen.Choose(0, 1_000_000)
                from variance in Gen.Choose(5, 200)
                select (seed, variance: variance / 100.0)
            ).ToArbitrary(),
            c =>
            {
                var stream = RandomStream.Root((ulong)c.seed);
                var law = Smoothed(Points.Of(2, stream.Gaussians(10)), 0.9, c.variance);
                var x = stream.Child("x").Gaussians(2);
                var covariance = law.ProxyCovariance(x);
                const double h = 1e-5;
                for (var k = 0; k < 2; k++)
                {
                    var (up, down) = ((double[])[.. x], (double[])[.. x]);
                    (up[k], down[k]) = (x[k] + h, x[k] - h);
                    var slope = law.Score(up).Zip(law.Score(down), (a, b) => (a - b) / (2 * h)).ToArray();
                    for (var l = 0; l < 2; l++)
                        Assert.Equal(
                            (k == l ? 1 / c.variance : 0) + slope[l],
                            covariance[k, l],
                            1e-5 / (c.variance * c.variance)
                        );
                }
            },
            trials: 100
        );

    private static SmoothedPoints Smoothed(Points points, double scale, double variance) =>
        Assert.IsType<SmoothedPoints>(new PointLaw(points).Diffused(scale, variance));
}
