using Theory.Symbolics.Linear;

namespace Theory.Symbolics.Analysis;

/// <summary>
/// Bounds that follow linearly from the comparisons in a context: <c>b1 - b0 &gt; 0</c> where <c>b0 &lt; b1</c>. The greatest lower
/// bound is a linear program over the parts of the expression; its weights are Farkas' proof.
/// </summary>
internal static class FactRanges
{
    public static Domain Of(Expr e, Context context)
    {
        var goal = LinearForm.Read(e);
        if (goal.IsConstant)
            return Domain.Real;
        var facts = context.Comparisons.Where(c => c.Comparison.ForAll.Count == 0).SelectMany(c => Forms(c.Comparison)).ToList();
        var keys = facts.SelectMany(f => f.Form.Parts).Concat(goal.Parts).Select(p => p.Key).Distinct().ToList();
        if (!facts.Any(f => f.Form.Parts.Any(p => goal.Parts.Any(q => q.Key == p.Key))))
            return Domain.Real;
        // The parts themselves are enclosed by their domains alone, so that facts are used once.
        var domains = context.Domains.Aggregate(Context.Empty, (c, d) => c.With(d.Symbol, d.Domain));
        var rows = facts.Concat(keys.SelectMany(k => Ends(k, k.RangeOf(domains)))).ToList();
        var lower = Bound(goal, rows, keys);
        var upper = Bound(-goal, rows, keys);
        var range = lower is { } a ? Domain.Above(a.Value, a.Included) : Domain.Real;
        return upper is { } b ? range.Intersect(Domain.Below(-b.Value, b.Included)) : range;
    }

    // Form >= 0, or > 0 where strict.
    private readonly record struct Known(LinearForm Form, bool Strict);

    private static IEnumerable<Known> Forms(Statement.Comparison fact)
    {
        var difference = LinearForm.Read(fact.Right) - LinearForm.Read(fact.Left);
        yield return new(difference, fact.Relation is Relation.Less);
        if (fact.Relation is Relation.Equal)
            yield return new(-difference, false);
    }

    private static IEnumerable<Known> Ends(Expr key, Domain range)
    {
        if (range.Lower is { } a)
            yield return new(LinearForm.Of(key) - a, !range.IncludesLower);
        if (range.Upper is { } b)
            yield return new((LinearForm)b - LinearForm.Of(key), !range.IncludesUpper);
    }

    // The greatest proven lower bound of the goal.
    private static (Rational Value, bool Included)? Bound(LinearForm goal, List<Known> rows, List<Expr> keys)
    {
        Terms<Rational> Coefficients(LinearForm f) => keys.Select(f.Coefficient).ToTerms();
        var halfspaces = rows.Select(r => new Halfspace(Coefficients(-r.Form), r.Form.Constant)).ToList();
        if (LinearProgram.Maximise(Coefficients(-goal), halfspaces) is not LinearOptimum.Optimal best)
            return null;
        var strict = rows.Zip(best.Weights).Any(p => p.First.Strict && p.Second.Sign > 0);
        return (goal.Constant - best.Value, !strict);
    }
}
