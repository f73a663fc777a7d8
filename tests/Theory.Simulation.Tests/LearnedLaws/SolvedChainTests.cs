using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Tests.LearnedLaws;

public sealed class SolvedChainTests
{
    [Fact]
    public void The_noise_of_the_proxy_and_the_square_of_the_score_share_the_whole_variance()
    {
        // E tr C + E |s|^2 = d/s^2.
        var law = new PointLaw(Points.OnLine(-1, 0, 1)).Smoothed(.8, .36);
        double Mean(Func<double, double> f) =>
            Enumerable.Range(-3000, 6001).Sum(k => f(k * .002) * Math.Exp(law.LogDensity([k * .002])) * .002);
        var noise = Mean(x => law.ProxyCovariance([x])[0, 0]);
        var fisher = Mean(x => Math.Pow(law.Score([x])[0], 2));
        Assert.Equal(1.424163453, noise, 1e-9);
        Assert.Equal(1.3536143247, fisher, 1e-9);
        Assert.Equal(1 / .36, noise + fisher, 1e-9);
    }

    [Theory]
    [InlineData(30, 0.24953492047, 0.30187590879)]
    [InlineData(300, 0.25245654565, 0.25819527821)]
    [InlineData(3000, 0.2529317056, 0.25351152026)]
    public void Proxy_noise_fills_gaps_and_vanishes_with_the_step(int steps, double without, double with)
    {
        var diffusion = new Diffusion(Schedule.VariancePreservingFullDrift(new(1, 10), 20));
        Assert.Equal(without, GapFilling.FlowVariance(diffusion, .25, 1, .01, steps, withNoise: false), 1e-10);
        Assert.Equal(with, GapFilling.FlowVariance(diffusion, .25, 1, .01, steps, withNoise: true), 1e-10);
    }

    [Theory]
    [InlineData(.5, 10)]
    [InlineData(1, 10)]
    [InlineData(2, 10)]
    [InlineData(1, 100)]
    public void The_informations_of_the_solved_chain_are_in_order(double t, int m)
    {
        var chain = GaussianChain.Of(new(Schedule.Usual), t, (int)(1000 * t), m, fromEncoding: true);
        Assert.True(chain.InformationPerSample <= chain.Information && chain.Information <= chain.VarianceSurrogate);
        // From the prior nothing is known of the point beforehand, and no less is learned.
        var fresh = GaussianChain.Of(new(Schedule.Usual), t, (int)(1000 * t), m, fromEncoding: false);
        Assert.True(fresh.InformationPerSample >= chain.InformationPerSample && fresh.Information <= fresh.NormSurrogate);
    }
}
