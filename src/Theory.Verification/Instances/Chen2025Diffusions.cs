using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Schedules;
using Theory.Symbolics;
using Theory.Verification.Diffusions;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Instances;

/// <summary>The diffusion bounds of Chen, Zhu and Shkurti (2025), recognised by the forward diffusion that their quantities speak of.</summary>
public sealed class Chen2025Diffusions : IDiffusionReadings
{
    /// <inheritdoc/>
    public DiffusionReading? For(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var stated = Chen2025Diffusion.Stated;
        if (bound.Left != stated.Left || Forward(bound) is not { } forward)
            return null;
        return new DiffusionReading(
            bound,
            Schedule.Usual,
            Chen2025Diffusion.Horizon,
            forward == Chen2025Diffusion.Continuing ? new Symbol("epsilon") : null,
            new Symbol("R"),
            stated.Left,
            ((Series)Chen2025Diffusion.IndexInformation(forward)).Body,
            Chen2025Diffusion.ScoreMatching,
            Chen2025Diffusion.PriorGap(forward),
            ParameterInformation,
            Chen2025Diffusion.ReverseInformation
        );
    }

    // Named by what the assumptions or terms say of the diffused training points.
    private static GaussianChannel? Forward(Bound bound)
    {
        var mentioned = bound.Right.SubExpressions().ToList();
        return new[] { Chen2025Diffusion.Diffusing, Chen2025Diffusion.Continuing }.FirstOrDefault(f =>
            mentioned.Contains(Chen2025Diffusion.PriorGap(f))
            || mentioned.Contains(((Series)Chen2025Diffusion.IndexInformation(f)).Body)
        );
    }
}
