using System.Runtime.Intrinsics;

namespace Theory.Simulation.Randomness;

/// <summary>
/// The Box-Muller transform, sixteen Gaussians at a time. Logarithm, sine and cosine are polynomials in additions,
/// multiplications and fused multiply-adds, all correctly rounded by IEEE 754, so that the same bits give the same
/// Gaussians on every machine.
/// </summary>
internal static class BoxMuller
{
    /// <summary>Two vectors of independent standard Gaussians from two vectors of independent uniform bits.</summary>
    public static (Vector512<double> Cosine, Vector512<double> Sine) Gaussians(Vector512<ulong> radius, Vector512<ulong> angle)
    {
        var r = Vector512.Sqrt(-2.0 * Log(Uniform(radius)));
        var (cosine, sine) = CosineAndSineOfTurn(Uniform(angle));
        return (r * cosine, r * sine);
    }

    /// <summary>The uniform variable (k + 1/2) / 2^52 in the open interval (0, 1), with k the upper 52 bits: exact.</summary>
    public static Vector512<double> Uniform(Vector512<ulong> bits)
    {
        // The upper 52 bits as the fraction of a number in [1, 2).
        var oneToTwo = (bits >> 12 | Vector512.Create(0x3FF0000000000000UL)).AsDouble();
        return oneToTwo - Vector512.Create(1 - 0.5 / (1L << 52));
    }

    /// <summary>Natural logarithm of numbers in (0, 1), to about one unit in the last place.</summary>
    public static Vector512<double> Log(Vector512<double> u)
    {
        // u = m 2^e with m in [sqrt(1/2), sqrt 2), and log m = 2 artanh s with s = (m - 1) / (m + 1), |s| < 0.172.
        var bits = u.AsUInt64();
        var offset = Vector512.Create(0x3FF0000000000000UL - 0x3FE6A09E667F3BCDUL);
        var shifted = bits + offset;
        var e = Vector512.ConvertToDouble((shifted >> 52).AsInt64() - Vector512.Create(1023L));
        var m = (bits - (shifted & Vector512.Create(0x7FF0000000000000UL)) + Vector512.Create(0x3FF0000000000000UL)).AsDouble();
        var one = Vector512<double>.One;
        var s = (m - one) / (m + one);
        var t = s * s;
        var series = Vector512.Create(2.0 / 23);
        for (var k = 21; k >= 3; k -= 2)
            series = Vector512.FusedMultiplyAdd(series, t, Vector512.Create(2.0 / k));
        var logOfM = Vector512.FusedMultiplyAdd(s * t, series, s + s);
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(0.6931471805599453), logOfM);
    }

    /// <summary>cos(2 pi u) and sin(2 pi u) for u in (0, 1), to about one unit in the last place.</summary>
    public static (Vector512<double> Cosine, Vector512<double> Sine) CosineAndSineOfTurn(Vector512<double> u)
    {
        // u = q / 4 + r with |r| <= 1/8, both exact; the quadrant q swaps and negates.
        var q = Vector512.Floor(Vector512.FusedMultiplyAdd(u, Vector512.Create(4.0), Vector512.Create(0.5)));
        var r = Vector512.FusedMultiplyAdd(q, Vector512.Create(-0.25), u);
        var x = r * Vector512.Create(2 * Math.PI);
        var t = x * x;
        var (sineSeries, cosineSeries) = (Vector512<double>.One, Vector512<double>.One);
        for (var k = 16; k >= 2; k -= 2)
        {
            sineSeries = Vector512.FusedMultiplyAdd(
                sineSeries * t,
                Vector512.Create(-1.0 / (k * (k + 1))),
                Vector512<double>.One
            );
            cosineSeries = Vector512.FusedMultiplyAdd(
                cosineSeries * t,
                Vector512.Create(-1.0 / (k * (k - 1))),
                Vector512<double>.One
            );
        }
        var sine = x * sineSeries;
        var quadrant = Vector512.ConvertToInt64(q);
        var odd = Vector512.Equals(quadrant & Vector512.Create(1L), Vector512.Create(1L)).AsDouble();
        var cosineSign = (quadrant + Vector512.Create(1L) & Vector512.Create(2L)) << 62;
        var sineSign = (quadrant & Vector512.Create(2L)) << 62;
        return (
            (Vector512.ConditionalSelect(odd, sine, cosineSeries).AsInt64() ^ cosineSign).AsDouble(),
            (Vector512.ConditionalSelect(odd, cosineSeries, sine).AsInt64() ^ sineSign).AsDouble()
        );
    }
}
