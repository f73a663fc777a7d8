using System.Numerics;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Limits;

/// <summary>
/// A constant of an expansion in normal form: a sum of rational multiples of monomials in numbers, parameters, and their logarithms,
/// exponentials and inverse sums. Equal normal forms are equal records; a constant is 0 when its normal form is.
/// </summary>
internal sealed record Scalar
{
    private Scalar(Terms<(Monomial Monomial, Rational Coefficient)> items) => Items = items;

    public Terms<(Monomial Monomial, Rational Coefficient)> Items { get; }

    public static Scalar Zero { get; } = new([]);

    public static Scalar One { get; } = Of(Rational.One);

    public static Scalar Of(Rational value) => value.IsZero ? Zero : new([(Monomial.One, value)]);

    public static Scalar Of(Monomial monomial) => Single(monomial, 1);

    /// <summary>The number, where no parameter, root or constant occurs.</summary>
    public Rational? AsRational =>
        Items.Count == 0 ? Rational.Zero
        : IsRational ? Items[0].Coefficient
        : null;

    public bool IsOne => IsRational && Items[0].Coefficient.IsOne;

    // A rational number other than 0.
    private bool IsRational => Items.Count == 1 && Items[0].Monomial.Factors.Count == 0;

    private static Scalar Normal(IEnumerable<(Monomial Monomial, Rational Coefficient)> items) =>
        new(Posynomial.Collect(items.Select(i => Rooted(i.Monomial, i.Coefficient))));

    private static Scalar Single(Monomial monomial, Rational coefficient) => new([Rooted(monomial, coefficient)]);

    private const int LongestNumber = 1 << 16; // bits of a power that is written out

    // Powers of numbers keep exponents in [0, 1): 2^(3/2) is 2*2^(1/2). Powers of e with parameters are exponentials.
    private static (Monomial, Rational) Rooted(Monomial monomial, Rational coefficient)
    {
        foreach (var (b, e) in monomial.Factors)
            if (b is Constant && b == Constant.E && !e.IsConstant)
                monomial *= Exponentials(e) / Monomial.Of(b, e);
            else if (
                b is Number n
                && e.IsConstant
                && e.Constant.Floor is { IsZero: false } whole
                && BigInteger.Abs(whole) * (n.Value.Numerator.GetBitLength() + n.Value.Denominator.GetBitLength())
                    <= LongestNumber
            )
            {
                monomial *= Monomial.Of(b, -(Rational)whole);
                coefficient *= n.Value.Pow((int)whole);
            }
        return (monomial, coefficient);

        static Monomial Exponentials(LinearForm e) =>
            e.Parts.Aggregate(
                Monomial.Of(Constant.E, e.Constant),
                (product, p) => product * Monomial.Of(new Exp(p.Key), p.Coefficient)
            );
    }

    public static Scalar operator +(Scalar a, Scalar b) =>
        a.Items.Count == 0 ? b
        : b.Items.Count == 0 ? a
        : new(Sorted.Merge(a.Items, b.Items, MonomialOrder.Instance, (x, y) => x + y, x => x.IsZero));

    public static Scalar operator -(Scalar a) => new(a.Items.Map(i => (i.Monomial, -i.Coefficient)));

    public static Scalar operator -(Scalar a, Scalar b) => a + -b;

    public static Scalar operator *(Scalar a, Scalar b) =>
        a.Items.Count == 0 || b.Items.Count == 0 ? Zero
        : a.IsRational ? Scale(a.Items[0].Coefficient, b)
        : b.IsRational ? Scale(b.Items[0].Coefficient, a)
        : a.Items.Count == 1 && b.Items.Count == 1
            ? Single(a.Items[0].Monomial * b.Items[0].Monomial, a.Items[0].Coefficient * b.Items[0].Coefficient)
        : Normal(from x in a.Items from y in b.Items select (x.Monomial * y.Monomial, x.Coefficient * y.Coefficient));

    private static Scalar Scale(Rational factor, Scalar a) =>
        factor.IsZero ? Zero
        : factor.IsOne ? a
        : new(a.Items.Map(i => (i.Monomial, factor * i.Coefficient)));

