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
    /// From above: log m, and (d/2) log(1 + rho tr Cov/d), the information of a Gaussian of that variance. From below:
    /// <c>tr Cov (1 - exp(-rho r^2))/(2 r^2)</c>, r the greatest distance of a point from the mean, which meets the former as rho
    /// falls. Between the pairs: the information is at least <c>-(1/m) sum_i log (1/m) sum_j exp(-rho |x_i - x_j|^2/8)</c> and at most
    /// the same with 2 for 8 (Kolchinsky and Tracey 2017, with the Bhattacharyya and Kullback-Leibler divergences of the components).
    /// </summary>
    /// <remarks>
    /// The second: I is half the integral over rho of mmse(rho) = E tr Cov(X | Y), and mmse' = -E |Cov(X | Y)|_F^2 (Payaro and Palomar
    /// 2009) is at least -r^2 mmse, because a conditional covariance has trace at most r^2; so mmse is at least tr Cov exp(-r^2 rho).
    /// </remarks>
    internal static Interval Of(Points points, double rho)
    {
        var spread = points.TotalVariance();
        var gaussian = points.Dimension / 2.0 * SpecialFunctions.Log1p(rho * spread / points.Dimension);
        var upper = Math.Min(Math.Log(points.Count), gaussian);
        var weak = Math.Min(WeakSignal(points, spread, rho), upper);
        if (points.Count > MostPairedPoints)
            return Interval.Of(weak, upper);
        var (low, high) = Pairwise(points, rho);
        return Interval.Of(Math.Clamp(low, weak, upper), Math.Clamp(high, weak, upper));
    }

    // Any centre serves as well as the mean; the points are centred.
    private static double WeakSignal(Points points, double spread, double rho)
    {
        var squared = 2 * InnerProducts.HalfSquares(points).Max();
        return squared > 0 ? -spread * NearZero.ExpM1(-rho * squared) / (2 * squared) : 0;
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
