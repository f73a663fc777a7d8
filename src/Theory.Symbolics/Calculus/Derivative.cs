using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Theory.Symbolics.Calculus;

/// <summary>Derivatives by the rules of calculus, in the author's order and not rearranged.</summary>
public static class Differentiation
{
    /// <summary>
    /// The derivative of <paramref name="e"/> with respect to <paramref name="x"/>, where it exists. Of a quantity that depends on x, and of
    /// a minimum or maximum, it is the quantity <c>diff(q, x)</c>.
    /// </summary>
    /// <example>
    /// <code>Infix.Parse("log(x)/x").Derivative(new Symbol("x")).Simplify(Context.Given("x > 0"))</code>
    /// is <c>1/x^2 - log(x)/x^2</c>.
    /// </example>
    public static Expr Derivative(this Expr e, Symbol x)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(x);
        return Rule(e, x) ?? Number.Zero;
    }

    /// <summary>The derivative of the given order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static Expr Derivative(this Expr e, Symbol x, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        return Enumerable.Range(0, order).Aggregate(e, (derivative, _) => derivative.Derivative(x));
    }

    // Null for 0, which is most often so because e does not depend on x.
    private static Expr? Rule(Expr e, Symbol x) =>
        !Depth.HasRoom
            ? Depth.Fresh(() => Rule(e, x))
            : e switch
            {
                Number or Constant => null,
                Symbol s => s == x ? Number.One : null,
                Sum s => OfSum(s.Items, x),
                Product p => OfProduct(p.Items, x),
                Power p => OfPower(p.Base, p.Exponent, x),
                Exp y => Rule(y.Argument, x) is { } slope ? Product.Of(slope, y) : null,
                Log l => Rule(l.Argument, x) is { } slope ? slope / l.Argument : null,
                _ when !e.DependsOn(x) => null,
                Series s when !s.Lower.DependsOn(x) && !s.Upper.DependsOn(x) => s with { Body = s.Body.Derivative(x) },
                Series or Min or Max or Quantity => new Quantity(new Slope(e, x, x)),
                _ => throw new UnreachableException(),
            };

    private static Expr? OfSum(Terms<Expr> items, Symbol x)
    {
        var terms = new List<Expr>(items.Count);
        foreach (var item in items)
            if (Rule(item, x) is { } slope)
                terms.Add(slope);
        return terms.Count == 0 ? null : Sum.Of(CollectionsMarshal.AsSpan(terms));
    }

    private static Expr? OfProduct(Terms<Expr> items, Symbol x)
    {
        var terms = new List<Expr>(1);
        Expr[]? factors = null;
        for (var i = 0; i < items.Count; i++)
        {
            if (Rule(items[i], x) is not { } slope)
                continue;
            factors ??= items.AsSpan().ToArray();
            factors[i] = slope;
            terms.Add(Product.Of(factors));
            factors[i] = items[i];
        }
        return terms.Count == 0 ? null : Sum.Of(CollectionsMarshal.AsSpan(terms));
    }

    // (b^c)' = c*b^(c - 1)*b' where c is constant, else b^c*(c'*log(b) + c*b'/b).
    private static Expr? OfPower(Expr b, Expr c, Symbol x) =>
        (Rule(b, x), Rule(c, x)) switch
        {
            (null, null) => null,
            ({ } db, null) => c is Number { Value.IsZero: true } ? null : Product.Of(c, OneLess(b, c), db),
            (null, { } dc) => Product.Of(Power.Of(b, c), dc, b is Constant { Name: "e" } ? 1 : new Log(b)),
            ({ } db, { } dc) => Product.Of(Power.Of(b, c), Product.Of(dc, new Log(b)) + Product.Of(c, db / b)),
        };

    private static Expr OneLess(Expr b, Expr exponent) =>
        exponent is Number n ? Power.Of(b, n.Value - 1) : Power.Of(b, exponent - 1);
}
