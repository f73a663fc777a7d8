using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Theory.Simulation.LinearAlgebra;

namespace Theory.Simulation.Memorization;

/// <summary>The two points of a set that are nearest to a query, Euclidean distance.</summary>
/// <param name="First">The index of the nearest point.</param>
/// <param name="FirstDistance">Its distance.</param>
/// <param name="Second">The index of the second nearest.</param>
/// <param name="SecondDistance">Its distance.</param>
public readonly record struct NearestPair(int First, double FirstDistance, int Second, double SecondDistance)
{
    private static NearestPair None { get; } = new(-1, double.PositiveInfinity, -1, double.PositiveInfinity);

    /// <summary>FirstDistance/SecondDistance; 0 for an exact copy, even of a point that occurs twice.</summary>
    public double Ratio => FirstDistance == 0 ? 0 : FirstDistance / SecondDistance;

    /// <summary>
    /// The nearest pair of every query. Products in single precision, in blocks, screen the candidates with a bound on their rounding
    /// error; those that pass are measured in double precision, so the result is that of the plain computation.
    /// </summary>
    /// <param name="queries">The queries.</param>
    /// <param name="points">The points, two at least (three with <paramref name="own"/>).</param>
    /// <param name="own">For each query the index of a point that does not count, such as itself; null for none.</param>
    /// <param name="progress">Told the share of the work that is done.</param>
    /// <exception cref="ArgumentException">There are too few points, or dimensions differ.</exception>
    public static NearestPair[] Of(
        Points queries,
        Points points,
        IReadOnlyList<int>? own = null,
        IProgress<double>? progress = null
    )
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(points);
        if (queries.Dimension != points.Dimension)
            throw new ArgumentException(
                $"The queries have dimension {queries.Dimension} and the points {points.Dimension}; both need the same columns."
            );
        if (points.Count < (own is null ? 2 : 3))
            throw new ArgumentException($"{points.Count} point(s) have no nearest pair; take more.", nameof(points));
        var screen = new Screen(queries, points);
        var pairs = new NearestPair[queries.Count];
        Array.Fill(pairs, None);
        // Many queries at a time, because the points of a tile are prepared for the product once for all of them.
        const int tileQueries = 8192;
        const int tilePoints = 1024;
        var products = new float[Math.Min(tileQueries, queries.Count) * Math.Min(tilePoints, points.Count)];
        for (var q = 0; q < queries.Count; q += tileQueries)
        {
            var rows = Math.Min(tileQueries, queries.Count - q);
            for (var p = 0; p < points.Count; p += tilePoints)
            {
                var columns = Math.Min(tilePoints, points.Count - p);
                screen.Multiply(q, rows, p, columns, products);
                var (firstQuery, firstPoint) = (q, p);
                Parallel.For(
                    0,
                    rows,
                    i =>
                    {
                        var query = firstQuery + i;
                        var row = products.AsSpan(i * columns, columns);
                        pairs[query] = screen.Improve(pairs[query], query, firstPoint, row, own?[query] ?? -1);
                    }
                );
                progress?.Report(
                    ((double)q * points.Count + (double)rows * (p + columns)) / ((double)queries.Count * points.Count)
                );
            }
        }
        return pairs;
    }

    private NearestPair With(int index, double distance) =>
        distance < FirstDistance ? new(index, distance, First, FirstDistance)
        : distance < SecondDistance ? this with { Second = index, SecondDistance = distance }
        : this;

    // Single-precision copies, centred on the points' mean and scaled to the unit cube.
    private sealed class Screen
    {
        private readonly Points queries;
        private readonly Points points;
        private readonly float[] queryCopies;
        private readonly float[] pointCopies;
        private readonly float[] halves;
        private readonly double[] queryHalves;
        private readonly double scale;
        private readonly double longest;

        internal Screen(Points queries, Points points)
        {
            (this.queries, this.points) = (queries, points);
            var mean = points.Mean();
            scale = 1 / Math.Max(Largest(queries, mean), Largest(points, mean));
            if (!double.IsFinite(scale))
                scale = 1; // all points coincide
            queryCopies = Copies(queries, mean);
            pointCopies = Copies(points, mean);
            var pointHalves = Halves(pointCopies);
            halves = Array.ConvertAll(pointHalves, h => (float)h);
            queryHalves = Halves(queryCopies);
            longest = Math.Sqrt(2 * pointHalves.Max());
        }

        internal unsafe void Multiply(int firstQuery, int rows, int firstPoint, int columns, float[] products)
        {
            var d = points.Dimension;
            fixed (
                float* a = queryCopies,
                    b = pointCopies,
                    c = products
            )
                MatrixProduct<float>.Multiply(
                    MatrixView<float>.RowMajor(a + (nint)firstQuery * d, rows, d),
                    MatrixView<float>.RowMajor(b + (nint)firstPoint * d, columns, d).Transpose(),
                    MatrixView<float>.RowMajor(c, rows, columns)
                );
        }

        // half_j - product_j is half the squared distance less a constant of the query, up to rounding.
        internal NearestPair Improve(NearestPair best, int query, int firstPoint, ReadOnlySpan<float> products, int own)
        {
            var half = halves.AsSpan(firstPoint, products.Length);
            var threshold = Threshold(best, query);
            var wide = Vector512<float>.Count;
            for (var j = 0; j < products.Length; j += wide)
            {
                if (
                    j + wide <= products.Length
                    && !Vector512.LessThanOrEqualAny(
                        Vector512.Create(half[j..]) - Vector512.Create(products[j..]),
                        Vector512.Create(threshold)
                    )
                )
                    continue;
                for (var k = j; k < Math.Min(j + wide, products.Length); k++)
                    if (half[k] - products[k] <= threshold && firstPoint + k != own)
                    {
                        best = best.With(firstPoint + k, TensorPrimitives.Distance(queries[query], points[firstPoint + k]));
                        threshold = Threshold(best, query);
                    }
            }
            return best;
        }

        // Rounding of the copies, of the product (d additions) and of the halves, each relative to the lengths involved.
        private float Threshold(NearestPair best, int query)
        {
            var length = Math.Sqrt(2 * queryHalves[query]);
            var error = (points.Dimension / 2 + 8) * Math.ScaleB(1, -24) * (length + longest) * (length + longest);
            var second = best.SecondDistance * scale;
            return (float)(second * second / 2 - queryHalves[query] + error);
        }

        private float[] Copies(Points from, double[] mean)
        {
            var copies = new float[from.Count * from.Dimension];
            for (var i = 0; i < from.Count; i++)
            for (var k = 0; k < mean.Length; k++)
                copies[i * mean.Length + k] = (float)((from[i][k] - mean[k]) * scale);
            return copies;
        }

        private double[] Halves(float[] copies)
        {
            var d = points.Dimension;
            var result = new double[copies.Length / d];
            for (var i = 0; i < result.Length; i++)
            {
                foreach (var x in copies.AsSpan(i * d, d))
                    result[i] += (double)x * x;
                result[i] /= 2;
            }
            return result;
        }

        private static double Largest(Points points, double[] mean)
        {
            var largest = 0.0;
            for (var i = 0; i < points.Count; i++)
            for (var k = 0; k < mean.Length; k++)
                largest = Math.Max(largest, Math.Abs(points[i][k] - mean[k]));
            return largest;
        }
    }
}
