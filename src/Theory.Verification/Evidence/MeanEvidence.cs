using Theory.Symbolics;

namespace Theory.Verification.Evidence;

/// <summary>
/// Evidence against "the mean is at most <see cref="Claimed"/>" from independent observations that are never below
/// <see cref="Least"/>: the mean capital of gamblers who stake fixed fractions on larger values (betting, Waudby-Smith and Ramdas
/// 2024). While the claim is true each capital is a nonnegative supermartingale that starts at 1. There must be a stated least
/// value: without one no observation bounds the mean from below.
/// </summary>
public sealed record MeanEvidence
{
    private static readonly double[] Fractions = [0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.5, 0.75, 0.95];

    private readonly Terms<double> capitals;

    private MeanEvidence(double claimed, double least, long trials, Terms<double> capitals) =>
        (Claimed, Least, Trials, this.capitals) = (claimed, least, trials, capitals);

    /// <summary>The mean that is claimed not to be exceeded.</summary>
    public double Claimed { get; }

    /// <summary>What no observation is below.</summary>
    public double Least { get; }

    /// <summary>How many observations were made.</summary>
    public long Trials { get; }

    /// <summary>No evidence yet.</summary>
    /// <exception cref="ArgumentException">The least value is not below the claimed mean.</exception>
    public static MeanEvidence Against(double claimed, double least) =>
        least < claimed && double.IsFinite(claimed - least)
            ? new MeanEvidence(claimed, least, 0, Fractions.Select(_ => 0.0).ToTerms())
            : throw new ArgumentException($"The least value {least} needs to be finite and below the claimed mean {claimed}.");

    /// <summary>The evidence with one more observation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The observation is below the stated least value: the statement was wrong.</exception>
    public MeanEvidence With(double observation)
    {
        if (!(observation >= Least))
            throw new ArgumentOutOfRangeException(nameof(observation), observation, $"No observation was to be below {Least}.");
        var gain = (observation - Claimed) / (Claimed - Least);
        return new MeanEvidence(
            Claimed,
            Least,
            Trials + 1,
            capitals.Select((capital, k) => capital + Math.Log(1 + Fractions[k] * gain)).ToTerms()
        );
    }

    /// <summary>The natural logarithm of the evidence.</summary>
    public double Log => Mixtures.LogMean(capitals.AsSpan());

    /// <summary>The evidence, 1 at the start.</summary>
    public double Value => Math.Exp(Log);

    /// <summary>Whether the claim is refuted at a probability of a false alarm.</summary>
    public bool Refutes(double alpha) => Log >= -Math.Log(alpha);
}
