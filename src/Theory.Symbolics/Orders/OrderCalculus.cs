using Theory.Symbolics.Linear;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Orders;

/// <summary>
/// Decides <c>left &lt;~ right</c> among sums of monomials in growing sizes, their logarithms and exponentials. In logarithms it is a
/// linear program: a term that no weighted geometric mean of the right side reaches (Farkas) grows faster along the dual ray.
/// </summary>
public static class OrderCalculus
{
    /// <summary>Whether <paramref name="left"/> is at most a constant times <paramref name="right"/>.</summary>
    /// <param name="left">A nonnegative expression.</param>
    /// <param name="right">A positive expression.</param>
    /// <param name="context">
    /// Hypotheses between monomials, such as <c>m &gt;= n</c>, and domains. Bounds on a symbol count up to constant factors, so
    /// <c>n integer</c> makes n a size; logarithms are taken of large sizes.
    /// </param>
    public static OrderVerdict Decide(Expr left, Expr right, Context context)
    {
        if (Depth.Excess(left, right) is { } excess)
            return new OrderVerdict.Unknown(excess);
        Expr Defined(Expr e) => Settled(context.Defined(e), context);
        var reader = new OrderReader(context);
        var (a, refusal) = reader.TryRead(Defined(left));
        if (a is null)
            return new OrderVerdict.Unknown(refusal!);
        var (b, obstacle) = reader.TryRead(Defined(right));
        if (b is null)
            return new OrderVerdict.Unknown(obstacle!);
        // a/b <~ c/d says the same as a*d <~ c*b.
        var small = a.Above * b.Below;
        var large = b.Above * a.Below;
        var bounded = Hypotheses(context, reader, Defined).ToList();
        var dominations = new List<Domination>();
        foreach (var (term, _) in small.Items)
            switch (Decide(term, large, bounded, context))
            {
                case OrderVerdict.Proven proven:
                    dominations.AddRange(proven.Dominations);
                    break;
                case var other:
                    return other;
            }
        return new OrderVerdict.Proven(dominations.ToTerms());
    }

    // Exponents that definitions turned into numbers, such as (1 + kappa)/(2 + kappa).
    private static Expr Settled(Expr e, Context context) =>
        e.MapChildren(child => Settled(child, context)) switch
        {
            Power { Exponent: not Number } p when !p.Exponent.FreeSymbols().Any() => Power.Of(
                p.Base,
                p.Exponent.Simplify(context)
            ),
            var settled => settled,
        };

    private static OrderVerdict Decide(Monomial term, Posynomial large, List<Monomial> bounded, Context context)
    {
        var scale = Scale.Of([term, .. large.Items.Select(i => i.Monomial), .. bounded], context);
        var known = bounded.Concat(scale.Bounded).ToList();
        // Greatest s with log term - log rival >= s for every rival, where no bounded monomial grows.
        var rows = large
            .Items.Select(i => new Halfspace(scale.Coordinates(i.Monomial / term).Append(1).ToTerms(), 0))
            .Concat(known.Select(m => new Halfspace(scale.Coordinates(m).Append(0).ToTerms(), 0)))
            .Append(new Halfspace(scale.Bases.Select(_ => Rational.Zero).Append(1).ToTerms(), 1))
            .ToList();
        var goal = scale.Bases.Select(_ => Rational.Zero).Append(1).ToTerms();
        var best = (LinearOptimum.Optimal)LinearProgram.Maximise(goal, rows);
        if (best.Value.IsZero)
            return new OrderVerdict.Proven([new Domination(term.ToExpr(), Certify(large, known, best.Weights))]);
        var along = scale.Regime(best.Point);
        return
            along is not null
            && large.Items.All(i => Outgrows(term / i.Monomial))
            && !known.Any(Outgrows)
            && Obeyed(context, along)
            ? new OrderVerdict.Refuted(
                term.ToExpr(),
                along.Select(p => (p.Key, p.Value.ToExpr())).OrderBy(p => p.Key, Ordering.Instance).ToTerms()
            )
            : new OrderVerdict.Unknown(new Refusal(term.ToExpr(), "it is neither dominated by powers nor seen to grow faster"));

        bool Outgrows(Monomial m) => Scale.Along(m, along) is not { Sign: <= 0 };
    }

    // A regime gives exact values; a fact must hold for them, constants included.
    private static bool Obeyed(Context context, IReadOnlyDictionary<Expr, Size> along)
    {
        var reader = new PosynomialReader(e => e is Symbol || along.ContainsKey(e));
        return context.Comparisons.All(c =>
        {
            var (left, right) = (
                reader.Read(context.Defined(c.Comparison.Left)).Posynomial,
                reader.Read(context.Defined(c.Comparison.Right)).Posynomial
            );
            if (c.Comparison.ForAll.Count > 0 || left is null || right is not { Items: [var only] })
                return false;
            var relevant = left
                .Items.Append(only)
                .All(i => i.Monomial.Factors.All(f => f.Base is Number or Constant || along.ContainsKey(f.Base)));
            return !relevant
                || left.Items.All(i =>
                    Scale.Along(i.Monomial / only.Monomial, along) is { } size
                    && (
                        size.Sign < 0
                        || size.Sign == 0 && left.Items.Count == 1 && i.Coefficient * size.Coefficient <= only.Coefficient
                    )
                );
        });
    }

    private static Certificate Certify(Posynomial large, List<Monomial> known, Terms<Rational> weights)
    {
        IEnumerable<(Expr, Expr)> Used(IEnumerable<Monomial> rows, int skip) =>
            rows.Zip(weights.Skip(skip)).Where(p => !p.Second.IsZero).Select(p => (p.First.ToExpr(), (Expr)p.Second));
        return new(Used(large.Items.Select(i => i.Monomial), 0).ToTerms(), Used(known, large.Items.Count).ToTerms());
    }

    // Facts L <= R: every term of L, divided by R, is bounded.
    private static IEnumerable<Monomial> Hypotheses(Context context, OrderReader reader, Func<Expr, Expr> defined) =>
        from pair in context.Comparisons
        where pair.Comparison.ForAll.Count == 0
        let left = reader.TryRead(defined(pair.Comparison.Left)).Fraction
        let right = reader.TryRead(defined(pair.Comparison.Right)).Fraction
        where left is not null && right is not null
        from ordered in pair.Comparison.Relation is Relation.Equal ? new[] { (left, right), (right, left) } : [(left, right)]
        let small = ordered.Item1.Above * ordered.Item2.Below
        let large = ordered.Item2.Above * ordered.Item1.Below
        where large.Items.Count == 1
        from item in small.Items
        let bounded = item.Monomial / large.Items[0].Monomial
        where bounded != Monomial.One
        select bounded;
}
