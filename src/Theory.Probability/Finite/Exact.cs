using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>A number known exactly where it is rational or infinite, and not known at all where it is neither.</summary>
/// <param name="Value">The number, if it is rational.</param>
/// <param name="Beyond">0 if it is; else inf or -inf, or NaN where the number is not known.</param>
public readonly record struct Exact(Rational Value, double Beyond = 0)
{
    /// <summary>A number that is not known.</summary>
    public static Exact Unknown => new(Rational.Zero, double.NaN);

    /// <summary>Whether the number is a rational.</summary>
    public bool IsRational => Beyond == 0;

    /// <summary>Whether the number is not known.</summary>
    public bool IsUnknown => double.IsNaN(Beyond);

    // What stands for the number in signs and orders where one of two is infinite or unknown.
    internal double Direction => IsRational ? Value.Sign : Beyond;
}

/// <summary>
/// Exact arithmetic on rationals: decides equalities that enclosures leave open, such as whether two laws are the same or two points independent.
/// Logarithms, exponentials and roots are known where they are rational at sight (log 1 = 0).
/// </summary>
public readonly struct ExactArithmetic : IArithmetic<Exact>
{
    // Powers beyond it have too many digits to be worth knowing.
    private const int GreatestExponent = 64;
    private static readonly Exact Zero = new(Rational.Zero);
    private static readonly Exact One = new(Rational.One);

    /// <inheritdoc/>
    public static Exact Of(Rational value) => new(value);

    /// <inheritdoc/>
    public static Exact Ratio(long numerator, long denominator) => new(new Rational(numerator, denominator));

    /// <inheritdoc/>
    public static Exact Exactly(double value) =>
        double.IsFinite(value) ? new(Rational.Exactly(value)) : new(Rational.Zero, value);

    /// <inheritdoc/>
    public static Exact Of(Constant constant) => Exact.Unknown;

    /// <inheritdoc/>
    public static Exact Add(Exact a, Exact b) =>
        a.IsRational && b.IsRational ? new(a.Value + b.Value) : new(Rational.Zero, a.Beyond + b.Beyond);

    /// <inheritdoc/>
    public static Exact Multiply(Exact a, Exact b) =>
        IsZero(a) || IsZero(b) ? Zero
        : a.IsRational && b.IsRational ? new(a.Value * b.Value)
        : new(Rational.Zero, a.Direction * b.Direction);

    /// <inheritdoc/>
    public static Exact Divide(Exact a, Exact b) =>
        IsZero(b)
            ? a.Direction > 0
                ? new(Rational.Zero, double.PositiveInfinity)
                : Exact.Unknown
            : a.IsRational && b.IsRational
                ? new(a.Value / b.Value)
                : a.IsUnknown || b.IsUnknown || !a.IsRational && !b.IsRational
                    ? Exact.Unknown
                    : b.IsRational
                        ? new(Rational.Zero, a.Beyond * b.Direction)
                        : Zero;

    /// <inheritdoc/>
    public static Exact Power(Exact a, Rational exponent) =>
        exponent.IsZero || a == One ? One
        : IsZero(a)
            ? exponent.Sign > 0 ? Zero
                : new(Rational.Zero, double.PositiveInfinity)
        : a.IsRational && exponent.IsInteger && exponent.Abs <= GreatestExponent ? new(a.Value.Pow((int)exponent.Numerator))
        : double.IsPositiveInfinity(a.Beyond)
            ? exponent.Sign > 0 ? a
                : Zero
        : Exact.Unknown;

    /// <inheritdoc/>
    public static Exact Exp(Exact a) =>
        IsZero(a) ? One
        : double.IsNegativeInfinity(a.Beyond) ? Zero
        : double.IsPositiveInfinity(a.Beyond) ? a
        : Exact.Unknown;

    /// <inheritdoc/>
    public static Exact Log(Exact a) =>
        a == One ? Zero
        : IsZero(a) ? new(Rational.Zero, double.NegativeInfinity)
        : double.IsPositiveInfinity(a.Beyond) ? a
        : Exact.Unknown;

    /// <inheritdoc/>
    public static Exact RelativeEntropy(Exact p, Exact q, Exact quotient) =>
        IsZero(p) ? q
        : quotient == One ? Zero
        : Exact.Unknown;

    /// <inheritdoc/>
    public static Exact Min(Exact a, Exact b) =>
        a.IsUnknown || b.IsUnknown ? Exact.Unknown
        : IsLess(b, a) ? b
        : a;

    /// <inheritdoc/>
    public static Exact Max(Exact a, Exact b) =>
        a.IsUnknown || b.IsUnknown ? Exact.Unknown
        : IsLess(a, b) ? b
        : a;

    /// <inheritdoc/>
    public static double Rounding => 0;

    /// <inheritdoc/>
    public static bool IsZero(Exact a) => a.IsRational && a.Value.IsZero;

    /// <inheritdoc/>
    public static double Near(Exact a) => a.IsRational ? a.Value.ToDouble() : a.Beyond;

    /// <summary>A double that the number does not exceed; of one that is not known, inf.</summary>
    public static double Upper(Exact a)
    {
        if (!a.IsRational)
            return a.IsUnknown ? double.PositiveInfinity : a.Beyond;
        var near = a.Value.ToDouble();
        return double.IsFinite(near) && Rational.Exactly(near) < a.Value ? Math.BitIncrement(near) : near;
    }

    /// <inheritdoc/>
    public static Exact Between(Exact lower, Exact upper, bool isNearLower = false) => lower == upper ? lower : Exact.Unknown;

    private static bool IsLess(Exact a, Exact b) =>
        a.IsRational && b.IsRational ? a.Value < b.Value : (a.IsRational ? 0 : a.Beyond) < (b.IsRational ? 0 : b.Beyond);
}
