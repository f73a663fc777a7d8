using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Orders;

/// <summary>
/// The bases that monomials are made of, and what is always known between them: <c>log(n)</c> grows slower than every power of n,
/// <c>exp(M)</c> faster than every power of M.
/// </summary>
/// <param name="Bases">The bases, each a coordinate in logarithms.</param>
/// <param name="Bounded">Monomials that never grow.</param>
internal sealed record Scale(Terms<Expr> Bases, Terms<Monomial> Bounded)
{
    // Any power of a logarithm is dominated; one beyond the exponents that people write decides as all of them would.
    private static readonly Rational Many = 1_000_000;

    public static Scale Of(IEnumerable<Monomial> monomials, Context context)
    {
        var bases = new List<Expr>();
        void Add(Monomial m)
        {
            foreach (var (b, _) in m.Factors.Where(f => f.Base is not (Number or Constant) && !bases.Contains(f.Base)))
            {
                bases.Add(b);
                Add(Inside(b));
            }
        }
        foreach (var m in monomials)
            Add(m);
        return new(
            bases.ToTerms(),
            bases.SelectMany(b => Known(b, bases, context)).Concat(Exponentiated(bases, context)).ToTerms()
        );
    }

    // What a logarithm or exponential is taken of, where it is a monomial; otherwise the base is opaque.
    private static Monomial Inside(Expr @base) =>
        @base switch
        {
            Log { Argument: Symbol or Log } l => Monomial.Of(l.Argument),
            Log { Argument: Power { Base: Symbol b } } => Monomial.Of(b, -1),
            Exp { Argument: var exponent } => MonomialOf(exponent),
            _ => Monomial.One,
        };

    // A fact between exponents, exponentiated: m >= 2*n bounds exp(n)^2/exp(m).
    private static IEnumerable<Monomial> Exponentiated(List<Expr> bases, Context context) =>
        from pair in context.Comparisons
        where pair.Comparison.ForAll.Count == 0
        let difference = LinearForm.Read(pair.Comparison.Left) - LinearForm.Read(pair.Comparison.Right)
        where difference.Parts.Count > 0 && difference.Parts.All(p => bases.Contains(new Exp(p.Key)))
        select difference.Parts.Aggregate(Monomial.One, (product, p) => product * Monomial.Of(new Exp(p.Key), p.Coefficient));

    private static IEnumerable<Monomial> Known(Expr @base, List<Expr> bases, Context context)
    {
        switch (@base)
        {
            case Symbol s:
                var domain = context.DomainOf(s);
                if (domain.Lower is { Sign: > 0 })
                    yield return Monomial.Of(s, -1);
                if (domain.Upper is not null)
                    yield return Monomial.Of(s);
                break;
            case Log when Inside(@base) is var argument && argument != Monomial.One:
                yield return Monomial.Of(@base, -1);
                yield return Monomial.Of(@base, Many) / argument;
                break;
            case Exp { Argument: var exponent }:
                yield return Monomial.Of(@base, -1);
                yield return Inside(@base).Pow(Many) / Monomial.Of(@base);
                foreach (var other in bases.OfType<Exp>().Where(x => x != @base && Margin(exponent, x.Argument, context)))
                    yield return Monomial.Of(@base, Many) / Monomial.Of(other);
                break;
        }
    }

    // Where a^(1 + c) is dominated by b for some c > 0, every multiple of a is at most b plus a constant.
    private static bool Margin(Expr a, Expr b, Context context) =>
        OrderCalculus.Decide(Power.Of(a, new Rational(1001, 1000)), b, context) is OrderVerdict.Proven;

    private static Monomial MonomialOf(Expr e) => new PosynomialReader(_ => true).Read(e).Posynomial!.Items[0].Monomial;

    /// <summary>The monomial in logarithms.</summary>
    public Terms<Rational> Coordinates(Monomial m) => Bases.Select(b => m.Exponent(b).Constant).ToTerms();

    /// <summary>
    /// Values of the symbols as <c>X -&gt; inf</c>, in the direction of a point in logarithms; none where some base has a meaning
    /// that such values need not respect.
    /// </summary>
    public IReadOnlyDictionary<Expr, Size>? Regime(Terms<Rational> point)
    {
        var values = Bases.Zip(point).ToDictionary(p => p.First, p => p.Second);
        var free = Bases.Where(b => Inside(b) == Monomial.One).ToList();
        if (free.Any(b => b is not Symbol && !IsIndependent(b, free)))
            return null;
        return Bases.OfType<Exp>().Any(x => values[x].Sign > 0)
            ? free.ToDictionary(b => b, b => InExponents(b, values))
            : free.ToDictionary(b => b, b => InPowers(b, values));
    }

    // A quantity may take any value only if it shares no symbol with what stands beside it.
    private static bool IsIndependent(Expr b, List<Expr> free) =>
        b is Quantity && !b.FreeSymbols().Any(s => free.Any(other => other != b && other.FreeSymbols().Contains(s)));

    // Powers of X, and exp of a power where the logarithm itself is of that power.
    private static Size InPowers(Expr b, Dictionary<Expr, Rational> values) =>
        values.GetValueOrDefault(new Log(b)) is { Sign: > 0 } up ? Size.Exponential(1, up)
        : values.GetValueOrDefault(new Log(Power.Of(b, -1))) is { Sign: > 0 } down ? Size.Exponential(-1, down)
        : Size.Power(values[b]);

    // Where an exponential is of the order of a power, time is stretched: exp(v) = X^a becomes v = a*X, and v = X^a becomes exp(a*X).
    private static Size InExponents(Expr b, Dictionary<Expr, Rational> values)
    {
        var tops =
            from x in values.Keys.OfType<Exp>()
            where values[x].Sign > 0 && Inside(x).Factors is [var only] && only.Base == b
            let degree = Inside(x).Exponent(b).Constant
            where degree.Sign > 0
            orderby degree descending
            select Size.Linear(values[x]).Pow(degree.Reciprocal);
        return tops.FirstOrDefault() ?? (values[b].IsZero ? Size.One : Size.Exponential(values[b], 1));
    }

    /// <summary>The size of a monomial along a regime; none where it is beyond the sizes that are compared.</summary>
    public static Size? Along(Monomial m, IReadOnlyDictionary<Expr, Size> regime) =>
        m.Factors.Aggregate(
            (Size?)Size.One,
            (product, f) => product is { } p && Of(f.Base, regime) is { } size ? p * size.Pow(f.Exponent.Constant) : null
        );

    private static Size? Of(Expr @base, IReadOnlyDictionary<Expr, Size> regime) =>
        @base switch
        {
            Number or Constant => Size.Unknown,
            Log => Along(Inside(@base), regime)?.Log,
            Exp => Along(Inside(@base), regime)?.Exp,
            _ => regime[@base],
        };
}
