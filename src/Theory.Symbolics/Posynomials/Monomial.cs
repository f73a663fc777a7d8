using Theory.Symbolics.Linear;

namespace Theory.Symbolics.Posynomials;

/// <summary>
/// A product of powers of positive bases, with no numerical coefficient. Bases are sorted and no exponent is 0, so that equal
/// monomials are equal records.
/// </summary>
public sealed record Monomial
{
    private Monomial(Terms<(Expr Base, LinearForm Exponent)> factors) => Factors = factors;

    /// <summary>The bases that occur, with their exponents.</summary>
    public Terms<(Expr Base, LinearForm Exponent)> Factors { get; }

    /// <summary>The monomial 1.</summary>
    public static Monomial One { get; } = new([]);

    /// <summary>A power of one base.</summary>
    public static Monomial Of(Expr @base, LinearForm exponent) => exponent.IsZero ? One : new([(@base, exponent)]);

    /// <summary>A power of one base.</summary>
    public static Monomial Of(Expr @base) => Of(@base, 1);

    /// <summary>The product.</summary>
    public static Monomial operator *(Monomial a, Monomial b) =>
        new(
            a.Factors.Concat(b.Factors)
                .GroupBy(f => f.Base, f => f.Exponent)
                .Select(g => (g.Key, Exponent: g.Aggregate((x, y) => x + y)))
                .Where(f => !f.Exponent.IsZero)
                .OrderBy(f => f.Key, ByName.Instance)
                .ToTerms()
        );

    /// <summary>The quotient.</summary>
    public static Monomial operator /(Monomial a, Monomial b) => a * b.Pow(-1);

    /// <summary>A rational power.</summary>
    public Monomial Pow(Rational exponent) =>
        exponent.IsZero ? One : new(Factors.Select(f => (f.Base, exponent * f.Exponent)).ToTerms());

    /// <summary>A power with parameters; none where a product of parameters would arise.</summary>
    public Monomial? Pow(LinearForm exponent) =>
        exponent.IsZero ? One
        : Factors.Select(f => (f.Base, Exponent: LinearForm.Product(f.Exponent, exponent))).ToList() is var powers
        && powers.All(f => f.Exponent is not null)
            ? new(powers.Select(f => (f.Base, f.Exponent!)).ToTerms())
        : null;

    /// <summary>The exponent of a base; 0 where it does not occur.</summary>
    public LinearForm Exponent(Expr @base) => Factors.FirstOrDefault(f => f.Base == @base).Exponent ?? 0;

    /// <summary>The monomial with each factor replaced.</summary>
    public Monomial Map(Func<Expr, LinearForm, Monomial> map) =>
        Factors.Aggregate(One, (product, f) => product * map(f.Base, f.Exponent));

    /// <summary>The monomial as an expression.</summary>
    public Expr ToExpr() =>
        Product.Of(
            Factors.Select(f =>
                f.Exponent is { IsConstant: true, Constant.IsOne: true } ? f.Base
                : f.Base == Constant.E ? new Exp(f.Exponent.ToExpr())
                : f.Base is Exp x && f.Exponent.IsConstant ? new Exp(Product.Of(f.Exponent.Constant, x.Argument))
                : Power.Of(f.Base, f.Exponent.ToExpr())
            )
        );

    /// <inheritdoc/>
    public override string ToString() => ToExpr().ToString();
}
