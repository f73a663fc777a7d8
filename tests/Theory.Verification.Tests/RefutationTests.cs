using Theory.Simulation.Randomness;
using Theory.Symbolics.Numerics;
using Theory.Verification.Search;

namespace Theory.Verification.Tests;

/// <summary>What doubles say proposes; enclosures, or a stated tolerance, decide.</summary>
public sealed class RefutationTests
{
    /// <summary>Worlds in which doubles see one quotient and enclosures one left side, over a right side of 1.</summary>
    private sealed class Seen(double ratio, Interval left) : IWorlds<int>
    {
        public string Certainty => "enclosed";

        public int Objectives => 1;

        public int Draw(Draws random, Free first = Free.Everything) => random.Integer(100);

        public int Change(int world, Draws random, Free free = Free.Everything) => random.Integer(100);

        public IEnumerable<int> Simplified(int world) => [];

        public Level Measure(int world, int objective = 0) => new(ratio, ratio);

        public Finding Judge(int world) => new(left, 1, true, "a world");
    }

    private static Verdict Attacked(double ratio, Interval left) =>
        Refutation.Attempt(
            new Seen(ratio, left),
            new Verdict
            {
                Id = "one",
                Decision = Decision.NotFalsifiable,
                Evidence = "",
                Replay = "",
            },
            1_000,
            RandomStream.Root(1)
        );

    [Fact]
    public void What_exceeds_1_by_rounding_is_1_and_no_violation()
    {
        // An equality, which no enclosure tells from its violation.
        var verdict = Attacked(1 + 9e-10, Interval.Of(1 - 1e-9, 1 + 1e-9));
        Assert.Equal((Decision.NotRefuted, 1.0, 0L), (verdict.Decision, verdict.WorstRatio, verdict.Violations));
    }

    [Fact]
    public void What_doubles_see_and_enclosures_exclude_is_no_violation()
    {
        var verdict = Attacked(1.001, Interval.Of(0.99, 1));
        Assert.Equal((Decision.NotRefuted, 1.0, 0L), (verdict.Decision, verdict.WorstRatio, verdict.Violations));
    }

    [Fact]
    public void What_enclosures_neither_confirm_nor_exclude_is_inconclusive()
    {
        var verdict = Attacked(1.001, Interval.Of(0.99, 1.01));
        Assert.Equal((Decision.Inconclusive, 1.0, 0L), (verdict.Decision, verdict.WorstRatio, verdict.Violations));
        Assert.Contains(
            "neither confirm nor exclude, in the worst world of 2 chains",
            verdict.Evidence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_enclosures_confirm_is_refuted()
    {
        var verdict = Attacked(1.001, Interval.Of(1.0009, 1.0011));
        Assert.Equal((Decision.Refuted, 1.001, 1_000L), (verdict.Decision, verdict.WorstRatio, verdict.Violations));
    }
}
