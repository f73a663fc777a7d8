using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds;

/// <summary>In which sense a statement holds.</summary>
public abstract record Mode
{
    private Mode() { }

    /// <summary>Both sides are numbers: expectations over the sample and everything learned.</summary>
    public sealed record InExpectation : Mode;

    /// <summary>Both sides are random through the draws; the inequality holds with probability at least 1 - delta.</summary>
    /// <param name="Draws">The draws that the probability is over.</param>
    /// <param name="Delta">The probability of failure.</param>
    public sealed record WithProbability(Terms<Draw> Draws, Expr Delta) : Mode;

    /// <summary>The inequality holds up to constants that are not named.</summary>
    /// <param name="Hidden">What the constants hide, in words.</param>
    /// <param name="Delta">The probability of failure where there is one.</param>
    public sealed record UpToConstants(string Hidden, Expr? Delta = null) : Mode;
}
