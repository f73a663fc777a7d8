using System.Text.Json;
using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.Tests.LearnedLaws;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.LinearScores;
using Theory.Verification.Search;
using Xunit.Abstractions;

namespace Theory.Verification.Tests.LinearScores;

public sealed class LinearScoreTests(ITestOutputHelper output)
{
    private static readonly LinearScoreWorld World = new(Schedule.OrnsteinUhlenbeck, 1, 1, 1, false, 0, 1, 1);

    private static readonly int[] Horizons = [1, 2, 4, 8];

    private static Verdict Attack(LinearScoreClaim claim, long trials, ulong seed = 1) =>
        Refutation.Attempt(
            new LinearScoreWorlds(claim),
            new Verdict
            {
                Id = claim.Id,
                Decision = Decision.NotFalsifiable,
                Evidence = "",
                Replay = "",
            },
            trials,
            RandomStream.Root(seed).Child(claim.Id)
        );

    [Fact]
    public void Girsanovs_equality_is_the_reference_figure()
    {
        // theory.md H19: data N(0, 2), score -x, T = .7 under Ornstein and Uhlenbeck's equation: both sides 0.15342640972.
        var (divergence, error, start) = (World with { Horizon = new Rational(7, 10), Variance = 2 }).Path();
        Assert.Equal(0.15342640972, divergence.Middle, 1e-11);
        Assert.Equal(0.14033663271, error.Middle, 1e-11);
        Assert.Equal(0.013089777012, start.Middle, 1e-11);
        Assert.InRange(divergence.Width, 0, 1e-14);
    }

    [Theory]
    [InlineData(500, 10, 0.0039021279154, 0.043730511441, 1.2691363248)]
    [InlineData(1000, 10, 0.0045656503982, 0.047650587031, 5.0461046896)]
    [InlineData(1000, 100, 4.9500619339e-05, 0.0049746942562, 5.0461066269)]
    public void Memories_of_a_chain_are_the_reference_figures(int steps, int samples, double one, double all, double norm)
    {
        var chain = (
            World with
            {
                Schedule = Schedule.Usual,
                Horizon = new Rational(steps, 1000),
                Steps = steps,
                Samples = samples,
                FromEncoding = true,
            }
        ).Chain;
        Assert.Equal(one, chain.InformationPerSample.Middle, 1e-4 * one);
        Assert.Equal(all, chain.Information.Middle, 1e-4 * all);
        Assert.Equal(norm, chain.NormSurrogate.Middle, 1e-4 * norm);
        // The simulator's chain in doubles is within the enclosures.
        var rounded = GaussianChain.Of(new Diffusion(Schedule.Usual), steps / 1000.0, steps, samples, fromEncoding: true);
        Assert.Equal(rounded.Information, chain.Information.Middle, 1e-10 * all);
        Assert.Equal(rounded.NormSurrogate, chain.NormSurrogate.Middle, 1e-10 * norm);
        Assert.InRange(chain.Information.Width, 0, 1e-9);
    }

    [Fact]
    public void What_is_derived_holds_for_every_linear_score()
    {
        LinearScoreClaim[] derived =
        [
            LinearScoreClaim.NormSurrogate,
            LinearScoreClaim.VarianceSurrogate,
            LinearScoreClaim.MemoryOfParameters,
            LinearScoreClaim.Girsanov(Rational.Half),
        ];
        foreach (var claim in derived)
        {
            var verdict = Attack(claim, Forall.Full ? 100_000 : 1_200);
            Assert.True(verdict.Decision == Decision.NotRefuted, $"{claim.Id}: {verdict.Evidence}\n{verdict.WorstWorld}");
            Assert.True(verdict.WorstRatio > 0.2, $"{claim.Id}: {verdict.WorstRatio}");
            output.WriteLine($"{claim.Id}: {verdict.WorstRatio:F6} in {verdict.Trials} worlds");
        }
    }

    [Fact]
    public void The_score_error_is_the_integral_that_it_stands_for()
    {
        // Simpson's rule on half g^2 ((1/p - 1/q)^2 p + (a mu/q)^2), p and q the diffused variances.
        var world = World with
        {
            Schedule = Schedule.Usual,
            Horizon = new Rational(4, 5),
            Mean = 1,
            Variance = 3,
            ModelVariance = Rational.Half,
        };
        var diffusion = new Diffusion(Schedule.Usual);
        double Rate(double t)
        {
            var (a, s2) = (diffusion.Scale(t), diffusion.Variance(t));
            var (p, q) = (3 * a * a + s2, a * a / 2 + s2);
            return diffusion.NoiseRate(t) / 2 * (Math.Pow(1 / p - 1 / q, 2) * p + Math.Pow(a / q, 2));
        }
        const int Pieces = 1000;
        const double H = 0.8 / Pieces;
        var sum = Enumerable.Range(0, Pieces).Sum(k => H / 6 * (Rate(k * H) + 4 * Rate((k + 0.5) * H) + Rate((k + 1) * H)));
        Assert.Equal(sum, world.Path().ScoreError.Middle, 1e-9);
    }

    [Fact]
    public void A_quarter_in_place_of_the_half_is_refuted()
    {
        var verdict = Attack(LinearScoreClaim.Girsanov(new Rational(1, 4)), 1_200);
        Assert.Equal(Decision.Refuted, verdict.Decision);
    }

    [Fact]
    public void The_memory_of_a_point_does_not_grow_with_the_horizon_as_its_surrogate_does()
    {
        // "T3 grows without end" is true of the surrogate only: I(X^_0; X_i | X^_T) stays below I(W; X_i) = log(m/(m - 1))/2.
        double Memory(int horizon) => At(horizon).InformationPerSample.Middle;
        double Surrogate(int horizon) => At(horizon).NormSurrogate.Middle;
        EnclosedChain At(int horizon) =>
            (
                World with
                {
                    Schedule = Schedule.Usual,
                    Horizon = horizon,
                    Steps = 1000 * horizon,
                    Samples = 10,
                    FromEncoding = true,
                }
            ).Chain;
        var limit = Math.Log(10.0 / 9) / 2;
        Assert.All(Horizons, horizon => Assert.InRange(Memory(horizon), 0, limit));
        Assert.Equal(Memory(2), Memory(8), 1e-3 * Memory(8));
        var slope = Slope.Of([.. Horizons.Select(horizon => ((double)horizon, Surrogate(horizon)))]);
        Assert.True(slope.Allows(2) && !slope.Allows(0), slope.ToString());
    }
}
