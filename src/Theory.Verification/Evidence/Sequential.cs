using Theory.Simulation.Randomness;
using static System.FormattableString;

namespace Theory.Verification.Evidence;

/// <summary>What a sequential test of a claimed rate found.</summary>
/// <param name="Detected">The evidence of the first stream, at its end or where it sufficed.</param>
/// <param name="Confirmed">The evidence of a second, independent stream; null unless the first sufficed.</param>
/// <param name="Alpha">The probability of a false alarm allotted.</param>
public sealed record RateTest(RateEvidence Detected, RateEvidence? Confirmed, double Alpha)
{
    /// <summary>How the test ends: a find that fresh randomness does not confirm is inconclusive.</summary>
    public Decision Decision =>
        Confirmed is null ? Decision.NotRefuted
        : Confirmed.Refutes(Alpha) ? Decision.Refuted
        : Decision.Inconclusive;

    /// <summary>The test in one line.</summary>
    public override string ToString()
    {
        static string Power(RateEvidence e) => Invariant($"10^{e.Log / Math.Log(10):F1}");
        var line = Invariant(
            $"{Detected.Events} of {Detected.Trials} trials; allowed {Detected.Rate:P3}; evidence {Power(Detected)} (needs {1 / Alpha:G3})"
        );
        return Confirmed is null ? line : $"{line}; on fresh data {Power(Confirmed)}";
    }
}

/// <summary>Sequential tests: detect on one stream, confirm on a fresh one.</summary>
public static class Sequential
{
    /// <summary>Tests "the event has probability at most <paramref name="rate"/>".</summary>
    /// <param name="rate">The claimed rate.</param>
    /// <param name="alpha">The probability of a false alarm.</param>
    /// <param name="budget">How many trials each of the two streams may take.</param>
    /// <param name="stream">Where all randomness comes from.</param>
    /// <param name="happens">One trial from a stream of its own.</param>
    public static RateTest Test(double rate, double alpha, long budget, RandomStream stream, Func<RandomStream, bool> happens)
    {
        ArgumentNullException.ThrowIfNull(happens);
        if (alpha is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(alpha),
                alpha,
                "The probability of a false alarm needs to be between 0 and 1."
            );
        RateEvidence Watch(RandomStream from)
        {
            var evidence = RateEvidence.Against(rate);
            for (long trial = 0; trial < budget && !evidence.Refutes(alpha); trial++)
                evidence = evidence.With(happens(from.Child("trial", trial)));
            return evidence;
        }
        var detected = Watch(stream.Child("detect"));
        return new RateTest(detected, detected.Refutes(alpha) ? Watch(stream.Child("confirm")) : null, alpha);
    }

    /// <summary>The share of each of several checks in the probability of a false alarm of all (Bonferroni).</summary>
    public static double Share(double alpha, int checks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(checks);
        return alpha / checks;
    }
}
