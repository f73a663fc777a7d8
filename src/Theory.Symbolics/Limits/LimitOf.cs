using System.Collections.Immutable;
using Theory.Symbolics.Linear;

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
    public static Terms<LimitCase> Limit(this Expr e, Symbol variable, Approach to, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var definitions = context.Definitions.Where(d => d.Symbol != variable);
        var whole = definitions.Aggregate(e, (x, d) => x.Substitute(d.Symbol, d.Value));
        var settled = KnownLimits.Settle(whole, variable, to, context);
        var start = new Situation(settled, variable, context, [], []);
        var cases = to is Approach.To both ? TwoSided(start, both.Point) : Solve(start, to).Select(c => c.Case);
        // How fast a quantity tends to its limit is not known.
        return settled == whole ? cases.ToTerms() : cases.Select(c => c with { Leading = null }).ToTerms();
    }

    // What is being expanded, and what the case at hand assumes.
    private sealed record Situation(
        Expr Whole,
        Symbol Variable,
        Context Context,
        ImmutableList<(Scalar Of, int Sign)> Assumed,
        ImmutableList<Statement.Comparison> When
    );

    private static IEnumerable<(Situation Situation, LimitCase Case)> Solve(Situation at, Approach to)
    {
        try
        {
            return [(at, Expand(at, to))];
        }
        catch (SignNeededException needed)
        {
            return at.When.Count < MostSplits && needed.Of.ToExpr().FreeSymbols().Any()
                ? Split(at, needed.Of).SelectMany(part => Solve(part, to))
                :
                [
                    (
                        at,
                        Because(
                            at,
                            new LimitValue.Unknown(new Refusal(needed.Of.ToExpr(), "its sign decides, and it is not known"))
                        )
                    ),
                ];
        }
        catch (NotExpandedException stopped)
        {
            LimitValue value = stopped.IsUndefined
                ? new LimitValue.Undefined(stopped.Because)
                : new LimitValue.Unknown(stopped.Because);
            return [(at, Because(at, value))];
        }
    }

    private static LimitCase Because(Situation at, LimitValue value) => new(at.When.ToTerms(), value, null);

    private static LimitCase Expand(Situation at, Approach to)
    {
        var near = at.Context.With(at.Variable, Side(to));
        var expansion = new Expansion(new ScalarSigns(near, at.Assumed));
        Expr x = at.Variable;
        var (exactly, mirror, point, sign, power) = to switch
        {
            Approach.PlusInfinity => (x, (Expr?)null, (Expr)0, 1, 1),
            Approach.MinusInfinity => (-x, x, 0, -1, 1),
            Approach.FromAbove { Point: var p } => (Power.Of(x - p, -1), null, p, 1, -1),
            Approach.FromBelow { Point: var p } => (Power.Of(p - x, -1), Power.Of(x - p, -1), p, -1, -1),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var variable = expansion.Shifted(point, expansion.Infinity(exactly, mirror), sign, power);
        var germ = expansion.Read(at.Whole, (at.Variable, variable));
        var limit = expansion.Limit(germ);
        return new(at.When.ToTerms(), limit, Leading(expansion, germ));
    }

    // The limit may be plain where the leading term is not: a + 1/x at infinity for a of unknown sign.
    private static Expr? Leading(Expansion expansion, Germ germ)
    {
        try
        {
            return expansion.LeadingExpr(germ);
        }
        catch (Exception undecided) when (undecided is SignNeededException or NotExpandedException)
        {
            return null;
        }
    }

    private static Domain Side(Approach to) =>
        to switch
        {
            Approach.PlusInfinity or Approach.FromAbove { Point: Number { Value.Sign: >= 0 } } => Domain.Positive,
            Approach.MinusInfinity or Approach.FromBelow { Point: Number { Value.Sign: <= 0 } } => Domain.Below(0),
            Approach.FromBelow { Point: Number { Value.Sign: > 0 } } => Domain.Positive,
            Approach.FromAbove { Point: Number { Value.Sign: < 0 } } => Domain.Below(0),
            _ => Domain.Real,
        };

    // The cases of a sign that the context leaves open.
    private static IEnumerable<Situation> Split(Situation at, Scalar constant)
    {
        var e = constant.ToExpr();
        var form = LinearForm.Read(e);
        foreach (var sign in new[] { 1, 0, -1 })
        {
            var relation = sign switch
            {
                > 0 => Relation.Greater,
                0 => Relation.Equal,
                _ => Relation.Less,
            };
            var condition = Solved(form, relation) ?? new Statement.Comparison(e, relation, 0);
            var part = at with { When = at.When.Add(condition), Assumed = at.Assumed.Add((constant, sign)) };
            if (condition is not { Left: Symbol s, Right: Number n })
                yield return part with
                {
                    Context = at.Context.Assume(condition.Left, relation, condition.Right),
                };
            else if (sign == 0)
            {
                if (at.Context.DomainOf(s).Contains(n.Value))
                    yield return part with
                    {
                        Whole = at.Whole.Substitute(s, n),
                    };
            }
            else
            {
                var domain = at
                    .Context.DomainOf(s)
                    .Intersect(condition.Relation is Relation.Greater ? Domain.Above(n.Value) : Domain.Below(n.Value));
                if (!domain.IsEmpty)
                    yield return part with
                    {
                        Context = at.Context.With(s, domain),
                    };
            }
        }
    }

    // 2*a - 4 > 0 as a > 2, where one parameter occurs linearly.
    private static Statement.Comparison? Solved(LinearForm form, Relation relation)
    {
        if (form.Parts is not [(Symbol s, var slope)])
            return null;
        var turned =
            slope.Sign > 0
                ? relation
                : relation switch
                {
                    Relation.Greater => Relation.Less,
                    Relation.Less => Relation.Greater,
                    _ => relation,
                };
        return new(s, turned, new Number(-form.Constant / slope));
    }

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
