using System.Numerics.Tensors;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Estimates;

namespace Theory.Simulation.Divergences;

/// <summary>
/// Estimates of KL(P || Q) from samples alone, as the literature reports them. Their bias is unknown, in high dimension large, and they
/// cannot tell a law from its own sample: they never decide anything.
/// </summary>
public static class BiasedDivergence
{
    /// <summary>
    /// The k-nearest-neighbour estimate <c>(d/n) sum_i log(nu_k(i)/rho_k(i)) + log(m/(n - 1))</c> with nu the distance to the k-th neighbour
    /// among Q's m points and rho among the other n - 1 of P's (Wang, Kulkarni and Verdu 2009).
    /// </summary>
    /// <exception cref="ArgumentException">A sample has too few points, dimensions differ, or points coincide.</exception>
    public static Estimate Neighbours(Points p, Points q, int k = 1)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (p.Dimension != q.Dimension || p.Count <= k || q.Count < k)
            throw new ArgumentException(
                $"{p.Count} points of dimension {p.Dimension} and {q.Count} of dimension {q.Dimension}: for k = {k} needed are more than k and k of one dimension."
            );
        var logs = new double[p.Count];
        Parallel.For(0, p.Count, i => logs[i] = Math.Log(KthSquare(p, i, q, k, false) / KthSquare(p, i, p, k, true)) / 2);
        if (!logs.All(double.IsFinite))
            throw new ArgumentException("Some points coincide, so that the distance to a neighbour is 0; remove the copies.");
        return new Estimate.Biased(
            p.Dimension * TensorPrimitives.Sum<double>(logs) / p.Count + Math.Log(q.Count / (p.Count - 1.0)),
            "a nearest-neighbour estimate has a bias of unknown size at every finite sample"
        );
    }

    /// <summary>
    /// The mean over P's points of the difference of two Gaussian kernel log-densities, of P without the point itself and of Q.
    /// </summary>
    /// <param name="p">A sample of P, two points at least.</param>
    /// <param name="q">A sample of Q.</param>
    /// <param name="bandwidth">The standard deviation of the kernel.</param>
    /// <param name="withSelf">Whether each point also sees its own kernel, as in published code: biased upwards still more.</param>
    public static Estimate Kernels(Points p, Points q, double bandwidth, bool withSelf = false)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Dimension != q.Dimension || p.Count < 2 || !(bandwidth > 0))
            throw new ArgumentException(
                $"{p.Count} points of dimension {p.Dimension}, {q.Count} of dimension {q.Dimension}, bandwidth {bandwidth}: "
                    + "needed are two points, one dimension and a positive bandwidth."
            );
        var values = new double[p.Count];
        Parallel.For(
            0,
            p.Count,
            i =>
                values[i] = LogKernelDensity(p[i], p, withSelf ? null : i, bandwidth) - LogKernelDensity(p[i], q, null, bandwidth)
        );
        return new Estimate.Biased(
            TensorPrimitives.Sum<double>(values) / p.Count,
            "a kernel estimate compares smoothed samples, not the laws"
        );
    }

    private static double KthSquare(Points from, int i, Points to, int k, bool skipOwn)
    {
        var nearest = new double[k];
        Array.Fill(nearest, double.PositiveInfinity);
        for (var j = 0; j < to.Count; j++)
        {
            if (skipOwn && j == i)
                continue;
            var distance = SquaredDistance(from[i], to[j]);
            if (distance >= nearest[^1])
                continue;
            nearest[^1] = distance;
            Array.Sort(nearest);
        }
        return nearest[^1];
    }

    private static double LogKernelDensity(ReadOnlySpan<double> x, Points points, int? without, double bandwidth)
    {
        var logs = new double[points.Count];
        for (var j = 0; j < logs.Length; j++)
            logs[j] = j == without ? double.NegativeInfinity : -SquaredDistance(x, points[j]) / (2 * bandwidth * bandwidth);
        return PosteriorWeights.LogSum(logs, logs) - Math.Log(points.Count - (without is null ? 0 : 1));
    }

    private static double SquaredDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var distance = TensorPrimitives.Distance(x, y);
        return distance * distance;
    }
}
