using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Theory.Benchmarks;

/// <summary>What one core of this machine can do at most, measured in the same run.</summary>
internal static class Machine
{
    private static readonly Lazy<double> Peak = new(FusedMultiplyAdds);

    /// <summary>The operations of double precision a second, by fused multiply-adds on registers; single precision has twice as many.</summary>
    public static double Flops => Peak.Value;

    /// <summary>The seconds that <paramref name="count"/> doubles take to be read once and written once.</summary>
    public static double Copying(int count)
    {
        var (from, to) = (new double[count], new double[count]);
        return Measure.Seconds(() => from.AsSpan().CopyTo(to));
    }

    /// <summary>The seconds of an exponential and a logarithm of each of <paramref name="count"/> doubles, by the vectors of the runtime.</summary>
    public static double Elementary(int count)
    {
        var (from, to) = (Enumerable.Range(1, count).Select(i => 1.0 * i / count).ToArray(), new double[count]);
        return Measure.Seconds(() =>
        {
            TensorPrimitives.Exp(from, to);
            TensorPrimitives.Log(from, to);
        });
    }

    private static double FusedMultiplyAdds()
    {
        const int rounds = 10_000_000;
        var sink = 0.0;
        var best = Timing.Best(() => sink += Chains(rounds), 20).Processor;
        return sink > 0 ? 10.0 * 2 * Vector512<double>.Count * rounds / best : throw new InvalidOperationException();
    }

    // Ten independent chains hide the latency of two units.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Chains(int rounds)
    {
        var (x, y) = (Vector512.Create(1 - 1e-9), Vector512.Create(1e-9));
        var (a, b, c, d, e) = (x, x, x, x, x);
        var (f, g, h, i, j) = (x, x, x, x, x);
        for (var k = 0; k < rounds; k++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
