using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.Randomness;

namespace Theory.Benchmarks;

/// <summary>
/// Matrix products against the peak of one core, and against the system's BLAS on one thread. All times are seconds of processor,
/// so that two threads do not count double and other work on the machine does not count at all.
/// </summary>
internal static unsafe class Products
{
    public static IEnumerable<Row> Rows()
    {
        var blas = SystemBlas.Find();
        foreach (var (m, k, n) in new[] { (512, 512, 512), (200, 128, 128), (2000, 512, 512) })
        {
            var flops = 2.0 * m * k * n;
            var runs = (int)Math.Clamp(2e10 / flops, 10, 1000);
            var (a, b, c) = (RandomStream.Root(1).Gaussians(m * k), RandomStream.Root(2).Gaussians(k * n), new double[m * n]);
            yield return new(
                $"product {m} x {k} x {n}, double (processor)",
                Timing.Best(() => Multiply(a, b, c, m, k, n), runs).Processor,
                "the system's BLAS",
                blas is null ? null : Timing.Best(() => blas.Multiply(false, false, n, m, k, 1.0, b, a, 0, c), runs).Processor,
                flops / Machine.Flops
            );
            var (x, y, z) = (Array.ConvertAll(a, v => (float)v), Array.ConvertAll(b, v => (float)v), new float[m * n]);
            yield return new(
                $"product {m} x {k} x {n}, single (processor)",
                Timing.Best(() => Multiply(x, y, z, m, k, n), runs).Processor,
                Least: flops / 2 / Machine.Flops
            );
        }
    }

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
}
