using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Probability.Finite;

/// <summary>
/// (1 + u) log(1 + u) - u, enclosed without cancellation: what a mass that is q (1 + u) adds to a divergence from q, over q. It is convex and
/// vanishes at 0, where both summands are all rounding.
/// </summary>
internal static class RelativeDeviation
{
    // Up to here the power series is used; beyond, the formula loses three digits at most.
    private const double Near = 0.0625;
    private const int LastTerm = 14;

    private static readonly Interval[] Coefficients =
    [
        .. Enumerable.Range(2, LastTerm - 1).Select(k => Interval.Around(new Rational(k % 2 == 0 ? 1 : -1, k * (k - 1)))),
    ];

    /// <summary>The values at the numbers of an interval, which are taken for at least -1.</summary>
    public static Interval Entropy(Interval u)
    {
        var within = u.Intersect(Interval.Of(-1, double.PositiveInfinity));
        if (within.IsEmpty || double.IsPositiveInfinity(within.Upper))
            return Interval.Of(0, double.PositiveInfinity);
        var (low, high) = (At(within.Lower), At(within.Upper));
        return Interval.Of(
            within.Contains(0.0) ? 0 : Math.Max(0, Math.Min(low.Lower, high.Lower)),
            Math.Max(low.Upper, high.Upper)
        );
    }

    private static Interval At(double u)
    {
        if (Math.Abs(u) > Near)
        {
            var ratio = Interval.Point(1) + u;
            return (u == -1 ? 0 : ratio * ratio.Log()) - u;
        }
        // What is left of the series over u^2 is at most |u|^13/210/(1 - |u|): each term is below |u| times the one before it.
        var sum = Coefficients.Reverse().Aggregate(Interval.Of(-0.01, 0.01), (tail, c) => c + u * tail);
        return Interval.Point(u) * u * sum;
    }
}
