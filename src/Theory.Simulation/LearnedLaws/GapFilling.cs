using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// Gap filling, solved: a flow that sees a fresh proxy score <c>(a x_0 - x)/s^2</c> in place of the score at every step spreads the data
/// (Vastola 2025, section 4), because the proxy's covariance C(x, t) adds variance.
/// </summary>
public static class GapFilling
{
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

    /// <summary>
    /// Where the flow of points leads that sees a fresh proxy at every Euler step: given x the clean point x_0 is drawn from its law given x, and
    /// x moves by <c>h (-f x + (g^2/2) (a x_0 - x)/s^2)</c>. Given x the move has the mean of the flow's own step and the
    /// covariance <c>(h g^2/2)^2 C(x, t)</c> (Vastola 2025, Proposition 4.1).
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="diffusion">The forward diffusion.</param>
    /// <param name="start">Points at the horizon.</param>
    /// <param name="horizon">T.</param>
    /// <param name="eps">Where the flow stops, positive.</param>
    /// <param name="steps">The number of steps, equal in time.</param>
    /// <param name="stream">Where the clean points come from.</param>
    public static Points FlowByProxies(
        PointLaw data,
        Diffusion diffusion,
        Points start,
        double horizon,
        double eps,
        int steps,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var h = (horizon - eps) / steps;
        return Enumerable
            .Range(0, steps)
            .Aggregate(start, (x, k) => ByProxies(data, diffusion, x, horizon - k * h, h, stream.Child("step", k)));
    }

    private static Points ByProxies(PointLaw data, Diffusion diffusion, Points points, double t, double h, RandomStream stream)
    {
        var law = data.Smoothed(diffusion.Scale(t), diffusion.Variance(t));
        var (drift, rate) = (diffusion.Drift(t), diffusion.NoiseRate(t) / 2);
        var draws = stream.Draws();
        return Points.Generate(
            points.Count,
            points.Dimension,
            (i, row) =>
            {
                var x = points[i];
                var clean = data.Points[draws.Categorical(law.Posterior(x))];
                for (var k = 0; k < row.Length; k++)
                    row[k] = x[k] + h * (-drift * x[k] + rate * (law.Scale * clean[k] - x[k]) / law.Variance);
            }
        );
    }
}
