using Theory.Symbolics.Linear;

namespace Theory.Symbolics.Posynomials;

/// <summary>
/// A sum of monomials with positive coefficients: the normal form of rates and of geometric programming. Monomials are distinct and
/// sorted, so that equal posynomials are equal records.
/// </summary>
public sealed record Posynomial
{
    private Posynomial(Terms<(Monomial Monomial, Rational Coefficient)> items) => Items = items;

    /// <summary>The monomials with their coefficients.</summary>
    public Terms<(Monomial Monomial, Rational Coefficient)> Items { get; }

    /// <summary>The sum of the items, like monomials collected.</summary>
    /// <exception cref="ArgumentException">A collected coefficient is not positive.</exception>
    public static Posynomial Of(IEnumerable<(Monomial Monomial, Rational Coefficient)> items)
    {
        var collected = Collect(items);
        return collected.FirstOrDefault(i => i.Coefficient.Sign < 0) is { Monomial: { } negative } term
            ? throw new ArgumentException(
                $"The term {term.Coefficient}*({negative}) is negative; a posynomial has positive coefficients."
            )
            : new(collected);
    }

    /// <summary>One monomial with coefficient 1.</summary>
    public static Posynomial Of(Monomial monomial) => new([(monomial, 1)]);

    internal static Terms<(Monomial Monomial, Rational Coefficient)> Collect(
        IEnumerable<(Monomial Monomial, Rational Coefficient)> items
    ) => Sorted.Collect(items, MonomialOrder.Instance, (x, y) => x + y, x => x.IsZero);

    /// <summary>The sum.</summary>
    public static Posynomial operator +(Posynomial a, Posynomial b) => Of(a.Items.Concat(b.Items));

    /// <summary>The product, multiplied out.</summary>
    public static Posynomial operator *(Posynomial a, Posynomial b) =>
        Of(from x in a.Items from y in b.Items select (x.Monomial * y.Monomial, x.Coefficient * y.Coefficient));

    /// <summary>The posynomial with each monomial replaced.</summary>
    public Posynomial Map(Func<Monomial, Monomial> map) => Of(Items.Select(i => (map(i.Monomial), i.Coefficient)));

    /// <summary>The posynomial as an expression.</summary>
    public Expr ToExpr() => Sum.Of(Items.Select(i => new Number(i.Coefficient) * i.Monomial.ToExpr()));

    /// <inheritdoc/>
    public override string ToString() => ToExpr().ToString();
}
