using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// How monomials grow: every one is an affine function of a few axes. Either one base grows and the axes are free exponents (with
/// <c>m = n^kappa</c> the monomial <c>n^(-(1 + kappa)/5)</c> is <c>-1/5 - kappa/5</c>), or several bases grow and the axes are their
/// logarithms.
/// </summary>
/// <param name="Base">The one growing base, or null where the axes are logarithms of bases.</param>
/// <param name="Axes">The free exponents, or the growing bases.</param>
/// <param name="Region">What the hypotheses leave of the axes.</param>
/// <param name="Growing">For each axis, whether it tends to infinity by itself; all or none where nothing was singled out.</param>
public sealed record Growth(Expr? Base, Terms<Expr> Axes, Polyhedron Region, Terms<bool> Growing)
{
    /// <summary>The scale that monomials live on, or why they share none.</summary>
    /// <param name="monomials">The monomials to be compared.</param>
    /// <param name="grow">The symbols that grow, others being held fixed; null for all that occur.</param>
    /// <param name="atMostOne">Hypotheses: monomials that stay at most 1, up to constants.</param>
    /// <param name="context">Domains and linear facts about free exponents.</param>
    public static (Growth? Growth, Refusal? Refusal) Of(
        IReadOnlyList<Monomial> monomials,
        Terms<Symbol>? grow,
        IEnumerable<Monomial> atMostOne,
        Context context
    )
    {
        var factors = monomials.SelectMany(m => m.Factors).ToList();
        var exponents = factors.SelectMany(f => f.Exponent.Parts).Select(p => p.Key).Distinct().Order(Ordering.Instance).ToList();
        bool Grows(Expr @base) => grow is null || @base.FreeSymbols().Any(s => grow.Value.Contains(s));
        var bases = factors
            .Select(f => f.Base)
            .Where(b => b is not Number && b.FreeSymbols().Any() && (exponents.Count == 0 || Grows(b)))
            .Distinct()
            .Order(Ordering.Instance)
            .ToList();
        if (exponents.FirstOrDefault(x => x.FreeSymbols().Any(s => bases.Contains(s))) is { } both)
            return (null, new Refusal(both, "it grows and stands in an exponent: powers are compared at fixed exponents"));
        if (exponents.Count > 0 && bases.Count > 1)
            return (
                null,
                new Refusal(
                    bases[1],
                    $"with free exponents ({string.Join(", ", exponents)}) one base grows, here {bases[0]} and {bases[1]} both may: "
                        + $"give one as a power of the other, or name what grows"
                )
            );
        var growth =
            exponents.Count > 0
                ? new Growth(
                    bases.FirstOrDefault() ?? Number.One,
                    exponents.ToTerms(),
                    new(exponents.Count, []),
                    exponents.Select(_ => false).ToTerms()
                )
                : new Growth(
                    null,
                    bases.ToTerms(),
                    new(bases.Count, []),
                    bases.Select(b => grow is not null && Grows(b)).ToTerms()
                );
        var region = growth
            .Domains(context, assumeGrowth: grow is null)
            .Concat(atMostOne.Select(m => growth.AtMost(m, Monomial.One)))
            .Where(h => h.Normal.Any(a => !a.IsZero));
        return (growth with { Region = growth.Region.Cut(region) }, null);
    }

    /// <summary>
    /// Whether a cell holds for ever as what was singled out tends to infinity and all else stays; always so where nothing was.
    /// </summary>
    public bool Persists(Polyhedron cell)
    {
        if (!Growing.Contains(true))
            return true;
        // Some direction with every growing axis at least 1 and the others 0 never leaves the cell.
        var rows = cell.Halfspaces.Select(h => new Halfspace(h.Normal, 0));
        var axes = Axes.SelectMany(
            (_, i) =>
                Growing[i]
                    ? [new Halfspace(Unit(i, -1), -1)]
                    : new[] { new Halfspace(Unit(i, 1), 0), new Halfspace(Unit(i, -1), 0) }
        );
        return LinearProgram.Maximise(Axes.Select(_ => Rational.Zero).ToTerms(), [.. rows, .. axes]) is LinearOptimum.Optimal;
    }

    /// <summary>Whether a face of a cell is left behind as what was singled out tends to infinity.</summary>
    public bool IsLeftBehind(Halfspace face) =>
        Growing.Count(g => g) == 1 && face.Normal.Zip(Growing).Any(p => p.Second && p.First.Sign < 0);

    private Terms<Rational> Unit(int axis, Rational value) => Axes.Select((_, j) => j == axis ? value : Rational.Zero).ToTerms();

    /// <summary>The monomial as an affine function of the axes: the coefficients, then the constant.</summary>
    public (Terms<Rational> Slopes, Rational Constant) Exponents(Monomial monomial) =>
        Base is null
            ? (Axes.Select(axis => monomial.Exponent(axis).Constant).ToTerms(), Rational.Zero)
            : (Axes.Select(axis => monomial.Exponent(Base).Coefficient(axis)).ToTerms(), monomial.Exponent(Base).Constant);

