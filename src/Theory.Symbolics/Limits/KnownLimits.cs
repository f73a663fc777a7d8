namespace Theory.Symbolics.Limits;

/// <summary>Limits of quantities that are facts of a context.</summary>
internal static class KnownLimits
{
    /// <summary>
    /// The expression with quantities replaced by their limits where they stand as summands, alone or times what does not vary, so
    /// that nothing can magnify the difference.
    /// </summary>
    public static Expr Settle(Expr whole, Symbol variable, Approach to, Context context)
    {
        var known = context
            .Facts.Select(f => f.Statement)
            .OfType<Statement.Tends>()
            .Where(t => t.Variable == variable && Matches(t.To, to))
            .ToList();
        return known.Count == 0 ? whole
            : whole is Sum s ? Sum.Of(s.Items.Select(Term))
            : Term(whole);

        Expr Term(Expr term)
        {
            IReadOnlyList<Expr> factors = term is Product p ? p.Items : [term];
            var moving = factors.Where(f => f.DependsOn(variable)).ToList();
            return moving is [Quantity only] && LimitOf(only) is { } limit
                ? Product.Of(factors.Select(f => f == only ? limit : f))
                : term;
        }

        Expr? LimitOf(Quantity q) =>
            known.FirstOrDefault(t => t.Of == q && !t.Value.SubExpressions().Contains(Constant.Infinity))?.Value;
    }

    private static bool Matches(Expr fact, Approach to) =>
        to switch
        {
            Approach.PlusInfinity => fact == Constant.Infinity,
            Approach.MinusInfinity => fact == -Constant.Infinity,
            Approach.FromAbove { Point: var p } => fact == p,
            Approach.FromBelow { Point: var p } => fact == p,
            Approach.To { Point: var p } => fact == p,
            _ => false,
        };
}
