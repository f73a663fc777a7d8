using Theory.Bounds;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;

namespace Theory.Verification.Worlds;

/// <summary>
/// Ties some tables of finite worlds to others, where tables drawn freely would hardly ever be of interest: a posterior that
/// answers to the sample, for example. Implementations stand in <c>Instances</c>, in the file of their paper, and are found there.
/// </summary>
public interface IArrangement
{
    /// <summary>
    /// How the worlds of a bound are arranged; null if there is nothing to arrange. The function renews the tied tables of a world;
    /// its draws are where free choices come from, and are null where the choices that the world already holds are to be kept.
    /// </summary>
    Func<FiniteWorld, Draws?, FiniteWorld>? For(Bound bound);
}

/// <summary>The arrangements of this assembly.</summary>
internal static class Arrangements
{
    public static IEnumerable<Func<FiniteWorld, Draws?, FiniteWorld>> Of(Bound bound) =>
        from type in typeof(Arrangements).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false } && typeof(IArrangement).IsAssignableFrom(type)
        orderby type.FullName
        let arrange = ((IArrangement)Activator.CreateInstance(type)!).For(bound)
        where arrange is not null
        select arrange;
}
