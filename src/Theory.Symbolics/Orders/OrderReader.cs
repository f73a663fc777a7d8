using Theory.Symbolics.Analysis;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Orders;

/// <summary>
/// Reads an expression, up to constant factors and for large sizes, as a quotient of sums of monomials whose bases are symbols,
/// logarithms <c>log(n)</c> and exponentials <c>exp(M)</c> of monomials: <c>min(a, b)</c> is <c>a*b/(a + b)</c>, <c>log(n*m)</c> is
/// <c>log(n) + log(m)</c>, <c>exp(2*n - m)</c> is <c>exp(n)^2*exp(m)^(-1)</c>.
/// </summary>
internal sealed class OrderReader(Context context)
{
    internal sealed record Fraction(Posynomial Above, Posynomial Below);

    private sealed class RefusedException(Expr e, string why) : Exception
    {
        public Refusal Refusal { get; } = new(e, why);
    }

    private static readonly Posynomial One = Posynomial.Of(Monomial.One);

    public (Fraction? Fraction, Refusal? Refusal) TryRead(Expr e)
    {
        try
        {
            return (Read(e), null);
        }
        catch (RefusedException refused)
        {
            return (null, refused.Refusal);
        }
    }

    private Fraction Read(Expr e) =>
        e switch
        {
            Number { Value.Sign: > 0 } => new(One, One),
            Constant when e != Constant.Infinity => new(One, One),
            Symbol when e.IsPositive(context) => new(Posynomial.Of(Monomial.Of(e)), One),
            Sum s => OfSum(s),
            Max m => m.Items.Select(Read).Aggregate(Plus),
            Min m => Inverse(m.Items.Select(x => Inverse(Read(x))).Aggregate(Plus)),
            Product p => p.Items.Select(Read).Aggregate((a, b) => new(Times(p, a.Above, b.Above), Times(p, a.Below, b.Below))),
            Power p when LinearForm.Read(p.Exponent) is { IsConstant: true, Constant: var k } => k.Sign < 0
                ? Inverse(Raise(Read(p.Base), -k))
                : Raise(Read(p.Base), k),
            Exp x => OfExp(x),
            Log l => OfLog(l),
            _ when e.IsPositive(context) => new(Posynomial.Of(Monomial.Of(e)), One),
            _ => throw new RefusedException(
                e,
                "its order is not known: state that it is positive, or replace it by what it equals"
            ),
        };

    // A sum of terms of one sign; otherwise cancellation could hide the order.
    private Fraction OfSum(Sum s)
    {
        var negative = s.Items.FirstOrDefault(x => !x.IsNonnegative(context));
        if (negative is null)
            return s.Items.Where(x => x is not Number { Value.IsZero: true }).Select(Read).Aggregate(Plus);
        if (s.IsPositive(context))
            return new(Posynomial.Of(Monomial.Of(s)), One);
        throw new RefusedException(negative, "it is not known to be nonnegative, so it may cancel what stands beside it");
    }

    private static Fraction Plus(Fraction a, Fraction b) =>
        a.Below == b.Below ? new(a.Above + b.Above, a.Below) : new(a.Above * b.Below + b.Above * a.Below, a.Below * b.Below);

    private static Posynomial Times(Expr whole, Posynomial a, Posynomial b) =>
        (long)a.Items.Count * b.Items.Count <= PosynomialReader.MostTerms
            ? a * b
            : throw new RefusedException(whole, $"multiplied out it has more than {PosynomialReader.MostTerms} terms");

    // One monomial below goes above, so that 1/n^2 + 1/m keeps its terms.
    private static Fraction Inverse(Fraction f) =>
        f.Above.Items is [var single] ? new(f.Below.Map(m => m / single.Monomial), One) : new(f.Below, f.Above);

    private static Fraction Raise(Fraction f, Rational k) => new(Raise(f.Above, k), Raise(f.Below, k));

    // (a + b)^k has the order of a^k + b^k.
    private static Posynomial Raise(Posynomial p, Rational k) => p.Map(m => m.Pow(k));

    private Fraction OfLog(Log l)
    {
        var inside = Read(l.Argument);
        var below = inside.Below.Items is [var only] ? only.Monomial : throw Unknown(l);
        var factors = inside.Above.Items.SelectMany(i => (i.Monomial / below).Factors).ToList();
        // log of a sum has the order of the sum of the logs, when no factor works against the others.
        if (factors.Count > 0 && factors.All(f => IsLogable(f.Base, f.Exponent.Constant)))
            return new(Posynomial.Of(factors.Select(f => (LogOf(f.Base, f.Exponent.Constant), Rational.One))), One);
        return l.IsPositive(context) ? new(Posynomial.Of(Monomial.Of(l)), One) : throw Unknown(l);
    }

    private static RefusedException Unknown(Log l) =>
        new(l, "the order of this logarithm is not known: state that its argument is greater than 1");

    private bool IsLogable(Expr @base, Rational exponent) =>
        @base switch
        {
            Exp { Argument: var a } => exponent.Sign > 0 && Read(a).Above.Items.Count == 1,
            Symbol s => exponent.Sign > 0 ? IsLarge(s) : IsSmall(s),
            Log => exponent.Sign > 0,
            _ => false,
        };

    private Monomial LogOf(Expr @base, Rational exponent) =>
        @base is Exp { Argument: var a }
            ? Read(a).Above.Items[0].Monomial / Read(a).Below.Items[0].Monomial
            : Monomial.Of(new Log(exponent.Sign > 0 ? @base : Power.Of(@base, -1)));

    private bool IsLarge(Symbol s) => context.DomainOf(s) is { Upper: null, IsPositive: true };

    private bool IsSmall(Symbol s) => context.DomainOf(s) is { IsPositive: true, Upper: { } b } && b <= 1;

    // exp of signed monomials, each a base of its own.
    private Fraction OfExp(Exp x)
    {
        var product = Monomial.One;
        foreach (var term in x.Argument is Sum s ? s.Items : [x.Argument])
        {
            var numbers = Product.Of(
                term is Product p ? p.Items.Where(i => i is Number)
                : term is Number ? [term]
                : []
            );
            var rest = Product.Of(
                term is Product q ? q.Items.Where(i => i is not Number)
                : term is Number ? []
                : [term]
            );
            if (rest is Number)
                continue;
            var inside = Read(rest);
            if (
                inside is not { Above.Items.Count: 1, Below.Items.Count: 1 }
                || LinearForm.Read(numbers) is not { IsConstant: true } factor
            )
                throw new RefusedException(term, "an exponential is compared when its exponent is a sum of monomials");
            var monomial = inside.Above.Items[0].Monomial / inside.Below.Items[0].Monomial;
            product *= monomial.Factors is [(Log { Argument: var inner }, { IsConstant: true, Constant.IsOne: true })]
                ? Monomial.Of(inner, factor)
                : Monomial.Of(new Exp(monomial.ToExpr()), factor);
        }
        return new(Posynomial.Of(product), One);
    }
}
