using System.Text.Json;
using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Testing;

namespace Theory.Simulation.Tests.LearnedLaws;

public sealed class ProxyScoreTests
{
    private static readonly SmoothedPoints Three = new PointLaw(Points.OnLine(-1, 0, 1)).Smoothed(.8, .36);

    [Fact]
    public void Three_points_have_the_reference_figures()
    {
        Assert.Equal(0.38311737355, Three.PosteriorMean([.4])[0], 1e-11);
        Assert.Equal(-0.25973916989, Three.Score([.4])[0], 1e-10);
        Assert.Equal(1.9367010053, ProxyScore.Covariance(Three, [.4])[0, 0], 1e-10);
        Assert.Equal(0.38493720975, Math.Exp(Three.LogDensity([.4])), 1e-11);
        var two = new PointLaw(Points.OnLine(-1, 1)).Smoothed(.8, .36);
        Assert.Equal(2.4429634476, ProxyScore.Covariance(two, [.4])[0, 0], 1e-10);
    }

    [Fact]
    public void Noise_and_score_share_the_whole_variance()
    {
        // E tr C + E |s|^2 = d/s^2.
        double Mean(Func<double, double> f) =>
            Enumerable.Range(-3000, 6001).Sum(k => f(k * .002) * Math.Exp(Three.LogDensity([k * .002])) * .002);
        var noise = Mean(x => ProxyScore.Covariance(Three, [x])[0, 0]);
        var fisher = Mean(x => Math.Pow(Three.Score([x])[0], 2));
        Assert.Equal(1.424163453, noise, 1e-9);
        Assert.Equal(1.3536143247, fisher, 1e-9);
        Assert.Equal(1 / .36, noise + fisher, 1e-9);
    }

    [Fact]
    public void The_covariance_is_the_curvature_of_the_log_density()
    {
        var law = new PointLaw(Points.FromRows([1, 0], [-.5, 1], [0, -1])).Smoothed(.9, .3);
        double[] x = [.3, -.2];
        const double h = 1e-5;
        var covariance = ProxyScore.Covariance(law, x);
        for (var k = 0; k < 2; k++)
        {
            double[] Moved(double by) => [.. x.Select((c, j) => j == k ? c + by : c)];
            var (up, down) = (law.Score(Moved(h)), law.Score(Moved(-h)));
            for (var l = 0; l < 2; l++)
                Assert.Equal((k == l ? 1 / .3 : 0) + (up[l] - down[l]) / (2 * h), covariance[k, l], 1e-7);
        }
    }

    [Fact]
    public void The_share_of_noise_around_a_circle_is_the_reference_map()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("proxy_score_fraction.json")));
        double[] Of(string name) => [.. golden.RootElement.GetProperty(name).EnumerateArray().Select(x => x.GetDouble())];
        var (xs, ys) = (Of("x"), Of("y"));
        var law = new PointLaw(Points.FromRows([.. Of("mu_x").Zip(Of("mu_y"), (a, b) => new[] { a, b })])).Smoothed(
            Math.Sqrt(.8),
            .2
        );
        var rows = golden.RootElement.GetProperty("fraction").EnumerateArray().ToArray();
        for (var i = 0; i < rows.Length; i++)
        for (var j = 0; j < xs.Length; j++)
            Assert.Equal(rows[i][j].GetDouble(), ProxyScore.NoiseShare(law, [xs[i], ys[j]]), 1e-9);
    }

    [Theory]
    [InlineData(30, 0.24953492047, 0.30187590879)]
    [InlineData(300, 0.25245654565, 0.25819527821)]
    [InlineData(3000, 0.2529317056, 0.25351152026)]
    public void Proxy_noise_fills_gaps_and_vanishes_with_the_step(int steps, double without, double with)
    {
        var diffusion = new Diffusion(Schedule.VariancePreservingFullDrift(new(1, 10), 20));
        Assert.Equal(without, ProxyScore.FlowVariance(diffusion, .25, 1, .01, steps, withNoise: false), 1e-10);
        Assert.Equal(with, ProxyScore.FlowVariance(diffusion, .25, 1, .01, steps, withNoise: true), 1e-10);
    }

    [Theory]
    [InlineData(.5, 10, 0.0039021279154, 0.043730511441, 0.046064064567, 1.2691363248)]
    [InlineData(1, 10, 0.0045656503982, 0.047650587031, 0.049995279362, 5.0461046896)]
    [InlineData(2, 10, 0.0045660249377, 0.047652726308, 0.049997417125, 20.143327959)]
    [InlineData(1, 100, 4.9500619339e-05, 0.0049746942562, 0.0049995279362, 5.0461066269)]
    public void The_solved_chain_has_the_reference_informations(
        double t,
        int m,
        double one,
        double all,
        double variance,
        double norm
    )
    {
        var chain = GaussianChain.Of(new(Schedule.Usual), t, (int)(1000 * t), m, fromEncoding: true);
        Assert.Equal(1, chain.InformationPerSample / one, 1e-9);
        Assert.Equal(1, chain.Information / all, 1e-9);
        Assert.Equal(1, chain.VarianceSurrogate / variance, 1e-9);
        Assert.Equal(1, chain.NormSurrogate / norm, 1e-9);
        Assert.True(chain.InformationPerSample <= chain.Information && chain.Information <= chain.VarianceSurrogate);
        // From the prior nothing is known of the point beforehand, and no less is learned.
        var fresh = GaussianChain.Of(new(Schedule.Usual), t, (int)(1000 * t), m, fromEncoding: false);
        Assert.True(fresh.InformationPerSample >= chain.InformationPerSample && fresh.Information <= fresh.NormSurrogate);
    }
}
