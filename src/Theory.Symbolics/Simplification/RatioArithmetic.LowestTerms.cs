namespace Theory.Symbolics.Simplification;

// Common factors: of the terms of a sum, and of what stands above and below a line.
internal sealed partial class RatioArithmetic
{
    /// <summary>
    /// The parts of a value that is not 0: a rational (whose sign is the value's, or 1 where there is a sum to carry it), powers,
    /// and the sums above and below without common factors of their terms.
    /// </summary>
    public (Rational Content, PowerProduct Powers, Ratio? Above, Ratio? Below) Split(Ratio value)
    {
        if (Recombined(value) is var (remainder, b, x))
        {
            var split = Split(remainder);
            return split with { Powers = split.Powers.Times(PowerProduct.Of(b, x), AddExponents) };
        }
        var (content, powers, above) = Split(value.Above);
        var below = value.Below.IsOne ? null : Ratio.Of(value.Below);
        if (content.Sign < 0 && (above ?? below) is not null)
        {
            content = -content;
            if (above is null)
                below = Ratio.Of(value.Below.Scaled(-1));
            else
                above = Ratio.Of(above.Above.Scaled(-1));
        }
        return (content, powers, above, below);
    }

    private (Rational Content, PowerProduct Powers, Ratio? Sum) Split(Laurent sum)
    {
        if (sum.Terms is [var (product, coefficient)])
            return (coefficient, product, null);
        var generators = Generators.Of(sum);
        if (MayVanish(sum) || generators.Read(sum) is not var (content, shift, polynomial))
            return (1, PowerProduct.One, Ratio.Of(sum));
        // What is left may have another first term than the whole had.
        var rest = generators.Write(polynomial, Raised);
        var sign = rest.Terms[0].Coefficient.Sign;
        return (content * sign, Raised(generators.Powers(shift)), Ratio.Of(rest.Scaled(sign)));
    }

    private PowerProduct Raised(IEnumerable<(Expr Base, Expr Exponent)> powers) =>
        powers.Aggregate(
            PowerProduct.One,
            (product, p) =>
                product.Times(PowerProduct.Of(p.Base, p.Exponent is Number ? p.Exponent : simplify(p.Exponent)), AddExponents)
        );

    private Ratio Lowest(Laurent above, Laurent below)
    {
        if (above.IsZero || below.IsOne)
            return Ratio.Of(above);
        if (below.Terms is [var (product, coefficient)])
            return Multiply(Ratio.Of(above), SinglePower(coefficient, product, -1));
        if (MayVanish(above) || MayVanish(below))
            return new(above, below);
        var generators = Generators.Of(above, below);
        if (generators.Read(above) is not var (c, s, p) || generators.Read(below) is not var (d, t, q))
            return new(above, below);
        (p, q) = WithoutCommonFactor(p, q);
        var numerator = generators.Write(p, Raised);
        var denominator = generators.Write(q, Raised);
        if (denominator.Terms[0].Coefficient.Sign < 0)
            (numerator, denominator) = (numerator.Scaled(-1), denominator.Scaled(-1));
        var factor = Reduced(c / d, Raised(generators.Powers([.. s.Zip(t, (x, y) => x - y)])));
        return factor.Single is not null
            ? Over(Multiply(numerator, factor.Above), Ratio.Of(denominator))
            : Multiply(new(numerator, denominator), factor);
    }

    // A quotient that is in lowest terms already; the first coefficient below is positive.
    private Ratio Over(Ratio above, Ratio below)
    {
        if (!above.Below.IsOne || !below.Below.IsOne)
            return Divide(above, below);
        return below.Above.Terms[0].Coefficient.Sign < 0
            ? new(above.Above.Scaled(-1), below.Above.Scaled(-1))
            : new(above.Above, below.Above);
    }

    private static (IntegerPolynomial, IntegerPolynomial) WithoutCommonFactor(IntegerPolynomial p, IntegerPolynomial q)
    {
        try
        {
            var effort = new Effort(Rewriting.MostSteps);
            var common = PolynomialGcd.Of(p, q, effort);
            return common.IsUnit ? (p, q) : (p.DividedBy(common, effort)!, q.DividedBy(common, effort)!);
        }
        catch (Effort.Exhausted)
        {
            return (p, q);
        }
    }

    // A fractional power of a sum, taken together with the sum itself where that divides what stands above or below.
    private (Ratio Remainder, Expr Base, Expr Exponent)? Recombined(Ratio value)
    {
        foreach (var (b, x) in value.Above.Terms[0].Product.Powers)
        {
            if (!composites.TryGetValue(b, out var sum) || sum.Above.Terms.Count < 2 || !sum.Below.IsOne)
                continue;
            if (value.Above.Terms.Any(term => term.Product.ExponentOf(b) != x))
                continue;
            var above = Laurent.Collect(value.Above.Terms.Select(term => (term.Product.Without(b), term.Coefficient)));
            var (rest, k) = (new Ratio(above, value.Below), 0);
            while (Quotient(rest.Above, sum.Above) is { } quotient)
                (rest, k) = (rest with { Above = quotient }, k + 1);
            while (k <= 0 && Quotient(rest.Below, sum.Above) is { } quotient)
                (rest, k) = (Lowest(rest.Above, quotient), k - 1);
            // What is taken together must be what is taken apart when it is read again.
            if (k != 0 && Minus(x, -k) is var joint && Excess(b, joint) == k)
                return (rest, b, joint);
        }
        return null;
    }

    private Laurent? Quotient(Laurent sum, Laurent divisor)
    {
        if (sum.Terms.Count < 2 || MayVanish(sum) || MayVanish(divisor))
            return null;
        var generators = Generators.Of(sum, divisor);
        if (generators.Read(sum) is not var (c, s, p) || generators.Read(divisor) is not var (d, t, q))
            return null;
        try
        {
            var powers = Raised(generators.Powers([.. s.Zip(t, (x, y) => x - y)]));
            return
                p.DividedBy(q, new Effort(Rewriting.MostSteps)) is { } quotient
                && Multiply(generators.Write(quotient, Raised), Laurent.Of(c / d, powers)) is { Below.IsOne: true } product
                && powers.Powers.All(power => Excess(power.Base, power.Exponent).IsZero)
                ? product.Above
                : null;
        }
        catch (Effort.Exhausted)
        {
            return null;
        }
    }
}
