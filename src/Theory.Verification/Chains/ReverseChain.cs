using Theory.Symbolics.Numerics;

namespace Theory.Verification.Chains;

/// <summary>
/// A reverse diffusion in N steps of T/N,
/// <c>x_(k+1) = x_k + (T/N) (beta x_k/2 + beta s) + sqrt(beta T/N) xi_k</c> with beta at the time T - k T/N that the step leaves, while the
/// score stays at one value s (Chen et al. 2025, section 6; Euler-Maruyama).
/// </summary>
public static class ReverseChain
{
    /// <summary>
    /// The end of the chain is <c>A x_0 + M s + sqrt(V) xi</c>: M over sqrt(V), the factor with which the score enters in units of the
    /// noise.
    /// </summary>
    /// <param name="horizon">T.</param>
    /// <param name="steps">N.</param>
    /// <param name="rate">beta, a function of the time.</param>
    public static Interval Gain(Interval horizon, int steps, Func<Interval, Interval> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        var tau = horizon / steps;
        // Both sums over the product of all factors to come, which are those over all but for the ones already passed.
        var (kept, mean, variance) = (Interval.Point(1), Interval.Point(0), Interval.Point(0));
        for (var k = 0; k < steps; k++)
        {
            var h = tau * rate(horizon - k * tau);
            kept *= 1 + h / 2;
            (mean, variance) = (mean + h / kept, variance + h / (kept * kept));
        }
        return mean / variance.Sqrt();
    }
}
