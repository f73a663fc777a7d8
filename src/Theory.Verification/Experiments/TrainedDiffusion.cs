using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.Training;

namespace Theory.Verification.Experiments;

/// <summary>What experiments on the swiss roll share: the truth, the diffusion, and how far a learned law is from the truth.</summary>
internal static class TrainedDiffusion
{
    /// <summary>The time at which reverse processes stop.</summary>
    public const double Eps = 0.02;

    // A single-precision network resolves no finer.
    private const double FlowWidth = 1e-2;
    private const int FlowSteps = 40;

    /// <summary>The schedule of the paper.</summary>
    public static Diffusion Usual { get; } = new(Schedule.Usual);

    /// <summary>The truth: the swiss roll in the plane.</summary>
    public static Curve Truth { get; } = Curve.SwissRoll(5);

    /// <summary>
    /// KL of the truth, blurred up to eps, from the learned law of the probability flow, by the two exact densities at fresh points: the mean
    /// and half the width of its interval.
    /// </summary>
    public static (double Mean, double Half) Divergence(this ReverseDiffusion model, int draws, RandomStream stream)
    {
        var truth = Truth.At(Usual, Eps);
        var fresh = truth.Sample(draws, stream);
        var learned = model.LogDensities(fresh);
        return Repetitions.Mean([.. learned.Select((log, i) => truth.LogDensity(fresh[i]) - log)]);
    }

    /// <summary>Trains a score on points for a horizon, by the usual network and schedule.</summary>
    public static ReverseDiffusion Train(Points points, double horizon, int steps, RandomStream stream) =>
        TrainedLog.Train(points, Usual, horizon, Eps, steps, 0, stream);

    /// <summary>The log-densities of the learned law of the probability flow at points that are blurred up to eps, nats.</summary>
    public static double[] LogDensities(this ReverseDiffusion model, Points points) =>
        FlowDensity.LogDensities(model, points, FlowSteps, FlowWidth);

    /// <summary>The points as the diffusion leaves them at eps: each scaled, with its own noise.</summary>
    public static Points Blurred(Points points, RandomStream stream)
    {
        var (a, s) = (Usual.Scale(Eps), Math.Sqrt(Usual.Variance(Eps)));
        var noise = stream.Gaussians(points.Count * points.Dimension);
        return Points.Generate(
            points.Count,
            points.Dimension,
            (i, row) =>
            {
                for (var k = 0; k < row.Length; k++)
                    row[k] = a * points[i][k] + s * noise[i * row.Length + k];
            }
        );
    }
}
