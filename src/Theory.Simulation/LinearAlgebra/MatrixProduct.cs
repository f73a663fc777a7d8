using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Theory.Simulation.LinearAlgebra;

/// <summary>
/// A matrix in memory: entry (i, j) stands <c>i * RowStep + j * ColumnStep</c> elements after the first. One of the two
/// steps is 1 (row-major or column-major), so a transpose is free.
/// </summary>
internal readonly unsafe struct MatrixView<T>(T* first, int rows, int columns, nint rowStep, nint columnStep)
    where T : unmanaged
{
    public T* First { get; private init; } = first;
    public int Rows { get; private init; } = rows;
    public int Columns { get; private init; } = columns;
    public nint RowStep { get; } = rowStep;
    public nint ColumnStep { get; } = columnStep;

    public static MatrixView<T> RowMajor(T* first, int rows, int columns) => new(first, rows, columns, columns, 1);

    /// <summary>Row <paramref name="i"/>, of a matrix whose rows are contiguous.</summary>
    public Span<T> Row(int i) => new(First + i * RowStep, Columns);

    public MatrixView<T> Transpose() => new(First, Columns, Rows, ColumnStep, RowStep);

    public MatrixView<T> RowRange(int start, int count) => this with { First = First + start * RowStep, Rows = count };

    public MatrixView<T> ColumnRange(int start, int count) => this with { First = First + start * ColumnStep, Columns = count };
}

