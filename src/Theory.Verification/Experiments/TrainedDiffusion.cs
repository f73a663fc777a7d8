using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;

namespace Theory.Verification.Experiments;

/// <summary>What experiments on the swiss roll share: the truth, the diffusion, and how far a learned law is from the truth.</summary>
internal static class TrainedDiffusion
{
    /// <summary>The standard normal quantile of 99.5 %: intervals are of 99 %, by the normal approximation.</summary>
    public const double Quantile = 2.5758;

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
        var learned = FlowDensity.LogDensities(model, fresh, FlowSteps, FlowWidth);
        var moments = Moments.Of([.. learned.Select((log, i) => truth.LogDensity(fresh[i]) - log)]);
        return (moments.Mean, Quantile * Math.Sqrt(moments.Variance / draws));
    }
}
