using System.Numerics.Tensors;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.Randomness;
using static System.FormattableString;

namespace Theory.Simulation.Memorization;

/// <summary>
/// The coordinates in which points are compared: all of them, centred and scaled, or folded to few. A fold takes x to the coordinates of
/// x along some axes and the length of the rest, (Px, |x - Px|). No two points come further apart by it, so that distances of folded
/// points bound distances from below, for whatever axes; along those of the greatest spread the bound is near.
/// </summary>
internal sealed class Coordinates
{
    // Axes are sought on so many points, by so many rounds of subspace iteration.
    private const int Sampled = 2000;
    private const int Rounds = 3;
    private const int Block = 4096;
    private const double Farthest = 1e150; // whose square, summed over a million coordinates, a double holds

    private readonly double[] mean;
    private readonly double[] axes; // rows of unit length, or zero, each orthogonal to the others; none for all coordinates

    private Coordinates(double[] mean, double scale, double[] axes) =>
        (this.mean, Scale, this.axes, Count) = (
            mean,
            scale,
            axes,
            axes.Length == 0 ? mean.Length : axes.Length / mean.Length + 1
        );

    /// <summary>How many there are.</summary>
    internal int Count { get; }

    /// <summary>What they are multiplied with, so that single precision holds them.</summary>
    internal double Scale { get; }

    /// <summary>All coordinates, about the mean of the points.</summary>
    /// <exception cref="ArgumentException">The points are so far apart that squared distances overflow.</exception>
    internal static Coordinates All(Points queries, Points points)
    {
        var mean = points.Mean();
        var largest = Math.Max(Largest(queries, mean), Largest(points, mean));
        if (!(largest <= Farthest))
            throw new ArgumentException(
                Invariant(
                    $"Coordinates are {largest:G3} from their mean, and squares of such distances overflow; rescale the points."
                )
            );
        var scale = 1 / largest;
        return new(mean, double.IsFinite(scale) ? scale : 1, []); // infinite where all points coincide
    }

    /// <summary>The fold along axes near those of the greatest spread of these points.</summary>
    internal Coordinates Folded(Points points)
    {
        var (d, rank) = (mean.Length, Math.Max(16, mean.Length / 12));
        var step = Math.Max(1, points.Count / Sampled);
        var sample = Points.Generate(
            Math.Min(Sampled, points.Count),
            d,
            (i, row) => TensorPrimitives.Subtract(points[i * step], mean, row)
        );
        // Rows of the axes; they need to be near the best ones, not to be them, so one fixed draw serves.
        var found = RandomStream.Root(1).Child("axes").Gaussians(rank * d);
        for (var round = 0; round < Rounds; round++)
        {
            Orthonormalise(found, d);
            found = Multiplied(Product(sample.Values, sample.Count, found, d), sample);
        }
        Orthonormalise(found, d);
        return new(mean, Scale, found);
    }

    /// <summary>The points in these coordinates, row by row.</summary>
    internal float[] Copies(Points points)
    {
        var copies = new float[points.Count * Count];
        var centred = new double[Math.Min(Block, points.Count) * mean.Length];
        for (var first = 0; first < points.Count; first += Block)
        {
            var rows = Math.Min(Block, points.Count - first);
            for (var i = 0; i < rows; i++)
            {
                var row = centred.AsSpan(i * mean.Length, mean.Length);
                TensorPrimitives.Subtract(points[first + i], mean, row);
                TensorPrimitives.Multiply(row, Scale, row);
            }
            var into = copies.AsSpan(first * Count, rows * Count);
            if (axes.Length == 0)
                TensorPrimitives.ConvertTruncating<double, float>(centred.AsSpan(0, rows * mean.Length), into);
            else
                Fold(centred, rows, into);
        }
        return copies;
    }

    private void Fold(double[] centred, int rows, Span<float> copies)
    {
        var (d, rank) = (mean.Length, Count - 1);
        var along = Product(centred, rows, axes, d);
        for (var i = 0; i < rows; i++)
        {
            var whole = centred.AsSpan(i * d, d);
            var part = along.AsSpan(i * rank, rank);
            var rest = TensorPrimitives.SumOfSquares<double>(whole) - TensorPrimitives.SumOfSquares<double>(part);
            for (var k = 0; k < rank; k++)
                copies[i * Count + k] = (float)part[k];
            copies[i * Count + rank] = (float)Math.Sqrt(Math.Max(0, rest));
        }
    }

    // For each of the rows its products with the axes.
    private static unsafe double[] Product(ReadOnlySpan<double> rows, int count, double[] axes, int d)
    {
        var rank = axes.Length / d;
        var result = new double[count * rank];
        fixed (
            double* a = rows,
                b = axes,
                c = result
        )
            MatrixProduct<double>.Multiply(
                MatrixView<double>.RowMajor(a, count, d),
                MatrixView<double>.RowMajor(b, rank, d).Transpose(),
                MatrixView<double>.RowMajor(c, count, rank)
            );
        return result;
    }

    // Sums of the rows with the weights of each axis: the step of subspace iteration.
    private static unsafe double[] Multiplied(double[] weights, Points rows)
    {
        var (d, rank) = (rows.Dimension, weights.Length / rows.Count);
        var result = new double[rank * d];
        fixed (
            double* a = weights,
                b = rows.Values,
                c = result
        )
            MatrixProduct<double>.Multiply(
                MatrixView<double>.RowMajor(a, rows.Count, rank).Transpose(),
                MatrixView<double>.RowMajor(b, rows.Count, d),
                MatrixView<double>.RowMajor(c, rank, d)
            );
        return result;
    }

    // Gram and Schmidt, twice, because once leaves what rounding made.
    private static void Orthonormalise(double[] axes, int d)
    {
        for (var k = 0; k < axes.Length / d; k++)
        {
            var axis = axes.AsSpan(k * d, d);
            var before = TensorPrimitives.Norm<double>(axis);
            for (var pass = 0; pass < 2; pass++)
            for (var j = 0; j < k; j++)
            {
                var other = axes.AsSpan(j * d, d);
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<double>(axis, other), axis, axis);
            }
            var length = TensorPrimitives.Norm<double>(axis);
            // What lies in the span of the others is no further axis.
            TensorPrimitives.Multiply(axis, length > 1e-8 * before ? 1 / length : 0, axis);
        }
    }

    private static double Largest(Points points, double[] mean)
    {
        var (largest, centred) = (0.0, new double[mean.Length]);
        for (var i = 0; i < points.Count; i++)
        {
            TensorPrimitives.Subtract(points[i], mean, centred);
            largest = Math.Max(largest, Math.Abs(TensorPrimitives.MaxMagnitude<double>(centred)));
        }
        return largest;
    }
}
