using System.Numerics.Tensors;
using Theory.Simulation.Estimates;

namespace Theory.Simulation.Diffusions;

/// <summary>The information I(J; X) of the plane or the line by quadrature over the noise.</summary>
internal static class QuadratureInformation
{
    private const double Accuracy = 1e-10;
    private const int FinestInPlane = 4; // steps to the unit: error about 1e-9 where the points begin to overlap
    private const int FinestOnLine = 64;

    /// <summary>The value at one signal-to-noise ratio: the step is halved until halving changes less than 10^-10, or is the finest.</summary>
    internal static Estimate At(Points points, double rho)
    {
        var axes = Enumerable.Range(0, points.Dimension).Select(points.Column).ToArray();
        var offsets = Array.ConvertAll(InnerProducts.HalfSquares(points), half => -rho * half);
        for (var steps = 2; ; steps *= 2)
        {
            var rule = GaussianQuadrature.Rule(points.Dimension, 1.0 / steps);
            var fine = new double[points.Count];
            var coarse = new double[points.Count];
            Parallel.For(0, points.Count, i => (fine[i], coarse[i]) = Divergence(i, points[i], axes, offsets, rho, rule));
            var value = TensorPrimitives.Sum<double>(fine) / points.Count;
            var change = Math.Abs(value - TensorPrimitives.Sum<double>(coarse) / points.Count);
            if (change < Accuracy || steps == (points.Dimension == 1 ? FinestOnLine : FinestInPlane))
                return new Estimate.Exact(value, change);
        }
    }

    // KL(N(a x_i, s^2 I) || mixture) = log m - E log sum_j exp(l_j) with l_j = (x_j - x_i).(rho x_i + sqrt(rho) noise)
    // - rho (|x_j|^2 - |x_i|^2)/2. No l_j exceeds |noise|^2/2, so the exponentials cannot overflow.
    private static (double Fine, double Coarse) Divergence(
        int i,
        ReadOnlySpan<double> point,
        double[][] axes,
        double[] offsets,
        double rho,
        GaussianQuadrature rule
    )
    {
        var (level, logWeights) = (new double[offsets.Length], new double[offsets.Length]);
        var shifted = Array.ConvertAll(axes, _ => new double[offsets.Length]);
        TensorPrimitives.Subtract(offsets, offsets[i], level);
        for (var a = 0; a < axes.Length; a++)
        {
            TensorPrimitives.Subtract(axes[a], point[a], shifted[a]);
            TensorPrimitives.MultiplyAdd(shifted[a], rho * point[a], level, level);
            TensorPrimitives.Multiply(shifted[a], Math.Sqrt(rho), shifted[a]);
        }
        var (fine, coarse) = (0.0, 0.0);
        for (var k = 0; k < rule.Weights.Length; k++)
        {
            var noise = rule.Nodes[k];
            TensorPrimitives.MultiplyAdd(shifted[0], noise[0], level, logWeights);
            if (axes.Length == 2)
                TensorPrimitives.MultiplyAdd(shifted[1], noise[1], logWeights, logWeights);
            PosteriorWeights.Exp(logWeights, logWeights);
            var value = Math.Log(offsets.Length / TensorPrimitives.Sum<double>(logWeights));
            fine += rule.Weights[k] * value;
            coarse += rule.CoarseWeights[k] * value;
        }
        return (fine, coarse);
    }
}
