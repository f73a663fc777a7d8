using Theory.Symbolics;

namespace Theory.Verification.Evidence;

/// <summary>
/// Evidence against "it happens with probability at most <see cref="Rate"/>" from independent trials: the likelihood ratio of a
/// mixture of greater rates. While the claim is true it is a nonnegative supermartingale that starts at 1, so that by Ville's
/// inequality it ever reaches 1/alpha with probability at most alpha, however often one looks.
/// </summary>
public sealed record RateEvidence
{
    // The alternatives divide the odds between the claimed rate and certainty, more finely near the claim.
    private const int Alternatives = 40;

    private readonly Terms<(double IfSo, double IfNot)> gains;

    private RateEvidence(double rate, Terms<(double IfSo, double IfNot)> gains) => (Rate, this.gains) = (rate, gains);

    /// <summary>The rate that is claimed, between 0 and 1.</summary>
    public double Rate { get; }

    /// <summary>How many trials were made.</summary>
    public long Trials { get; private init; }

    /// <summary>In how many it happened.</summary>
    public long Events { get; private init; }

    /// <summary>No evidence yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not between 0 and 1.</exception>
    public static RateEvidence Against(double rate)
    {
        if (rate is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A claimed rate needs to be between 0 and 1.");
        var odds = rate / (1 - rate);
        return new RateEvidence(
            rate,
            Enumerable
                .Range(1, Alternatives)
                .Select(k => odds * Math.Pow(1e4 / Math.Min(odds, 1), Math.Pow((double)k / Alternatives, 1.5)))
                .Select(greater => (Math.Log(greater / (1 + greater) / rate), Math.Log(1 / (1 + greater) / (1 - rate))))
                .ToTerms()
        );
    }

    /// <summary>The evidence with one more trial.</summary>
    public RateEvidence With(bool happened) => this with { Trials = Trials + 1, Events = Events + (happened ? 1 : 0) };

    /// <summary>The natural logarithm of the evidence.</summary>
    public double Log
    {
        get
        {
            Span<double> logs = stackalloc double[Alternatives];
            for (var k = 0; k < Alternatives; k++)
                logs[k] = Events * gains[k].IfSo + (Trials - Events) * gains[k].IfNot;
            return Mixtures.LogMean(logs);
        }
    }

    /// <summary>The evidence, 1 at the start.</summary>
    public double Value => Math.Exp(Log);

    /// <summary>Whether the claim is refuted at a probability of a false alarm.</summary>
    public bool Refutes(double alpha) => Log >= -Math.Log(alpha);
}

/// <summary>Means of numbers given by their logarithms.</summary>
internal static class Mixtures
{
    public static double LogMean(ReadOnlySpan<double> logs)
    {
        var greatest = double.NegativeInfinity;
        foreach (var log in logs)
            greatest = Math.Max(greatest, log);
        if (double.IsInfinity(greatest))
            return greatest;
        var sum = 0.0;
        foreach (var log in logs)
            sum += Math.Exp(log - greatest);
        return greatest + Math.Log(sum / logs.Length);
    }
}
