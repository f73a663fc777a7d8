using System.Numerics.Tensors;
using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// The information I(J; X) by Monte Carlo: the mean over draws of X of <c>log m - H(J | X)</c>. Each draw is bounded by 0 and log m,
/// unlike the log-ratio of densities, so the mean has an empirical Bernstein interval; and it averages over J given X.
/// </summary>
internal static class SampledInformation
{
    /// <summary>The values at several signal-to-noise ratios from the same draws of J and of the noise.</summary>
    internal static Estimate[] At(Points points, IReadOnlyList<double> ratios, int draws, RandomStream stream)
    {
        var blocks = RowBlocks.Of(draws, points.Count);
        var moments = new Moments[blocks.Count][];
        var halves = InnerProducts.HalfSquares(points);
        Parallel.For(
            0,
            blocks.Count,
            b => moments[b] = OfBlock(points, halves, ratios, blocks[b].Count, stream.Child("block", b))
        );
        return
        [
            .. ratios.Select(
                (_, k) =>
                    moments
                        .Aggregate(new Moments(), (sum, block) => sum.And(block[k]))
                        .BoundedMean(Interval.Of(0, Math.Log(points.Count)))
            ),
        ];
    }

    // With X = a x_i + s noise, the log-weight of x_j is x_j.(rho x_i + sqrt(rho) noise) - rho |x_j|^2/2 up to a constant: two matrix
    // products serve every ratio.
    private static Moments[] OfBlock(Points points, double[] halves, IReadOnlyList<double> ratios, int draws, RandomStream stream)
    {
        var indices = stream.Child("index").Draws();
        var starts = points.Select([.. Enumerable.Range(0, draws).Select(_ => indices.Integer(points.Count))]);
        var noise = Points.Owning(points.Dimension, stream.Child("noise").Gaussians(draws * points.Dimension));
        var (signals, noises) = (InnerProducts.Of(starts, points), InnerProducts.Of(noise, points));
        var (logWeights, scratch) = (new double[points.Count], new double[points.Count]);
        var moments = new Moments[ratios.Count];
        for (var n = 0; n < draws; n++)
        {
            var signal = signals.AsSpan(n * points.Count, points.Count);
            TensorPrimitives.Subtract(signal, halves, signal);
            for (var k = 0; k < moments.Length; k++)
            {
                TensorPrimitives.Multiply(signal, Math.Sqrt(ratios[k]), logWeights);
                TensorPrimitives.Add(logWeights, noises.AsSpan(n * points.Count, points.Count), logWeights);
                TensorPrimitives.Multiply(logWeights, Math.Sqrt(ratios[k]), logWeights);
                moments[k] = moments[k].And(PosteriorWeights.Information(logWeights, scratch));
            }
        }
        return moments;
    }
}
