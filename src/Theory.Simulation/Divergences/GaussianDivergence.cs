using MathNet.Numerics.Distributions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;

namespace Theory.Simulation.Divergences;

/// <summary>Divergences between Gaussian laws in closed form, nats and the unit of the points.</summary>
public static class GaussianDivergence
{
    /// <summary>KL(p || q) = <c>(tr(S_q^-1 S_p) + (m_q - m_p)' S_q^-1 (m_q - m_p) - d + log det S_q - log det S_p)/2</c>.</summary>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static Estimate KullbackLeibler(Gaussian p, Gaussian q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        Same(p.Dimension, q.Dimension);
        var trace = q.Covariance.Cholesky().Solve(p.Covariance).Trace();
        var distance = q.SquaredDistance([.. p.Mean]);
        return new Estimate.Exact((trace + distance - p.Dimension + q.LogDeterminant - p.LogDeterminant) / 2);
    }

    /// <summary>
    /// W_2 of two Gaussians: <c>|m_p - m_q|^2 + tr(S_p + S_q - 2 (S_q^1/2 S_p S_q^1/2)^1/2)</c> under the root (Gelbrich 1990). It bounds W_1.
    /// </summary>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static Estimate Wasserstein2(Gaussian p, Gaussian q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        Same(p.Dimension, q.Dimension);
        // The eigenvalues of S_p S_q are those of the symmetric product under the root, and nonnegative.
        var roots = (p.Covariance * q.Covariance).Evd().EigenValues.Sum(value => Math.Sqrt(Math.Max(0, value.Real)));
        var spread = p.Covariance.Trace() + q.Covariance.Trace() - 2 * roots;
        var shift = p.Mean.Zip(q.Mean, (x, y) => (x - y) * (x - y)).Sum();
        return new Estimate.Exact(Math.Sqrt(Math.Max(0, shift + spread)));
    }

    /// <summary>
    /// W_1 of two Gaussians of the line: E|mu + sigma Z| with mu and sigma the differences of means and of standard deviations, because
    /// the monotone map between them is affine.
    /// </summary>
    /// <exception cref="ArgumentException">The laws are not on the line.</exception>
    public static Estimate Wasserstein1OnLine(Gaussian p, Gaussian q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Dimension != 1 || q.Dimension != 1)
            throw new ArgumentException("W_1 of Gaussians has a closed form on the line only; in more dimensions W_2 bounds it.");
        var mu = p.Mean[0] - q.Mean[0];
        var sigma = Math.Abs(Math.Sqrt(p.Covariance[0, 0]) - Math.Sqrt(q.Covariance[0, 0]));
        return new Estimate.Exact(
            sigma == 0 ? Math.Abs(mu) : 2 * sigma * Normal.PDF(0, 1, mu / sigma) + mu * (1 - 2 * Normal.CDF(0, 1, -mu / sigma))
        );
    }

    private static void Same(int p, int q)
    {
        if (p != q)
            throw new ArgumentException($"A divergence between laws of dimensions {p} and {q} is not defined.");
    }
}
