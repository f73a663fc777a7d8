using System.Numerics;

namespace Theory.Symbolics.Numerics;

/// <summary>
/// Enclosures in fixed point: an interval of multiples of 2^-Bits, or nothing where the value is not real, not finite or not
/// known well enough to go on. Evaluate with more bits until the ends agree to the digits asked for.
/// </summary>
/// <param name="Bits">Binary digits after the point.</param>
internal sealed record FixedPoint(int Bits) : Arithmetic<(BigInteger Lower, BigInteger Upper)?>
{
    private const int LargestExponent = 1 << 16; // of powers that are multiplied out, and bits before the point

    private BigInteger One => BigInteger.One << Bits;

    public override (BigInteger Lower, BigInteger Upper)? Undefined => null;

    public override (BigInteger Lower, BigInteger Upper)? Exactly(Rational value) =>
        (FloorDivide(value.Numerator << Bits, value.Denominator), -FloorDivide(-value.Numerator << Bits, value.Denominator));

    public override (BigInteger Lower, BigInteger Upper)? Constant(Constant constant) =>
        constant == Symbolics.Constant.Pi ? Pi()
        : constant == Symbolics.Constant.E ? Exp(Exactly(1))
        : null;

    public override (BigInteger Lower, BigInteger Upper)? Add(
        (BigInteger Lower, BigInteger Upper)? a,
        (BigInteger Lower, BigInteger Upper)? b
    ) => (a, b) is ({ } x, { } y) ? (x.Lower + y.Lower, x.Upper + y.Upper) : null;

    public override (BigInteger Lower, BigInteger Upper)? Multiply(
        (BigInteger Lower, BigInteger Upper)? a,
        (BigInteger Lower, BigInteger Upper)? b
    )
    {
        if ((a, b) is not ({ } x, { } y))
            return null;
        BigInteger[] corners = [x.Lower * y.Lower, x.Lower * y.Upper, x.Upper * y.Lower, x.Upper * y.Upper];
        return (corners.Min() >> Bits, -(-corners.Max() >> Bits));
    }

    public override (BigInteger Lower, BigInteger Upper)? Power((BigInteger Lower, BigInteger Upper)? @base, Rational exponent)
    {
        if (exponent.Sign < 0)
            return Reciprocal(Power(@base, -exponent));
        if (exponent.IsInteger && exponent <= LargestExponent)
            return Repeated(@base, (int)exponent.Numerator);
        if (exponent.Denominator == 2 && exponent.Numerator <= LargestExponent)
            return @base is { Lower.Sign: >= 0 } b
                ? Repeated((Root(b.Lower << Bits), Root(b.Upper << Bits) + 1), (int)exponent.Numerator)
                : null;
        return @base is { Lower.Sign: >= 0, Upper.IsZero: true } ? Exactly(0) : Exp(Multiply(Exactly(exponent), Log(@base)));
    }

    public override (BigInteger Lower, BigInteger Upper)? Power(
        (BigInteger Lower, BigInteger Upper)? @base,
        (BigInteger Lower, BigInteger Upper)? exponent
    ) =>
        AsInteger(exponent) is { } k && BigInteger.Abs(k) <= LargestExponent ? Power(@base, (Rational)k)
        : IsZero(@base) && exponent is { Lower.Sign: > 0 } ? Exactly(0)
        : Exp(Multiply(exponent, Log(@base)));

    public override (BigInteger Lower, BigInteger Upper)? Exp((BigInteger Lower, BigInteger Upper)? a) =>
        a is { } x && ExpAt(x.Lower) is { } low && ExpAt(x.Upper) is { } high ? (low.Lower, high.Upper) : null;

    public override (BigInteger Lower, BigInteger Upper)? Log((BigInteger Lower, BigInteger Upper)? a) =>
        a is { Lower.Sign: > 0 } x ? (LogAt(x.Lower).Lower, LogAt(x.Upper).Upper) : null;

    public override (BigInteger Lower, BigInteger Upper)? Min(
        (BigInteger Lower, BigInteger Upper)? a,
        (BigInteger Lower, BigInteger Upper)? b
    ) => (a, b) is ({ } x, { } y) ? (BigInteger.Min(x.Lower, y.Lower), BigInteger.Min(x.Upper, y.Upper)) : null;

    public override (BigInteger Lower, BigInteger Upper)? Max(
        (BigInteger Lower, BigInteger Upper)? a,
        (BigInteger Lower, BigInteger Upper)? b
    ) => (a, b) is ({ } x, { } y) ? (BigInteger.Max(x.Lower, y.Lower), BigInteger.Max(x.Upper, y.Upper)) : null;

    public override bool IsZero((BigInteger Lower, BigInteger Upper)? a) => a is { Lower.IsZero: true, Upper.IsZero: true };

    public override bool IsInfinite((BigInteger Lower, BigInteger Upper)? a) => false;

    public override bool IsNegative((BigInteger Lower, BigInteger Upper)? a) => a is { Upper.Sign: < 0 };

