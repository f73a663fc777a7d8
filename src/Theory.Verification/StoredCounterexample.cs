using System.Collections.Immutable;
using System.Reflection;
using Theory.Bounds;
using Theory.Probability.Finite;
using Theory.Verification.Chains;
using Theory.Verification.Search;
using Theory.Verification.Worlds;

namespace Theory.Verification;

/// <summary>A known world that a statement, under its reading, does not extend to. It is never believed: it is judged anew.</summary>
/// <param name="Bound">The statement.</param>
/// <param name="World">The world.</param>
public sealed record StoredCounterexample(Bound Bound, FiniteWorld World)
{
    /// <summary>All stored worlds: the public static members of this type among the instances.</summary>
    public static ImmutableArray<StoredCounterexample> All { get; } =
    [
        .. typeof(StoredCounterexample)
            .Assembly.GetTypes()
            .Where(t => t.Namespace == "Theory.Verification.Instances")
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(StoredCounterexample))
            .Select(p => (StoredCounterexample)p.GetValue(null)!)
            .OrderBy(c => c.Bound.Id, StringComparer.Ordinal),
    ];

    /// <summary>What the bound says in the world, in exact enclosures.</summary>
    /// <exception cref="InvalidOperationException">The bound speaks of something that no world stored here has.</exception>
    public Finding Judge() =>
        ChainWorlds.Of(Bound) is { } chains ? chains.Judge(World)
        : FiniteWorlds.Of(Bound, out var why) is { } worlds ? worlds.Judge(World)
        : throw new InvalidOperationException($"{Bound.Id} has no finite worlds: {why}.");

    /// <summary>The judgement on a bound by a stored world that violates it, or null where there is none.</summary>
    public static Finding? Against(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        return All.Where(c => c.Bound.Id == bound.Id).Select(c => c.Judge()).FirstOrDefault(f => f.Violates);
    }
}
