using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Divergences;

/// <summary>
/// KL between Gaussian mixtures by Monte Carlo, with an interval that holds for every sample size. The log-ratio of the densities is
/// unbounded, but it grows no faster than a known quadratic of the noise: it is clipped where the noise is improbable, the empirical
/// Bernstein interval is taken of the clipped variable, and what clipping may have cost is added to it.
/// </summary>
public static class MixtureDivergence
{
    private const double Cut = 7; // standard deviations of the norm of the noise; what lies beyond weighs about 10^-10

    /// <summary>KL(p || q) from independent draws of p; it is never negative.</summary>
    /// <exception cref="ArgumentException">The dimensions differ, or there are fewer than two draws.</exception>
    public static Estimate KullbackLeibler(GaussianMixture p, GaussianMixture q, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Dimension != q.Dimension)
            throw new ArgumentException(
                $"A divergence between laws of dimensions {p.Dimension} and {q.Dimension} is not defined."
            );
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        var growth = p.Components.Select((_, i) => Growth.Of(p, q, i)).ToArray();
        var reach = Math.Sqrt(p.Dimension) + Cut;
        var bound = growth.Max(g => g.At(reach));
        var bias = growth.Max(g => g.Beyond(p.Dimension, Cut));
        var sample = p.Sample(draws, stream);
        var ratios = new double[draws];
        Parallel.For(0, draws, n => ratios[n] = Math.Clamp(p.LogDensity(sample[n]) - q.LogDensity(sample[n]), -bound, bound));
        var clipped = Moments.Of(ratios).BoundedMean(Interval.Of(-bound, bound));
        return Estimate
            .Sum(clipped, new Estimate.Certified(0, Interval.Of(-bias, bias)))
            .Within(Interval.Of(0, double.PositiveInfinity));
    }

    /// <summary>
    /// |log p - log q| at the point mu_i + L_i z of component i is at most <c>Constant + (Near + Rate |z|)^2/2</c>: each log-density is
    /// above that of one component and below the highest peak.
    /// </summary>
    private readonly record struct Growth(double Constant, double Near, double Rate)
    {
        internal static Growth Of(GaussianMixture p, GaussianMixture q, int i)
        {
            var own = OfOne(p, p.Components[i], i);
            var nearest = Enumerable
                .Range(0, q.Components.Count)
                .Where(j => q.Weights[j] > 0)
                .Select(j => OfOne(q, p.Components[i], j))
                .MinBy(g => g.Near + g.Constant);
            // log p - log q <= peak of p - log q, and the other way round.
            var (peakP, peakQ) = (Peak(p), Peak(q));
            return new(
                Math.Max(0, Math.Max(peakP + nearest.Constant, peakQ + own.Constant)),
                Math.Max(nearest.Near, own.Near),
                Math.Max(nearest.Rate, own.Rate)
            );
        }

        internal double At(double norm) => Constant + (Near + Rate * norm) * (Near + Rate * norm) / 2;

        // E of the excess over At(sqrt(d) + t), by P(|z| > sqrt(d) + u) <= exp(-u^2/2) and integration by parts.
        internal double Beyond(int dimension, double t) =>
            Rate * ((Near + Rate * Math.Sqrt(dimension)) / t + Rate) * Math.Exp(-t * t / 2);

        // -log of the mixture's density at mu + L z is at most -log w_j + log peak_j + |S_j^-1/2 (mu + L z - mu_j)|^2/2.
        private static Growth OfOne(GaussianMixture mixture, Gaussian at, int j)
        {
            var component = mixture.Components[j];
            var root = component.Covariance.Cholesky().Solve(at.Covariance).Trace();
            return new(
                -Math.Log(mixture.Weights[j]) - PeakOf(component),
                Math.Sqrt(component.SquaredDistance([.. at.Mean])),
                Math.Sqrt(root) // the Frobenius norm of S_j^-1/2 L, above its spectral norm
            );
        }

        private static double Peak(GaussianMixture mixture) =>
            Enumerable
                .Range(0, mixture.Components.Count)
                .Where(k => mixture.Weights[k] > 0)
                .Max(k => PeakOf(mixture.Components[k]));

        private static double PeakOf(Gaussian component) =>
            -(component.Dimension * Math.Log(2 * Math.PI) + component.LogDeterminant) / 2;
    }
}
