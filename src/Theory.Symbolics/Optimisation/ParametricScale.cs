using Theory.Symbolics.Analysis;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Optimisation;

/// <summary>Products of powers of growing sizes, with exponents that are rational functions of parameters, compared.</summary>
/// <param name="Bases">The sizes.</param>
/// <param name="Directions">1 where a size grows, -1 where it tends to 0, and 0 where it is held fixed.</param>
/// <param name="Field">The exponents.</param>
/// <param name="Free">Exponents that are free because a size was given as a power, <c>m = n^kappa</c>.</param>
internal sealed record ParametricScale(Terms<Expr> Bases, Terms<int> Directions, ParameterField Field, Terms<Symbol> Free)
{
    /// <summary>The scale that monomials live on.</summary>
    public static ParametricScale Of(IEnumerable<Monomial> monomials, Terms<Symbol> over, Context context, Terms<Symbol>? grow)
    {
        var bases = monomials
            .SelectMany(m => m.Factors)
            .Select(f => f.Base)
            .Where(b => b is not (Number or Constant) && !(b is Symbol s && over.Contains(s)))
            .Distinct()
            .Order(Ordering.Instance)
            .ToTerms();
        int Direction(Expr b) =>
            grow is { } names && !b.FreeSymbols().Any(s => names.Contains(s)) ? 0
            : b is Symbol s && context.DomainOf(s) is { Upper: not null } ? -1
            : 1;
        var free = context
            .Definitions.SelectMany(d => d.Value.SubExpressions().OfType<Power>())
            .SelectMany(p => p.Exponent.FreeSymbols());
        return new(bases, bases.Select(Direction).ToTerms(), new(context), free.Distinct().ToTerms());
    }

    /// <summary>Whether a product of powers of the sizes stays at most 1; where that is open, what it takes.</summary>
    /// <exception cref="ParameterField.Undecided">Not even that can be said, as a sign is not known.</exception>
    public (bool? Holds, Statement.Comparison? When) AtMostOne(Terms<Expr> exponents)
    {
        var moving = Bases
            .Zip(Directions, exponents)
            .Where(p => p.Second != 0)
            .Select(p => (Base: p.First, Direction: p.Second, Exponent: Field.Of(p.Third)))
            .Where(p => p.Exponent is not Number { Value.IsZero: true })
            .ToList();
        if (moving.All(p => Field.IsAtMostZero(p.Direction * p.Exponent)))
            return (true, null);
        if (moving.All(p => Field.Sign(p.Direction * p.Exponent) == 1))
            return (false, null);
        if (moving is [var only])
            return (null, Solved(only.Direction * only.Exponent));
        var parts = moving.ToLookup(p => Field.Sign(p.Exponent) ?? throw new ParameterField.Undecided(p.Exponent));
        return (
            null,
            new(
                Product.Of(parts[1].Select(p => Power.Of(p.Base, p.Exponent))),
                Relation.LessOrEqual,
                Product.Of(parts[-1].Select(p => Power.Of(p.Base, Field.Of(-p.Exponent))))
            )
        );
    }

    /// <summary>All conditions at once, those that follow from others left out; null where they contradict each other.</summary>
    public Terms<Statement.Comparison>? Together(
        IReadOnlyList<(bool? Holds, Statement.Comparison? When)> conditions,
        IEnumerable<Statement.Comparison> before
    )
    {
        if (conditions.Any(c => c.Holds == false))
            return null;
        var all = before.Concat(conditions.Where(c => c.Holds is null).Select(c => c.When!)).Distinct().ToList();
        for (var i = all.Count - 1; i >= 0; i--)
            if (
                all.Where((other, j) => j != i && other.Left == all[i].Left && other.Relation == all[i].Relation)
                    .Any(other => Implies(other, all[i]))
            )
                all.RemoveAt(i);
        return all.Any(a => all.Any(b => Contradicts(a, b))) ? null : all.ToTerms();
    }

    private bool Implies(Statement.Comparison a, Statement.Comparison b) =>
        a.Left is Symbol && Field.IsAtMostZero(a.Relation is Relation.LessOrEqual ? a.Right - b.Right : b.Right - a.Right);

    private bool Contradicts(Statement.Comparison upper, Statement.Comparison lower) =>
        upper is { Left: Symbol s, Relation: Relation.LessOrEqual }
        && lower is { Relation: Relation.GreaterOrEqual }
        && lower.Left == s
        && Field.IsAtMostZero(upper.Right - lower.Right);

    /// <summary>The condition turned round.</summary>
    public static Statement.Comparison Opposite(Statement.Comparison c) =>
        c with
        {
            Relation = c.Relation is Relation.LessOrEqual ? Relation.GreaterOrEqual : Relation.LessOrEqual,
        };

    // The exponent at most 0: solved for a free exponent that occurs linearly, else with its positive terms on the left.
    private Statement.Comparison Solved(Expr exponent)
    {
        var (numerator, divisor) = Field.Numerator(exponent);
        var above = numerator ?? throw new ParameterField.Undecided(divisor);
        foreach (var x in Free.Concat(above.FreeSymbols()).Distinct())
        {
            var slope = Field.Of(above.Derivative(x));
            if (slope.DependsOn(x) || !Free.Contains(x) && above.FreeSymbols().Count() > 1 || Field.Sign(slope) is null or 0)
                continue;
            return new(
                x,
                Field.Sign(slope) > 0 ? Relation.LessOrEqual : Relation.GreaterOrEqual,
                Field.Of(-above.Substitute(x, 0) / slope)
            );
        }
        var terms = (above is Sum s ? s.Items : [above]).ToLookup(term =>
            term is Product { Items: [Number { Value.Sign: < 0 }, ..] } or Number { Value.Sign: < 0 }
        );
        return new(Sum.Of(terms[false]), Relation.LessOrEqual, Sum.Of(terms[true].Select(term => -term)));
    }
}
