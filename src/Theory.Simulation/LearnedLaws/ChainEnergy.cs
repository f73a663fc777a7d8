using Theory.Simulation.Randomness;

namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// Half the sum of <c>h g^2 E|s|^2</c> along the learned reverse chain from the prior, nats: what bounds I(X^_0; S | X^_T) of that chain
/// (Chen et al. 2025, Theorem 6.3, with the mean square in place of the greatest norm).
/// </summary>
public static class ChainEnergy
{
    /// <summary>The energy by independent runs of Euler-Maruyama steps, equal in time, g^2 taken at the time each leaves.</summary>
    /// <exception cref="ArgumentException">The times are not ordered, or a count is below 1.</exception>
    public static double Of(ReverseDiffusion model, int dimension, int draws, int steps, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.CheckTimes();
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var (x, energy) = (model.Prior(dimension).Sample(draws, stream.Child("start")), 0.0);
        var h = (model.Horizon - model.Eps) / steps;
        for (var k = 0; k < steps; k++)
        {
            var t = model.Horizon - k * h;
            var score = model.Score(x, t);
            energy += h * model.Diffusion.NoiseRate(t) / 2 * score.Values.ToArray().Sum(s => s * s) / draws;
            x = (model with { Score = (_, _) => score, Horizon = t, Eps = Math.Max(0, t - h) })
                .From(ReverseProcess.Sde, x, 1, stream.Child("step", k))
                .Points;
        }
        return energy;
    }
}
