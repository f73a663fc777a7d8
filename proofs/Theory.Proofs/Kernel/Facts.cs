using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>
/// Hypotheses as they may be used under a binder: one that speaks of a free variable or symbol says nothing about a bound one of
/// the same name.
/// </summary>
internal static class Facts
{
    public static IReadOnlyCollection<Judgement> Under(this IReadOnlyCollection<Judgement> given, IEnumerable<Variable> bound)
    {
        if (given.Count == 0)
            return given;
        var variables = bound.ToHashSet();
        return [.. given.Where(h => !h.FreeVariables().Any(variables.Contains))];
    }

    public static IReadOnlyCollection<Judgement> Under(this IReadOnlyCollection<Judgement> given, Terms<Draw> draws) =>
        given.Under(draws.Select(d => d.Variable));

    public static IReadOnlyCollection<Judgement> Under(this IReadOnlyCollection<Judgement> given, Symbol index) =>
        given.Count == 0 ? given : [.. given.Where(h => !h.FreeSymbols().Contains(index))];
}
