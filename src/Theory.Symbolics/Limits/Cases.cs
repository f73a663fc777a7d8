using Theory.Symbolics.Linear;

namespace Theory.Symbolics.Limits;

/// <summary>What is being expanded, and what the case at hand assumes.</summary>
internal sealed record Situation(
    Expr Whole,
    Symbol Variable,
    Context Context,
    Terms<(Scalar Of, int Sign)> Assumed,
    Terms<Statement.Comparison> When
)
{
    /// <summary>The start: definitions substituted, sums over an index resolved where they can be, nothing assumed.</summary>
    public static Situation Of(Expr e, Symbol variable, Context context) =>
        new(IndexedSums.Without(context.Defined(e, variable), variable, context), variable, context, [], []);
}

/// <summary>Expansions by cases: a sign that is asked for and not known is tried with each answer.</summary>
internal static class Cases
{
    /// <summary>What an expansion gives in each case, or why it fails there.</summary>
    public static IEnumerable<(Situation Situation, T Result)> Solve<T>(
        Situation at,
        Approach to,
        Func<Expansion, Germ, T> result,
        Func<Refusal, bool, T> failure
    )
    {
        try
        {
            var (expansion, germ) = Expand(at, to);
            return [(at, result(expansion, germ))];
        }
        catch (SignNeededException needed)
        {
            return at.When.Count < LimitOf.MostSplits && needed.Of.ToExpr().FreeSymbols().Any()
                ? Split(at, needed.Of).SelectMany(part => Solve(part, to, result, failure))
                : [(at, failure(new Refusal(needed.Of.ToExpr(), "its sign decides, and it is not known"), false))];
        }
        catch (NotExpandedException stopped)
        {
            return [(at, failure(stopped.Because, stopped.IsUndefined))];
        }
    }

    private static (Expansion Expansion, Germ Germ) Expand(Situation at, Approach to)
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
        return (expansion, germ);
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
            var part = at with { When = [.. at.When, condition], Assumed = [.. at.Assumed, (constant, sign)] };
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
}