    public override BigInteger? AsInteger((BigInteger Lower, BigInteger Upper)? a) =>
        a is { } x && x.Lower == x.Upper && (x.Lower & (One - 1)).IsZero ? x.Lower >> Bits : null;

    private (BigInteger Lower, BigInteger Upper)? Reciprocal((BigInteger Lower, BigInteger Upper)? a) =>
        a is { } x && x.Lower.Sign * x.Upper.Sign > 0
            ? (FloorDivide(One << Bits, x.Upper), -FloorDivide(-(One << Bits), x.Lower))
            : null;

    private (BigInteger Lower, BigInteger Upper)? Repeated((BigInteger Lower, BigInteger Upper)? @base, int exponent)
    {
        var power = @base is null ? null : Exactly(1);
        for (var square = @base; exponent > 0 && power is not null; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                power = Multiply(power, square);
            square = exponent == 1 ? null : Multiply(square, square);
            if (square is { } s && BigInteger.Max(BigInteger.Abs(s.Lower), s.Upper).GetBitLength() > Bits + LargestExponent)
                return null;
        }
        return power;
    }

    // exp(x) = exp(x/2^k)^(2^k), the series at x/2^k below 2^-8.
    private (BigInteger Lower, BigInteger Upper)? ExpAt(BigInteger x)
    {
        var k = (int)Math.Max(0, BigInteger.Abs(x).GetBitLength() - Bits + 8);
        if (k > 30)
            return null;
        var guard = new FixedPoint(Bits + 2 * k + 16);
        var reduced = (x << (guard.Bits - Bits)) >> k; // rounded down by less than one unit, which the last step widens
        var term = guard.One;
        var sum = guard.One;
        for (var n = 1; !term.IsZero && term != -1; n++)
        {
            term = (term * reduced >> guard.Bits) / n;
            sum += term;
        }
        var error = guard.Bits + 4; // a unit for each term, the tail and the reduction
        (BigInteger Lower, BigInteger Upper)? power = (sum - error, sum + error);
        for (var i = 0; i < k && power is not null; i++)
            power = guard.Multiply(power, power);
        return power is { } p ? (p.Lower >> (guard.Bits - Bits), -(-p.Upper >> (guard.Bits - Bits))) : null;
    }

    // log(x) = 2^k*2*atanh((r - 1)/(r + 1)) with r the 2^k-th root of x, near 1.
    private (BigInteger Lower, BigInteger Upper) LogAt(BigInteger x)
    {
        const int Roots = 12;
        var guard = new FixedPoint(Bits + 2 * Roots + 32);
        // x = m*2^s with m in [1, 2).
        var s = (int)x.GetBitLength() - 1 - Bits;
        var low = s >= 0 ? x << (guard.Bits - Bits) >> s : x << (guard.Bits - Bits - s);
        var (mantissa, two) = (guard.NearOne((low, low + 1), Roots), guard.NearOne((guard.One * 2, guard.One * 2), Roots));
        var log = guard.Add(mantissa, guard.Multiply(two, guard.Exactly(s)))!.Value;
        return (log.Lower >> (guard.Bits - Bits), -(-log.Upper >> (guard.Bits - Bits)));
    }

    private (BigInteger Lower, BigInteger Upper)? NearOne((BigInteger Lower, BigInteger Upper) x, int roots)
    {
        for (var i = 0; i < roots; i++)
            x = (Root(x.Lower << Bits), Root(x.Upper << Bits) + 1);
        var z = Multiply(Add(x, Exactly(-1)), Reciprocal(Add(x, Exactly(1))));
        var square = Multiply(z, z);
        var (sum, power) = (z, z);
        for (var n = 3; power is { } p && BigInteger.Max(BigInteger.Abs(p.Lower), BigInteger.Abs(p.Upper)) > 2; n += 2)
        {
            power = Multiply(power, square);
            sum = Add(sum, Multiply(power, Exactly(new Rational(1, n))));
        }
        return Multiply(Add(sum, (-4, 4)), Exactly(BigInteger.One << (roots + 1)));
    }

    // Machin: pi = 16*atan(1/5) - 4*atan(1/239).
    private (BigInteger Lower, BigInteger Upper) Pi()
    {
        var guard = Bits + 16;
        BigInteger ArcTangent(int q)
        {
            var power = (BigInteger.One << guard) / q;
            var sum = power;
            for (var n = 3; !power.IsZero; n += 2)
            {
                power /= -q * q;
                sum += power / n;
            }
            return sum;
        }
        var pi = 16 * ArcTangent(5) - 4 * ArcTangent(239);
        var error = 40 * (guard + 4); // two truncations a term
        return ((pi - error) >> 16, -(-(pi + error) >> 16));
    }

    private static BigInteger Root(BigInteger n)
    {
        if (n.IsZero)
            return n;
        var x = BigInteger.One << (int)(n.GetBitLength() / 2 + 1);
        while (true)
        {
            var next = (x + n / x) >> 1;
            if (next >= x)
                return x;
            x = next;
        }
    }

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return remainder.IsZero || remainder.Sign == b.Sign ? quotient : quotient - 1;
    }
}
