using System.Numerics.Tensors;

namespace Theory.Simulation.LearnedLaws;

/// <summary>Draws of the law of a probability flow by steps as small as its field asks for, in any dimension.</summary>
public static class FollowedFlow
{
    // Few enough that one steep place does not make all others wait, many enough that a step costs more than its bookkeeping.
    private const int Together = 64;

    /// <summary>
    /// Where the flow leads from points at the horizon: each step errs by at most <paramref name="tolerance"/> in a coordinate. Flows
    /// learned from few samples are steep, and equal steps would have to be thousands.
    /// </summary>
    /// <exception cref="ArgumentException">The times are not ordered, or the tolerance is not positive.</exception>
    /// <exception cref="ArithmeticException">No step is small enough: the field is not finite or not smooth.</exception>
    public static LearnedSample From(ReverseDiffusion model, Points start, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(start);
        model.CheckTimes();
        if (!(tolerance > 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance needs to be positive and finite.");
        var moved = new double[start.Values.Length];
        for (var first = 0; first < start.Count; first += Together)
        {
            var count = Math.Min(Together, start.Count - first);
            var x = start.Rows(first, count).Values.ToArray();
            new DormandPrince((at, run, slope) => Down(model, start.Dimension, at, model.Horizon - run, slope), x).Follow(
                0,
                model.Horizon - model.Eps,
                tolerance
            );
            x.CopyTo(moved, first * start.Dimension);
        }
        return new(
            Points.Owning(start.Dimension, moved),
            $"probability-flow ODE, adapted steps from T = {model.Horizon} to {model.Eps}, schedule {model.Diffusion.Schedule.Name}"
        );
    }

    // dx/d(T - t) = -f x + g^2 s/2.
    private static void Down(ReverseDiffusion model, int dimension, double[] at, double t, double[] slope)
    {
        var score = model.Score(Points.Of(dimension, at), t);
        TensorPrimitives.Multiply(at, -model.Diffusion.Drift(t), slope);
        TensorPrimitives.MultiplyAdd(score.Values, model.Diffusion.NoiseRate(t) / 2, slope, slope);
    }
}
