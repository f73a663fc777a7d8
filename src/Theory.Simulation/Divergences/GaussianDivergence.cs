using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Symbolics.Numerics;
using Normal = MathNet.Numerics.Distributions.Normal;

namespace Theory.Simulation.Divergences;

/// <summary>
/// Divergences between Gaussian laws in closed form, nats and the unit of the points. Near 0 they are small differences of large terms: the
/// error of an estimate is that of the terms.
/// </summary>
public static class GaussianDivergence
{
    private const double Rounding = 1e-12; // of a term

    /// <summary>KL(p || q) = <c>(tr(S_q^-1 S_p) + (m_q - m_p)' S_q^-1 (m_q - m_p) - d + log det S_q - log det S_p)/2</c>.</summary>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static Estimate KullbackLeibler(Gaussian p, Gaussian q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        Same(p.Dimension, q.Dimension);
        var trace = q.Covariance.Cholesky().Solve(p.Covariance).Trace();
        var distance = q.SquaredDistance([.. p.Mean]);
        double[] terms = [trace, distance, -p.Dimension, q.LogDeterminant, -p.LogDeterminant];
        // Solving with S_q loses as many digits as its condition number has.
        var rounding = Math.Max(Rounding, 1e-15 * q.Covariance.ConditionNumber());
        return new Estimate.Exact(terms.Sum() / 2, rounding * terms.Sum(Math.Abs) / 2).Within(
            Interval.Of(0, double.PositiveInfinity)
        );
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
        // The singular values of the product of Cholesky factors are the eigenvalues of the root, with no digits lost to a square.
        var roots = p.Covariance.Cholesky().Factor.TransposeThisAndMultiply(q.Covariance.Cholesky().Factor).Svd(false).S.Sum();
        var shift = p.Mean.Zip(q.Mean, (x, y) => (x - y) * (x - y)).Sum();
        double[] terms = [shift, p.Covariance.Trace(), q.Covariance.Trace(), -2 * roots];
        return Estimate.Combine(
            [new Estimate.Exact(terms.Sum(), Rounding * terms.Sum(Math.Abs))],
            square => Math.Sqrt(Math.Max(0, square[0])),
            square => Interval.Max(square[0], 0).Sqrt()
        );
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
        var (deviationP, deviationQ) = (Math.Sqrt(p.Covariance[0, 0]), Math.Sqrt(q.Covariance[0, 0]));
        var sigma = Math.Abs(deviationP - deviationQ);
        return new Estimate.Exact(
            sigma == 0 ? Math.Abs(mu) : 2 * sigma * Normal.PDF(0, 1, mu / sigma) + mu * (1 - 2 * Normal.CDF(0, 1, -mu / sigma)),
            Rounding * (Math.Abs(p.Mean[0]) + Math.Abs(q.Mean[0]) + deviationP + deviationQ)
        );
    }

    private static void Same(int p, int q)
    {
        if (p != q)
            throw new ArgumentException($"A divergence between laws of dimensions {p} and {q} is not defined.");
    }
}
