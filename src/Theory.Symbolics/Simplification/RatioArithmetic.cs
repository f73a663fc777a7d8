using System.Numerics;
using Theory.Symbolics.Analysis;

namespace Theory.Symbolics.Simplification;

/// <summary>
/// Sums, products and powers of quotients in lowest terms. Primes and sums that stand to a power keep the part of the exponent
/// between 0 and 1, and the integer part is multiplied out, so that equal functions of independent bases get equal quotients.
/// </summary>
internal sealed partial class RatioArithmetic
{
    private const int LongestNumber = 4096; // bits of a power that is written out

    private readonly Func<Expr, Expr> simplify;
    private readonly Context context;
    private readonly bool together;
    private readonly Dictionary<Expr, Ratio> composites;

    /// <summary>The arithmetic.</summary>
    /// <param name="simplify">Simplifies exponents.</param>
    /// <param name="context">What is known of the bases.</param>
    /// <param name="together">Whether sums stand below a line; else negative powers of sums are bases like others.</param>
    public RatioArithmetic(Func<Expr, Expr> simplify, Context context, bool together)
        : this(simplify, context, together, []) { }

    private RatioArithmetic(Func<Expr, Expr> simplify, Context context, bool together, Dictionary<Expr, Ratio> composites) =>
        (this.simplify, this.context, this.together, this.composites) = (simplify, context, together, composites);

    /// <summary>The arithmetic where more is known, as of the index within a sum.</summary>
    public RatioArithmetic Within(Context inner, Func<Expr, Expr> simplifyThere) =>
        new(simplifyThere, inner, together, composites);

    /// <summary>An expression that stands as a base, of which integer powers are multiplied out.</summary>
    public Expr Composite(Ratio value)
    {
        var e = ToExpr(value);
        composites.TryAdd(e, value);
        return e;
    }

    /// <summary>The quotient as an expression.</summary>
    public Expr ToExpr(Ratio value) => Presentation.Of(value, together ? Recombined : null);

    public Ratio Add(Ratio a, Ratio b) =>
        a.Below.Equals(b.Below)
            ? Lowest(a.Above.Plus(b.Above), a.Below)
            : Divide(Add(Multiply(a.Above, b.Below), Multiply(b.Above, a.Below)), Multiply(a.Below, b.Below));

    public Ratio Multiply(Ratio a, Ratio b)
    {
        if (!Depth.HasRoom)
            return Depth.Fresh((this, a, b), static s => s.Item1.Multiply(s.a, s.b));
        return a.Below.IsOne && b.Below.IsOne
            ? Multiply(a.Above, b.Above)
            : Divide(Multiply(a.Above, b.Above), Multiply(a.Below, b.Below));
    }

    private Ratio Divide(Ratio a, Ratio b) => a.Below.IsOne && b.Below.IsOne ? Lowest(a.Above, b.Above) : Multiply(a, Inverse(b));

    /// <summary>The power; the value is not 0 where the exponent is negative.</summary>
    public Ratio Power(Ratio value, BigInteger exponent)
    {
        if (exponent.IsZero)
            return Ratio.Of(1);
        if (value.Above.IsZero)
            return value;
        if (value.Single is { } term)
            return SinglePower(term.Coefficient, term.Product, exponent);
        if (exponent.Sign < 0)
            return Power(Inverse(value), -exponent);
        if (!IsShort(value.Above.Terms.Count, exponent) || !IsShort(value.Below.Terms.Count, exponent))
            return Unexpanded(value, exponent);
        var (above, below) = (Repeated(value.Above, (int)exponent), Repeated(value.Below, (int)exponent));
        return HasRoot(value.Above) || HasRoot(value.Below) ? Divide(above, below) : Over(above, below);
    }

    // Roots of numbers and of sums multiply to these, which may have factors in common with others.
    private bool HasRoot(Laurent sum) =>
        sum.Terms.Any(term => term.Product.Powers.Any(p => p.Base is Number || composites.ContainsKey(p.Base)));

