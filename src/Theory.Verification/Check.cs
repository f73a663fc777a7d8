using Theory.Bounds;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Verification.Chains;
using Theory.Verification.Diffusions;
using Theory.Verification.Exponents;
using Theory.Verification.Gaussians;
using Theory.Verification.Search;
using Theory.Verification.Worlds;
using static System.FormattableString;

namespace Theory.Verification;

/// <summary>Attacks on bounds: the one entry point.</summary>
public static class Check
{
    /// <summary>
    /// Searches worlds for one that violates a bound, makes the worst one simple and confirms it: finite worlds in exact enclosures,
    /// Gaussian ones by closed forms in doubles with a margin, reverse chains by enclosed integrals. Bounds whose constants are hidden are tested by exponents, where anything of them can be measured. The same arguments give the same verdict, counterexample and numbers at any number of threads.
    /// </summary>
    /// <param name="bound">The bound.</param>
    /// <param name="trials">How many worlds to evaluate at most.</param>
    /// <param name="seed">Where all randomness comes from.</param>
    /// <param name="alpha">The probability of a false alarm allotted to this check.</param>
    /// <param name="progress">Told how many worlds are evaluated.</param>
    /// <param name="threads">How many threads to use at most; -1 for all.</param>
    /// <param name="stop">Ends the search early; what was found until then is reported.</param>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or alpha is not between 0 and 1.</exception>
    /// <example>
    /// <code>Check.Attack(Catalog.Get("chen2025:vae-averaged"), trials: 200, seed: 1).Word</code>
    /// is <c>not-refuted</c>.
    /// </example>
    public static Verdict Attack(
        Bound bound,
        long trials,
        ulong seed,
        double alpha = 1e-6,
        IProgress<long>? progress = null,
        int threads = -1,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(bound);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        if (alpha is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(alpha),
                alpha,
                "The probability of a false alarm needs to be between 0 and 1."
            );
        string Replay(long count) => Invariant($"theory check {bound.Id} --trials {count} --seed {seed} --alpha {alpha}");
        var verdict = new Verdict
        {
            Id = bound.Id,
            Decision = Decision.NotFalsifiable,
            Alpha = alpha,
            Evidence = "",
            AssumptionsUnchecked = bound.Assumptions.Select(a => a.Text).ToTerms(),
            Replay = Replay(trials),
        };
        if (ExponentChecks.Of(bound) is { Count: > 0 } exponents)
            return verdict.By(exponents);
        var stream = RandomStream.Root(seed).Child(bound.Id);
        Verdict Searched<TWorld>(IWorlds<TWorld> worlds, Terms<string> open, long budget, RandomStream draws) =>
            Refutation.Attempt(worlds, verdict with { AssumptionsUnchecked = open }, budget, draws, progress, threads, stop);
        // A search that was stopped is the whole search of the worlds that it came to.
        Verdict Alone<TWorld>(IWorlds<TWorld> worlds, Terms<string> open) =>
            Searched(worlds, open, trials, stream) is var found && found.Truncated
                ? found with
                {
                    Replay = Replay(found.Trials),
                }
                : found;
        if (ChainWorlds.Of(bound) is { } chains)
            return Alone(chains, chains.Unchecked.ToTerms());
        if (DiffusionWorlds.Of(bound) is { } diffusions)
            return Alone(diffusions, diffusions.Unchecked.ToTerms());
        if (FiniteWorlds.Of(bound, out var why) is not { } finite)
            return verdict with { Evidence = $"no finite world can contradict it: {why}" };
        var open = finite.Unchecked.ToTerms();
        if (GaussianWorlds.Of(bound) is not { } gaussian)
            return Alone(finite, open);
        var few = Math.Max(1, trials / GaussianShare);
        var first = Searched(finite, open, Math.Max(1, trials - few), stream);
        return first.Truncated ? first with { Replay = Replay(first.Trials + first.Trials / (GaussianShare - 1)) }
            : first.Decision == Decision.Refuted ? first
            : first.And(Searched(gaussian, open, few, stream.Child("gaussian")));
    }

    /// <summary>
    /// The kinds of worlds in which <see cref="Attack"/> would look for a violation of a bound, or that its exponents are measured; none where it
    /// is not falsifiable here.
    /// </summary>
    /// <param name="bound">The bound.</param>
    public static Terms<string> Instances(Bound bound) =>
        ExponentChecks.Of(bound).Count > 0 ? ["exponents"]
        : ChainWorlds.Of(bound) is not null ? ["reverse chains"]
        : DiffusionWorlds.Of(bound) is not null ? ["diffusions"]
        : FiniteWorlds.Of(bound, out _) is null ? []
        : GaussianWorlds.Of(bound) is null ? ["finite"]
        : ["finite", "Gaussian"];

    // One world in so many is Gaussian, where a bound has a meaning in Gaussian worlds.
    private const int GaussianShare = 5;
}