    /// <summary>
    /// A power; factors are raised one by one only where each is positive or the exponent is an integer.
    /// </summary>
    public Scalar Pow(Scalar exponent, Func<Expr, bool> isPositive)
    {
        if (exponent.Items.Count == 0)
            return One;
        if (exponent.IsOne)
            return this;
        var form = exponent.IsRational ? exponent.Items[0].Coefficient : LinearForm.Read(exponent.ToExpr());
        var integer =
            form is { IsConstant: true, Constant.IsInteger: true } && form.Constant.Abs <= 1000
                ? (int?)form.Constant.Numerator
                : null;
        if (Items.Count == 1 && Items[0] is var (monomial, coefficient))
        {
            if (integer is { } k)
                return Single(monomial.Pow(k), coefficient.Pow(k));
            if (coefficient.Sign > 0 && AllPositive(monomial, isPositive) && monomial.Pow(form) is { } raised)
                return Normal([(raised * PowerOf(coefficient, form), 1)]);
        }
        if (integer is > 0 and <= 12 and { } n)
            return Enumerable.Repeat(this, n).Aggregate((a, b) => a * b);
        return Content(isPositive) is var (content, rest) && rest.Items.Count > 1
            ? content.Pow(exponent, isPositive) * Of(Monomial.Of(rest.ToExpr(), form))
            : Of(Monomial.Of(ToExpr(), form));
    }

    private static bool AllPositive(Monomial monomial, Func<Expr, bool> isPositive)
    {
        foreach (var (b, _) in monomial.Factors)
            if (!isPositive(b))
                return false;
        return true;
    }

    // The positive rational by which the coefficients are coprime integers, times the powers of positive bases that all terms have in
    // common, so that 2*a + 2*b and a + b share their powers, as do x + exp(-x) and x*exp(x) + 1.
    private (Scalar Content, Scalar Primitive) Content(Func<Expr, bool> isPositive)
    {
        var shared = Items
            .SelectMany(i => i.Monomial.Factors)
            .Select(f => f.Base)
            .Distinct()
            .Where(b => b is not Number && Items.All(i => i.Monomial.Exponent(b).IsConstant) && isPositive(b))
            .Aggregate(Monomial.One, (m, b) => m * Monomial.Of(b, Items.Min(i => i.Monomial.Exponent(b).Constant)));
        var numerators = Items.Aggregate(BigInteger.Zero, (g, i) => BigInteger.GreatestCommonDivisor(g, i.Coefficient.Numerator));
        var denominators = Items.Aggregate(
            BigInteger.One,
            (m, i) => m * i.Coefficient.Denominator / BigInteger.GreatestCommonDivisor(m, i.Coefficient.Denominator)
        );
        var content = Single(shared, new Rational(numerators, denominators));
        return (content, this * content.Pow(-One, isPositive));
    }

    // A positive number to a power, by its small prime factors.
    private static Monomial PowerOf(Rational positive, LinearForm exponent) =>
        RatioArithmetic
            .PrimePowers(positive)
            .Aggregate(Monomial.One, (product, f) => product * Monomial.Of(f.Base, f.Exponent * exponent));

    /// <summary>The logarithm of a positive constant; that of a product is split where every factor is positive.</summary>
    public Scalar Log(Func<Expr, bool> isPositive)
    {
        var (monomial, coefficient) = Items.Count == 1 ? Items[0] : (Monomial.One, -1);
        if (coefficient.Sign <= 0 || !AllPositive(monomial, isPositive))
            return Content(isPositive) is var (content, rest) && rest.Items.Count > 1 && !content.IsOne
                ? content.Log(isPositive) + Of(Monomial.Of(new Log(rest.ToExpr())))
                : Of(Monomial.Of(new Log(ToExpr())));
        var logs = RatioArithmetic.PrimePowers(coefficient).Select(f => Scale(f.Exponent, Of(Monomial.Of(new Log(f.Base)))));
        var parts = monomial.Factors.Select(f => Read(f.Exponent) * LogOf(f.Base));
        return logs.Concat(parts).Aggregate(Zero, (a, b) => a + b);
    }

    private static Scalar LogOf(Expr @base) =>
        @base == Constant.E ? One
        : @base is Exp { Argument: var a } ? Read(LinearForm.Read(a))
        : Of(Monomial.Of(new Log(@base)));

    private static Scalar Read(LinearForm form) =>
        form.Parts.Aggregate(Of(form.Constant), (sum, p) => sum + Scale(p.Coefficient, ReadTerm(p.Key)));

