namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// The density of the learned law of a probability flow, at given points and without sampling: each point is followed up to the horizon,
/// where the prior's density is known, and the divergence of the velocity is integrated on the way (Chen et al. 2018; Song et al. 2021).
/// So a held-out likelihood needs no kernel estimate.
/// </summary>
public static class FlowDensity
{
    /// <summary>
    /// The log-density at eps of each point, nats. Classical fourth-order Runge-Kutta steps, shorter towards eps, where the score is steep; the
    /// divergence of the velocity by central differences.
    /// </summary>
    /// <param name="model">The model; its eps is positive.</param>
    /// <param name="points">The points.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="width">Half the distance over which the velocity is differenced, in units of x: not below what the score resolves.</param>
    /// <exception cref="ArgumentException">The times are not ordered, or eps is 0.</exception>
    public static double[] LogDensities(ReverseDiffusion model, Points points, int steps, double width = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(points);
        model.CheckTimes(fromEps: true);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var (x, stretched) = (points, new double[points.Count]);
        for (var k = 0; k < steps; k++)
        {
            var (from, to) = (Time(model, (double)k / steps), Time(model, (k + 1.0) / steps));
            var h = to - from;
            var (v1, d1) = Velocity(model, x, from, width);
            var (v2, d2) = Velocity(model, Moved(x, v1, h / 2), from + h / 2, width);
            var (v3, d3) = Velocity(model, Moved(x, v2, h / 2), from + h / 2, width);
            var (v4, d4) = Velocity(model, Moved(x, v3, h), to, width);
            for (var i = 0; i < stretched.Length; i++)
                stretched[i] += h / 6 * (d1[i] + 2 * d2[i] + 2 * d3[i] + d4[i]);
            x = Moved(Moved(Moved(Moved(x, v1, h / 6), v2, h / 3), v3, h / 3), v4, h / 6);
        }
        var prior = model.Prior(points.Dimension);
        return [.. stretched.Select((divergence, i) => prior.LogDensity(x[i]) + divergence)];
    }

    // Quadratic in the share of the steps that is done: the signal-to-noise ratio changes fastest near eps.
    private static double Time(ReverseDiffusion model, double share) => model.Eps + (model.Horizon - model.Eps) * share * share;

    private static Points Moved(Points x, Points velocity, double h) => ReverseDiffusion.Map(x, velocity, (_, a, v) => a + h * v);

    // The velocity with time running up, and its divergence.
    private static (Points Velocity, double[] Divergence) Velocity(ReverseDiffusion model, Points x, double t, double width)
    {
        Points Up(Points at) => ReverseDiffusion.Map(at, model.Flow(at, t), (_, _, v) => -v);
        var divergence = new double[x.Count];
        for (var k = 0; k < x.Dimension; k++)
        {
            var (ahead, behind) = (Up(Shifted(x, k, width)), Up(Shifted(x, k, -width)));
            for (var i = 0; i < divergence.Length; i++)
                divergence[i] += (ahead[i][k] - behind[i][k]) / (2 * width);
        }
        return (Up(x), divergence);
    }

    private static Points Shifted(Points x, int coordinate, double by) =>
        ReverseDiffusion.Map(x, x, (i, a, _) => i % x.Dimension == coordinate ? a + by : a);
}
