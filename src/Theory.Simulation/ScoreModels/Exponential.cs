using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Theory.Simulation.ScoreModels;

/// <summary>
/// The exponential of sixteen floats at a time, in single precision throughout: the one of <see cref="Vector512"/> goes by way of
/// doubles, which an activation does not need.
/// </summary>
internal static class Exponential
{
    // Beyond, e^x is 0 or infinite; within, 2^n is a product of two powers that are normal numbers.
    private const float Least = -104;
    private const float Greatest = 89;

    // ln 2 in two parts, the first short enough that n times it is exact.
    private const float High = 0.693359375f;
    private const float Low = -2.12194440e-4f;

    /// <summary>
    /// e^x within two units in the last place where it is a normal number; 0 below, infinite above, NaN of NaN.
    /// </summary>
    /// <remarks>
    /// x = n ln 2 + r with |r| at most (ln 2)/2, and e^r by the polynomial of S. Moshier's Cephes library (expf), whose relative error is
    /// below 2e-7 there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        var within = Vector512.Min(Vector512.Max(x, Vector512.Create(Least)), Vector512.Create(Greatest));
        var n = Vector512.Round(within * Vector512.Create(1.44269504088896341f));
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-High), within);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Low), r);
        var p = Vector512.Create(1.9875691500e-4f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        var whole = Vector512.ConvertToInt32(n);
        var half = whole >> 1;
        return p * Power(half) * Power(whole - half);
    }

    // 2^n, for n between -126 and 127.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Power(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();
}
