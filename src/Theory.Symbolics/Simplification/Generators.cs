using System.Numerics;

namespace Theory.Symbolics.Simplification;

/// <summary>
/// Variables in which some sums become polynomials with integer exponents: <c>x^(1/6)</c> where exponents of x have denominators 2
/// and 3, and <c>n^alpha</c> beside <c>n</c>. They are independent, so a common factor in them is a common factor.
/// </summary>
internal sealed class Generators
{
    // Beyond this degree common factors are not sought.
    private const int HighestDegree = 500;

    private readonly (Expr Base, Expr Unit, BigInteger Denominator)[] variables;

    private Generators((Expr Base, Expr Unit, BigInteger Denominator)[] variables) => this.variables = variables;

    public static Generators Of(params IEnumerable<Laurent> sums) =>
        new([
            .. sums.SelectMany(sum => sum.Terms)
                .SelectMany(term => term.Product.Powers)
                .SelectMany(power => Parts(power.Exponent).Select(part => (power.Base, part.Unit, part.Multiple.Denominator)))
                .GroupBy(part => (part.Base, part.Unit), part => part.Denominator)
                .Select(group => (group.Key.Base, group.Key.Unit, group.Aggregate(LeastCommonMultiple))),
        ]);

    public int Count => variables.Length;

    /// <summary>
    /// The sum as a rational times a product of powers times a polynomial without common factors of its terms; null beyond the
    /// highest degree.
    /// </summary>
    public (Rational Content, int[] Shift, IntegerPolynomial Polynomial)? Read(Laurent sum)
    {
        var terms = sum.Terms.Select(term => (Exponents: Exponents(term.Product), term.Coefficient)).ToArray();
        if (terms.Any(term => term.Exponents is null))
            return null;
        var shift = Enumerable.Range(0, Count).Select(v => terms.Min(term => term.Exponents![v])).ToArray();
        var denominator = terms.Select(term => term.Coefficient.Denominator).Aggregate(LeastCommonMultiple);
        var numerator = terms.Select(term => term.Coefficient.Numerator).Aggregate(BigInteger.GreatestCommonDivisor);
        var content = new Rational(numerator, denominator) * (terms[0].Coefficient.Sign * numerator.Sign);
        var shifted = terms
            .Select(term => (term.Exponents!.Select((x, v) => x - shift[v]).ToArray(), (term.Coefficient / content).Numerator))
            .ToArray();
        return shifted.Any(term => term.Item1.Any(x => x > HighestDegree))
            ? null
            : (content, shift, IntegerPolynomial.Of(Count, shifted));
    }

    /// <summary>A polynomial as a sum, where <paramref name="raise"/> gives the power of a base to a sum of multiples of units.</summary>
    public Laurent Write(IntegerPolynomial polynomial, Func<IEnumerable<(Expr Base, Expr Exponent)>, PowerProduct> raise) =>
        Laurent.Collect(polynomial.Terms().Select(term => (raise(Powers(term.Exponents)), (Rational)term.Coefficient)));

    /// <summary>The powers of bases that exponents of the variables stand for.</summary>
    public IEnumerable<(Expr Base, Expr Exponent)> Powers(int[] exponents) =>
        variables
            .Zip(exponents)
            .Where(pair => pair.Second != 0)
            .Select(pair => (pair.First.Base, Multiple(new Rational(pair.Second, pair.First.Denominator), pair.First.Unit)));

    private int[]? Exponents(PowerProduct product)
    {
        var exponents = new int[Count];
        foreach (var (b, x) in product.Powers)
        foreach (var (unit, multiple) in Parts(x))
        {
            var v = Array.FindIndex(variables, variable => variable.Base == b && variable.Unit == unit);
            var count = (multiple * variables[v].Denominator).Numerator;
            if (BigInteger.Abs(count) > HighestDegree)
                return null;
            exponents[v] = (int)count;
        }
        return exponents;
    }

    // A simplified exponent as a sum of multiples of units: 2*alpha - 1/2 is 2 alphas and -1/2 ones.
    private static IEnumerable<(Expr Unit, Rational Multiple)> Parts(Expr exponent) =>
        exponent switch
        {
            Number n => [(Number.One, n.Value)],
            Sum s => s.Items.SelectMany(Parts),
            Product p =>
            [
                (
                    Product.Of(p.Items.Where(f => f is not Number)),
                    p.Items.OfType<Number>().Aggregate(Rational.One, (c, n) => c * n.Value)
                ),
            ],
            _ => [(exponent, Rational.One)],
        };

    private static Expr Multiple(Rational multiple, Expr unit) =>
        unit is Number ? new Number(multiple) : Product.Of(new Number(multiple), unit);

    private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;
}
