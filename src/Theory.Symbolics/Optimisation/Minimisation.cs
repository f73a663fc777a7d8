using Theory.Symbolics.Analysis;
using Theory.Symbolics.Limits;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// Exact minima, constants included, of sums of powers in which the dual of the geometric program has one point: two terms of
/// opposite powers, <c>a/lambda + b*lambda &gt;= 2*sqrt(a*b)</c>, or k + 1 terms in k symbols. The weighted arithmetic-geometric mean
/// inequality gives the value, <c>prod_i (C_i/w_i)^(w_i)</c>, and its equality case the minimiser.
/// </summary>
public static class Minimisation
{
    /// <summary>The minimum over positive values of the chosen symbols.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="over">The symbols to choose, each positive.</param>
    /// <param name="context">What is known of the others.</param>
    /// <exception cref="ArgumentException">No symbol is chosen, or one that the context confines.</exception>
    /// <example>
    /// <code>((Minimum.Exact)Infix.Parse("K/lambda + lambda*D^2/(8*m)").Minimise([new Symbol("lambda")], Context.Given("K > 0, D > 0, m > 0"))).Value</code>
    /// is <c>D*sqrt(K/(2*m))</c>.
    /// </example>
    public static Minimum Minimise(this Expr e, Terms<Symbol> over, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (over.Count == 0)
            throw new ArgumentException("No symbol to minimise over: name at least one.", nameof(over));
        if (Depth.Excess(e) is { } excess)
            return new Minimum.Unknown(excess);
        var whole = context.Defined(e, over.AsSpan());
        if (Confining(over, context) is { } confining)
            return new Minimum.Unknown(confining);
        if (over.Select(x => Unbounded(whole, x, context)).FirstOrDefault(found => found is not null) is { } unbounded)
            return unbounded;
        var (sum, refusal) = PowerSum.Read(whole, over);
        if (sum is null)
            return new Minimum.Unknown(refusal!);
        if (over.FirstOrDefault(s => context.DomainOf(s) != Domain.Positive) is { } confined)
            return new Minimum.Unknown(
                new Refusal(
                    confined,
                    $"it ranges over {context.DomainOf(confined)}, and exact minima are over all positive numbers"
                )
            );
        if (
            sum.Moving.FirstOrDefault(i => Signs.Certain(i.Coefficient, context) is not (Sign.Positive, _)) is
            { Coefficient: { } odd }
        )
            return new Minimum.Unknown(new Refusal(odd, "this coefficient is not known to be positive"));
        if (over.Count == 1 && OneSided(sum, over[0], context) is { } end)
            return end;
        var found = over.Count == 1 && sum.Moving.Count == 2 ? TwoTerms(sum, over[0], context) : ByDuality(sum, over, context);
        return found is Minimum.Exact exact ? exact with { Value = Sum.Of(sum.Constant, exact.Value) } : found;
    }

    /// <summary>A fact that binds a chosen symbol to others, where only its domain is heeded; null where there is none.</summary>
    internal static Refusal? Confining(Terms<Symbol> over, Context context) =>
        context
            .Comparisons.Select(fact => fact.Comparison)
            .FirstOrDefault(fact => over.Any(x => fact.Left.DependsOn(x) || fact.Right.DependsOn(x)))
            is { } fact
            ? new Refusal(
                over.First(x => fact.Left.DependsOn(x) || fact.Right.DependsOn(x)),
                $"it is bound by {fact}, and minima are sought over ranges that end at numbers: ask for the rate instead"
            )
            : null;

    // Whatever the other symbols are, the expression falls without end in this one.
    private static Minimum.Infimum? Unbounded(Expr e, Symbol x, Context context)
    {
        var (low, high) = Dependences.Ends(context.DomainOf(x));
        foreach (var end in new[] { low, high })
            if (e.Limit(x, end, context) is [{ When.Count: 0, Limit: LimitValue.Infinite { Sign: < 0 } }])
                return new(-Constant.Infinity, $"{x} -> {end}");
        return null;
    }

