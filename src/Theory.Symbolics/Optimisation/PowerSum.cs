using Theory.Symbolics.Linear;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// A sum of powers of chosen symbols with coefficients free of them, such as <c>(KL + log(1/delta))/lambda + lambda*D^2/(8*n)</c> in
/// lambda. Coefficients keep the author's form.
/// </summary>
/// <param name="Items">Exponents and coefficient of each term; exponents are distinct.</param>
internal sealed record PowerSum(Terms<(Terms<LinearForm> Exponents, Expr Coefficient)> Items)
{
    private const int MostTerms = 500;

    /// <summary>The coefficient of the terms free of the chosen symbols; 0 if there are none.</summary>
    public Expr Constant => Sum.Of(Items.Where(IsConstant).Select(i => i.Coefficient));

    /// <summary>The terms in which a chosen symbol occurs.</summary>
    public Terms<(Terms<LinearForm> Exponents, Expr Coefficient)> Moving => Items.Where(i => !IsConstant(i)).ToTerms();

    private static bool IsConstant((Terms<LinearForm> Exponents, Expr Coefficient) item) => item.Exponents.All(x => x.IsZero);

    /// <summary>Reads an expression; or the part that is no power of the chosen symbols.</summary>
    public static (PowerSum? Sum, Refusal? Refusal) Read(Expr e, Terms<Symbol> over)
    {
        var (items, blocking) = Parts(e, over);
        if (items is null)
            return (null, new Refusal(blocking!, $"it is not a sum of powers of {string.Join(", ", over)}"));
        var collected = items
            .GroupBy(i => i.Exponents, i => i.Coefficient)
            .Select(g => (g.Key, Sum.Of(g)))
            .Where(i => i.Item2 is not Number { Value.IsZero: true });
        return (new(collected.ToTerms()), null);
    }

    private static (List<(Terms<LinearForm> Exponents, Expr Coefficient)>? Items, Expr? Blocking) Parts(
        Expr e,
        Terms<Symbol> over
    )
    {
        if (!over.Any(e.DependsOn))
            return ([(over.Select(_ => (LinearForm)0).ToTerms(), e)], null);
        switch (e)
        {
            case Symbol s:
                return ([(over.Select(x => (LinearForm)(x == s ? 1 : 0)).ToTerms(), 1)], null);
            case Sum s:
                var terms = s.Items.Select(t => Parts(t, over)).ToList();
                return terms.FirstOrDefault(t => t.Items is null) is { Blocking: { } b }
                    ? (null, b)
                    : ([.. terms.SelectMany(t => t.Items!)], null);
            case Product p:
                var factors = p.Items.Select(f => Parts(f, over)).ToList();
                return factors.FirstOrDefault(f => f.Items is null) is { Blocking: { } c } ? (null, c)
                    : factors.Select(f => f.Items!).Aggregate((a, d) => Times(a, d)) is { Count: <= MostTerms } product
                        ? (product, null)
                    : (null, e);
            case Power { Exponent: var k } p when !over.Any(k.DependsOn):
                var (inner, blocking) = Parts(p.Base, over);
                return inner switch
                {
                    null => (null, blocking),
                    [var (exponents, coefficient)] => Raised(exponents, coefficient, k) is { } raised
                        ? ([raised], null)
                        : (null, e),
                    _ when k is Number { Value: { IsInteger: true, Sign: > 0 } n } && n <= 8 => (
                        Enumerable.Repeat(inner, (int)n.Numerator).Aggregate(Times),
                        null
                    ),
                    _ => (null, e),
                };
            default:
                return (null, e);
        }
    }

    private static List<(Terms<LinearForm>, Expr)> Times(
        List<(Terms<LinearForm> Exponents, Expr Coefficient)> a,
        List<(Terms<LinearForm> Exponents, Expr Coefficient)> b
    ) =>
        [
            .. from x in a
            from y in b
            select (x.Exponents.Zip(y.Exponents, (p, q) => p + q).ToTerms(), Product.Of(x.Coefficient, y.Coefficient)),
        ];

    private static (Terms<LinearForm>, Expr)? Raised(Terms<LinearForm> exponents, Expr coefficient, Expr power)
    {
        var raised = exponents.Select(x => LinearForm.Product(x, LinearForm.Read(power))).ToList();
        return raised.Any(x => x is null)
            ? null
            : (
                raised.Select(x => x!).ToTerms(),
                coefficient is Number { Value.IsOne: true } ? coefficient : Power.Of(coefficient, power)
            );
    }
}
