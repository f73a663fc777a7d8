using Theory.Symbolics.Analysis;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Limits;

/// <summary>
/// Limits by comparison, where quantities have no limit that is known but facts bound them: what lies between two functions with one
/// limit has it too, and what lies above a function that tends to infinity does so. Where bounds say less, the
/// answer is how far they let it range.
/// </summary>
internal static class Squeezes
{
    /// <summary>How many ways of bounding an expression are tried.</summary>
    private const int MostBounds = 16;

    /// <summary>What bounds from below and above say of the limit; null where they say nothing.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="variable">What tends somewhere.</param>
    /// <param name="to">Where.</param>
    /// <param name="context">Comparisons of quantities with what bounds them.</param>
    /// <param name="limit">The limit of a bound that has one without further cases.</param>
    public static LimitValue? Of(Expr e, Symbol variable, Approach to, Context context, Func<Expr, LimitValue?> limit)
    {
        var bounds = new Bounding(variable, context);
        var below = bounds.Of(e, above: false).Take(MostBounds).Select(limit).ToList();
        if (below.Any(b => b is LimitValue.Infinite { Sign: > 0 }))
            return new LimitValue.Infinite(1);
        var above = bounds.Of(e, above: true).Take(MostBounds).Select(limit).ToList();
        if (above.Any(b => b is LimitValue.Infinite { Sign: < 0 }))
            return new LimitValue.Infinite(-1);
        var (lows, highs) = (Values(below), Values(above));
        return lows.Intersect(highs).FirstOrDefault() is { } same ? new LimitValue.Finite(same)
            : lows.Count + highs.Count > 0 ? new LimitValue.Between(Best(lows, 1), Best(highs, -1))
            : null;

        // The tightest, as far as signs tell.
        Expr? Best(List<Expr> ends, int sign) =>
            ends.Count == 0 ? null : ends.Aggregate((best, next) => (sign * (next - best)).IsNonnegative(context) ? next : best);

        List<Expr> Values(IEnumerable<LimitValue?> limits) =>
            [.. limits.OfType<LimitValue.Finite>().Select(l => l.Value.Simplify(context)).Distinct()];
    }

    // Expressions at most (or at least) a given one, with bounds in place of the quantities that depend on the variable.
    private sealed class Bounding(Symbol variable, Context context)
    {
        public IEnumerable<Expr> Of(Expr e, bool above) =>
            e switch
            {
                _ when !e.SubExpressions().Any(part => part is Quantity && part.DependsOn(variable)) => [e],
                Quantity q => Known(q, above),
                Sum s => All(s.Items, above).Select(items => Sum.Of(items)),
                Product p => OfProduct(p, above),
                Power { Exponent: Number { Value.Sign: > 0 } } p when p.Base.IsNonnegative(context) => Of(p.Base, above)
                    .Where(b => above || b.IsNonnegative(context))
                    .Select(b => Power.Of(b, p.Exponent)),
                Exp x => Of(x.Argument, above).Select(b => new Exp(b)),
                Series s when !s.Lower.DependsOn(variable) && !s.Upper.DependsOn(variable) => new Bounding(
                    variable,
                    context.Inside(s)
                )
                    .Of(s.Body, above)
                    .Select(b => s with { Body = b }),
                _ => [],
            };

        private IEnumerable<Expr> Known(Quantity q, bool above) =>
            from pair in context.Comparisons
            let fact = pair.Comparison
            where (above ? fact.Left : fact.Right) == q
            let bound = above ? fact.Right : fact.Left
            where !bound.SubExpressions().Any(part => part is Quantity && part.DependsOn(variable))
            select bound;

        private IEnumerable<Expr> OfProduct(Product p, bool above)
        {
            var moving = p.Items.Where(f => f.DependsOn(variable)).ToList();
            var fixedPart = Product.Of(p.Items.Where(f => !f.DependsOn(variable)));
            return moving is not [var only] ? []
                : fixedPart.IsNonnegative(context) ? Of(only, above).Select(b => Product.Of(fixedPart, b))
                : fixedPart.IsNonpositive(context) ? Of(only, !above).Select(b => Product.Of(fixedPart, b))
                : [];
        }

        private IEnumerable<IEnumerable<Expr>> All(IEnumerable<Expr> items, bool above) =>
            items.Aggregate(
                (IEnumerable<IEnumerable<Expr>>)
                    [
                        [],
                    ],
                (chosen, item) => chosen.SelectMany(c => Of(item, above).Select(b => c.Append(b)))
            );
    }
}