    // a x^p + b x^(-q): the minimiser is (a p/(b q))^(-1/(p + q)).
    private static Minimum TwoTerms(PowerSum sum, Symbol x, Context context)
    {
        var ordered = sum
            .Moving.OrderBy(i => Signs.Certain(i.Exponents[0].ToExpr(), context)?.Sign is Sign.Positive ? 0 : 1)
            .ToList();
        var ((up, a), (down, b)) = (
            (ordered[0].Exponents[0], ordered[0].Coefficient),
            (ordered[1].Exponents[0], ordered[1].Coefficient)
        );
        var (rises, falls) = (Signs.Certain(up.ToExpr(), context)?.Sign, Signs.Certain(down.ToExpr(), context)?.Sign);
        if (rises is not Sign.Positive || falls is not Sign.Negative)
            return new Minimum.Unknown(
                new Refusal(
                    sum.Moving.First(i => !i.Exponents[0].IsConstant).Exponents[0].ToExpr(),
                    "the sign of this exponent is not known"
                )
            );
        if (up.IsConstant && down.IsConstant)
            return ByDuality(sum, [x], context);
        var (p, q) = (up.ToExpr(), (-down).ToExpr());
        var total = (up - down).ToExpr();
        var argmin = Power.Of(b * q / (a * p), 1 / total);
        // The weights of the two terms are q/(p + q) and p/(p + q).
        var value = Power.Of(a * total / q, q / total) * Power.Of(b * total / p, p / total);
        return new Minimum.Exact([(x, argmin)], value);
    }

    // All terms move the same way: the infimum is what is left where they vanish.
    private static Minimum.Infimum? OneSided(PowerSum sum, Symbol x, Context context)
    {
        var signs = sum.Moving.Select(i => Signs.Certain(i.Exponents[0].ToExpr(), context)?.Sign).Distinct().ToList();
        return signs switch
        {
            [Sign.Positive] => new(sum.Constant, $"{x} -> 0"),
            [Sign.Negative] => new(sum.Constant, $"{x} -> inf"),
            _ => null,
        };
    }

    private static Minimum ByDuality(PowerSum sum, Terms<Symbol> over, Context context)
    {
        if (sum.Moving.FirstOrDefault(i => i.Exponents.Any(x => !x.IsConstant)) is { Exponents: { Count: > 0 } symbolic })
            return new Minimum.Unknown(
                new Refusal(symbolic.First(x => !x.IsConstant).ToExpr(), "this exponent must be a number")
            );
        var rows = sum
            .Moving.Select(i => new GeometricProgram.Row(
                i.Coefficient,
                1,
                i.Exponents.Select(x => x.Constant).ToTerms(),
                Monomial.One
            ))
            .ToTerms();
        var program = new GeometricProgram(over, rows, []);
        switch (program.DualVertices().ToList())
        {
            case []:
                var ray = Balancing.VanishingAlong(program).Select(a => $"{a.Symbol} = {Power.Of(new Symbol("X"), a.Exponent)}");
                return new Minimum.Infimum(sum.Constant, $"X -> inf along {string.Join(", ", ray)}");
            case [var weights] when weights.All(w => w.Sign > 0):
                return OfWeights(program, sum, weights, context);
            default:
                return new Minimum.Unknown(
                    new Refusal(
                        Sum.Of(sum.Moving.Select(i => i.Coefficient)),
                        $"{rows.Count} terms in {over.Count} symbol{(over.Count == 1 ? "" : "s")} have no closed-form minimum: give numbers for a certified one, or ask for its rate"
                    )
                );
        }
    }

    // With C_i/w_i for coefficients, the weighted mean is attained where all terms are equal.
    private static Minimum OfWeights(GeometricProgram program, PowerSum sum, Terms<Rational> weights, Context context)
    {
        var normal = new ScalarSigns(context, []);
        Monomial Coefficient(Expr c, Rational weight) => RootForm.Read(c / weight, normal.IsPositive);
        var rows = program
            .Terms.Zip(sum.Moving, (row, item) => (row, item))
            .Zip(weights, (p, w) => p.row with { Rest = Coefficient(p.item.Coefficient, w) })
            .ToTerms();
        var scaled = program with { Terms = rows };
        var value = scaled.Bound(weights);
        var nowhere = new Growth(null, [], new(0, []), []);
        var choice = Choices.Of(scaled, nowhere, nowhere.Region, weights, value).First();
        return choice.IsUnique
            ? new Minimum.Exact(
                scaled.Minimised.Zip(choice.Point, (s, m) => (s, RootForm.Write(m))).ToTerms(),
                RootForm.Write(value)
            )
            : new Minimum.Unknown(new Refusal(Sum.Of(rows.Select(r => r.Whole)), "more than one point attains the minimum"));
    }
}