    /// <summary>A multiple of a product of powers, integer powers of primes and sums multiplied out.</summary>
    public Ratio Reduced(Rational coefficient, PowerProduct product)
    {
        foreach (var (b, x) in product.Powers)
            if (Excess(b, x) is { IsZero: false } k)
            {
                var rest = product.Without(b).Times(PowerProduct.Of(b, Minus(x, k)), AddExponents);
                var power = b is Number n ? Ratio.Of(n.Value.Pow((int)k)) : Power(composites[b], k);
                return Multiply(Reduced(coefficient, rest), power);
            }
        return Ratio.Of(Laurent.Of(coefficient, product));
    }

    /// <summary>The product of two exponents.</summary>
    public Expr MultiplyExponents(Expr x, Expr y) =>
        (x, y) is (Number p, Number q) ? new Number(p.Value * q.Value) : simplify(Product.Of(x, y));

    private Expr AddExponents(Expr x, Expr y) => simplify(Sum.Of(x, y));

    private Expr Minus(Expr x, BigInteger k) =>
        x is Number n ? new Number(n.Value - k) : simplify(Sum.Of(x, new Number(-(Rational)k)));

    // Powers of sums may multiply to a sum, or cancel to one below a line.
    private Ratio Multiply(Laurent a, Laurent b)
    {
        if (a.IsOne || b.IsOne)
            return Ratio.Of(a.IsOne ? b : a);
        if ((long)a.Terms.Count * b.Terms.Count > Rewriting.MostTerms && a.Terms.Count > 1 && b.Terms.Count > 1)
            return Unexpanded(a, b);
        var plain = new List<(PowerProduct, Rational)>(a.Terms.Count * b.Terms.Count);
        var sum = Ratio.Of(0);
        foreach (var (p, x) in a.Terms)
        foreach (var (q, y) in b.Terms)
        {
            var product = p.Times(q, AddExponents);
            if (product.Powers.Any(power => !Excess(power.Base, power.Exponent).IsZero))
                sum = Add(sum, Reduced(x * y, product));
            else
                plain.Add((product, x * y));
        }
        var collected = Ratio.Of(Laurent.Collect(plain));
        return sum.Above.IsZero ? collected : Add(collected, sum);
    }

    // A product of sums that is not multiplied out: it is one base.
    private Ratio Unexpanded(Laurent a, Laurent b)
    {
        var (c, p, left) = Split(a);
        var (d, q, right) = Split(b);
        var sums = new[] { ToExpr(left!), ToExpr(right!) }.Order(Ordering.Instance);
        return Ratio.Of(Laurent.Of(c * d, p.Times(q, AddExponents).Times(PowerProduct.Of(Product.Of(sums), 1), AddExponents)));
    }

    private Ratio Repeated(Laurent a, int exponent) => Enumerable.Repeat(Ratio.Of(a), exponent).Aggregate(Ratio.Of(1), Multiply);

    private Ratio SinglePower(Rational coefficient, PowerProduct product, BigInteger exponent)
    {
        var power = product.Pow(new Number(exponent), MultiplyExponents);
        var bits = coefficient.Numerator.GetBitLength() + coefficient.Denominator.GetBitLength();
        if (coefficient.Abs.IsOne)
            return Reduced(exponent.IsEven ? 1 : coefficient, power);
        if (bits * BigInteger.Abs(exponent) <= LongestNumber)
            return Reduced(coefficient.Pow((int)exponent), power);
        var primes = PrimePowers(coefficient.Abs)
            .Select(p => PowerProduct.Of(p.Base, new Number(p.Exponent * (Rational)exponent)))
            .Aggregate(power, (all, p) => all.Times(p, AddExponents));
        return Reduced(exponent.IsEven ? 1 : coefficient.Sign, primes);
    }

