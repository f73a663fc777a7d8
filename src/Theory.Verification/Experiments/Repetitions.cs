using MathNet.Numerics.Distributions;
using Theory.Simulation.Estimates;

namespace Theory.Verification.Experiments;

/// <summary>Half widths of intervals around means of independent repetitions, as figures show them.</summary>
public static class Repetitions
{
    /// <summary>The probability with which an interval holds the mean, if the repetitions are many or Gaussian.</summary>
    public const double Confidence = 0.99;

    /// <summary>
    /// The confidence of each of some comparisons with which all hold at once with <see cref="Confidence"/> (Bonferroni): what is best of several
    /// in a sample is ahead of each other one by chance too.
    /// </summary>
    public static double Among(int comparisons) => 1 - (1 - Confidence) / Math.Max(1, comparisons);

    /// <summary>The mean and the half width of its interval, by Student's law.</summary>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    public static (double Mean, double Half) Mean(IReadOnlyList<double> values, double confidence = Confidence)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count < 2)
            throw new ArgumentException("An interval around a mean needs two values or more.", nameof(values));
        var moments = Moments.Of([.. values]);
        var quantile = StudentT.InvCDF(0, 1, values.Count - 1, (1 + confidence) / 2);
        return (moments.Mean, quantile * Math.Sqrt(moments.Variance / values.Count));
    }

    /// <summary>The half width around a mean of so many draws of a known variance, by the normal law.</summary>
    public static double Half(double variance, int count) =>
        Normal.InvCDF(0, 1, (1 + Confidence) / 2) * Math.Sqrt(variance / count);

    /// <summary>
    /// The median and an interval that holds the law's median with at least <see cref="Confidence"/>, whatever the law: between two values of the
    /// ordered sample. With fewer than eight values it is the whole line.
    /// </summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static (double Middle, double Lower, double Upper) Median(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            throw new ArgumentException("A median needs a value.", nameof(values));
        var ordered = values.Order().ToList();
        var middle = (ordered[(values.Count - 1) / 2] + ordered[values.Count / 2]) / 2;
        // The k-th value from below is above the median with the probability that fewer than k of them are below it.
        var place = Enumerable
            .Range(1, values.Count)
            .LastOrDefault(k => Binomial.CDF(0.5, values.Count, k - 1) <= (1 - Confidence) / 2);
        return place == 0
            ? (middle, double.NegativeInfinity, double.PositiveInfinity)
            : (middle, ordered[place - 1], ordered[^place]);
    }
}
