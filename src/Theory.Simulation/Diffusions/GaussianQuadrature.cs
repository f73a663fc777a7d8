namespace Theory.Simulation.Diffusions;

/// <summary>
/// Expectations over N(0, I_d), d = 1 or 2, by the trapezoidal rule on a grid cut where the density is below 10^-12 of its peak. For
/// integrands that are analytic near the line the rule converges geometrically in the step, as Gauss-Hermite rules do, and its
/// nodes at twice the step are among them: the change between the two says how well it has converged.
/// </summary>
internal sealed class GaussianQuadrature
{
    private const double Radius = 7.4; // exp(-Radius^2/2) is about 10^-12

    private GaussianQuadrature(Points nodes, double[] weights, double[] coarse) =>
        (Nodes, Weights, CoarseWeights) = (nodes, weights, coarse);

    /// <summary>The nodes.</summary>
    internal Points Nodes { get; }

    /// <summary>Their weights, summing to 1.</summary>
    internal double[] Weights { get; }

    /// <summary>The weights of the rule of twice the step; 0 at the nodes that it lacks.</summary>
    internal double[] CoarseWeights { get; }

    /// <summary>The rule of a given step.</summary>
    internal static GaussianQuadrature Rule(int dimension, double step)
    {
        var reach = (int)(Radius / step);
        var axis = Enumerable.Range(-reach, 2 * reach + 1);
        var grid = (dimension == 1 ? axis.Select(i => new[] { i }) : axis.SelectMany(_ => axis, (i, j) => new[] { i, j }))
            .Where(k => k.Sum(i => i * i) * step * step <= Radius * Radius)
            .ToArray();
        var weights = grid.Select(k => Math.Exp(-k.Sum(i => i * i) * step * step / 2)).ToArray();
        var coarse = grid.Zip(weights, (k, w) => k.All(i => i % 2 == 0) ? w : 0).ToArray();
        return new(
            Points.FromRows([.. grid.Select(k => Array.ConvertAll(k, i => i * step))]),
            Normalised(weights),
            Normalised(coarse)
        );
    }

    private static double[] Normalised(double[] weights)
    {
        var total = weights.Sum();
        return Array.ConvertAll(weights, w => w / total);
    }
}
