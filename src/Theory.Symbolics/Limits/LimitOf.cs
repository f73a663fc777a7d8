using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Limits;

/// <summary>
/// Limits and leading terms of exp-log functions, cancellation included. Where the sign of a constant with parameters decides, each
/// sign is a case; where it cannot be decided, the answer is unknown.
/// </summary>
public static class LimitOf
{
    /// <summary>How deep cases are split before the answer is unknown.</summary>
    public const int MostSplits = 5;

    /// <summary>The limit and the leading term of an expression, by cases that cover all that the context allows.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="variable">The symbol that tends somewhere; all others are parameters.</param>
    /// <param name="to">Where it tends; a point may contain parameters.</param>
    /// <param name="context">What is known of the parameters.</param>
    /// <example>
    /// <code>Infix.Parse("(1 + a/x)^x").Limit(new Symbol("x"), new Approach.PlusInfinity(), Context.Given("a real"))[0].Limit</code>
    /// is <c>exp(a)</c>.
    /// </example>
    public static Terms<LimitCase> Limit(this Expr e, Symbol variable, Approach to, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Depth.Excess(e) is { } excess)
            return [new([], new LimitValue.Unknown(excess), null)];
        var found = Found(e, variable, to, context);
        return
            context.WithoutCitations() is var uncited && ReferenceEquals(uncited, context)
            || Found(e, variable, to, uncited) == found
            ? found
            : found.Select(c => c with { IsCited = c.Limit is not LimitValue.Unknown }).ToTerms();
    }

    private static Terms<LimitCase> Found(Expr e, Symbol variable, Approach to, Context context)
    {
        var start = Situation.Of(e, variable, context);
        var settled = KnownLimits.Settle(start.Whole, variable, to, context);
        var cases = to is Approach.To both
            ? TwoSided(start with { Whole = settled }, both.Point)
            : Solve(start with { Whole = settled }, to).Select(c => c.Case);
        // How fast a quantity tends to its limit is not known.
        var found = settled == start.Whole ? cases.ToTerms() : cases.Select(c => c with { Leading = null }).ToTerms();
        return
            found is [{ Limit: LimitValue.Unknown } only]
            && Squeezes.Of(settled, variable, to, context, bound => Plain(bound, variable, to, context)) is { } squeezed
            ? [only with { Limit = squeezed }]
            : found;
    }

    // The limit of a bound, where it is one number or infinite without further cases.
    private static LimitValue? Plain(Expr e, Symbol variable, Approach to, Context context) =>
        to is not Approach.To
        && Solve(Situation.Of(e, variable, context), to).Take(2).ToList() is [{ Case: { When.Count: 0, Limit: var limit } }]
            ? limit
            : null;

    private static IEnumerable<(Situation Situation, LimitCase Case)> Solve(Situation start, Approach to) =>
        Cases
            .Solve(
                start,
                to,
                (expansion, germ) => (Limit: expansion.Limit(germ), Leading: Leading(expansion, germ, start.Context)),
                (why, isUndefined) => (isUndefined ? new LimitValue.Undefined(why) : new LimitValue.Unknown(why), null)
            )
            .Select(c => (c.Situation, new LimitCase(c.Situation.When, c.Result.Limit, c.Result.Leading)));

    // The limit may be plain where the leading term is not: a + 1/x at infinity for a of unknown sign.
    private static Expr? Leading(Expansion expansion, Germ germ, Context context)
    {
        try
        {
            return expansion.LeadingExpr(germ) is { } leading ? WithoutQuotients(leading, context) : null;
        }
        catch (Exception undecided) when (undecided is SignNeededException or NotExpandedException)
        {
            return null;
        }
    }

    // Scales are compared by quotients, which may cancel in an exponent.
    private static Expr WithoutQuotients(Expr e, Context context) =>
        e is Exp { Argument: var exponent }
        && exponent.SubExpressions().Any(x => x is Power { Base: Sum, Exponent: Number { Value.Sign: < 0 } })
            ? new Exp(exponent.Simplify(context))
            : e.MapChildren(part => WithoutQuotients(part, context));

    private static IEnumerable<LimitCase> TwoSided(Situation start, Expr point) =>
        from above in Solve(start, new Approach.FromAbove(point))
        from below in Solve(above.Situation, new Approach.FromBelow(point))
        select above.Case.Limit == below.Case.Limit
            ? below.Case with
            {
                Leading = above.Case.Leading == below.Case.Leading ? above.Case.Leading : null,
            }
            : below.Case with
            {
                Limit = Both(below.Case.Limit, above.Case.Limit),
                Leading = null,
            };

    private static LimitValue Both(LimitValue below, LimitValue above) =>
        below is LimitValue.Unknown ? below
        : above is LimitValue.Unknown ? above
        : new LimitValue.TwoSided(below, above);
}
