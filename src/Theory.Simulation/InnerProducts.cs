using System.Numerics.Tensors;
using Theory.Simulation.LinearAlgebra;

namespace Theory.Simulation;

/// <summary>Inner products and squared distances between two sets of points, by matrix products over blocks of rows.</summary>
internal static class InnerProducts
{
    /// <summary>The products of every row of <paramref name="rows"/> with every point: rows x points.</summary>
    internal static unsafe double[] Of(Points rows, Points points)
    {
        var products = new double[rows.Count * points.Count];
        fixed (
            double* a = rows.Values,
                b = points.Values,
                c = products
        )
            MatrixProduct<double>.Multiply(
                MatrixView<double>.RowMajor(a, rows.Count, rows.Dimension),
                MatrixView<double>.RowMajor(b, points.Count, points.Dimension).Transpose(),
                MatrixView<double>.RowMajor(c, rows.Count, points.Count)
            );
        return products;
    }

    /// <summary>Turns the products of one point with others into minus half the squared distances, at most 0.</summary>
    internal static void ToMinusHalfSquaredDistances(Span<double> products, double halfSquare, ReadOnlySpan<double> halfSquares)
    {
        TensorPrimitives.Subtract(products, halfSquares, products);
        TensorPrimitives.Subtract(products, halfSquare, products);
        TensorPrimitives.Min(products, 0.0, products);
    }

    /// <summary>Half the squared length of every point.</summary>
    internal static double[] HalfSquares(Points points)
    {
        var halves = new double[points.Count];
        for (var i = 0; i < halves.Length; i++)
            halves[i] = TensorPrimitives.SumOfSquares(points[i]) / 2;
        return halves;
    }
}

/// <summary>A division of rows into blocks, the same on every machine, so that what is summed block by block has the same bits.</summary>
/// <param name="Count">The number of blocks.</param>
/// <param name="Size">The rows in each block but perhaps the last.</param>
/// <param name="Rows">The number of rows.</param>
internal readonly record struct RowBlocks(int Count, int Size, int Rows)
{
    private const int Entries = 1 << 21; // of a block of the product: some megabytes a thread
    private const int Least = 128; // rows, or else preparing the other factor costs more than multiplying by it
    private const int Most = 256; // rows, so that there is work for every thread

    /// <summary>Blocks of rows each of which meets <paramref name="columns"/> columns.</summary>
    internal static RowBlocks Of(int rows, int columns)
    {
        var size = Math.Clamp(Entries / columns, Least, Most);
        return new((rows + size - 1) / size, size, rows);
    }

    /// <summary>The first row of a block and how many rows it has.</summary>
    internal (int First, int Count) this[int block] => (block * Size, Math.Min(Size, Rows - block * Size));
}
