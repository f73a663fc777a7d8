using MathNet.Numerics;

namespace Theory.Simulation.Laws;

/// <summary>The standard Gaussian law on the line.</summary>
internal static class StandardNormal
{
    private const double Narrow = 1e-3; // beside 1 and the distance from 0: the third term of the expansion is below rounding
    private const double FarOut = 6; // from where the continued fraction of the tail is accurate to the last bits
    private const int Fractions = 60;

    /// <summary>The density.</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The distribution function, accurate in both tails.</summary>
    public static double Distribution(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;

    /// <summary>
    /// The logarithm of P(lower &lt; N &lt; upper) and its derivative when both ends move right, <c>(phi(upper) - phi(lower)) / P</c>:
    /// accurate for ends far out in one tail, where P underflows, and for ends close together, where differences cancel.
    /// </summary>
    public static (double Log, double Slope) Interval(double lower, double upper)
    {
        var (middle, width) = ((lower + upper) / 2, upper - lower);
        if (width * Math.Max(1, Math.Abs(middle)) < Narrow)
        {
            // phi(middle) width (1 + width^2 (middle^2 - 1)/24 + ..)
            var square = width * width / 12;
            var bend = square * (middle * middle - 1) / 2;
            return (LogDensity(middle) + Math.Log(width) + NearZero.LogP1(bend), -middle + square * middle / (1 + bend));
        }
        if (upper < 0)
        {
            var (log, slope) = Interval(-upper, -lower);
            return (log, -slope);
        }
        if (lower <= 0)
        {
            var mass = (SpecialFunctions.Erf(upper / Math.Sqrt(2)) - SpecialFunctions.Erf(lower / Math.Sqrt(2))) / 2;
            return (Math.Log(mass), (Density(upper) - Density(lower)) / mass);
        }
        // Q(lower) - Q(upper), both over phi(lower).
        var ratio = Math.Exp(-width * middle);
        var scaled = TailOverDensity(lower) - (ratio > 0 ? ratio * TailOverDensity(upper) : 0);
        return (LogDensity(lower) + Math.Log(scaled), (ratio - 1) / scaled);
    }

    private static double LogDensity(double x) => -x * x / 2 - Math.Log(2 * Math.PI) / 2;

    // Mills's ratio P(N > x) / phi(x), x >= 0; far out by Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/(x + ..)))).
    private static double TailOverDensity(double x)
    {
        if (x < FarOut)
            return Distribution(-x) / Density(x);
        var fraction = x;
        for (var k = Fractions; k > 0; k--)
            fraction = x + k / fraction;
        return 1 / fraction;
    }
}
