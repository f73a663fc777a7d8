using System.Globalization;
using System.Numerics;
using static System.FormattableString;

namespace Theory.Symbolics;

/// <summary>An exact rational number of unbounded size, always in lowest terms with a positive denominator.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    /// <summary>The rational <paramref name="numerator"/>/<paramref name="denominator"/>, reduced.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("A rational number cannot have denominator 0.");
        if (denominator.IsOne)
        {
            Numerator = numerator;
            return;
        }
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        DenominatorLessOne = denominator / divisor - 1;
    }

    /// <summary>The numerator; carries the sign.</summary>
    public BigInteger Numerator { get; private init; }

    /// <summary>The denominator; at least 1.</summary>
    public BigInteger Denominator => DenominatorLessOne + 1;

    private BigInteger DenominatorLessOne { get; init; } // so that default(Rational) is 0/1

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One { get; } = 1;

    /// <summary>1/2.</summary>
    public static Rational Half { get; } = new(1, 2);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>Whether the number is 0.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>Whether the number is 1.</summary>
    public bool IsOne => Numerator.IsOne && DenominatorLessOne.IsZero;

    /// <summary>Whether the denominator is 1.</summary>
    public bool IsInteger => DenominatorLessOne.IsZero;

    /// <summary>The greatest integer that is not above the number.</summary>
    public BigInteger Floor => IsInteger ? Numerator : BigInteger.DivRem(Numerator, Denominator).Quotient - (Sign < 0 ? 1 : 0);

    /// <summary>The least integer that is not below the number.</summary>
    public BigInteger Ceiling => -(-this).Floor;

    /// <summary>The absolute value.</summary>
    public Rational Abs => Sign < 0 ? -this : this;

    /// <summary>1 over this number.</summary>
    /// <exception cref="DivideByZeroException">The number is 0.</exception>
    public Rational Reciprocal =>
        IsZero
            ? throw new DivideByZeroException("0 has no reciprocal.")
            : new() { Numerator = Sign * Denominator, DenominatorLessOne = BigInteger.Abs(Numerator) - 1 };

    /// <summary>Every integer is a rational.</summary>
    public static implicit operator Rational(int value) => new() { Numerator = value };

    /// <summary>Every integer is a rational.</summary>
    public static implicit operator Rational(BigInteger value) => new() { Numerator = value };

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational a, Rational b) =>
        a.IsInteger && b.IsInteger
            ? (Rational)(a.Numerator + b.Numerator)
            : new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    /// <summary>The negative.</summary>
    public static Rational operator -(Rational a) => a with { Numerator = -a.Numerator };

    /// <summary>The difference.</summary>
    public static Rational operator -(Rational a, Rational b) => a + -b;

    /// <summary>The product.</summary>
    public static Rational operator *(Rational a, Rational b) =>
        a.IsInteger && b.IsInteger
            ? (Rational)(a.Numerator * b.Numerator)
            : new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>Equality of numbers.</summary>
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    /// <summary>Inequality of numbers.</summary>
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    /// <summary>Order of the real line.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    /// <summary>Order of the real line.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    /// <summary>Order of the real line.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    /// <summary>Order of the real line.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>An integer power; negative powers of 0 throw.</summary>
    public Rational Pow(int exponent) =>
        exponent < 0 ? Reciprocal.Pow(-exponent)
        : IsInteger ? BigInteger.Pow(Numerator, exponent)
        : new Rational
        {
            Numerator = BigInteger.Pow(Numerator, exponent),
            DenominatorLessOne = BigInteger.Pow(Denominator, exponent) - 1,
        };

    /// <inheritdoc/>
    public int CompareTo(Rational other) =>
        IsInteger && other.IsInteger
            ? Numerator.CompareTo(other.Numerator)
            : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && DenominatorLessOne == other.DenominatorLessOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, DenominatorLessOne);

    /// <summary>The exact value of a finite double (a dyadic rational).</summary>
    /// <exception cref="ArgumentException">The double is not finite.</exception>
    public static Rational Exactly(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"{value} is not a finite number.", nameof(value));
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0)
            exponent = 1;
        else
            mantissa |= 1L << 52;
        var signed = new BigInteger(bits < 0 ? -mantissa : mantissa);
        var shift = exponent - 1075;
        return shift >= 0 ? new(signed << shift, 1) : new(signed, BigInteger.One << -shift);
    }

    /// <summary>The nearest double, correctly rounded (ties to even); overflows to an infinity.</summary>
    public double ToDouble()
    {
        if (IsZero)
            return 0;
        var magnitude = BigInteger.Abs(Numerator);
        // Scale so that the integer quotient has 66 bits: the sticky bit then decides every tie correctly.
        var shift = 66 - (int)(magnitude.GetBitLength() - Denominator.GetBitLength());
        var quotient = BigInteger.DivRem(
            shift >= 0 ? magnitude << shift : magnitude,
            shift >= 0 ? Denominator : Denominator << -shift,
            out var remainder
        );
        var excess = (int)quotient.GetBitLength() - 53;
        var lowest = -1074 + shift; // subnormal results keep fewer bits
        excess = Math.Max(excess, lowest);
        var kept = quotient >> excess;
        var dropped = quotient - (kept << excess);
        var half = excess > 0 ? BigInteger.One << (excess - 1) : BigInteger.Zero;
        var sticky = !remainder.IsZero;
        if (excess > 0 && (dropped > half || dropped == half && (sticky || !kept.IsEven)))
            kept += 1;
        var result = Math.ScaleB((double)kept, excess - shift);
        return Sign < 0 ? -result : result;
    }

    /// <summary>The number as <c>p</c> or <c>p/q</c>.</summary>
    public override string ToString() =>
        IsInteger ? Numerator.ToString(CultureInfo.InvariantCulture) : Invariant($"{Numerator}/{Denominator}");

    /// <summary>Reads <c>p</c>, <c>p/q</c> or a decimal such as <c>-1.25e-3</c>, exactly; quotients group from the left.</summary>
    public static bool TryParse(string text, out Rational value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        var slash = text.LastIndexOf('/');
        if (slash >= 0)
        {
            if (!TryParse(text[..slash], out var p) || !TryParse(text[(slash + 1)..], out var q) || q.IsZero)
                return false;
            value = p / q;
            return true;
        }
        var scale = 0;
        var e = text.IndexOfAny(['e', 'E']);
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out scale))
                return false;
            text = text[..e];
        }
        if (scale is > 10_000 or < -10_000)
            return false;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            scale -= text.Length - point - 1;
            text = text.Remove(point, 1);
        }
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits))
            return false;
        value = scale >= 0 ? new(digits * BigInteger.Pow(10, scale), 1) : new(digits, BigInteger.Pow(10, -scale));
        return true;
    }
}
