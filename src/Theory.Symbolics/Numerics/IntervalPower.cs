namespace Theory.Symbolics.Numerics;

/// <summary>Powers of intervals.</summary>
public static class IntervalPower
{
    private const int ByMultiplication = 64;

    /// <summary>The numbers to a rational power; negative numbers have integer powers only.</summary>
    public static Interval Pow(this Interval a, Rational exponent)
    {
        if (a.IsEmpty)
            return a;
        if (exponent.Sign < 0)
            return a.Pow(-exponent).Reciprocal();
        var (p, q) = (exponent.Numerator, exponent.Denominator);
        if (q == 2 && p <= ByMultiplication)
            return Integer(a.Sqrt(), (int)p);
        if (!exponent.IsInteger)
            return (Interval.Around(exponent) * a.Log()).Exp();
        if (p <= ByMultiplication)
            return Integer(a, (int)p);
        var magnitude = (Interval.Around(exponent) * Magnitude(a).Log()).Exp();
        return p.IsEven || a.Lower >= 0 ? magnitude
            : a.Upper <= 0 ? -magnitude
            : (-Interval.Point(-a.Lower).Pow(exponent)).Hull(Interval.Point(a.Upper).Pow(exponent));
    }

    /// <summary>The numbers to an integer power.</summary>
    public static Interval Pow(this Interval a, int exponent) => a.Pow((Rational)exponent);

    /// <summary>The numbers to powers; negative numbers have integer powers only.</summary>
    public static Interval Pow(this Interval a, Interval exponent)
    {
        var isPoint = exponent.Lower == exponent.Upper;
        if (isPoint && double.IsInteger(exponent.Lower))
            return a.Pow(Rational.Exactly(exponent.Lower));
        var power = (exponent * a.Log()).Exp();
        var (first, last) = (Math.Ceiling(exponent.Lower), Math.Floor(exponent.Upper));
        if (isPoint || !(a.Lower < 0) || !(first <= last))
            return power;
        var negative = Interval.Of(a.Lower, Math.Min(a.Upper, 0));
        if (first == last)
            return power.Hull(negative.Pow(Rational.Exactly(first)));
        // Several whole exponents, even and odd ones.
        var magnitude = (exponent * (-negative).Log()).Exp();
        return power.Hull(magnitude).Hull(-magnitude);
    }

    private static Interval Integer(Interval a, int n) =>
        a.IsEmpty ? a
        : n == 0 ? Interval.Point(1)
        : a.Lower >= 0 ? Monotone(a, n)
        : a.Upper <= 0 ? (n % 2 == 0 ? Monotone(-a, n) : -Monotone(-a, n))
        : n % 2 == 0 ? Monotone(Magnitude(a), n)
        : Interval.Of(-Monotone(Interval.Point(-a.Lower), n).Upper, Monotone(Interval.Point(a.Upper), n).Upper);

    // The powers of nonnegative numbers, by repeated squaring of each end.
    private static Interval Monotone(Interval a, int n)
    {
        var power = Interval.Point(1);
        for (var square = a; n > 0; n >>= 1, square *= square)
            if ((n & 1) == 1)
                power *= square;
        return power;
    }

    private static Interval Magnitude(Interval a) =>
        a.Lower >= 0 ? a
        : a.Upper <= 0 ? -a
        : Interval.Of(0, Math.Max(-a.Lower, a.Upper));
}
