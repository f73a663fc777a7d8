using Theory.Simulation.Estimates;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// The computable stand-in for the generator's mutual information, T3 of the diffusion bound (Chen et al. 2025): half the integral
/// of <c>g^2 E|s|^2</c>, the energy of the score along the diffusion. It bounds I(X^_0; S | X^_T) of the reverse chain when the
/// score's norm is taken along that chain; divided by m it bounds the mean over i of I(X^_0; X_i | X^_T) when the chain starts
/// independently of the data.
/// </summary>
public static class GeneratorSurrogate
{
    /// <summary>
    /// The energy of the exact score of the diffused data between eps and T, along the diffused data. Because <c>E|s|^2 = d/s^2 - E tr C</c>
    /// (total variance) and the integral of g^2 E tr C is the fall of the information (Guo, Shamai and Verdu 2005), it is
    /// <c>(d/2) log(rho_eps/rho_T) - (I_eps - I_T)</c> with rho = a^2/s^2 and I = I(J; X): no sampling beyond that of T1.
    /// </summary>
    /// <param name="dimension">d.</param>
    /// <param name="ratios">rho at eps and at T.</param>
    /// <param name="information">I at eps and at T.</param>
    public static Estimate Energy(int dimension, (double AtEps, double AtT) ratios, (Estimate AtEps, Estimate AtT) information) =>
        Estimate.Sum(
            new Estimate.Exact(dimension / 2.0 * Math.Log(ratios.AtEps / ratios.AtT)),
            information.AtEps.Affine(-1),
            information.AtT
        );

    /// <summary>The energy of a score whose norm is L at all times: <c>(L^2/2)</c> times the integral of g^2 over [0, T].</summary>
    public static double Energy(double norm, Diffusion diffusion, double t)
    {
        ArgumentNullException.ThrowIfNull(diffusion);
        return norm * norm / 2 * diffusion.NoiseBetween(0, t);
    }

    /// <summary>The same for N steps of length T/N from the left ends, as the published code sums: <c>T L^2/(2 N) sum_k g^2(k T/N)</c>.</summary>
    public static double Energy(double norm, Diffusion diffusion, double t, int steps)
    {
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return t * norm * norm / (2 * steps) * Enumerable.Range(0, steps).Sum(k => diffusion.NoiseRate(k * t / steps));
    }

    /// <summary>The term <c>sqrt(2) R sqrt(energy/m)</c>; with m = 1 it is the form without 1/m.</summary>
    public static Estimate Term(Estimate energy, double r, double m)
    {
        ArgumentNullException.ThrowIfNull(energy);
        return Estimate.Combine(
            [energy],
            e => r * Math.Sqrt(2 * Math.Max(0, e[0]) / m),
            e => r * (2.0 * Interval.Max(e[0], 0) / m).Sqrt()
        );
    }
}