    /// <summary>The exponential: a product over the terms, where multiples of logarithms become powers.</summary>
    public Scalar Exp()
    {
        var product = One;
        foreach (var (monomial, coefficient) in Items)
            product *= monomial.Factors switch
            {
                [] => Of(Monomial.Of(Constant.E, coefficient)),
                [(Log { Argument: var a }, { IsConstant: true, Constant.IsOne: true })] => Of(Monomial.Of(a, coefficient)),
                _ => Of(Monomial.Of(new Exp(monomial.ToExpr()), coefficient)),
            };
        return product;
    }

    /// <summary>Whether the constant is 0 by its normal form, denominators cleared.</summary>
    public bool IsZero() => OverOneDenominator().Above.Items.Count == 0;

    /// <summary>The constant as a number where denominators cancel: <c>a/(a + b) + b/(a + b)</c> is 1.</summary>
    public Scalar Reduced()
    {
        if (Denominator(this) is null)
            return this;
        var (above, below) = OverOneDenominator();
        if (above.Items.Count == 0)
            return Zero;
        var ratio = above.Items[0].Coefficient / below.Items[0].Coefficient;
        return above == Scale(ratio, below) ? Of(ratio) : this;
    }

    private (Scalar Above, Scalar Below) OverOneDenominator()
    {
        var (above, below) = (this, One);
        for (var round = 0; round < 8 && above.Items.Count > 0 && Denominator(above) is { } sum; round++)
        {
            var least = Least(above, sum);
            if (above.Items.Any(i => i.Monomial.Exponent(sum).Constant.Abs > 12))
                break;
            above = Cleared(above, sum);
            var divisor = sum.Items.Select(ReadTerm).Aggregate(Zero, (a, b) => a + b);
            below = Enumerable.Repeat(divisor, (int)-least).Aggregate(below, (a, b) => a * b);
        }
        return (above, below);
    }

    private static Sum? Denominator(Scalar s)
    {
        foreach (var (monomial, _) in s.Items)
        foreach (var (b, exponent) in monomial.Factors)
            if (b is Sum sum && exponent is { IsConstant: true, Constant.IsInteger: true })
                return sum;
        return null;
    }

    // The whole exponent of a sum by whose inverse all its exponents become at least 0; 0 where they are.
    private static BigInteger Least(Scalar s, Sum sum) =>
        BigInteger.Min(0, s.Items.Min(i => i.Monomial.Exponent(sum).Constant).Floor);

    // Multiplied by the power of a sum that makes all its exponents at least 0, whole parts of which are multiplied out: a root of the
    // sum stays one.
    private static Scalar Cleared(Scalar s, Sum sum)
    {
        var least = Least(s, sum);
        var expanded = sum.Items.Select(ReadTerm).Aggregate(Zero, (a, b) => a + b);
        return s
            .Items.Select(i =>
            {
                var power = i.Monomial.Exponent(sum).Constant - least;
                var root = power - power.Floor - i.Monomial.Exponent(sum).Constant;
                var rest = Normal([(i.Monomial * Monomial.Of(sum, root), i.Coefficient)]);
                return Enumerable.Repeat(expanded, (int)power.Floor).Aggregate(rest, (a, b) => a * b);
            })
            .Aggregate(Zero, (a, b) => a + b);
    }

    // Reads back what ToExpr wrote.
    private static Scalar ReadTerm(Expr term) =>
        (term is Product p ? p.Items : [term])
            .Select(f =>
                f switch
                {
                    Number n => Of(n.Value),
                    Power w => Of(Monomial.Of(w.Base, LinearForm.Read(w.Exponent))),
                    Exp { Argument: var a } => Read(LinearForm.Read(a)).Exp(),
                    _ => Of(Monomial.Of(f)),
                }
            )
            .Aggregate(One, (a, b) => a * b);

    public Expr ToExpr() => Sum.Of(Items.Map(i => Term(i.Coefficient, i.Monomial.ToExpr())).AsSpan());

    /// <summary>A multiple as an author writes it, denominators last: <c>q*exp(-2*T)/2</c>.</summary>
    public static Expr Term(Rational coefficient, Expr product)
    {
        var (numerators, denominators) = (new List<Expr>(), new List<Expr>());
        foreach (var factor in product is Product p ? p.Items : [product])
            (factor.IsDivisor() ? denominators : numerators).Add(factor);
        var (above, below) = (Product.Of(numerators), Product.Of(denominators));
        return above is Number n
            ? Product.Of(coefficient * n.Value, below)
            : Product.Of((Rational)coefficient.Numerator, above, new Rational(1, coefficient.Denominator), below);
    }

    public override string ToString() => ToExpr().ToString();
}
