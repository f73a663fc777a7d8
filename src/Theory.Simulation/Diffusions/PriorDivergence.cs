using System.Numerics.Tensors;
using MathNet.Numerics;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// How far the diffused data are from the prior: KL(E_T(x_i) || N(0, p I)) in closed form, nats, over the points x_i (the T2 of the
/// diffusion bound, Chen et al. 2025, is sqrt(2) R times a root of it).
/// </summary>
/// <param name="Mean">The mean over the points. The statement's T2 takes its root.</param>
/// <param name="MeanRoot">The mean over the points of the square roots: what the published code takes, not above the root of the mean.</param>
public readonly record struct PriorDivergence(double Mean, double MeanRoot)
{
    /// <summary>The divergences at horizon <paramref name="t"/>.</summary>
    public static PriorDivergence At(Points points, Diffusion diffusion, double t)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(diffusion);
        var (scale, variance, prior) = (diffusion.Scale(t), diffusion.Variance(t), diffusion.PriorVariance(t));
        // s^2/p - 1 - log(s^2/p), kept accurate where s^2 is close to p, and from falling below 0 by rounding.
        var excess = (variance - prior) / prior;
        var spread = points.Dimension * Math.Max(0, excess - SpecialFunctions.Log1p(excess));
        var (mean, root) = (0.0, 0.0);
        for (var i = 0; i < points.Count; i++)
        {
            var divergence = (scale * scale * TensorPrimitives.SumOfSquares(points[i]) / prior + spread) / 2;
            mean += divergence / points.Count;
            root += Math.Sqrt(divergence) / points.Count;
        }
        return new(mean, root);
    }
}
