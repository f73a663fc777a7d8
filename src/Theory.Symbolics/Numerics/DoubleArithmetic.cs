using System.Numerics;

namespace Theory.Symbolics.Numerics;

/// <summary>Double precision, each operation rounded to nearest; NaN is undefined.</summary>
public sealed record DoubleArithmetic : Arithmetic<double>
{
    private DoubleArithmetic() { }

    /// <summary>The arithmetic.</summary>
    public static DoubleArithmetic Instance { get; } = new();

    /// <inheritdoc/>
    public override double Undefined => double.NaN;

    /// <inheritdoc/>
    public override double Exactly(Rational value) => value.ToDouble();

    /// <inheritdoc/>
    public override double Constant(Constant constant) => constant.Value;

    /// <inheritdoc/>
    public override double Add(double a, double b) => a + b;

    /// <inheritdoc/>
    public override double Multiply(double a, double b)
    {
        var product = a * b;
        return double.IsNaN(product) && (a == 0 && !double.IsNaN(b) || b == 0 && !double.IsNaN(a)) ? 0 : product;
    }

    /// <inheritdoc/>
    public override double Power(double @base, Rational exponent) =>
        exponent.IsInteger && exponent.Abs <= Powers.ByMultiplication ? Powers.Integer(@base, (int)exponent.Numerator)
        : exponent == Rational.Half ? Math.Sqrt(@base)
        : exponent == -Rational.Half ? 1 / Math.Sqrt(@base)
        : Powers.Of(@base, exponent.ToDouble());

    /// <inheritdoc/>
    public override double Power(double @base, double exponent) => Powers.Of(@base, exponent);

    /// <inheritdoc/>
    public override double Exp(double a) => Math.Exp(a);

    /// <inheritdoc/>
    public override double Log(double a) => Math.Log(a);

    /// <inheritdoc/>
    public override double Min(double a, double b) => Math.Min(a, b);

    /// <inheritdoc/>
    public override double Max(double a, double b) => Math.Max(a, b);

    /// <inheritdoc/>
    public override bool IsZero(double a) => a == 0;

    /// <inheritdoc/>
    public override bool IsInfinite(double a) => double.IsInfinity(a);

    /// <inheritdoc/>
    public override bool IsNegative(double a) => a < 0;

    /// <inheritdoc/>
    public override BigInteger? AsInteger(double a) => double.IsInteger(a) ? new BigInteger(a) : null;
}

/// <summary>Powers, the same in every evaluator of doubles.</summary>
internal static class Powers
{
    /// <summary>The greatest exponent that is multiplied out.</summary>
    public const int ByMultiplication = 16;

    /// <summary>
    /// The base to a power. Undefined where either is, which the platform takes for 1 where the base is 1 or the exponent 0; and where the
    /// base is negative and the exponent no integer, which the platform takes for a value where one of them is infinite.
    /// </summary>
    public static double Of(double @base, double exponent) =>
        double.IsNaN(@base) || double.IsNaN(exponent) || @base < 0 && !double.IsInteger(exponent)
            ? double.NaN
            : Math.Pow(@base, exponent);

    /// <summary>The base to an integer power, by repeated squaring.</summary>
    public static double Integer(double @base, int exponent)
    {
        var power = double.IsNaN(@base) ? @base : 1.0;
        var square = @base;
        for (var n = Math.Abs(exponent); n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
                power *= square;
            square *= square;
        }
        return exponent < 0 ? 1 / power : power;
    }
}
