using Theory.Bounds;
using Theory.Symbolics;

namespace Theory.Verification;

/// <summary>What an assumption of a bound is for.</summary>
/// <param name="Assumption">The assumption.</param>
/// <param name="Without">
/// An attack on the bound without it; its counterexample is a world that breaks the assumption, and none of the bound itself.
/// </param>
public sealed record Purpose(Assumption Assumption, Verdict Without)
{
    /// <summary>Whether the bound falls without the assumption.</summary>
    public bool IsNeeded => Without.Decision == Decision.Refuted;
}

/// <summary>What the assumptions of a bound are for.</summary>
public static class Purposes
{
    /// <summary>Attacks a bound without each of its assumptions that a machine checks, the others kept.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="trials">How many worlds to evaluate at most for each assumption.</param>
    /// <param name="seed">Where all randomness comes from.</param>
    /// <param name="stop">Ends the work early.</param>
    public static IEnumerable<Purpose> Of(Bound bound, long trials, ulong seed, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(bound);
        return bound
            .Assumptions.Where(a => a.Judgement.IsCheckable)
            .TakeWhile(_ => !stop.IsCancellationRequested)
            .Select(assumption => new Purpose(
                assumption,
                Check.Attack(
                    bound with
                    {
                        Id = $"{bound.Id} [without: {assumption.Text}]",
                        Assumptions = bound.Assumptions.Where(a => a != assumption).ToTerms(),
                    },
                    trials,
                    seed,
                    stop: stop
                )
            ));
    }
}
