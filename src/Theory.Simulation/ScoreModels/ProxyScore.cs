using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Laws;

namespace Theory.Simulation.ScoreModels;

/// <summary>
/// The proxy score, the target <c>(a x_0 - x) / s^2</c> of denoising score matching: given the noised point x its mean is the
/// score and its covariance is known exactly.
/// </summary>
/// <remarks>Vastola 2025, section 3.</remarks>
public static class ProxyScore
{
    /// <summary>
    /// <c>C(x) = Cov[proxy score | x] = (a^2 / s^4) Cov[x_0 | x] = I / s^2 + Hessian of log p</c>, dimension x dimension, positive
    /// semidefinite.
    /// </summary>
    public static Matrix<double> ProxyCovariance(this SmoothedPoints law, ReadOnlySpan<double> x)
    {
        ArgumentNullException.ThrowIfNull(law);
        var weights = law.Posterior(x);
        var mean = Vector<double>.Build.Dense(law.PosteriorMean(x));
        var covariance = Matrix<double>.Build.Dense(law.Dimension, law.Dimension);
        for (var j = 0; j < weights.Length; j++)
        {
            var deviation = Vector<double>.Build.Dense(law.Law.Points[j].ToArray()) - mean;
            covariance += weights[j] * deviation.OuterProduct(deviation);
        }
        return covariance * Math.Pow(law.Scale / law.Variance, 2);
    }

    /// <summary>The share of the proxy score's second moment at x that is noise: tr C / (tr C + |score|^2).</summary>
    public static double ProxyNoiseShare(this SmoothedPoints law, ReadOnlySpan<double> x)
    {
        ArgumentNullException.ThrowIfNull(law);
        var noise = law.ProxyCovariance(x).Trace();
        return noise / (noise + law.Score(x).Sum(s => s * s));
    }
}
