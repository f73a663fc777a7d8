using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Compilation;

/// <summary>
/// Powers of eight doubles as <c>2^(b*log2(a))</c>, the logarithm carried as an unevaluated sum of two doubles so that its error does not
/// grow with the exponent (Dekker 1971). Each result depends on its own base and exponent alone. Bases that are not positive, and
/// powers near or beyond the ends of the doubles' range, take the library's path, as does everything without AVX-512.
/// </summary>
internal static class VectorPower
{
    // log2(e), log(2) and 1/3, each as a double and what it leaves.
    private const double Log2EHigh = 1.4426950408889634;
    private const double Log2ELow = 2.0355273740931033e-17;
    private const double Log2High = 0.6931471805599453;
    private const double Log2Low = 2.319046813846300e-17;
    private const double ThirdHigh = 1.0 / 3;
    private const double ThirdLow = 1.850371707708594e-17;

    private const double LargestLogarithm = 1000;

    /// <summary>The powers, to about a unit in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> a, Vector512<double> b)
    {
        if (!Avx512F.IsSupported)
            return OneByOne(a, b, ~Vector512<double>.Zero, a);
        var (high, low) = Log2(a);
        var y = b * high;
        var rest = Vector512.FusedMultiplyAdd(b, low, Vector512.FusedMultiplyAdd(b, high, -y));
        var n = Avx512F.RoundScale(y, 0);
        var power = Avx512F.Scale(Exp2(y - n + rest), n);
        var isUsual =
            Vector512.GreaterThan(a, Vector512<double>.Zero)
            & Vector512.LessThan(a, Vector512.Create(double.PositiveInfinity))
            & Vector512.LessThan(Vector512.Abs(y), Vector512.Create(LargestLogarithm));
        return Vector512.EqualsAll(isUsual.AsInt64(), Vector512<long>.AllBitsSet) ? power : OneByOne(a, b, ~isUsual, power);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> OneByOne(
        Vector512<double> a,
        Vector512<double> b,
        Vector512<double> where,
        Vector512<double> otherwise
    )
    {
        Span<double> powers = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < powers.Length; i++)
            powers[i] = where.AsInt64()[i] == 0 ? otherwise[i] : Powers.Of(a[i], b[i]);
        return Vector512.Create<double>(powers);
    }

    // log2 a = k + log2 m with m between sqrt(1/2) and sqrt(2), and log m = 2 s (1 + z/3 + z^2/5 + ...) where s = (m - 1)/(m + 1) and
    // z = s^2 <= 0.0295: the first two terms in two doubles, the others, below 2^-12 of the whole, in one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low) Log2(Vector512<double> a)
    {
        var one = Vector512<double>.One;
        var k = Avx512F.GetExponent(a);
        var m = Avx512F.GetMantissa(a, 0b1000);
        var isLarge = Vector512.GreaterThan(m, Vector512.Create(1.4142135623730951));
        m = Vector512.ConditionalSelect(isLarge, m * Vector512.Create(0.5), m);
        k = Vector512.ConditionalSelect(isLarge, k + one, k);
        var f = m - one;
        var d = m + one;
        var dRest = Vector512.ConditionalSelect(Vector512.GreaterThan(m, one), one - (d - m), m - (d - one));
        var inverse = one / d;
        var s = f * inverse;
        var sRest = (Avx512F.FusedMultiplyAddNegated(s, d, f) - s * dRest) * inverse;
        var z = s * s;
        var zRest = Vector512.FusedMultiplyAdd(s + s, sRest, Vector512.FusedMultiplyAdd(s, s, -z));
        var third = z * Vector512.Create(ThirdHigh);
        var thirdRest =
            Vector512.FusedMultiplyAdd(z, Vector512.Create(ThirdHigh), -third)
            + Vector512.FusedMultiplyAdd(z, Vector512.Create(ThirdLow), zRest * Vector512.Create(ThirdHigh));
        var tail = z * z * Tail(z);
        var w = third + tail;
        var wRest = third - w + tail + thirdRest;
        // log m = 2 s (1 + w)
        var (sum, sumRest) = (s + s, sRest + sRest);
        var p = sum * w;
        var pRest = Vector512.FusedMultiplyAdd(sum, w, -p) + Vector512.FusedMultiplyAdd(sum, wRest, sumRest * w);
        var log = sum + p;
        var logRest = sum - log + p + (sumRest + pRest);
        var scaled = log * Vector512.Create(Log2EHigh);
        var scaledRest =
            Vector512.FusedMultiplyAdd(log, Vector512.Create(Log2EHigh), -scaled)
            + Vector512.FusedMultiplyAdd(log, Vector512.Create(Log2ELow), logRest * Vector512.Create(Log2EHigh));
        var whole = k + scaled;
        return (whole, k - whole + scaled + scaledRest);
    }

    // 1/5 + z/7 + ... + z^10/25, in pairs of pairs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Tail(Vector512<double> z)
    {
        var z2 = z * z;
        var z4 = z2 * z2;
        var first = Vector512.FusedMultiplyAdd(Pair(1.0 / 11, 1.0 / 9, z), z2, Pair(1.0 / 7, 1.0 / 5, z));
        var second = Vector512.FusedMultiplyAdd(Pair(1.0 / 19, 1.0 / 17, z), z2, Pair(1.0 / 15, 1.0 / 13, z));
        var third = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 25), z2, Pair(1.0 / 23, 1.0 / 21, z));
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(third, z4, second), z4, first);
    }

    // 2^r for |r| at most a little above 1/2, as exp(r*log(2)) by Taylor's series to the 13th term.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp2(Vector512<double> r)
    {
        var t = r * Vector512.Create(Log2High);
        var tRest = Vector512.FusedMultiplyAdd(
            r,
            Vector512.Create(Log2Low),
            Vector512.FusedMultiplyAdd(r, Vector512.Create(Log2High), -t)
        );
        var t2 = t * t;
        var t4 = t2 * t2;
        var low = Vector512.FusedMultiplyAdd(Pair(1.0 / 120, 1.0 / 24, t), t2, Pair(1.0 / 6, 1.0 / 2, t));
        var middle = Vector512.FusedMultiplyAdd(Pair(1.0 / 362880, 1.0 / 40320, t), t2, Pair(1.0 / 5040, 1.0 / 720, t));
        var high = Vector512.FusedMultiplyAdd(
            Pair(1.0 / 6227020800, 1.0 / 479001600, t),
            t2,
            Pair(1.0 / 39916800, 1.0 / 3628800, t)
        );
        var q = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(high, t4, middle), t4, low);
        return Vector512<double>.One + (Vector512.FusedMultiplyAdd(q, t2, tRest) + t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pair(double odd, double even, Vector512<double> x) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(odd), x, Vector512.Create(even));
}
