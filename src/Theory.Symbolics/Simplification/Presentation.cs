namespace Theory.Symbolics.Simplification;

/// <summary>Quotients as expressions: terms by falling powers, a positive one first if there is any.</summary>
internal static class Presentation
{
    /// <summary>The expression.</summary>
    /// <param name="value">The quotient.</param>
    /// <param name="recombine">Takes out a power of a sum, or nothing.</param>
    public static Expr Of(Ratio value, Func<Ratio, (Ratio Remainder, Expr Base, Expr Exponent)?>? recombine)
    {
        if (value.Above.IsZero)
            return Number.Zero;
        var outside = new List<Expr>();
        while (recombine?.Invoke(value) is var (rest, b, x))
        {
            outside.Add(Power(b, x));
            value = rest;
        }
        var above = value.Above.Terms is [var (product, coefficient)] ? Factors(coefficient, product) : [Sum(value.Above)];
        var below = value.Below.IsOne ? [] : new[] { Symbolics.Power.Of(Sum(value.Below), -1) };
        return Product.Of([.. above, .. outside, .. below]);
    }

    private static Expr Sum(Laurent sum)
    {
        var terms = sum.Terms.ToList();
        var first = terms.FindIndex(term => term.Coefficient.Sign > 0);
        if (first > 0)
        {
            terms.Insert(0, terms[first]);
            terms.RemoveAt(first + 1);
        }
        return Symbolics.Sum.Of(terms.Select(term => Product.Of(Factors(term.Coefficient, term.Product))));
    }

    // Primes with the same exponent are one number. What multiplies comes first, what divides last: 3*x/(2*m).
    private static IEnumerable<Expr> Factors(Rational coefficient, PowerProduct product)
    {
        var numbers = product.Powers.Where(p => p.Base is Number).GroupBy(p => p.Exponent, p => ((Number)p.Base).Value);
        var powers = numbers
            .Select(group => ((Expr)group.Aggregate((a, b) => a * b), group.Key))
            .Concat(product.Powers.Where(p => p.Base is not Number));
        var divides = powers.ToLookup(p => p.Item2 is Number { Value.Sign: < 0 }, p => Power(p.Item1, p.Item2));
        Rational numerator = coefficient.Numerator;
        return product.IsOne || !divides[false].Any() && numerator.Abs.IsOne
            ? divides[true].Prepend(new Number(coefficient))
            :
            [
                new Number(numerator),
                .. divides[false],
                new Number(numerator.IsZero ? 1 : coefficient / numerator),
                .. divides[true],
            ];
    }

    private static Expr Power(Expr @base, Expr exponent) =>
        @base == Constant.E && exponent is not Number { Value.IsOne: true }
            ? new Exp(exponent)
            : Symbolics.Power.Of(@base, exponent);
}
