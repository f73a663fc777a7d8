using System.Diagnostics;

namespace Theory.Symbolics.Calculus;

/// <summary>Derivatives by the rules of calculus, in the author's order and not rearranged.</summary>
public static class Differentiation
{
    /// <summary>
    /// The derivative of <paramref name="e"/> with respect to <paramref name="x"/>, where it exists. Of a quantity that depends on x, and of
    /// a minimum or maximum, it is the quantity <c>diff(q, x)</c>.
    /// </summary>
    public static Expr Derivative(this Expr e, Symbol x)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(x);
        return !Depth.HasRoom ? Depth.Fresh(() => e.Derivative(x))
            : e.DependsOn(x) ? Rule(e, x)
            : Number.Zero;
    }

    /// <summary>The derivative of the given order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static Expr Derivative(this Expr e, Symbol x, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        return Enumerable.Range(0, order).Aggregate(e, (derivative, _) => derivative.Derivative(x));
    }

    private static Expr Rule(Expr e, Symbol x) =>
        e switch
        {
            Symbol => 1,
            Sum s => Sum.Of(s.Items.Select(term => term.Derivative(x))),
            Product p => Sum.Of(p.Items.Select((_, i) => OneFactor(p, i, x))),
            Power p => OfPower(p.Base, p.Exponent, x),
            Exp y => Times(y.Argument.Derivative(x), y),
            Log l => l.Argument.Derivative(x) / l.Argument,
            Series s when !s.Lower.DependsOn(x) && !s.Upper.DependsOn(x) => s with { Body = s.Body.Derivative(x) },
            Series or Min or Max or Quantity => new Quantity(new Slope(e, x, x)),
            _ => throw new UnreachableException(),
        };

    private static Expr OneFactor(Product p, int i, Symbol x) =>
        p.Items[i].Derivative(x) is Number { Value.IsZero: true } zero
            ? zero
            : Product.Of(p.Items.Select((factor, j) => j == i ? factor.Derivative(x) : factor));

    // (b^c)' = c*b^(c - 1)*b' where c is constant, else b^c*(c'*log(b) + c*b'/b).
    private static Expr OfPower(Expr b, Expr c, Symbol x) =>
        !c.DependsOn(x) ? Times(c, OneLess(b, c), b.Derivative(x))
        : !b.DependsOn(x) ? Times(Power.Of(b, c), c.Derivative(x), b is Constant { Name: "e" } ? 1 : new Log(b))
        : Times(Power.Of(b, c), Times(c.Derivative(x), new Log(b)) + Times(c, b.Derivative(x) / b));

    private static Expr OneLess(Expr b, Expr exponent) =>
        exponent is Number n ? Power.Of(b, n.Value - 1) : Power.Of(b, exponent - 1);

    private static Expr Times(params Expr[] factors) =>
        factors.FirstOrDefault(factor => factor is Number { Value.IsZero: true }) ?? Product.Of(factors);
}
