using System.Numerics.Tensors;
using MathNet.Numerics;
using Theory.Simulation.Estimates;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Diffusions;

/// <summary>Ends between which I(J; X) surely lies, without quadrature and without sampling.</summary>
internal static class InformationBounds
{
    private const int MostPairedPoints = 1 << 13;

    /// <summary>
    /// From above: log m, and (d/2) log(1 + rho tr Cov/d), the information of a Gaussian of that variance. Between the pairs: the
    /// information is at least <c>-(1/m) sum_i log (1/m) sum_j exp(-rho |x_i - x_j|^2/8)</c> and at most the same with 2 for 8
    /// (Kolchinsky and Tracey 2017, with the Bhattacharyya and Kullback-Leibler divergences of the components).
    /// </summary>
    internal static Interval Of(Points points, double rho)
    {
        var gaussian = points.Dimension / 2.0 * SpecialFunctions.Log1p(rho * points.TotalVariance() / points.Dimension);
        var upper = Math.Min(Math.Log(points.Count), gaussian);
        if (points.Count > MostPairedPoints)
            return Interval.Of(0, upper);
        var (low, high) = Pairwise(points, rho);
        return Interval.Of(Math.Clamp(low, 0, upper), Math.Clamp(high, 0, upper));
    }

    private static (double Low, double High) Pairwise(Points points, double rho)
    {
        var blocks = RowBlocks.Of(points.Count, points.Count);
        var halves = InnerProducts.HalfSquares(points);
        var sums = new (double Low, double High)[blocks.Count];
        Parallel.For(
            0,
            blocks.Count,
            b =>
            {
                var (first, count) = blocks[b];
                var products = InnerProducts.Of(points.Rows(first, count), points);
                var scratch = new double[points.Count];
                for (var i = 0; i < count; i++)
                {
                    var row = products.AsSpan(i * points.Count, points.Count);
                    InnerProducts.ToMinusHalfSquaredDistances(row, halves[first + i], halves);
                    row[first + i] = 0;
                    sums[b].Low -= MeanLog(row, rho / 4, scratch);
                    sums[b].High -= MeanLog(row, rho, scratch);
                }
            }
        );
        return (sums.Sum(s => s.Low) / points.Count, sums.Sum(s => s.High) / points.Count);
    }

    private static double MeanLog(ReadOnlySpan<double> minusHalfSquares, double rho, Span<double> scratch)
    {
        TensorPrimitives.Multiply(minusHalfSquares, rho, scratch);
        return PosteriorWeights.LogSum(scratch, scratch) - Math.Log(minusHalfSquares.Length);
    }
}
