using Theory.Symbolics.Linear;

namespace Theory.Symbolics.Posynomials;

/// <summary>
/// Reads expressions as posynomials: exactly, or up to constant factors (where <c>(a + b)^p</c> with p &gt; 0 has the order of
/// <c>a^p + b^p</c>, and a maximum that of a sum).
/// </summary>
/// <param name="IsPositive">What else may stand as a base: an expression known to be positive, such as <c>log(1/delta)</c>.</param>
/// <param name="UpToConstants">Whether constant factors may be lost.</param>
public sealed record PosynomialReader(Func<Expr, bool> IsPositive, bool UpToConstants = false)
{
    /// <summary>How many terms a product may expand to before it is refused.</summary>
    public const int MostTerms = 10_000;

    /// <summary>The posynomial, or why there is none.</summary>
    public (Posynomial? Posynomial, Refusal? Refusal) Read(Expr e)
    {
        var signed = Signed(e);
        return signed.Refusal is { } refusal ? (null, refusal) : (Posynomial.Of(signed.Items!.Value), null);
    }

    // Coefficients may be negative on the way: 3*x - x is a posynomial.
    private readonly record struct Part(Terms<(Monomial Monomial, Rational Coefficient)>? Items, Refusal? Refusal)
    {
        public static Part Of(IEnumerable<(Monomial, Rational)> items) => new(Posynomial.Collect(items), null);

        public static Part Refused(Expr e, string why) => new(null, new Refusal(e, why));
    }

    private Part Signed(Expr e)
    {
        var part = Structural(e);
        if (part.Refusal is null && part.Items!.Value.FirstOrDefault(i => i.Coefficient.Sign < 0) is { Monomial: { } m } negative)
            part = Part.Refused(
                negative.Coefficient * m.ToExpr(),
                "this term is negative, and a sum of monomials needs positive terms"
            );
        return part.Refusal is not null && e is not (Number or Symbol) && IsPositive(e) ? Part.Of([(Monomial.Of(e), 1)]) : part;
    }

    private Part Structural(Expr e) =>
        e switch
        {
            Number n => Part.Of([(Monomial.One, n.Value)]),
            Symbol or Constant when IsPositive(e) => Part.Of([(Monomial.Of(e), 1)]),
            Symbol or Constant => Part.Refused(e, "its sign is not known: monomials are products of powers of positive numbers"),
            Sum s => Combine(s.Items, items => items.SelectMany(i => i)),
            Max m when UpToConstants => Combine(m.Items, items => items.SelectMany(i => i)),
            Product p => p.Items.Select(Factor).Aggregate(Part.Of([(Monomial.One, 1)]), (a, b) => Times(p, a, b)),
            Power p => Raised(p),
            Exp { Argument: var a } when LinearForm.Read(a) is var form => Part.Of([(Monomial.Of(Constant.E, form), 1)]),
            _ => Part.Refused(e, "it is not a product of powers, and it is not known to be positive"),
        };

    // A factor may carry the sign of its product.
    private Part Factor(Expr e) => e is Number ? Structural(e) : Signed(e);

    private Part Combine(
        Terms<Expr> items,
        Func<IEnumerable<Terms<(Monomial, Rational)>>, IEnumerable<(Monomial, Rational)>> join
    )
    {
        var parts = items.Select(item => item is Sum or Max ? Structural(item) : SignedTerm(item)).ToList();
        return parts.FirstOrDefault(p => p.Refusal is not null) is { Refusal: { } } refused
            ? refused
            : Part.Of(join(parts.Select(p => p.Items!.Value)));
    }

    // A summand keeps its sign; what follows sees it.
    private Part SignedTerm(Expr e)
    {
        var part = Structural(e);
        return part.Refusal is null ? part : Signed(e);
    }

    private static Part Times(Expr whole, Part a, Part b) =>
        a.Refusal is not null ? a
        : b.Refusal is not null ? b
        : (long)a.Items!.Value.Count * b.Items!.Value.Count > MostTerms
            ? Part.Refused(whole, $"multiplied out it has more than {MostTerms} terms")
        : Part.Of(
            from x in a.Items.Value
            from y in b.Items!.Value
            select (x.Monomial * y.Monomial, x.Coefficient * y.Coefficient)
        );

    private Part Raised(Power p)
    {
        var inner = Signed(p.Base);
        if (inner.Refusal is not null)
            return inner;
        var exponent = LinearForm.Read(p.Exponent);
        var items = inner.Items!.Value;
        if (items.Count == 0)
            return exponent is { IsConstant: true, Constant.Sign: > 0 }
                ? inner
                : Part.Refused(p, "0 is raised to a power that is not positive");
        if (items.Count == 1)
            return Monomially(p, items[0], exponent);
        if (!exponent.IsConstant || exponent.Constant.Sign < 0)
            return Part.Refused(p, "a power of a sum is a sum of monomials only for a positive constant exponent");
        if (exponent.Constant.IsInteger && !UpToConstants)
            return exponent.Constant > MostTerms
                ? Part.Refused(p, $"multiplied out it has more than {MostTerms} terms")
                : Enumerable
                    .Repeat(inner, (int)exponent.Constant.Numerator)
                    .Aggregate(Part.Of([(Monomial.One, 1)]), (a, b) => Times(p, a, b));
        if (UpToConstants)
            return Part.Of(items.Select(i => (i.Monomial.Pow(exponent.Constant), Rational.One)));
        return Part.Refused(p, "a fractional power of a sum is not a sum of monomials");
    }

    private static Part Monomially(Power p, (Monomial Monomial, Rational Coefficient) item, LinearForm exponent)
    {
        if (item.Monomial.Pow(exponent) is not { } raised)
            return Part.Refused(p, "its exponent is not linear in the parameters");
        if (exponent is { IsConstant: true, Constant: { IsInteger: true } k } && k.Abs <= MostTerms)
            return Part.Of([(raised, item.Coefficient.Pow((int)k.Numerator))]);
        return Part.Of([(item.Coefficient.IsOne ? raised : raised * Monomial.Of(new Number(item.Coefficient), exponent), 1)]);
    }
}
