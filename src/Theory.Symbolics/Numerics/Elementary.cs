using System.Numerics;

namespace Theory.Symbolics.Numerics;

/// <summary>
/// Enclosures of the exponential and the logarithm of one double. They rest on outward-rounded arithmetic alone, not on the accuracy
/// of a mathematical library: argument reduction by powers of 2, then a series with a bound on its tail.
/// </summary>
internal static class Elementary
{
    // log(2) in two parts: the first has 32 bits, so that its products with exponents are exact; the second is rounded outwards.
    internal const double Log2High = 6.93147180369123816490e-01;
    private const double Log2LowNearest = 1.90821492927058770002e-10;
    internal static readonly Interval Log2Low = Interval.Of(Math.BitDecrement(Log2LowNearest), Math.BitIncrement(Log2LowNearest));

    // For |r| <= 0.3466 the terms of exp(r) from r^15/15! on add up to less than 2e-19.
    private static readonly Interval[] ExpCoefficients =
    [
        .. Enumerable.Range(0, 15).Select(n => Interval.Around(new(1, Factorial(n)))),
    ];
    private static readonly Interval ExpTail = Interval.Of(-2e-19, 2e-19);

    // For |z| <= 0.1716 the terms of atanh(z)/z from z^26/27 on add up to less than 1e-21.
    private static readonly Interval[] AtanhCoefficients =
    [
        .. Enumerable.Range(0, 13).Select(n => Interval.Around(new(1, 2 * n + 1))),
    ];
    private static readonly Interval AtanhTail = Interval.Of(0, 1e-21);

    public static Interval Exp(double x)
    {
        if (x is 0 or double.NegativeInfinity or double.PositiveInfinity)
            return Interval.Point(Math.Exp(x));
        if (x > 709.8)
            return Interval.Of(double.MaxValue, double.PositiveInfinity);
        if (x < -745.2)
            return Interval.Of(0, double.Epsilon);
        var k = (int)Math.Round(x / Math.Log(2));
        var r = Interval.Point(x) - Interval.Point(k * Log2High) - Interval.Point(k) * Log2Low;
        var series = Horner(ExpCoefficients, r) + ExpTail;
        var (lower, upper) = (Math.ScaleB(series.Lower, k), Math.ScaleB(series.Upper, k));
        // Scaling is exact but for overflow and subnormal results.
        return Interval.Of(
            Math.Min(upper < 1e-300 ? Math.Max(0, Math.BitDecrement(lower)) : lower, double.MaxValue),
            upper < 1e-300 ? Math.BitIncrement(upper) : upper
        );
    }

    public static Interval Log(double x)
    {
        if (x is 0 or 1 or double.PositiveInfinity)
            return Interval.Point(Math.Log(x));
        var k = Math.ILogB(x);
        var m = Math.ScaleB(x, -k);
        if (m > 1.4142)
            (m, k) = (m / 2, k + 1);
        var z = Interval.Point(m - 1) / (Interval.Point(m) + Interval.Point(1));
        var series = Interval.Point(2) * z * (Horner(AtanhCoefficients, z * z) + AtanhTail);
        return Interval.Point(k * Log2High) + (Interval.Point(k) * Log2Low + series);
    }

    private static Interval Horner(Interval[] coefficients, Interval x)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }

    private static BigInteger Factorial(int n) => Enumerable.Range(1, n).Aggregate(BigInteger.One, (product, k) => product * k);
}
