using Theory.Symbolics;

namespace Theory.Verification.Evidence;

/// <summary>
/// Evidence against "the observations are independent and uniform on (0, 1)": what a simulator of a law with distribution function F
/// makes of F(X). The wager is that each observation falls into an interval as often as those before it did (Krichevsky and Trofimov's
/// mixture), so that the product of the gains is a martingale that starts at 1 while the claim is true.
/// </summary>
public sealed record LawEvidence
{
    private readonly Terms<long> counts;

    private LawEvidence(Terms<long> counts, long trials, double log) => (this.counts, Trials, Log) = (counts, trials, log);

    /// <summary>How many observations were made.</summary>
    public long Trials { get; }

    /// <summary>The natural logarithm of the evidence.</summary>
    public double Log { get; }

    /// <summary>No evidence yet.</summary>
    /// <param name="intervals">Into how many intervals of one length (0, 1) is divided; at least 2.</param>
    public static LawEvidence Against(int intervals = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 2);
        return new LawEvidence(Enumerable.Repeat(0L, intervals).ToTerms(), 0, 0);
    }

    /// <summary>The evidence with one more observation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The observation is not between 0 and 1.</exception>
    public LawEvidence With(double uniform)
    {
        if (uniform is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(uniform),
                uniform,
                "A value of a distribution function lies between 0 and 1."
            );
        var (number, intervals) = (Math.Min((int)(uniform * counts.Count), counts.Count - 1), counts.Count);
        var gain = intervals * (counts[number] + 0.5) / (Trials + 0.5 * intervals);
        return new LawEvidence(counts.Select((n, k) => k == number ? n + 1 : n).ToTerms(), Trials + 1, Log + Math.Log(gain));
    }

    /// <summary>The evidence, 1 at the start.</summary>
    public double Value => Math.Exp(Log);

    /// <summary>Whether the claim is refuted at a probability of a false alarm.</summary>
    public bool Refutes(double alpha) => Log >= -Math.Log(alpha);
}
