using MathNet.Numerics.Distributions;

namespace Theory.Verification;

/// <summary>The exponent b of a power law y = c x^b, fitted to points by least squares of the logarithms.</summary>
/// <param name="Value">The fitted exponent.</param>
/// <param name="Lower">The lower end of its confidence interval.</param>
/// <param name="Upper">The upper end of its confidence interval.</param>
/// <param name="Level">The probability with which the interval holds the exponent if the deviations of the logarithms are Gaussian.</param>
public sealed record Slope(double Value, double Lower, double Upper, double Level)
{
    /// <summary>Whether a claimed exponent lies within the interval.</summary>
    public bool Allows(double exponent) => Lower <= exponent && exponent <= Upper;

    /// <summary>The slope of log y over log x.</summary>
    /// <exception cref="ArgumentException">Fewer than three points, equal x, or a number that is not positive.</exception>
    public static Slope Of(IReadOnlyList<(double X, double Y)> points, double level = 0.99)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
        if (points.Count < 3 || points.Any(p => !(p.X > 0 && p.Y > 0 && double.IsFinite(p.X) && double.IsFinite(p.Y))))
            throw new ArgumentException("A slope needs at least three points with positive coordinates.", nameof(points));
        var logs = points.Select(p => (X: Math.Log(p.X), Y: Math.Log(p.Y))).ToArray();
        var (x, y) = (logs.Average(p => p.X), logs.Average(p => p.Y));
        var spread = logs.Sum(p => (p.X - x) * (p.X - x));
        if (spread == 0)
            throw new ArgumentException("A slope needs points with different x.", nameof(points));
        var slope = logs.Sum(p => (p.X - x) * (p.Y - y)) / spread;
        var residual = logs.Sum(p => Math.Pow(p.Y - y - slope * (p.X - x), 2));
        var width = StudentT.InvCDF(0, 1, points.Count - 2, (1 + level) / 2) * Math.Sqrt(residual / (points.Count - 2) / spread);
        return new Slope(slope, slope - width, slope + width, level);
    }
}
