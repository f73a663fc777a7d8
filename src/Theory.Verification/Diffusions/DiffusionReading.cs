using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Schedules;
using Theory.Symbolics;

namespace Theory.Verification.Diffusions;

/// <summary>
/// What the quantities of a bound on a diffusion's learned law stand for, so that worlds can give them values. Those with an index are the same
/// for every training point, or speak of the one whose index they hold.
/// </summary>
/// <param name="Bound">The bound.</param>
/// <param name="Schedule">The schedule of the diffusion, which keeps N(0, 1).</param>
/// <param name="Horizon">How long the diffusion runs from its start.</param>
/// <param name="Start">The time it starts and the reverse process stops at; null for 0.</param>
/// <param name="Tail">The parameter of the lower tail of the log-loss under data law x prior x law of the parameters.</param>
/// <param name="Divergence">KL of the data law at the start from the generated law, averaged over training.</param>
/// <param name="Indices">What a diffused training point says of which it was.</param>
/// <param name="ScoreError">Half the integral of g^2 times the mean squared score error, averaged over training.</param>
/// <param name="PriorGap">The mean divergence of diffused training points from the prior.</param>
/// <param name="Remembered">What the parameters tell of a training point; null where the bound does not mention it.</param>
/// <param name="EndTells">What the end of the reverse process tells of a training point given where it began; null where not mentioned.</param>
public sealed record DiffusionReading(
    Bound Bound,
    Schedule Schedule,
    Symbol Horizon,
    Symbol? Start,
    Symbol Tail,
    Expr Divergence,
    Expr Indices,
    Expr ScoreError,
    Expr PriorGap,
    Expr? Remembered,
    Expr? EndTells
)
{
    /// <summary>How a bound is read; null where no implementation of <see cref="IDiffusionReadings"/> knows.</summary>
    public static DiffusionReading? Of(Bound bound) =>
        (
            from type in typeof(DiffusionReading).Assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false } && typeof(IDiffusionReadings).IsAssignableFrom(type)
            orderby type.FullName
            select ((IDiffusionReadings)Activator.CreateInstance(type)!).For(bound)
        ).FirstOrDefault(reading => reading is not null);
}

/// <summary>Knows what the quantities of a paper's bounds on diffusions stand for. Implementations stand in <c>Instances</c>.</summary>
public interface IDiffusionReadings
{
    /// <summary>How a bound is read; null where it is none on a diffusion's learned law.</summary>
    DiffusionReading? For(Bound bound);
}
