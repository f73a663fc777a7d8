using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Theory.Simulation.LinearAlgebra;

namespace Theory.Simulation.Memorization;

/// <summary>
/// The search for nearest pairs: products of single-precision copies in tiles bound every distance from below, and only what the bound
/// leaves is measured in double precision. Where the points lie near few directions, the copies are folded to few coordinates.
/// </summary>
internal sealed class Screen
{
    // Many queries at a time, because the points of a tile are prepared for the product once for all of them.
    private const int TileQueries = 8192;
    private const int TilePoints = 1024;

    // Below these, folding does not pay for its preparation.
    private const int LeastDimension = 64;
    private const double LeastPairs = 1e7;

    // A pilot of so many queries tells what folding leaves to be measured; a coordinate of a measured distance, which is read from
    // memory in double precision, costs about so many of a product.
    private const int Pilot = 64;
    private const double CostOfMeasuring = 16;

    private readonly Side queries;
    private readonly Side points;
    private readonly float[] halves;
    private readonly double longest;
    private readonly IReadOnlyList<int>? own;
    private long measured;

    private Screen(Side queries, Side points, IReadOnlyList<int>? own)
    {
        (this.queries, this.points, this.own) = (queries, points, own);
        halves = Array.ConvertAll(points.Halves, h => (float)h);
        longest = Math.Sqrt(2 * points.Halves.Max());
    }

    /// <summary>The screen of these queries and points, folded if that is less work.</summary>
    internal static Screen Of(Points queries, Points points, IReadOnlyList<int>? own)
    {
        var plain = Coordinates.All(queries, points);
        if (points.Dimension < LeastDimension || (double)queries.Count * points.Count < LeastPairs)
            return new(Side.Of(queries, plain), Side.Of(points, plain), own);
        var folded = plain.Folded(points);
        var side = Side.Of(points, folded);
        var some = Enumerable
            .Range(0, Math.Min(Pilot, queries.Count))
            .Select(k => (int)((long)k * queries.Count / Pilot))
            .ToList();
        var pilot = new Screen(Side.Of(queries.Select(some), folded), side, own is null ? null : [.. some.Select(i => own[i])]);
        pilot.Nearest(null);
        var share = pilot.measured / ((double)some.Count * points.Count);
        return folded.Count + CostOfMeasuring * points.Dimension * share < points.Dimension
            ? new(Side.Of(queries, folded), side, own)
            : new(Side.Of(queries, plain), Side.Of(points, plain), own);
    }

    /// <summary>The nearest pair of every query.</summary>
    internal NearestPair[] Nearest(IProgress<double>? progress)
    {
        var (rowsInAll, columnsInAll) = (queries.Halves.Length, points.Halves.Length);
        var pairs = new NearestPair[rowsInAll];
        Array.Fill(pairs, NearestPair.None);
        var products = new float[Math.Min(TileQueries, rowsInAll) * Math.Min(TilePoints, columnsInAll)];
        for (var q = 0; q < rowsInAll; q += TileQueries)
        {
            var rows = Math.Min(TileQueries, rowsInAll - q);
            for (var p = 0; p < columnsInAll; p += TilePoints)
            {
                var columns = Math.Min(TilePoints, columnsInAll - p);
                Multiply(q, rows, p, columns, products);
                var (firstQuery, firstPoint) = (q, p);
                Parallel.For(
                    0,
                    rows,
                    i =>
                    {
                        var row = products.AsSpan(i * columns, columns);
                        pairs[firstQuery + i] = Improve(pairs[firstQuery + i], firstQuery + i, firstPoint, row);
                    }
                );
                progress?.Report(((double)q * columnsInAll + (double)rows * (p + columns)) / ((double)rowsInAll * columnsInAll));
            }
        }
        return pairs;
    }

    private unsafe void Multiply(int firstQuery, int rows, int firstPoint, int columns, float[] products)
    {
        var width = points.Width;
        fixed (
            float* a = queries.Copies,
                b = points.Copies,
                c = products
        )
            MatrixProduct<float>.Multiply(
                MatrixView<float>.RowMajor(a + (nint)firstQuery * width, rows, width),
                MatrixView<float>.RowMajor(b + (nint)firstPoint * width, columns, width).Transpose(),
                MatrixView<float>.RowMajor(c, rows, columns)
            );
    }

    // half_j - product_j is at most half the squared distance less a constant of the query, up to rounding.
    private NearestPair Improve(NearestPair best, int query, int firstPoint, ReadOnlySpan<float> products)
    {
        var half = halves.AsSpan(firstPoint, products.Length);
        var count = 0;
        if (best.Second < 0)
            foreach (var k in LeastTwo(half, products, (own?[query] ?? -1) - firstPoint))
                best = best.With(firstPoint + k, Distance(query, firstPoint + k, ref count));
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
                if (half[k] - products[k] <= threshold && IsNew(firstPoint + k, query, best))
                {
                    best = best.With(firstPoint + k, Distance(query, firstPoint + k, ref count));
                    threshold = Threshold(best, query);
                }
        }
        Interlocked.Add(ref measured, count);
        return best;
    }

    private bool IsNew(int point, int query, NearestPair best) =>
        point != best.First && point != best.Second && point != (own?[query] ?? -1);

    private double Distance(int query, int point, ref int count)
    {
        count++;
        return TensorPrimitives.Distance(queries.Points[query], points.Points[point]);
    }

    // A near pair to begin with, so that few others need to be measured.
    private static int[] LeastTwo(ReadOnlySpan<float> half, ReadOnlySpan<float> products, int but)
    {
        var (first, second) = (-1, -1);
        var (least, next) = (float.PositiveInfinity, float.PositiveInfinity);
        for (var k = 0; k < products.Length; k++)
        {
            var bound = half[k] - products[k];
            if (bound >= next || k == but)
                continue;
            (second, next) = bound < least ? (first, least) : (k, bound);
            (first, least) = bound < least ? (k, bound) : (first, least);
        }
        return second >= 0 ? [first, second] : [];
    }

    // Rounding of the copies, of the product (half as many additions as coordinates) and of the halves, each relative to the lengths.
    private float Threshold(NearestPair best, int query)
    {
        var length = Math.Sqrt(2 * queries.Halves[query]);
        var error = (points.Width / 2 + 8) * Math.ScaleB(1, -24) * (length + longest) * (length + longest);
        var second = best.SecondDistance * points.Scale;
        return (float)(second * second / 2 - queries.Halves[query] + error);
    }

    // Points, their copies, and half the squared length of each copy.
    private sealed record Side(Points Points, float[] Copies, int Width, double Scale, double[] Halves)
    {
        public static Side Of(Points points, Coordinates coordinates)
        {
            var copies = coordinates.Copies(points);
            var halves = new double[points.Count];
            for (var i = 0; i < halves.Length; i++)
            {
                foreach (var x in copies.AsSpan(i * coordinates.Count, coordinates.Count))
                    halves[i] += (double)x * x;
                halves[i] /= 2;
            }
            return new(points, copies, coordinates.Count, coordinates.Scale, halves);
        }
    }
}