    /// <summary>Where on the axes <paramref name="small"/> is at most <paramref name="large"/>.</summary>
    public Halfspace AtMost(Monomial small, Monomial large)
    {
        var (slopes, constant) = Exponents(small / large);
        return new(slopes, -constant);
    }

    /// <summary>Whether two monomials have the same order everywhere.</summary>
    public bool SameOrder(Monomial a, Monomial b)
    {
        var (slopes, constant) = Exponents(a / b);
        return constant.IsZero && slopes.All(s => s.IsZero);
    }

    /// <summary>A halfspace of the axes as a product of powers that is at most 1 there, such as <c>n^(kappa - 2/3)</c>.</summary>
    public Expr AsMonomial(Halfspace halfspace) =>
        Base is null
            ? Product.Of(Axes.Zip(halfspace.Normal).Where(p => !p.Second.IsZero).Select(p => Power.Of(p.First, p.Second)))
            : Power.Of(
                Base,
                Axes.Zip(halfspace.Normal)
                    .Aggregate((LinearForm)(-halfspace.Bound), (sum, p) => sum + p.Second * LinearForm.Of(p.First))
                    .ToExpr()
            );

    /// <summary>A halfspace of the axes as a comparison, such as <c>kappa &lt;= 2/3</c> or <c>n^2 &lt;= m^3</c>.</summary>
    public Statement.Comparison Describe(Halfspace halfspace)
    {
        var scale = Scale(halfspace);
        var parts = Axes.Zip(halfspace.Normal, (axis, a) => (Axis: axis, Weight: scale * a))
            .Where(p => !p.Weight.IsZero)
            .ToList();
        var bound = scale * halfspace.Bound;
        if (Base is null)
            return new(
                Side(parts.Where(p => p.Weight.Sign > 0)),
                Relation.LessOrEqual,
                Side(parts.Where(p => p.Weight.Sign < 0))
            );
        if (parts.All(p => p.Weight.Sign < 0))
            return new(Linear(parts.Select(p => (p.Axis, -p.Weight))), Relation.GreaterOrEqual, new Number(-bound));
        return bound.IsZero
            ? new(
                Linear(parts.Where(p => p.Weight.Sign > 0)),
                Relation.LessOrEqual,
                Linear(parts.Where(p => p.Weight.Sign < 0).Select(p => (p.Axis, -p.Weight)))
            )
            : new(Linear(parts), Relation.LessOrEqual, new Number(bound));

        static Expr Side(IEnumerable<(Expr Axis, Rational Weight)> factors) =>
            Product.Of(factors.Select(f => Power.Of(f.Axis, f.Weight.Abs)));

        static Expr Linear(IEnumerable<(Expr Axis, Rational Weight)> terms) =>
            Sum.Of(terms.Select(t => Product.Of(t.Weight, t.Axis)));
    }

    // One axis: coefficient 1. Several: coprime integers.
    private static Rational Scale(Halfspace halfspace)
    {
        var nonzero = halfspace.Normal.Where(a => !a.IsZero).Select(a => a.Abs).ToList();
        var numerators = nonzero.Aggregate(
            System.Numerics.BigInteger.Zero,
            (g, a) => System.Numerics.BigInteger.GreatestCommonDivisor(g, a.Numerator)
        );
        var denominators = nonzero.Aggregate(
            System.Numerics.BigInteger.One,
            (m, a) => m * a.Denominator / System.Numerics.BigInteger.GreatestCommonDivisor(m, a.Denominator)
        );
        return new(denominators, numerators);
    }

    // Growing bases are at least 1 unless a domain bounds them; exponents lie in their domains and obey linear facts.
    private IEnumerable<Halfspace> Domains(Context context, bool assumeGrowth)
    {
        foreach (var (axis, i) in Axes.Select((axis, i) => (axis, i)))
        {
            var domain = axis is Symbol s ? context.DomainOf(s) : Domain.Positive;
            if (Base is not null)
            {
                if (domain.Lower is { } a)
                    yield return new(Unit(i, -1), -a);
                if (domain.Upper is { } b)
                    yield return new(Unit(i, 1), b);
            }
            else if (domain.Upper is not null)
                yield return new(Unit(i, 1), 0);
            else if (assumeGrowth || Growing[i] || domain.Lower is { Sign: > 0 })
                yield return new(Unit(i, -1), 0);
        }
        if (Base is null)
            yield break;
        foreach (var (fact, _) in context.Comparisons)
        {
            var difference = LinearForm.Read(fact.Left) - LinearForm.Read(fact.Right);
            if (fact.ForAll.Count == 0 && difference.Parts.Count > 0 && difference.Parts.All(p => Axes.Contains(p.Key)))
                yield return new(Axes.Select(axis => difference.Coefficient(axis)).ToTerms(), -difference.Constant);
        }
    }
}
