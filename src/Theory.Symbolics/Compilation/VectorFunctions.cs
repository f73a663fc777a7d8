using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Theory.Symbolics.Compilation;

/// <summary>
/// Exponentials and logarithms of eight doubles, small enough to be written into the loops that call them: half the time of the
/// library's, which are called. Without AVX-512 the library's serve.
/// </summary>
internal static class VectorFunctions
{
    // log 2 in two parts, the first with trailing zeros, so that its multiples by small integers are exact (fdlibm).
    private const double Log2High = 6.93147180369123816490e-01;
    private const double Log2Low = 1.90821492927058770002e-10;

    /// <summary>The exponentials, to about a unit in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        if (!Avx512F.IsSupported)
            return Vector512.Exp(x);
        // exp x = 2^n exp r with |r| <= log(2)/2. Beyond the bounds the power of 2 is 0 or infinite; NaN stays, being the second argument.
        x = Avx512F.Max(Vector512.Create(-800.0), Avx512F.Min(Vector512.Create(800.0), x));
        var n = Avx512F.RoundScale(x * Vector512.Create(1.4426950408889634), 0);
        var r = Avx512F.FusedMultiplyAddNegated(n, Vector512.Create(Log2High), x);
        r = Avx512F.FusedMultiplyAddNegated(n, Vector512.Create(Log2Low), r);
        // Taylor to r^13, in pairs of pairs; the remainder is below 1e-17.
        var r2 = r * r;
        var r4 = r2 * r2;
        var a = Pair(1.0 / 6, 1.0 / 2, r);
        var b = Pair(1.0 / 120, 1.0 / 24, r);
        var c = Pair(1.0 / 5040, 1.0 / 720, r);
        var d = Pair(1.0 / 362880, 1.0 / 40320, r);
        var e = Pair(1.0 / 39916800, 1.0 / 3628800, r);
        var f = Pair(1.0 / 6227020800, 1.0 / 479001600, r);
        var low = Avx512F.FusedMultiplyAdd(b, r2, a);
        var middle = Avx512F.FusedMultiplyAdd(d, r2, c);
        var high = Avx512F.FusedMultiplyAdd(f, r2, e);
        var q = Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAdd(high, r4, middle), r4, low);
        var p = Vector512<double>.One + Avx512F.FusedMultiplyAdd(q, r2, r);
        return Avx512F.Scale(p, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pair(double odd, double even, Vector512<double> r) =>
        Avx512F.FusedMultiplyAdd(Vector512.Create(odd), r, Vector512.Create(even));

    /// <summary>The logarithms, to less than a unit in the last place (the method and the polynomial of fdlibm's e_log.c).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        if (!Avx512F.IsSupported)
            return Vector512.Log(x);
        // x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); negative numbers have NaN for a mantissa.
        var k = Avx512F.GetExponent(x);
        var m = Avx512F.GetMantissa(x, 0b1000);
        var isLarge = Vector512.GreaterThan(m, Vector512.Create(1.4142135623730951));
        m = Vector512.ConditionalSelect(isLarge, m * Vector512.Create(0.5), m);
        k = Vector512.ConditionalSelect(isLarge, k + Vector512<double>.One, k);
        var f = m - Vector512<double>.One;
        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var w = z * z;
        var even = Avx512F.FusedMultiplyAdd(
            Avx512F.FusedMultiplyAdd(Vector512.Create(1.531383769920937332e-01), w, Vector512.Create(2.222219843214978396e-01)),
            w,
            Vector512.Create(3.999999999940941908e-01)
        );
        var odd = Avx512F.FusedMultiplyAdd(
            Avx512F.FusedMultiplyAdd(
                Avx512F.FusedMultiplyAdd(
                    Vector512.Create(1.479819860511658591e-01),
                    w,
                    Vector512.Create(1.818357216161805012e-01)
                ),
                w,
                Vector512.Create(2.857142874366239149e-01)
            ),
            w,
            Vector512.Create(6.666666666666735130e-01)
        );
        var remainder = Avx512F.FusedMultiplyAdd(even, w, odd * z);
        var half = f * f * Vector512.Create(0.5);
        var correction = Avx512F.FusedMultiplyAdd(s, half + remainder, k * Vector512.Create(Log2Low));
        return Avx512F.FusedMultiplyAdd(k, Vector512.Create(Log2High), f - (half - correction));
    }
}
