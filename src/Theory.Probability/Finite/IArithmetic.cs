using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>
/// The numbers a finite world is evaluated in: doubles for search, enclosures for a verdict. Extended reals throughout, with the
/// convention of measure theory 0 * inf = 0.
/// </summary>
/// <typeparam name="T">The type of a number.</typeparam>
public interface IArithmetic<T>
{
    /// <summary>An exact rational.</summary>
    static abstract T Of(Rational value);

    /// <summary>A quotient of integers, the probability of a weight in a row of weights.</summary>
    static abstract T Ratio(long numerator, long denominator);

    /// <summary>A number that a double is.</summary>
    static abstract T Exactly(double value);

    /// <summary>A named constant.</summary>
    static abstract T Of(Constant constant);

    /// <summary>The sum.</summary>
    static abstract T Add(T a, T b);

    /// <summary>The product.</summary>
    static abstract T Multiply(T a, T b);

    /// <summary>The quotient; a positive number over 0 is infinite.</summary>
    static abstract T Divide(T a, T b);

    /// <summary>The power to an exact exponent; of 0 to a negative one it is infinite.</summary>
    static abstract T Power(T a, Rational exponent);

    /// <summary>The exponential.</summary>
    static abstract T Exp(T a);

    /// <summary>The natural logarithm; of 0 it is -inf.</summary>
    static abstract T Log(T a);

    /// <summary>
    /// A term of a divergence of two laws: p log(p/q), or that plus q - p, which adds nothing to the sum over all points, and leaves terms of one
    /// sign, none of which cancels another.
    /// </summary>
    /// <param name="p">A mass.</param>
    /// <param name="q">The mass of the same point under the reference law, positive where p is.</param>
    /// <param name="quotient">p/q.</param>
    static abstract T RelativeEntropy(T p, T q, T quotient);

    /// <summary>The lesser.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The greater.</summary>
    static abstract T Max(T a, T b);

    /// <summary>What a number that is 0 may come out as: more than nothing where numbers are rounded and no one keeps count of it.</summary>
    static abstract double Rounding { get; }

    /// <summary>Whether the number is surely 0.</summary>
    static abstract bool IsZero(T a);

    /// <summary>A double near the number.</summary>
    static abstract double Near(T a);

    /// <summary>A double that the number does not exceed.</summary>
    static abstract double Upper(T a);

    /// <summary>A number known to lie between two others, of which the second is the nearer, or else the first.</summary>
    static abstract T Between(T lower, T upper, bool isNearLower = false);
}

/// <summary>Doubles: fast, rounded, for search.</summary>
public readonly struct Doubles : IArithmetic<double>
{
    /// <inheritdoc/>
    public static double Of(Rational value) => value.ToDouble();

    /// <inheritdoc/>
    public static double Ratio(long numerator, long denominator) => (double)numerator / denominator;

    /// <inheritdoc/>
    public static double Exactly(double value) => value;

    /// <inheritdoc/>
    public static double Of(Constant constant) => constant.Value;

    /// <inheritdoc/>
    public static double Add(double a, double b) => a + b;

    /// <inheritdoc/>
    public static double Multiply(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    /// <inheritdoc/>
    public static double Divide(double a, double b) => a / b;

    /// <inheritdoc/>
    public static double Power(double a, Rational exponent) =>
        exponent == Rational.Half ? Math.Sqrt(a)
        : exponent == -1 ? 1 / a
        : Math.Pow(a, exponent.ToDouble());

    /// <inheritdoc/>
    public static double Exp(double a) => Math.Exp(a);

    /// <inheritdoc/>
    public static double Log(double a) => Math.Log(a);

    /// <inheritdoc/>
    public static double RelativeEntropy(double p, double q, double quotient) => p == 0 ? 0 : p * Math.Log(quotient);

    /// <inheritdoc/>
    public static double Min(double a, double b) => Math.Min(a, b);

    /// <inheritdoc/>
    public static double Max(double a, double b) => Math.Max(a, b);

    /// <inheritdoc/>
    public static double Rounding => 1e-12;

    /// <inheritdoc/>
    public static bool IsZero(double a) => a == 0;

    /// <inheritdoc/>
    public static double Near(double a) => a;

    /// <inheritdoc/>
    public static double Upper(double a) => a;

    /// <inheritdoc/>
    public static double Between(double lower, double upper, bool isNearLower = false) => isNearLower ? lower : upper;
}
