using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;

namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// The proxy score <c>(a x_0 - x_t)/s^2</c>, the random target of denoising score matching, whose mean given x_t is the score. Its covariance
/// is what training on proxies leaves behind (Vastola 2025, section 3).
/// </summary>
public static class ProxyScore
{
    /// <summary>
    /// C(x, t) = Cov(proxy | x_t = x) = <c>(a^2/s^4) Cov(x_0 | x)</c> = <c>I/s^2 + Hessian of log p_t</c>, positive semidefinite.
    /// </summary>
    public static Matrix<double> Covariance(SmoothedPoints law, ReadOnlySpan<double> x)
    {
        ArgumentNullException.ThrowIfNull(law);
        var (weights, mean) = (law.Posterior(x), law.PosteriorMean(x));
        var covariance = Matrix<double>.Build.Dense(law.Dimension, law.Dimension);
        for (var j = 0; j < weights.Length; j++)
        for (var k = 0; k < law.Dimension && weights[j] > 0; k++)
        for (var l = 0; l < law.Dimension; l++)
            covariance[k, l] += weights[j] * (law.Law.Points[j][k] - mean[k]) * (law.Law.Points[j][l] - mean[l]);
        return covariance * (law.Scale * law.Scale / (law.Variance * law.Variance));
    }

    /// <summary>The share of the proxy's square that is noise: <c>tr C/(tr C + |score|^2)</c>.</summary>
    public static double NoiseShare(SmoothedPoints law, ReadOnlySpan<double> x)
    {
        ArgumentNullException.ThrowIfNull(law);
        var (trace, score) = (Covariance(law, x).Trace(), law.Score(x));
        return trace / (trace + score.Sum(s => s * s));
    }

    /// <summary>
    /// The variance at eps of the flow on the line for data N(0, v), in Euler's steps from the diffused law at the horizon, with a fresh proxy in
    /// place of the score at every step: <c>v &lt;- v (1 - h f - h (g^2/2)/S)^2 + (h g^2/2)^2 (1/s^2 - 1/S)</c> with S = a^2 v_0 + s^2. The noise
    /// fills gaps; it vanishes like the step.
    /// </summary>
    /// <param name="diffusion">The forward diffusion.</param>
    /// <param name="variance">The variance v_0 of the data.</param>
    /// <param name="horizon">T.</param>
    /// <param name="eps">Where the flow stops.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="withNoise">Whether the proxy stands in for the score; without, the score itself is used.</param>
    public static double FlowVariance(Diffusion diffusion, double variance, double horizon, double eps, int steps, bool withNoise)
    {
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double Diffused(double t) => diffusion.Scale(t) * diffusion.Scale(t) * variance + diffusion.Variance(t);
        var h = (horizon - eps) / steps;
        return Enumerable
            .Range(0, steps)
            .Select(k => horizon - k * h)
            .Aggregate(
                Diffused(horizon),
                (v, t) =>
                {
                    var rate = diffusion.NoiseRate(t) / 2;
                    var factor = 1 - h * (diffusion.Drift(t) + rate / Diffused(t));
                    var noise = withNoise ? h * h * rate * rate * (1 / diffusion.Variance(t) - 1 / Diffused(t)) : 0;
                    return v * factor * factor + noise;
                }
            );
    }
}
