using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;

namespace Theory.Verification.Evidence;

/// <summary>Bounds in simulated worlds, where a side is known by an estimate only.</summary>
public static class EstimatedSides
{
    /// <summary>
    /// Whether left is above right for sure, or but for the probability of error allotted: the two estimates' intervals at half of it each are
    /// apart, on one stream and again on a fresh one. A biased estimate decides nothing, whatever its value.
    /// </summary>
    /// <param name="measure">Both sides, measured with the randomness of a stream.</param>
    /// <param name="alpha">The probability of a false alarm.</param>
    /// <param name="stream">Where all randomness comes from.</param>
    public static Decision Judge(Func<RandomStream, (Estimate Left, Estimate Right)> measure, double alpha, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(measure);
        Decision Once(RandomStream fresh)
        {
            var (left, right) = measure(fresh);
            if (left is Estimate.Biased || right is Estimate.Biased)
                return Decision.Inconclusive;
            var (l, r) = (left.At(alpha / 2), right.At(alpha / 2));
            return r.IsBelow(l) ? Decision.Refuted
                : l.Upper <= r.Lower ? Decision.NotRefuted
                : Decision.Inconclusive;
        }
        var detected = Once(stream.Child("detect"));
        return detected != Decision.Refuted ? detected
            : Once(stream.Child("confirm")) == Decision.Refuted ? Decision.Refuted
            : Decision.Inconclusive;
    }
}
