using System.Numerics;

namespace Theory.Symbolics.Numerics;

/// <summary>Outward-rounded intervals; the empty interval is undefined.</summary>
public sealed record IntervalArithmetic : Arithmetic<Interval>
{
    private IntervalArithmetic() { }

    /// <summary>The arithmetic.</summary>
    public static IntervalArithmetic Instance { get; } = new();

    /// <inheritdoc/>
    public override Interval Undefined => Interval.Empty;

    /// <inheritdoc/>
    public override Interval Exactly(Rational value) => Interval.Around(value);

    /// <inheritdoc/>
    public override Interval Constant(Constant constant) =>
        constant == Symbolics.Constant.Infinity
            ? Interval.Point(double.PositiveInfinity)
            : Interval.Of(constant.Value, Math.BitIncrement(constant.Value)); // the doubles next to pi and e are below them

    /// <inheritdoc/>
    public override Interval Add(Interval a, Interval b) => a + b;

    /// <inheritdoc/>
    public override Interval Multiply(Interval a, Interval b) => a * b;

    /// <inheritdoc/>
    public override Interval Power(Interval @base, Rational exponent) => @base.Pow(exponent);

    /// <inheritdoc/>
    public override Interval Power(Interval @base, Interval exponent) => @base.Pow(exponent);

    /// <inheritdoc/>
    public override Interval Exp(Interval a) => a.Exp();

    /// <inheritdoc/>
    public override Interval Log(Interval a) => a.Log();

    /// <inheritdoc/>
    public override Interval Min(Interval a, Interval b) => Interval.Min(a, b);

    /// <inheritdoc/>
    public override Interval Max(Interval a, Interval b) => Interval.Max(a, b);

    /// <inheritdoc/>
    public override bool IsZero(Interval a) => a is { Lower: 0, Upper: 0 };

    /// <inheritdoc/>
    public override bool IsInfinite(Interval a) => a.Lower == a.Upper && double.IsInfinity(a.Lower);

    /// <inheritdoc/>
    public override bool IsNegative(Interval a) => a.Upper < 0;

    /// <inheritdoc/>
    public override BigInteger? AsInteger(Interval a) =>
        a.Lower == a.Upper && double.IsInteger(a.Lower) ? new BigInteger(a.Lower) : null;
}
