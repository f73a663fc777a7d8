using System.Globalization;
using System.Numerics;

namespace Theory.Symbolics.Numerics;

/// <summary>Values to as many digits as asked for.</summary>
public static class Digits
{
    private const int Attempts = 4;

    /// <summary>
    /// The value in decimal notation, of which every digit written is right to within one unit of the last; null where the value is not
    /// real, not finite, or not separated from such a case by eight times the digits.
    /// </summary>
    /// <param name="e">The expression.</param>
    /// <param name="decimals">How many digits after the point, at most 5,000.</param>
    /// <param name="at">Exact values of symbols and quantities.</param>
    /// <exception cref="ArgumentException">A symbol or quantity has no value.</exception>
    public static string? ToDecimals(this Expr e, int decimals, Assignment<Rational> at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 5000);
        return e.Approximate(new Rational(1, 4 * BigInteger.Pow(10, decimals)), at) is { } value
            ? Written(value, decimals)
            : null;
    }

    /// <summary>
    /// A rational within <paramref name="tolerance"/> of the value; null where the value is not real, not finite, or not separated from
    /// such a case by eight times the digits of the tolerance.
    /// </summary>
    /// <exception cref="ArgumentException">A symbol or quantity has no value.</exception>
    public static Rational? Approximate(this Expr e, Rational tolerance, Assignment<Rational> at)
    {
        ArgumentNullException.ThrowIfNull(at);
        var needed = (int)Math.Max(0, tolerance.Denominator.GetBitLength() - tolerance.Numerator.GetBitLength() + 1);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var bits = (needed + 64) << attempt;
            var arithmetic = new FixedPoint(bits);
            var values = at.Keys.Aggregate(
                new Assignment<(BigInteger Lower, BigInteger Upper)?>(),
                (all, key) => all.With(key, arithmetic.Exactly(at[key]))
            );
            if (
                e.Evaluate(arithmetic, values) is { } value
                && new Rational(value.Upper - value.Lower, BigInteger.One << bits) <= tolerance
            )
                return new Rational(value.Lower + value.Upper, BigInteger.One << (bits + 1));
        }
        return null;
    }

    private static string Written(Rational value, int decimals)
    {
        var scaled = (value.Abs * (Rational)BigInteger.Pow(10, decimals) + Rational.Half).Floor;
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = value.Sign < 0 && !scaled.IsZero ? "-" : "";
        return sign + digits[..^decimals] + (decimals > 0 ? "." + digits[^decimals..] : "");
    }
}