    /// <summary>A positive rational as powers of primes.</summary>
    public static IEnumerable<(Number Base, Rational Exponent)> PrimePowers(Rational value) =>
        Primes
            .Factors(value.Numerator)
            .Select(p => (new Number(p.Base), (Rational)p.Exponent))
            .Concat(Primes.Factors(value.Denominator).Select(p => (new Number(p.Base), (Rational)(-p.Exponent))));

    private Ratio Inverse(Ratio value)
    {
        if (together && value.Above.Terms.Count > 1)
            return Lowest(value.Below, value.Above);
        var inverse = value.Above.Terms is [var (product, coefficient)]
            ? SinglePower(coefficient, product, -1)
            : Unexpanded(Ratio.Of(value.Above), -1);
        return Multiply(inverse, Ratio.Of(value.Below));
    }

    // A power of a sum that is not multiplied out: the sum is a base like another.
    private Ratio Unexpanded(Ratio value, BigInteger exponent)
    {
        var (content, powers, above) = Split(value.Above);
        var (rest, shift, below) = Split(value.Below);
        var factor = SinglePower(content / rest, powers.Times(shift.Pow(-1, MultiplyExponents), AddExponents), exponent);
        var sums = new[] { (above, exponent), (below, -exponent) }
            .Where(part => part.Item1 is not null)
            .Select(part => Ratio.Of(Composite(part.Item1!), new Number(part.Item2)));
        return sums.Aggregate(factor, Multiply);
    }

    // The integer part of an exponent where it is to be multiplied out, else 0.
    private BigInteger Excess(Expr @base, Expr exponent)
    {
        if (@base is Symbol or Quantity or Constant)
            return 0;
        var k = ConstantPart(exponent).Floor;
        return k.IsZero || exponent is not Number && !Keeps(@base, exponent, k) ? 0
            : @base is Number n ? (BigInteger.Abs(k) * n.Value.Numerator.GetBitLength() <= LongestNumber ? k : 0)
            : !composites.TryGetValue(@base, out var value) || k.Sign < 0 && !together ? 0
            : IsShort(Math.Max(value.Above.Terms.Count, value.Below.Terms.Count), k) ? k
            : 0;
    }

    // Whether b^x has the points of b^(x - k)*b^k: where b is 0 and x > 0 the first is 0, and the others need not have a value.
    private bool Keeps(Expr @base, Expr exponent, BigInteger k) =>
        IsNonzero(@base) || k.Sign > 0 && Minus(exponent, k).IsNonnegative(context);

    private bool IsNonzero(Expr @base) =>
        @base switch
        {
            Number or Constant => true,
            Symbol s => context.DomainOf(s) is { IsPositive: true } or { IsNegative: true } || @base.IsPositive(context),
            _ => @base.IsPositive(context) || @base.IsNegative(context),
        };

    // Whether a base that may be 0 stands under exponents that are not numbers. A common factor of such powers has no value at some
    // points where they have.
    private bool MayVanish(Laurent sum) =>
        sum.Terms.Any(term => term.Product.Powers.Any(p => p.Exponent is not Number && !IsNonzero(p.Base)));

    private static Rational ConstantPart(Expr exponent) =>
        exponent switch
        {
            Number n => n.Value,
            Sum s => s.Items.OfType<Number>().Select(n => n.Value).FirstOrDefault(),
            _ => 0,
        };

    // Whether a power of a sum is reached factor by factor within the stated number of terms: before the last factor there are
    // (n + k - 2 choose k - 1), each multiplied by n.
    private static bool IsShort(int terms, BigInteger exponent)
    {
        var k = BigInteger.Abs(exponent);
        if (terms == 1)
            return true;
        if (k > Rewriting.MostTerms)
            return false;
        BigInteger count = terms;
        for (var i = 1; i < k && count <= Rewriting.MostTerms; i++)
            count = count * (terms + i - 1) / i;
        return count <= Rewriting.MostTerms;
    }
}
