using Theory.Symbolics.Calculus;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Analysis;

/// <summary>The sign of an expression in one case.</summary>
/// <param name="When">What cuts the case out.</param>
/// <param name="Sign">Negative, zero or positive.</param>
public sealed record SignCase(Statement.Comparison When, Sign Sign);

/// <summary>
/// Signs that change, by cases: where the numerator of an expression is linear in a symbol, with a slope of known sign, or has two
/// terms of opposite signs.
/// </summary>
public static class SignCases
{
    /// <summary>The cases negative, zero and positive, or null where they are not found.</summary>
    public static Terms<SignCase>? Of(Expr e, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Depth.Excess(e) is not null)
            return null;
        var field = new ParameterField(context);
        var whole = field.Of(context.Defined(e));
        return field.Numerator(whole).Above is { } above ? Linear(above, field) ?? TwoTerms(above, context) : null;
    }

    private static Terms<SignCase>? Linear(Expr above, ParameterField field)
    {
        foreach (var x in above.FreeSymbols())
        {
            var slope = field.Of(above.Derivative(x));
            if (slope.SubExpressions().Any(part => part is Quantity) || slope.DependsOn(x) || field.Sign(slope) is null or 0)
                continue;
            var root = field.Of(-above.Substitute(x, 0) / slope);
            return root is Number { Value: var at } && !field.Context.DomainOf(x).Contains(at)
                ? null
                : Split(x, root, rises: field.Sign(slope) > 0);
        }
        return null;
    }

    // c*M - d*N, where c*M/(d*N) is a product of powers.
    private static Terms<SignCase>? TwoTerms(Expr above, Context context)
    {
        if (above is not Sum { Items: [var first, var second] })
            return null;
        var reader = new PosynomialReader(x => x.IsPositive(context));
        foreach (var (plus, minus) in new[] { (first, -second), (second, -first) })
        {
            var (left, right) = (reader.Read(plus).Posynomial, reader.Read(minus.Simplify(context)).Posynomial);
            if (left is not { Items: [var more] } || right is not { Items: [var less] })
                continue;
            var quotient = more.Monomial / less.Monomial;
            if (quotient.Factors is [(Symbol x, { IsConstant: true, Constant: var power })])
                return Split(
                    x,
                    Power.Of(less.Coefficient / more.Coefficient, power.Reciprocal).Simplify(context),
                    power.Sign > 0
                );
            var sides = quotient.Factors.ToLookup(
                f => f.Exponent is { IsConstant: true, Constant.Sign: < 0 },
                f =>
                    Monomial
                        .Of(f.Base, f.Exponent is { IsConstant: true, Constant.Sign: < 0 } ? -f.Exponent : f.Exponent)
                        .ToExpr()
            );
            return Split(
                Product.Of(sides[false].Prepend(new Number((more.Coefficient / less.Coefficient).Numerator))),
                Product.Of(sides[true].Prepend(new Number((more.Coefficient / less.Coefficient).Denominator))),
                rises: true
            );
        }
        return null;
    }

    private static Terms<SignCase> Split(Expr left, Expr right, bool rises) =>
        [
            new(new(left, Relation.Less, right), rises ? Sign.Negative : Sign.Positive),
            new(new(left, Relation.Equal, right), Sign.Zero),
            new(new(left, Relation.Greater, right), rises ? Sign.Positive : Sign.Negative),
        ];
}
