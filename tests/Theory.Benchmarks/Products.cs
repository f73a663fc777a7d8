using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.Randomness;

namespace Theory.Benchmarks;

/// <summary>
/// Matrix products against the peak of one core, and against the system's BLAS on one thread. All rates are by seconds of processor,
/// so that two threads do not count double and other work on the machine does not count at all.
/// </summary>
internal static unsafe class Products
{
    public static void Run()
    {
        var peak = Peak();
        Print($"  peak of one core: {peak:0} Gflop/s double, {2 * peak:0} single (fused multiply-adds on registers)");
        var blas = SystemBlas.Find();
        foreach (var (m, k, n) in new[] { (512, 512, 512), (200, 128, 128), (2000, 512, 512) })
        {
            var flops = 2.0 * m * k * n;
            var (a, b, c) = (RandomStream.Root(1).Gaussians(m * k), RandomStream.Root(2).Gaussians(k * n), new double[m * n]);
            var ours = flops / Timing.Best(() => Multiply(a, b, c, m, k, n), Runs(flops)).Processor / 1e9;
            var (x, y, z) = (Array.ConvertAll(a, v => (float)v), Array.ConvertAll(b, v => (float)v), new float[m * n]);
            var single = flops / Timing.Best(() => Multiply(x, y, z, m, k, n), Runs(flops)).Processor / 1e9;
            var peer = blas is null
                ? "no system BLAS"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{flops / Timing.Best(() => blas.Multiply(false, false, n, m, k, 1.0, b, a, 0, c), Runs(flops)).Processor / 1e9:0} double"
                );
            Print(
                $"  {m} x {k} x {n}: {ours:0} double ({ours / peak:P0} of peak), {single:0} single ({single / 2 / peak:P0}); {peer} by the system"
            );
        }
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static int Runs(double flops) => (int)Math.Clamp(2e10 / flops, 10, 1000);

    private static void Multiply<T>(T[] a, T[] b, T[] c, int m, int k, int n)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        fixed (
            T* pa = a,
                pb = b,
                pc = c
        )
            MatrixProduct<T>.Multiply(
                MatrixView<T>.RowMajor(pa, m, k),
                MatrixView<T>.RowMajor(pb, k, n),
                MatrixView<T>.RowMajor(pc, m, n)
            );
    }

    private static double Peak()
    {
        const int rounds = 10_000_000;
        var sink = 0.0;
        var best = Timing.Best(() => sink += Chains(rounds), 20).Processor;
        return sink > 0 ? 10.0 * 2 * Vector512<double>.Count * rounds / best / 1e9 : throw new InvalidOperationException();
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
