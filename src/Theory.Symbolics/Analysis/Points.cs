using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Analysis;

/// <summary>
/// Points of the context, tried in a fixed order, at which an enclosure decides. A quantity is an atom beside the symbols, with any
/// value in its known range, where nothing else in the expression speaks of what it depends on.
/// </summary>
internal static class Points
{
    private const int Tries = 256;

    // Where most formulas show their signs; each point takes them in another order.
    private static readonly double[] Values = [1, 0.5, 2, 0.1, 10, 0.9, 1.1, 0.01, 100, 0.25, 4, 3, 1e-4, 1e4, 7, 0.75];

    /// <summary>The first point at which the value of the expression is certain to satisfy a condition, in words; null if none does.</summary>
    public static string? Where(Expr e, Context context, Func<Interval, bool> holds)
    {
        var whole = context.Defined(e);
        return All(whole, context).Where(p => holds(Value(whole, p))).Select(Describe).FirstOrDefault();
    }

    /// <summary>Points of the context, as values of the symbols and quantities of an expression.</summary>
    public static IEnumerable<IReadOnlyList<(Expr Atom, double Value)>> All(Expr e, Context context)
    {
        var quantities = e.SubExpressions().OfType<Quantity>().Distinct().ToList();
        if (quantities.Count > 0 && !AreFree(quantities, e, context))
            yield break;
        var definitions = context.Definitions;
        var facts = context
            .Comparisons.Select(c => c.Comparison)
            .Where(c => !IsSignOfAnother(c, quantities))
            .Select(c => c with { Left = context.Defined(c.Left), Right = context.Defined(c.Right) })
            .ToList();
        var arguments = quantities.SelectMany(q => q.FreeSymbols()).ToHashSet();
        var atoms = e.FreeSymbols()
            .Concat(facts.SelectMany(Free))
            .Concat(definitions.SelectMany(d => d.Value.FreeSymbols()))
            .Where(s => !definitions.Any(d => d.Symbol == s) && !arguments.Contains(s))
            .Distinct()
            .Concat<Expr>(quantities)
            .ToList();
        var limits = e.SubExpressions()
            .OfType<Series>()
            .SelectMany(s => s.Lower.FreeSymbols().Concat(s.Upper.FreeSymbols()))
            .ToHashSet();
        for (var k = 0; k < (atoms.Count == 0 ? 1 : Tries); k++)
        {
            var point = atoms
                .Select(
                    (x, i) => (x, Pick(x is Symbol s ? Whole(context.DomainOf(s), limits.Contains(s)) : x.RangeOf(context), k, i))
                )
                .ToList();
            if (
                facts.All(fact => Holds(fact, point))
                && definitions.All(d => IsIn(context.DomainOf(d.Symbol), Value(d.Value, point)))
            )
                yield return point;
        }
    }

    // Known in range, one at a time, and of symbols that occur nowhere else: then no value of the rest excludes one of theirs.
    private static bool AreFree(List<Quantity> quantities, Expr e, Context context)
    {
        var inside = quantities.SelectMany(q => q.FreeSymbols()).ToList();
        var outside = quantities.Aggregate(e, Without).FreeSymbols().ToHashSet();
        return quantities.All(q => q.RangeOf(context) is { Lower: not null } or { Upper: not null })
            && inside.Distinct().Count() == inside.Count
            && !inside.Any(outside.Contains)
            && !e.SubExpressions().OfType<Series>().Any(s => s.Body.SubExpressions().Any(x => x is Quantity));
    }

    private static Expr Without(Expr e, Quantity q) => e == q ? Number.One : e.MapChildren(part => Without(part, q));

    // KL(P, Q) >= 0 says nothing of the symbols of an expression without that quantity.
    private static bool IsSignOfAnother(Statement.Comparison c, List<Quantity> quantities) =>
        (c.Left, c.Right) is (Quantity q, Number) && !quantities.Contains(q)
        || (c.Left, c.Right) is (Number, Quantity r) && !quantities.Contains(r);

    /// <summary>The enclosure of an expression at a point; empty where it has no value.</summary>
    public static Interval Value(Expr e, IReadOnlyList<(Expr Atom, double Value)> at)
    {
        var values = at.Aggregate(new Assignment<Interval>(), (all, p) => all.With(p.Atom, p.Value));
        return e.SubExpressions().OfType<Series>().All(s => HasLimits(s, values)) ? e.Enclose(values) : Interval.Empty;
    }

    // Whether the limits of a sum are integers, and few enough terms; those of an inner sum may depend on an outer index, and then
    // they are not known to be.
    private static bool HasLimits(Series s, Assignment<Interval> at) =>
        IsInteger(s.Lower, at) is { } first && IsInteger(s.Upper, at) is { } last && last - first < MostTerms;

    private static double? IsInteger(Expr limit, Assignment<Interval> at) =>
        limit.FreeSymbols().All(x => at.Keys.Contains(x))
        && limit.Enclose(at) is var v
        && v.Lower == v.Upper
        && double.IsInteger(v.Lower)
            ? v.Lower
            : null;

    private const int MostTerms = 100_000;

    /// <summary>The point in words.</summary>
    public static string Describe(IReadOnlyList<(Expr Atom, double Value)> at) =>
        string.Join(
            ", ",
            at.Select(p => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Atom} = {p.Value}"))
        );

    private static IEnumerable<Symbol> Free(Statement.Comparison c) =>
        c.ForAll.Count > 0 ? [] : c.Left.FreeSymbols().Concat(c.Right.FreeSymbols());

    private static bool Holds(Statement.Comparison fact, IReadOnlyList<(Expr Atom, double Value)> at)
    {
        if (fact.ForAll.Count > 0)
            return false;
        // What was a definition says nothing once it is put in.
        if (fact.Relation is Relation.Equal && fact.Left == fact.Right)
            return true;
        var atoms = fact.Left.SubExpressions().Concat(fact.Right.SubExpressions()).Where(x => x is Symbol or Quantity);
        if (!atoms.All(x => at.Any(p => p.Atom == x)))
            return false;
        var gap = Value(fact.Right - fact.Left, at);
        return fact.Relation switch
        {
            Relation.Equal => gap is { Lower: 0, Upper: 0 },
            Relation.Less => gap.Lower > 0,
            _ => gap.Lower >= 0,
        };
    }

    // Whether what is defined lies where its symbol ranges.
    private static bool IsIn(Domain domain, Interval value) =>
        double.IsFinite(value.Lower)
        && double.IsFinite(value.Upper)
        && domain.Reals().Contains(Rational.Exactly(value.Lower))
        && domain.Reals().Contains(Rational.Exactly(value.Upper))
        && (!domain.IsInteger || value.Lower == value.Upper && double.IsInteger(value.Lower));

    // What stands in the limits of a sum is an integer.
    private static Domain Whole(Domain domain, bool isLimit) => isLimit ? domain.Integers() : domain;

    private static double Pick(Domain domain, int k, int i)
    {
        var v = Values[(k + i * (1 + k / Values.Length)) % Values.Length];
        var (lower, upper) = (domain.Lower?.ToDouble(), domain.Upper?.ToDouble());
        var value = (lower, upper) switch
        {
            ({ } a, { } b) => a + (b - a) * v / (1 + v),
            ({ } a, null) => a + v,
            (null, { } b) => b - v,
            _ => k % 2 == 0 ? v : -v,
        };
        return domain.IsInteger ? Math.Ceiling(value) : value;
    }
}
