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
