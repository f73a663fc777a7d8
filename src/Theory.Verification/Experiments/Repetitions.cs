using MathNet.Numerics.Distributions;
using Theory.Simulation.Estimates;

namespace Theory.Verification.Experiments;

/// <summary>Half widths of intervals around means of independent repetitions, as figures show them.</summary>
public static class Repetitions
{
    /// <summary>The probability with which an interval holds the mean, if the repetitions are many or Gaussian.</summary>
    public const double Confidence = 0.99;

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
}
