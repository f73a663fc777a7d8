using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Probability.Finite;

/// <summary>Outward-rounded intervals: what they exclude is excluded for sure.</summary>
public readonly struct Enclosures : IArithmetic<Interval>
{
    /// <inheritdoc/>
    public static Interval Of(Rational value) => Interval.Around(value);

    /// <inheritdoc/>
    public static Interval Ratio(long numerator, long denominator) => Interval.Around(new Rational(numerator, denominator));

    /// <inheritdoc/>
    public static Interval Exactly(double value) => Interval.Point(value);

    /// <inheritdoc/>
    public static Interval Of(Constant constant) => IntervalArithmetic.Instance.Constant(constant);

    /// <inheritdoc/>
    public static Interval Add(Interval a, Interval b) => a + b;

    /// <inheritdoc/>
    public static Interval Multiply(Interval a, Interval b) => a * b;

    /// <inheritdoc/>
    public static Interval Divide(Interval a, Interval b) => a / b;

    /// <inheritdoc/>
    public static Interval Power(Interval a, Rational exponent) => a.Pow(exponent);

    /// <inheritdoc/>
    public static Interval Exp(Interval a) => a.Exp();

    /// <inheritdoc/>
    public static Interval Log(Interval a) => a.Log();

    /// <inheritdoc/>
    public static Interval RelativeEntropy(Interval p, Interval q, Interval quotient) =>
        IsZero(p) ? q : q * RelativeDeviation.Entropy((p - q) / q);

    /// <inheritdoc/>
    public static Interval Min(Interval a, Interval b) => Interval.Min(a, b);

    /// <inheritdoc/>
    public static Interval Max(Interval a, Interval b) => Interval.Max(a, b);

    /// <inheritdoc/>
    public static double Rounding => 0;

    /// <inheritdoc/>
    public static bool IsZero(Interval a) => a is { Lower: 0, Upper: 0 };

    /// <inheritdoc/>
    public static double Near(Interval a) => a.Middle;

    /// <inheritdoc/>
    public static double Upper(Interval a) => a.Upper;

    /// <inheritdoc/>
    public static Interval Between(Interval lower, Interval upper, bool isNearLower = false) =>
        Interval.Of(Math.Min(lower.Lower, upper.Upper), upper.Upper);
}
