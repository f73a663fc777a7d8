using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Theory.Simulation.LinearAlgebra;

/// <summary>
/// The innermost loop of a matrix product: a tile of <see cref="Rows"/> rows is kept in registers while the common
/// dimension runs. Every entry is one chain of fused multiply-adds in the order of that dimension, so tiles of any width
/// give the same bits. The loops are compiled fully optimised at once: their first, slow form would run for seconds.
/// </summary>
internal static unsafe class MicroKernel<T>
    where T : unmanaged
{
    /// <summary>Rows of a tile: six by four 512-bit accumulators and the operands fill the 32 registers.</summary>
    public const int Rows = 6;

    /// <summary>Columns of a narrow tile: one vector.</summary>
    public static int Narrow => Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count;

    /// <summary>Columns of a wide tile: four 512-bit vectors, or two 256-bit ones where there are 16 registers.</summary>
    public static int Wide => Vector512.IsHardwareAccelerated ? 4 * Vector512<T>.Count : 2 * Vector256<T>.Count;

    /// <summary>
    /// to[i * toStep + j] = sum over k of a[i][k * step] b[k, j] (+ what stood there, if <paramref name="add"/>), for a tile of
    /// <paramref name="width"/> columns (<see cref="Narrow"/> or <see cref="Wide"/>), where b holds its rows one after the other.
    /// </summary>
    public static void Run(int depth, T** a, nint step, T* b, T* to, nint toStep, bool add, int width)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (width == 4 * Vector512<T>.Count)
                SixByFour512(depth, a, step, b, to, toStep, add);
            else
                SixByOne512(depth, a, step, b, to, toStep, add);
        }
        else if (width == 2 * Vector256<T>.Count)
            SixByTwo256(depth, a, step, b, to, toStep, add);
        else
            SixByOne256(depth, a, step, b, to, toStep, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByFour512(int depth, T** a, nint step, T* b, T* to, nint toStep, bool add)
    {
        T* a0 = a[0],
            a1 = a[1],
            a2 = a[2],
            a3 = a[3],
            a4 = a[4],
            a5 = a[5];
        Vector512<T> c00 = default,
            c01 = default,
            c02 = default,
            c03 = default;
        Vector512<T> c10 = default,
            c11 = default,
            c12 = default,
            c13 = default;
        Vector512<T> c20 = default,
            c21 = default,
            c22 = default,
            c23 = default;
        Vector512<T> c30 = default,
            c31 = default,
            c32 = default,
            c33 = default;
        Vector512<T> c40 = default,
            c41 = default,
            c42 = default,
            c43 = default;
        Vector512<T> c50 = default,
            c51 = default,
            c52 = default,
            c53 = default;
        nint at = 0;
        for (; depth > 0; depth--, at += step, b += 4 * Vector512<T>.Count)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var b2 = Vector512.Load(b + 2 * Vector512<T>.Count);
            var b3 = Vector512.Load(b + 3 * Vector512<T>.Count);
            var x = Vector512.Create(a0[at]);
            (c00, c01, c02, c03) = (Fma(x, b0, c00), Fma(x, b1, c01), Fma(x, b2, c02), Fma(x, b3, c03));
            x = Vector512.Create(a1[at]);
            (c10, c11, c12, c13) = (Fma(x, b0, c10), Fma(x, b1, c11), Fma(x, b2, c12), Fma(x, b3, c13));
            x = Vector512.Create(a2[at]);
            (c20, c21, c22, c23) = (Fma(x, b0, c20), Fma(x, b1, c21), Fma(x, b2, c22), Fma(x, b3, c23));
            x = Vector512.Create(a3[at]);
            (c30, c31, c32, c33) = (Fma(x, b0, c30), Fma(x, b1, c31), Fma(x, b2, c32), Fma(x, b3, c33));
            x = Vector512.Create(a4[at]);
            (c40, c41, c42, c43) = (Fma(x, b0, c40), Fma(x, b1, c41), Fma(x, b2, c42), Fma(x, b3, c43));
            x = Vector512.Create(a5[at]);
            (c50, c51, c52, c53) = (Fma(x, b0, c50), Fma(x, b1, c51), Fma(x, b2, c52), Fma(x, b3, c53));
        }
        Store4(to, add, c00, c01, c02, c03);
        Store4(to + toStep, add, c10, c11, c12, c13);
        Store4(to + 2 * toStep, add, c20, c21, c22, c23);
        Store4(to + 3 * toStep, add, c30, c31, c32, c33);
        Store4(to + 4 * toStep, add, c40, c41, c42, c43);
        Store4(to + 5 * toStep, add, c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByOne512(int depth, T** a, nint step, T* b, T* to, nint toStep, bool add)
    {
        T* a0 = a[0],
            a1 = a[1],
            a2 = a[2],
            a3 = a[3],
            a4 = a[4],
            a5 = a[5];
        Vector512<T> c0 = default,
            c1 = default,
            c2 = default,
            c3 = default,
            c4 = default,
            c5 = default;
        nint at = 0;
        for (; depth > 0; depth--, at += step, b += Vector512<T>.Count)
        {
            var b0 = Vector512.Load(b);
            c0 = Fma(Vector512.Create(a0[at]), b0, c0);
            c1 = Fma(Vector512.Create(a1[at]), b0, c1);
            c2 = Fma(Vector512.Create(a2[at]), b0, c2);
            c3 = Fma(Vector512.Create(a3[at]), b0, c3);
            c4 = Fma(Vector512.Create(a4[at]), b0, c4);
            c5 = Fma(Vector512.Create(a5[at]), b0, c5);
        }
        Store(to, add, c0);
        Store(to + toStep, add, c1);
        Store(to + 2 * toStep, add, c2);
        Store(to + 3 * toStep, add, c3);
        Store(to + 4 * toStep, add, c4);
        Store(to + 5 * toStep, add, c5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByTwo256(int depth, T** a, nint step, T* b, T* to, nint toStep, bool add)
    {
        T* a0 = a[0],
            a1 = a[1],
            a2 = a[2],
            a3 = a[3],
            a4 = a[4],
            a5 = a[5];
        Vector256<T> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default,
            c20 = default,
            c21 = default;
        Vector256<T> c30 = default,
            c31 = default,
            c40 = default,
            c41 = default,
            c50 = default,
            c51 = default;
        nint at = 0;
        for (; depth > 0; depth--, at += step, b += 2 * Vector256<T>.Count)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(a0[at]);
            (c00, c01) = (Fma(x, b0, c00), Fma(x, b1, c01));
            x = Vector256.Create(a1[at]);
            (c10, c11) = (Fma(x, b0, c10), Fma(x, b1, c11));
            x = Vector256.Create(a2[at]);
            (c20, c21) = (Fma(x, b0, c20), Fma(x, b1, c21));
            x = Vector256.Create(a3[at]);
            (c30, c31) = (Fma(x, b0, c30), Fma(x, b1, c31));
            x = Vector256.Create(a4[at]);
            (c40, c41) = (Fma(x, b0, c40), Fma(x, b1, c41));
            x = Vector256.Create(a5[at]);
            (c50, c51) = (Fma(x, b0, c50), Fma(x, b1, c51));
        }
        Store2(to, add, c00, c01);
        Store2(to + toStep, add, c10, c11);
        Store2(to + 2 * toStep, add, c20, c21);
        Store2(to + 3 * toStep, add, c30, c31);
        Store2(to + 4 * toStep, add, c40, c41);
        Store2(to + 5 * toStep, add, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByOne256(int depth, T** a, nint step, T* b, T* to, nint toStep, bool add)
    {
        for (var row = 0; row < Rows; row++)
        {
            var c = Vector256<T>.Zero;
            for (var k = 0; k < depth; k++)
                c = Fma(Vector256.Create(a[row][k * step]), Vector256.Load(b + k * Vector256<T>.Count), c);
            Store(to + row * toStep, add, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* to, bool add, Vector512<T> c) => (add ? Vector512.Load(to) + c : c).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* to, bool add, Vector256<T> c) => (add ? Vector256.Load(to) + c : c).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store2(T* to, bool add, Vector256<T> c0, Vector256<T> c1)
    {
        Store(to, add, c0);
        Store(to + Vector256<T>.Count, add, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store4(T* to, bool add, Vector512<T> c0, Vector512<T> c1, Vector512<T> c2, Vector512<T> c3)
    {
        Store(to, add, c0);
        Store(to + Vector512<T>.Count, add, c1);
        Store(to + 2 * Vector512<T>.Count, add, c2);
        Store(to + 3 * Vector512<T>.Count, add, c3);
    }

    // The branch on T is decided at compile time of each instance.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fma(Vector512<T> x, Vector512<T> y, Vector512<T> z) =>
        typeof(T) == typeof(double)
            ? Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fma(Vector256<T> x, Vector256<T> y, Vector256<T> z) =>
        typeof(T) == typeof(double)
            ? Vector256.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>()
            : Vector256.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>();
}