/// <summary>
/// Products of dense matrices in C# alone. The right factor is packed into panels as wide as a register tile; blocks of
/// the result are computed in parallel, each by one thread and in one order, so the bits of the result depend neither on
/// the number of threads nor on the width of the processor's vectors.
/// </summary>
/// <remarks>Blocking as in Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).</remarks>
internal static unsafe class MatrixProduct<T>
    where T : unmanaged, INumberBase<T>
{
    private const int Depth = 256; // of the common dimension at a time: a panel of b stays in the nearest caches
    private const int Height = MicroKernel<T>.Rows;
    private const int BlockRows = 16 * Height;
    private const int BlockPanels = 16;
    private const long ParallelFrom = 4_000_000; // multiplications; below, threads cost more than they bring
    private const nuint CacheLine = 64;
    private const int NearBytes = 1024;

    /// <summary>result = a b (+ result, if <paramref name="accumulate"/>). The rows of the result must be contiguous.</summary>
    public static void Multiply(MatrixView<T> a, MatrixView<T> b, MatrixView<T> result, bool accumulate = false)
    {
        if (a.Columns != b.Rows || a.Rows != result.Rows || b.Columns != result.Columns)
            throw new ArgumentException(
                $"A {a.Rows} x {a.Columns} matrix times a {b.Rows} x {b.Columns} one does not make a {result.Rows} x {result.Columns} one."
            );
        if (a.Columns == 0 && !accumulate)
            for (var i = 0; i < result.Rows; i++)
                result.Row(i).Clear();
        if (a.Rows == 0 || b.Columns == 0 || a.Columns == 0)
            return;
        var panels = Panels(b.Columns).ToArray();
        var packed = Allocate((panels[^1].Start + panels[^1].Width) * Math.Min(Depth, a.Columns));
        try
        {
            for (var start = 0; start < a.Columns; start += Depth)
            {
                var count = Math.Min(Depth, a.Columns - start);
                Pack(b.RowRange(start, count), panels, packed);
                Blocks(a.ColumnRange(start, count), panels, packed, result, add: accumulate || start > 0);
            }
        }
        finally
        {
            NativeMemory.AlignedFree(packed);
        }
    }

    private readonly record struct Panel(int Start, int Width);

    // Wide panels while they are more than three quarters used, then narrow ones.
    private static IEnumerable<Panel> Panels(int columns)
    {
        var (wide, narrow) = (MicroKernel<T>.Wide, MicroKernel<T>.Narrow);
        for (var start = 0; start < columns; )
        {
            var width = columns - start > wide - narrow ? wide : narrow;
            yield return new Panel(start, width);
            start += width;
        }
    }

    private static T* Allocate(int count) => (T*)NativeMemory.AlignedAlloc((nuint)count * (nuint)sizeof(T), CacheLine);

    // Panel after panel, each row by row, padded with zeros.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(MatrixView<T> b, Panel[] panels, T* packed)
    {
        foreach (var panel in panels)
        {
            var used = Math.Min(panel.Width, b.Columns - panel.Start);
            var from = b.First + panel.Start * b.ColumnStep;
            if (used < panel.Width)
                new Span<T>(packed, b.Rows * panel.Width).Clear();
            if (b.ColumnStep == 1)
                for (var k = 0; k < b.Rows; k++)
                    new ReadOnlySpan<T>(from + k * b.RowStep, used).CopyTo(new Span<T>(packed + k * panel.Width, used));
            else
                Transpose(used, b.Rows, from, b.ColumnStep, b.RowStep, packed, panel.Width);
            packed += b.Rows * panel.Width;
        }
    }

    // to[k, j] = from[j, k]; four columns at a time, so that as many reads are under way at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(int columns, int rows, T* from, nint columnStep, nint rowStep, T* to, int width)
    {
        var j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            T* c0 = from + j * columnStep,
                c1 = c0 + columnStep,
                c2 = c1 + columnStep,
                c3 = c2 + columnStep,
                t = to + j;
            for (nint k = 0; k < rows; k++, t += width)
                (t[0], t[1], t[2], t[3]) = (c0[k * rowStep], c1[k * rowStep], c2[k * rowStep], c3[k * rowStep]);
        }
        for (; j < columns; j++)
        for (nint k = 0; k < rows; k++)
            to[k * width + j] = from[j * columnStep + k * rowStep];
    }

    private static void Blocks(MatrixView<T> a, Panel[] panels, T* packed, MatrixView<T> result, bool add)
    {
        var across = (panels.Length + BlockPanels - 1) / BlockPanels;
        var blocks = (a.Rows + BlockRows - 1) / BlockRows * across;
        void Compute(int block)
        {
            var row = block / across * BlockRows;
            var rows = Math.Min(BlockRows, a.Rows - row);
            var first = block % across * BlockPanels;
            var here = panels.AsSpan(first, Math.Min(BlockPanels, panels.Length - first));
            Block(a.RowRange(row, rows), here, packed, result.RowRange(row, rows), add);
        }
        if ((long)a.Rows * a.Columns * result.Columns < ParallelFrom)
            for (var block = 0; block < blocks; block++)
                Compute(block);
        else
            Parallel.For(0, blocks, Compute);
    }

    // A factor whose next column is near is read where it stands; a tall column-major one is gathered six rows at a time.
    private static void Block(MatrixView<T> a, ReadOnlySpan<Panel> panels, T* packed, MatrixView<T> result, bool add)
    {
        if (a.ColumnStep * sizeof(T) <= NearBytes)
        {
            Tiles(a, a.RowStep, a.RowStep * Height, panels, packed, result, add);
            return;
        }
        var gathered = Allocate((a.Rows + Height - 1) / Height * Height * a.Columns);
        Gather(a, gathered);
        var strips = new MatrixView<T>(gathered, a.Rows, a.Columns, 1, Height);
        Tiles(strips, 1, a.Columns * Height, panels, packed, result, add);
        NativeMemory.AlignedFree(gathered);
    }

    // Whole tiles go straight into the result; those that reach over its edge by way of a tile of their own.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles(
        MatrixView<T> a,
        nint rowStep,
        nint stripStep,
        ReadOnlySpan<Panel> panels,
        T* packed,
        MatrixView<T> result,
        bool add
    )
    {
        var tile = stackalloc T[Height * MicroKernel<T>.Wide];
        var rows = stackalloc T*[Height];
        foreach (var panel in panels)
        {
            var columns = Math.Min(panel.Width, result.Columns - panel.Start);
            var b = packed + (nint)panel.Start * a.Columns;
            for (var i = 0; i < a.Rows; i += Height)
            {
                var used = Math.Min(Height, a.Rows - i);
                for (var r = 0; r < Height; r++)
                    rows[r] = a.First + i / Height * stripStep + Math.Min(r, used - 1) * rowStep;
                var to = result.First + i * result.RowStep + panel.Start;
                if (used == Height && columns == panel.Width)
                {
                    MicroKernel<T>.Run(a.Columns, rows, a.ColumnStep, b, to, result.RowStep, add, panel.Width);
                    continue;
                }
                MicroKernel<T>.Run(a.Columns, rows, a.ColumnStep, b, tile, panel.Width, false, panel.Width);
                for (var r = 0; r < used; r++, to += result.RowStep)
                {
                    var from = new ReadOnlySpan<T>(tile + r * panel.Width, columns);
                    var row = new Span<T>(to, columns);
                    if (add)
                        TensorPrimitives.Add(row, from, row);
                    else
                        from.CopyTo(row);
                }
            }
        }
    }

    // Six rows at a time, column after column.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(MatrixView<T> a, T* gathered)
    {
        for (var i = 0; i < a.Rows; i += Height)
        {
            var used = Math.Min(Height, a.Rows - i);
            var from = a.First + i * a.RowStep;
            for (var k = 0; k < a.Columns; k++, gathered += Height, from += a.ColumnStep)
                if (used == Height && a.RowStep == 1)
                    (gathered[0], gathered[1], gathered[2], gathered[3], gathered[4], gathered[5]) = (
                        from[0],
                        from[1],
                        from[2],
                        from[3],
                        from[4],
                        from[5]
                    );
                else
                    for (var r = 0; r < used; r++)
                        gathered[r] = from[r * a.RowStep];
        }
    }
}

/// <summary>Products of row-major matrices in spans.</summary>
internal static class Product
{
    /// <summary>result = a' b, with a of rows x m and b of rows x n.</summary>
    public static unsafe void TransposeTimes(
        ReadOnlySpan<double> a,
        int m,
        ReadOnlySpan<double> b,
        int n,
        int rows,
        Span<double> result
    )
    {
        fixed (
            double* pa = a,
                pb = b,
                pc = result
        )
            MatrixProduct<double>.Multiply(
                MatrixView<double>.RowMajor(pa, rows, m).Transpose(),
                MatrixView<double>.RowMajor(pb, rows, n),
                MatrixView<double>.RowMajor(pc, m, n)
            );
    }
}
