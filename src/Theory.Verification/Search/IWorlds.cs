using Theory.Simulation.Randomness;
using Theory.Symbolics.Numerics;

namespace Theory.Verification.Search;

/// <summary>
/// The worlds of one kind in which a bound can be put to the test: how to draw one, change it a little, make it simpler, and what
/// the bound says in it. Pure: the same draws make the same worlds, and members may be called by several threads.
/// </summary>
/// <typeparam name="TWorld">An immutable world.</typeparam>
public interface IWorlds<TWorld>
{
    /// <summary>A random world.</summary>
    /// <param name="random">Where choices come from.</param>
    /// <param name="first">What will change first, and may begin at an edge.</param>
    TWorld Draw(Draws random, Free first = Free.Everything);

    /// <summary>A world near another one.</summary>
    /// <param name="world">The world.</param>
    /// <param name="random">Where choices come from.</param>
    /// <param name="free">What may change, where worlds tell given laws from what answers to them.</param>
    TWorld Change(TWorld world, Draws random, Free free = Free.Everything);

    /// <summary>Simpler worlds near another one, the simplest first.</summary>
    IEnumerable<TWorld> Simplified(TWorld world);

    /// <summary>How many objectives a search may climb on.</summary>
    int Objectives { get; }

    /// <summary>What the bound says in a world, to rounding.</summary>
    /// <param name="world">The world.</param>
    /// <param name="objective">What to climb on, from 0 to <see cref="Objectives"/> - 1.</param>
    Level Measure(TWorld world, int objective = 0);

    /// <summary>How sure a judgement is: what a refutation's evidence begins with.</summary>
    string Certainty { get; }

    /// <summary>What the bound surely says in a world.</summary>
    Finding Judge(TWorld world);
}

/// <summary>What a change of a world may touch.</summary>
public enum Free
{
    /// <summary>Everything.</summary>
    Everything,

    /// <summary>Given laws stay, such as those of data and prior; what answers to them may change.</summary>
    Channels,

    /// <summary>Kernels with inputs stay; given laws may change.</summary>
    Laws,
}

/// <summary>What a bound says in one world, to rounding.</summary>
/// <param name="Ratio">
/// Left over right: above 1 the bound seems violated. NaN where a side has no value. For a claim that holds with probability
/// 1 - delta: the greatest quotient that is reached or exceeded with a probability above delta.
/// </param>
/// <param name="Height">
/// The objective: the same for objective 0; else with one term taken from both sides, which is above 1 in the same worlds and does
/// not rest at 1 where that term alone is the right side.
/// </param>
public readonly record struct Level(double Ratio, double Height);

/// <summary>Both sides of a bound in one world, enclosed.</summary>
/// <param name="Left">The left side; for a claim that holds with probability, the probability of a violation.</param>
/// <param name="Right">The right side; for a claim that holds with probability, the probability allowed.</param>
/// <param name="Assumptions">Whether the assumptions that a machine checks surely hold.</param>
/// <param name="World">The world in lines of text.</param>
public sealed record Finding(Interval Left, Interval Right, bool Assumptions, string World)
{
    /// <summary>Whether the world surely violates the bound.</summary>
    public bool Violates => Assumptions && Right.IsBelow(Left);

    /// <summary>Whether the world surely agrees with the bound.</summary>
    public bool Agrees => AgreesUpTo(0);

    /// <summary>Whether left surely exceeds right by no more than a share of it.</summary>
    public bool AgreesUpTo(double share) => Left.Upper <= Right.Lower + share * Math.Abs(Right.Lower);
}
