using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Symbolics;

namespace Theory.Simulation.Training;

/// <summary>
/// The log that a choice of the horizon needs, from networks trained here, one for each horizon: the explicit score-matching loss with weight
/// g^2, and the norm of the score whose energy is that of the learned reverse chain.
/// </summary>
public static class TrainedLog
{
    private const int ChainSteps = 100;

    /// <summary>Trains a network of two hidden layers of 64 units for each horizon and measures it.</summary>
    /// <param name="points">The training points, as scaled for the diffusion.</param>
    /// <param name="diffusion">The forward diffusion.</param>
    /// <param name="grid">The horizons, each above <paramref name="eps"/>.</param>
    /// <param name="eps">The time at which reverse processes stop.</param>
    /// <param name="steps">Steps of Adam, on all points at once.</param>
    /// <param name="draws">Draws behind each measurement.</param>
    /// <param name="stream">The randomness.</param>
    /// <exception cref="ArgumentException">A time or a count is out of range.</exception>
    public static TrainingLog Of(
        Points points,
        Diffusion diffusion,
        IEnumerable<double> grid,
        double eps,
        int steps,
        int draws,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentNullException.ThrowIfNull(grid);
        return new(
            grid.Distinct()
                .Order()
                .Select(
                    (t, k) =>
                        Measured(
                            Train(points, diffusion, t, eps, steps, 0, stream.Child("train", k)),
                            points,
                            draws,
                            stream.Child("measure", k)
                        )
                )
                .ToTerms()
        );
    }

    /// <summary>The learned reverse process after training, with a weight of the generator term (see <see cref="DenoisingTraining.Regulariser"/>).</summary>
    /// <exception cref="ArgumentException">A time or a count is out of range.</exception>
    public static ReverseDiffusion Train(
        Points points,
        Diffusion diffusion,
        double horizon,
        double eps,
        int steps,
        double regulariser,
        RandomStream stream
    )
    {
        var training = new DenoisingTraining(points, diffusion, horizon, [64, 64], Activation.Swish)
        {
            Regulariser = regulariser,
        };
        return new(training.Run(new Optimizer.Adam(2e-3), steps, stream).Score.Score, diffusion, horizon, eps);
    }

    /// <summary>One line of the log.</summary>
    public static TrainingLogEntry Measured(ReverseDiffusion model, Points points, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(points);
        var energy = ChainEnergy.Of(model, points.Dimension, draws, ChainSteps, stream.Child("energy"));
        return new(
            model.Horizon,
            ScoreMatching.Explicit(model, new PointLaw(points), draws, stream.Child("loss")).Value,
            Math.Sqrt(2 * energy / model.Diffusion.NoiseBetween(0, model.Horizon))
        );
    }
}
