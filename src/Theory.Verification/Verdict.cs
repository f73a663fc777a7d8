using Theory.Symbolics;
using Theory.Verification.Exponents;
using Theory.Verification.Mutants;

namespace Theory.Verification;

/// <summary>How a check ends. No check ends in "holds".</summary>
public enum Decision
{
    /// <summary>A world violates the bound, for sure or at the evidence allotted.</summary>
    Refuted,

    /// <summary>No world that was searched violates it.</summary>
    NotRefuted,

    /// <summary>A world seems to violate it and could not be confirmed.</summary>
    Inconclusive,

    /// <summary>Nothing here could have refuted it.</summary>
    NotFalsifiable,
}

/// <summary>What an attack on a bound found.</summary>
public sealed record Verdict
{
    /// <summary>The id of the bound.</summary>
    public required string Id { get; init; }

    /// <summary>How it ended.</summary>
    public required Decision Decision { get; init; }

    /// <summary>How many worlds were evaluated.</summary>
    public long Trials { get; init; }

    /// <summary>
    /// How many of them had left above right by more than 1e-9 of it in double precision, in chains whose worst world is surely one; they were
    /// found by climbing and are no random sample. What decides is the confirmed counterexample, never this count.
    /// </summary>
    public long Violations { get; init; }

    /// <summary>
    /// The greatest left over right, where what exceeds 1 by no more than 1e-9 or is not confirmed is 1. For a claim that holds with probability 1 - delta: the greatest quotient that is reached or
    /// exceeded with a probability above delta.
    /// </summary>
    public double WorstRatio { get; init; }

    /// <summary>In how many worlds left was above half of right.</summary>
    public long AboveHalf { get; init; }

    /// <summary>What the decision rests on.</summary>
    public required string Evidence { get; init; }

    /// <summary>The probability of a false alarm that was allotted to this check; exact evaluation needs none of it.</summary>
    public double Alpha { get; init; }

    /// <summary>The assumptions that no machine checked.</summary>
    public Terms<string> AssumptionsUnchecked { get; init; }

    /// <summary>The simplest violating world found; null unless refuted.</summary>
    public Counterexample? Counterexample { get; init; }

    /// <summary>The world with the greatest left over right, in lines of text.</summary>
    public string WorstWorld { get; init; } = "";

    /// <summary>
    /// The command that repeats the check bit by bit; of one that was stopped, all it did, and beside finite worlds the share of Gaussian ones
    /// that it did not come to.
    /// </summary>
    public required string Replay { get; init; }

    /// <summary>Whether the check was stopped before its budget was spent.</summary>
    public bool Truncated { get; init; }

    /// <summary>What the check would have noticed; null where it was not asked.</summary>
    public PowerReport? Power { get; init; }

    /// <summary>How fast what was measured falls, against the exponents claimed; where constants are hidden this is what decides.</summary>
    public Terms<ExponentCheck> Exponents { get; init; }

    /// <summary>The verdict of power laws on a bound whose constants are hidden.</summary>
    public Verdict By(Terms<ExponentCheck> exponents)
    {
        var worst = exponents.MaxBy(check => check.Measured.Lower - check.Claimed)!;
        return this with
        {
            Exponents = exponents,
            Decision = worst.Contradicts ? Decision.Refuted : Decision.NotRefuted,
            WorstRatio = double.NaN,
            Evidence = worst.Contradicts
                ? $"by exponents: {worst}"
                : $"by exponents along {exponents.Count} ray{(exponents.Count == 1 ? "" : "s")}, since its constants are not named; nearest: {worst}",
        };
    }

    /// <summary>What two attacks on one bound found together; the evidence and the worst world are those of the stronger one.</summary>
    public Verdict And(Verdict other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var stronger = Rank(other) > Rank(this) || Rank(other) == Rank(this) && other.WorstRatio > WorstRatio ? other : this;
        return stronger with
        {
            Trials = Trials + other.Trials,
            Violations = Violations + other.Violations,
            AboveHalf = AboveHalf + other.AboveHalf,
            WorstRatio = double.MaxNumber(WorstRatio, other.WorstRatio),
            Truncated = Truncated || other.Truncated,
        };
    }

    private static int Rank(Verdict verdict) =>
        verdict.Decision switch
        {
            Decision.Refuted => 3,
            Decision.Inconclusive => 2,
            Decision.NotRefuted => 1,
            _ => 0,
        };

    /// <summary>
    /// The verdict weighed by its power: where an attack of the same kind refutes no wrong version of the bound, its silence says
    /// nothing, and the bound is not falsifiable by it.
    /// </summary>
    public Verdict Weighed(PowerReport power)
    {
        ArgumentNullException.ThrowIfNull(power);
        return this with
        {
            Power = power,
            Decision = power.IsBlind && Decision == Decision.NotRefuted ? Decision.NotFalsifiable : Decision,
        };
    }

    /// <summary>The decision in the words of the command.</summary>
    public string Word =>
        Decision switch
        {
            Decision.Refuted => "refuted",
            Decision.NotRefuted => "not-refuted",
            Decision.Inconclusive => "inconclusive",
            _ => "not-falsifiable",
        };
}

/// <summary>A world that violates a bound, with both sides enclosed.</summary>
/// <param name="World">The world in lines of text.</param>
/// <param name="LeftLower">The left side is at least this; for a claim with probability, the probability of a violation.</param>
/// <param name="RightUpper">The right side is at most this; for a claim with probability, the probability allowed.</param>
public sealed record Counterexample(string World, double LeftLower, double RightUpper);
