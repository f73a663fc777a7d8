using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Analysis;

/// <summary>Points of the context, tried in a fixed order, at which an enclosure decides.</summary>
internal static class Points
{
    private const int Tries = 256;

    // Where most formulas show their signs; each point takes them in another order.
    private static readonly double[] Values = [1, 0.5, 2, 0.1, 10, 0.9, 1.1, 0.01, 100, 0.25, 4, 3, 1e-4, 1e4, 7, 0.75];

    /// <summary>The first point at which the value of the expression is certain to satisfy a condition, in words; null if none does.</summary>
    public static string? Where(Expr e, Context context, Func<Interval, bool> holds) =>
        All(e, context).Where(p => holds(Value(e, p))).Select(Describe).FirstOrDefault();

    /// <summary>Points of the context, as values of the symbols of an expression.</summary>
    public static IEnumerable<IReadOnlyList<(Symbol Symbol, double Value)>> All(Expr e, Context context)
    {
        if (e.SubExpressions().Any(x => x is Quantity))
            yield break;
        var definitions = context.Definitions.Select(d => d.Symbol).ToHashSet();
        var facts = context.Comparisons.Select(c => c.Comparison).Where(c => !IsSignOfQuantity(c)).ToList();
        var symbols = e.FreeSymbols().Concat(facts.SelectMany(Free)).Where(s => !definitions.Contains(s)).Distinct().ToList();
        for (var k = 0; k < (symbols.Count == 0 ? 1 : Tries); k++)
        {
            var point = symbols.Select((s, i) => (s, Pick(context.DomainOf(s), k, i))).ToList();
            if (facts.All(fact => Holds(fact, point)))
                yield return point;
        }
    }

    // KL(P, Q) >= 0 says nothing of the symbols of an expression without that quantity.
    private static bool IsSignOfQuantity(Statement.Comparison c) => (c.Left, c.Right) is (Quantity, Number) or (Number, Quantity);

    /// <summary>The enclosure of an expression at a point; empty where it has no value.</summary>
    public static Interval Value(Expr e, IReadOnlyList<(Symbol Symbol, double Value)> at) =>
        e.Enclose(at.Aggregate(new Assignment<Interval>(), (all, p) => all.With(p.Symbol, p.Value)));

    /// <summary>The point in words.</summary>
    public static string Describe(IReadOnlyList<(Symbol Symbol, double Value)> at) =>
        string.Join(
            ", ",
            at.Select(p => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Symbol} = {p.Value}"))
        );

    private static IEnumerable<Symbol> Free(Statement.Comparison c) =>
        c.ForAll.Count > 0 ? [] : c.Left.FreeSymbols().Concat(c.Right.FreeSymbols());

    private static bool Holds(Statement.Comparison fact, IReadOnlyList<(Symbol Symbol, double Value)> at)
    {
        if (fact.ForAll.Count > 0 || fact.Left.SubExpressions().Concat(fact.Right.SubExpressions()).Any(x => x is Quantity))
            return false;
        if (!Free(fact).All(s => at.Any(p => p.Symbol == s)))
            return fact.Relation is Relation.Equal;
        var gap = Value(fact.Right - fact.Left, at);
        return fact.Relation switch
        {
            Relation.Equal => gap is { Lower: 0, Upper: 0 },
            Relation.Less => gap.Lower > 0,
            _ => gap.Lower >= 0,
        };
    }

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
