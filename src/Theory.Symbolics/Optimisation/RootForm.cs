using Theory.Symbolics.Limits;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Optimisation;

/// <summary>Products of fractional powers, written as an author does: <c>D*sqrt(KL/(2*n))</c>.</summary>
internal static class RootForm
{
    /// <summary>A positive expression as a monomial; parts without algebra are bases of their own.</summary>
    public static Monomial Read(Expr e, Func<Expr, bool> isPositive)
    {
        var (posynomial, _) = new PosynomialReader(isPositive).Read(e);
        return posynomial is { Items: [var (monomial, coefficient)] }
            ? coefficient.IsOne
                ? monomial
                : monomial * Monomial.Of(new Number(coefficient))
            : e is Product p
                ? p.Items.Select(f => Read(f, isPositive)).Aggregate((a, b) => a * b)
                : e is Power { Exponent: Number k } w
                    ? Read(w.Base, isPositive).Pow(k.Value)
                    : Monomial.Of(e);
    }

    /// <summary>The monomial with whole powers outside and one root over the rest, where the root is a square root; else as it stands.</summary>
    public static Expr Write(Monomial m)
    {
        if (m.Factors.Any(f => !f.Exponent.IsConstant))
            return m.ToExpr();
        var number = m.Factors.Where(f => f.Base is Number).ToList();
        var rest = m.Factors.Where(f => f.Base is not Number).ToList();
        if (m.Factors.Any(f => !(2 * f.Exponent.Constant).IsInteger || f.Exponent.Constant.Abs > 100))
        {
            // Numbers by their primes: 12^(2/3)*(3/2)^(1/3) is 6.
            var primes = number.Aggregate(
                Scalar.One,
                (s, f) => s * Scalar.Of(((Number)f.Base).Value).Pow(Scalar.Of(f.Exponent.Constant), _ => true)
            );
            var (roots, whole) = primes.Items[0];
            return Placed(whole, roots.Factors.Concat(rest).Select(f => (f.Base, f.Exponent.Constant)));
        }
        // The square of the numerical factor is rational: a perfect square stands outside.
        var square = number.Aggregate(
            Rational.One,
            (r, f) => r * ((Number)f.Base).Value.Pow((int)(2 * f.Exponent.Constant).Numerator)
        );
        var outside = rest.Where(f => f.Exponent.Constant.IsInteger).Select(f => (f.Base, f.Exponent.Constant)).ToList();
        var inside = rest.Where(f => !f.Exponent.Constant.IsInteger).Select(f => (f.Base, 2 * f.Exponent.Constant)).ToList();
        if (Root(square) is { } root)
            return inside.Count == 0 ? Placed(root, outside) : Placed(root, outside, Expr.Sqrt(Placed(1, inside)));
        return Placed(1, outside, Expr.Sqrt(Placed(square, inside)));
    }

    // The exact root of a perfect square.
    private static Rational? Root(Rational square) =>
        Primes.Root(square.Numerator, 2) is { } p && Primes.Root(square.Denominator, 2) is { } q ? new Rational(p, q) : null;

    // Numerators, then the number's denominator, then negative powers.
    private static Expr Placed(Rational number, IEnumerable<(Expr Base, Rational Power)> factors, Expr? last = null)
    {
        var all = factors.ToList();
        var above = all.Where(f => f.Power.Sign > 0).Select(f => Power.Of(f.Base, f.Power));
        var below = all.Where(f => f.Power.Sign < 0).Select(f => Power.Of(f.Base, f.Power));
        var numerator = Product.Of(above.Append(last ?? 1));
        var whole =
            number.IsInteger || numerator is Number
                ? Product.Of(number, numerator)
                : Product.Of((Rational)number.Numerator, numerator, new Rational(1, number.Denominator));
        return Product.Of(below.Prepend(whole));
    }
}
