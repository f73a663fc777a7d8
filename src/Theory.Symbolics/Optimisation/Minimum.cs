using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Optimisation;

/// <summary>The least value of an expression over some of its symbols.</summary>
public abstract record Minimum
{
    private Minimum() { }

    /// <summary>Attained at one point, in closed form.</summary>
    /// <param name="Argmin">Where.</param>
    /// <param name="Value">The least value.</param>
    public sealed record Exact(Terms<(Symbol Symbol, Expr Value)> Argmin, Expr Value) : Minimum;

    /// <summary>Enclosed by interval arithmetic.</summary>
    /// <param name="Box">Where the minimum was sought.</param>
    /// <param name="Argmin">Intervals that contain every minimiser in the box.</param>
    /// <param name="Value">An interval that contains the least value in the box.</param>
    /// <param name="Steps">How many boxes were looked at.</param>
    /// <param name="IsTruncated">Whether the work was stopped before the enclosure was as narrow as asked for.</param>
    public sealed record Certified(
        Terms<(Symbol Symbol, Interval Range)> Box,
        Terms<(Symbol Symbol, Interval Value)> Argmin,
        Interval Value,
        int Steps,
        bool IsTruncated
    ) : Minimum;

    /// <summary>
    /// Not attained: the greatest lower bound, perhaps -inf, is approached as symbols tend to ends of their ranges.
    /// </summary>
    public sealed record Infimum(Expr Value, string Approached) : Minimum;

    /// <summary>Not found.</summary>
    public sealed record Unknown(Refusal Because) : Minimum;
}
