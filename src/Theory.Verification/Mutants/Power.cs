using Theory.Bounds;
using Theory.Simulation.Randomness;
using Theory.Symbolics;

namespace Theory.Verification.Mutants;

/// <summary>How many wrong versions of a bound an attack of the same strength refutes: what its silence is worth.</summary>
/// <param name="Id">The id of the bound.</param>
/// <param name="Trials">The budget for each mutant.</param>
/// <param name="Fates">Each mutant with its fate.</param>
/// <param name="IsByExponents">Whether the constants of the bound are hidden, so that only exponents tell its versions apart.</param>
public sealed record PowerReport(string Id, long Trials, Terms<Fate> Fates, bool IsByExponents = false)
{
    /// <summary>How many mutants there are.</summary>
    public int Mutants => Fates.Count;

    /// <summary>How many are refuted.</summary>
    public int Refuted => Fates.Count(f => f.IsRefuted);

    /// <summary>How many are proven to follow from the bound.</summary>
    public int ProvablyTrue => Fates.Count(f => f.IsImplied);

    /// <summary>The mutants that are neither.</summary>
    public IEnumerable<Fate> Survivors => Fates.Where(f => !f.IsRefuted && !f.IsImplied);

    /// <summary>Whether nothing was refuted, so that the attack would not have noticed a wrong bound.</summary>
    public bool IsBlind => Refuted == 0;

    /// <summary>The counts of each operator that has mutants.</summary>
    public IEnumerable<OperatorCount> Operators =>
        from fate in Fates
        group fate by fate.Operator into fates
        select new OperatorCount(fates.Key, fates.Count(), fates.Count(f => f.IsRefuted), fates.Count(f => f.IsImplied));
}

/// <summary>What became of a mutant.</summary>
/// <param name="Operator">How it was made.</param>
/// <param name="Change">What was changed.</param>
/// <param name="IsImplied">Whether it is proven to follow from the bound.</param>
/// <param name="IsRefuted">Whether the attack refuted it.</param>
/// <param name="WorstRatio">The greatest left over right seen; NaN where none was sought.</param>
public sealed record Fate(string Operator, string Change, bool IsImplied, bool IsRefuted, double WorstRatio);

/// <summary>The mutants of one operator. What several operators make is counted once, where it is made first.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Mutants">How many mutants it made first.</param>
/// <param name="Refuted">How many were refuted.</param>
/// <param name="ProvablyTrue">How many are proven to follow from the bound.</param>
public sealed record OperatorCount(string Operator, int Mutants, int Refuted, int ProvablyTrue);

/// <summary>The power of attacks.</summary>
public static class Powers
{
    /// <summary>
    /// Attacks every mutant of a bound that does not follow from it. The same arguments give the same report at any number of threads.
    /// </summary>
    /// <param name="bound">The bound.</param>
    /// <param name="trials">How many worlds to evaluate at most for each mutant.</param>
    /// <param name="seed">Where all randomness comes from.</param>
    /// <param name="alpha">The probability of a false alarm allotted to all mutants together.</param>
    /// <param name="progress">Told how many mutants are done.</param>
    /// <param name="threads">How many threads to use at most; -1 for all.</param>
    /// <param name="stop">Ends the work early; mutants done until then are reported.</param>
    public static PowerReport Of(
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
        var mutants = Mutations.Of(bound);
        var fates = new List<Fate>();
        foreach (var mutant in mutants)
        {
            if (mutant.IsImplied)
                fates.Add(new Fate(mutant.Operator, mutant.Change, true, false, double.NaN));
            else
            {
                if (Attack(mutant) is not { } verdict)
                    break;
                fates.Add(
                    new Fate(mutant.Operator, mutant.Change, false, verdict.Decision == Decision.Refuted, verdict.WorstRatio)
                );
            }
            progress?.Report(fates.Count);
        }
        return new PowerReport(bound.Id, trials, fates.ToTerms(), bound.Relation == Bounds.Relation.AtMostUpToConstant);

        // The verdict on a mutant, or null where the attack was stopped: half an attack says nothing of a mutant.
        Verdict? Attack(Mutant mutant)
        {
            var verdict = Check.Attack(
                mutant.Bound,
                trials,
                seed + (ulong)mutant.Number,
                alpha / mutants.Count,
                null,
                threads,
                stop
            );
            return verdict.Truncated ? null : verdict;
        }
    }
}
