using Theory.Symbolics.Linear;
using Theory.Symbolics.Simplification;

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
    public static Monomial Of(Expr @base) => Of(@base, LinearForm.One);

    /// <summary>The product.</summary>
    public static Monomial operator *(Monomial a, Monomial b) =>
        a.Factors.Count == 0 ? b
        : b.Factors.Count == 0 ? a
        : new(Sorted.Merge(a.Factors, b.Factors, Ordering.Instance, (x, y) => x + y, x => x.IsZero));

    /// <summary>The quotient.</summary>
    public static Monomial operator /(Monomial a, Monomial b) => a * b.Pow(-1);

    /// <summary>A rational power.</summary>
    public Monomial Pow(Rational exponent) =>
        exponent.IsZero ? One
        : exponent.IsOne ? this
        : new(Factors.Map(f => (f.Base, exponent * f.Exponent)));

    /// <summary>A power with parameters; none where a product of parameters would arise.</summary>
    public Monomial? Pow(LinearForm exponent) =>
        exponent.IsZero ? One
        : Factors.Select(f => (f.Base, Exponent: LinearForm.Product(f.Exponent, exponent))).ToList() is var powers
        && powers.All(f => f.Exponent is not null)
            ? new(powers.Select(f => (f.Base, f.Exponent!)).ToTerms())
        : null;

    /// <summary>The exponent of a base; 0 where it does not occur.</summary>
    public LinearForm Exponent(Expr @base)
    {
        foreach (var (b, exponent) in Factors)
            if (b == @base)
                return exponent;
        return 0;
    }

    /// <summary>The monomial with each factor replaced.</summary>
    public Monomial Map(Func<Expr, LinearForm, Monomial> map) =>
        Factors.Aggregate(One, (product, f) => product * map(f.Base, f.Exponent));

    /// <summary>The monomial as an expression.</summary>
    public Expr ToExpr() =>
        Product.Of(
            Factors
                .Map(f =>
                    f.Exponent.IsOne ? f.Base
                    : f.Base == Constant.E ? new Exp(f.Exponent.ToExpr())
                    : f.Base is Exp x && f.Exponent.IsConstant ? new Exp(Product.Of(f.Exponent.Constant, x.Argument))
                    : Power.Of(f.Base, f.Exponent.ToExpr())
                )
                .AsSpan()
        );

    /// <inheritdoc/>
    public override string ToString() => ToExpr().ToString();
}

/// <summary>The order in which sums list their monomials: base by base, the larger exponent first.</summary>
internal sealed class MonomialOrder : IComparer<Monomial>
{
    public static MonomialOrder Instance { get; } = new();

    public int Compare(Monomial? x, Monomial? y)
    {
        if (ReferenceEquals(x, y))
            return 0;
        var (a, b) = (x!.Factors, y!.Factors);
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            var side = Ordering.Instance.Compare(a[i].Base, b[i].Base);
            if (side == 0)
                side = Compare(b[i].Exponent, a[i].Exponent);
            if (side != 0)
                return side;
        }
        return a.Count.CompareTo(b.Count);
    }

    private static int Compare(LinearForm a, LinearForm b)
    {
        if (a.IsConstant && b.IsConstant)
            return a.Constant.CompareTo(b.Constant);
        return a == b ? 0 : Ordering.Instance.Compare(a.ToExpr(), b.ToExpr());
    }
}
