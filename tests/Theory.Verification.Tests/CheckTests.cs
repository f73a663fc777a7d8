using Theory.Bounds;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.Gaussians;
using Theory.Verification.Search;

namespace Theory.Verification.Tests;

public sealed class CheckTests
{
    /// <summary>A bound with one term scaled: a wrong one, if the factor is small.</summary>
    private static Bound Scaled(string id, string term, Rational factor)
    {
        var bound = Catalog.Get(id);
        return bound with
        {
            Id = $"{id} with {term} times {factor}",
            Terms = bound.Terms.Select(t => t.Name == term ? t with { Expr = factor * t.Expr } : t).ToTerms(),
        };
    }

    [Fact]
    public void The_statement_as_printed_is_refuted_by_a_small_world()
    {
        var verdict = Check.Attack(Catalog.Get("chen2025:encoder-generator-stated"), 60_000, seed: 3);
        Assert.Equal(Decision.Refuted, verdict.Decision);
        Assert.True(verdict.WorstRatio > 1);
        // One sample and a bit's worth of everything suffice, as in the textbook example: the generator is right on its training
        // point only.
        Assert.Contains("m = 1, |W| = 2, |X| = 3, |Z| = 2", verdict.Counterexample!.World, StringComparison.Ordinal);
        Assert.True(verdict.Counterexample.LeftLower > verdict.Counterexample.RightUpper + 1e-3);
        Assert.Equal(["S is an i.i.d. sample from P_X; the prior is fixed before S is seen"], verdict.AssumptionsUnchecked);
    }

    [Theory]
    [InlineData("chen2025:vae-averaged", 0.999)]
    [InlineData("mbacke2023-wgan:stated", 0.9)]
    [InlineData("mbacke2023-wgan:sharp", 0.9)]
    public void What_is_proved_is_not_refuted(string id, double reached)
    {
        var verdict = Check.Attack(Catalog.Get(id), 6_000, seed: 1);
        Assert.Equal(Decision.NotRefuted, verdict.Decision);
        Assert.InRange(verdict.WorstRatio, reached, 1 + 1e-9);
        Assert.True(verdict.AboveHalf > 0);
    }

    [Theory]
    [InlineData("mbacke2023-wgan:sharp", "moment", 1, 2)]
    [InlineData("chen2025:vae-averaged", "encoder", 7, 10)]
    [InlineData("chen2025:vae-averaged", "reconstruction", 1, 2)]
    public void A_term_too_small_is_refuted(string id, string term, int numerator, int denominator)
    {
        var verdict = Check.Attack(Scaled(id, term, new Rational(numerator, denominator)), 40_000, seed: 1);
        Assert.Equal(Decision.Refuted, verdict.Decision);
    }

    [Fact]
    public void What_hides_its_constants_is_not_falsifiable_by_values()
    {
        var verdict = Check.Attack(Catalog.Get("li2023:training-dynamics"), 100, seed: 1);
        Assert.Equal(Decision.NotFalsifiable, verdict.Decision);
        Assert.Contains("constants", verdict.Evidence, StringComparison.Ordinal);
    }

    // Finite worlds, finite and Gaussian ones, reverse chains, and learned diffusions.
    [Theory]
    [InlineData("chen2025:encoder-generator-stated", 20_000)]
    [InlineData("chen2025:vae-averaged", 12_000)]
    [InlineData("chen2025:generator-term-surrogate-encoded", 10_000)]
    [InlineData("chen2025:diffusion-early-stopped", 700)]
    public void The_seed_decides_the_verdict_at_any_number_of_threads(string id, long trials)
    {
        var bound = Catalog.Get(id);
        var (one, two) = (Check.Attack(bound, trials, seed: 7, threads: 1), Check.Attack(bound, trials, seed: 7, threads: 2));
        Assert.Equal(one, two);
        Assert.NotEqual(one.WorstWorld, Check.Attack(bound, trials, seed: 8).WorstWorld);
    }

    [Fact]
    public void The_seed_decides_what_Gaussian_worlds_say_at_any_number_of_threads()
    {
        var worlds = GaussianWorlds.Of(Catalog.Get("chen2025:vae-averaged"))!;
        Climbed<GaussianWorld> With(int threads) => Climb.Search(worlds, 6_000, RandomStream.Root(7), threads: threads);
        var (one, two) = (With(1), With(2));
        Assert.Equal(one.Best.ToString(), two.Best.ToString());
        Assert.Equal(one with { Best = two.Best }, two);
    }

    [Fact]
    public void A_stopped_check_keeps_what_is_done()
    {
        using var stop = new CancellationTokenSource();
        var verdict = Check.Attack(
            Catalog.Get("chen2025:vae-averaged"),
            10_000_000,
            seed: 1,
            progress: new Stopper(stop),
            stop: stop.Token
        );
        Assert.True(verdict.Truncated);
        Assert.InRange(verdict.Trials, 1, 100_000);
    }

    [Fact]
    public void What_has_no_instances_is_what_is_not_falsifiable() =>
        Assert.All(
            Catalog.All,
            bound =>
                // Where there are worlds, one of them was tried, though its assumptions need not hold.
                Assert.Equal(
                    Check.Attack(bound, trials: 1, seed: 1) is { Decision: Decision.NotFalsifiable, Trials: 0 },
                    Check.Instances(bound).Count == 0
                )
        );

    [Fact]
    public void What_one_of_two_attacks_could_not_measure_hides_nothing_of_the_other()
    {
        var verdict = Check.Attack(Catalog.Get("chen2025:vae-averaged"), 600, seed: 1);
        var blind = verdict with { Decision = Decision.NotFalsifiable, WorstRatio = double.NaN };
        Assert.Equal((verdict.Decision, verdict.WorstRatio), (verdict.And(blind).Decision, verdict.And(blind).WorstRatio));
        Assert.Equal(verdict.WorstWorld, blind.And(verdict).WorstWorld);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
