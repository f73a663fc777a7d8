using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// The constants of the Gaussian model with the spectrum of random features in high dimension,
/// <c>U = G G'/n + b^2 W W'/d + s^2 I</c> with <c>G = e^-t a W X / sqrt(d) + v Omega</c>.
/// </summary>
/// <remarks>
/// Bonnaire et al. 2025, before Theorem 3.1. With Gamma^2 = e^-2t sigma_x^2 + Delta, Hermite coefficients c_k of f(Gamma z) and
/// rho = e^-2t sigma_x^2 / Gamma^2: a = c_1 / Gamma, b = sqrt(Delta) a, v^2 = c_0^2 + sum_(k >= 2) c_k^2 rho^k and
/// s^2 = sum_(k >= 2) c_k^2 (1 - rho^k), which lose no digits where s^2 is a small difference of large moments.
/// </remarks>
/// <param name="Linear">a: the linear part of the features in the data.</param>
/// <param name="Noise">b: their linear part in the noise.</param>
/// <param name="Sample">v: what is nonlinear and the same at each noising of a sample.</param>
/// <param name="FreshSquared">s^2: the variance of what is nonlinear and new at each noising.</param>
public sealed record GaussianEquivalent(double Linear, double Noise, double Sample, double FreshSquared)
{
    /// <summary>The constants at diffusion time t for data of the given standard deviation in each coordinate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time or the deviation is not positive.</exception>
    public static GaussianEquivalent At(double t, double dataDeviation, Activation activation)
    {
        if (!(t > 0))
            throw new ArgumentOutOfRangeException(nameof(t), t, "A diffusion time is positive.");
        if (!(dataDeviation > 0 && double.IsFinite(dataDeviation)))
            throw new ArgumentOutOfRangeException(nameof(dataDeviation), dataDeviation, "A standard deviation is positive.");
        var (signal, noise) = (Math.Exp(-2 * t) * dataDeviation * dataDeviation, -NearZero.ExpM1(-2 * t));
        var (gamma, correlation) = (Math.Sqrt(signal + noise), signal / (signal + noise));
        var (second, c) = Coefficients(activation, gamma);
        var (shared, fresh, power, tail) = (c[0] * c[0], 0.0, correlation, second - c[0] * c[0] - c[1] * c[1]);
        for (var k = 2; k < c.Length; k++)
        {
            power *= correlation;
            shared += c[k] * c[k] * power;
            fresh += c[k] * c[k] * (1 - power);
            tail -= c[k] * c[k];
        }
        // What the series leaves, at most rounding for smooth activations, is new at each noising.
        var linear = c[1] / gamma;
        return new(linear, Math.Sqrt(noise) * linear, Math.Sqrt(shared), fresh + Math.Max(tail, 0) * (1 - power));
    }

    private static unsafe (double Second, double[] Coefficients) Coefficients(Activation activation, double gamma)
    {
        var coefficients = new double[HermiteExpansion.MostTerms];
        fixed (double* c = coefficients)
        {
            var expansion = new HermiteExpansion(activation, coefficients.Length, gamma);
            return (expansion.Coefficients([0], gamma, MatrixView<double>.RowMajor(c, coefficients.Length, 1)), coefficients);
        }
    }
}
