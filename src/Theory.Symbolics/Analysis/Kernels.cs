using Theory.Symbolics.Limits;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Analysis;

/// <summary>
/// Expressions as sums of monomials in symbols and kernels: exponentials <c>exp(g)</c> with g in one normal form for all its
/// multiples, logarithms, inverse sums, and whatever else has no algebra.
/// </summary>
internal static class Kernels
{
    private const int MostTerms = 2_000;

    public static Scalar? Read(Expr e, Context context, int depth)
    {
        bool IsPositive(Expr x) => RangeOf(x, context, depth).IsPositive;
        Scalar? Part(Expr x) => Read(x, context, depth);
        return e switch
        {
            Number n => Scalar.Of(n.Value),
            Sum s => s.Items.Select(Part).Aggregate((Scalar?)Scalar.Zero, (a, b) => a is null || b is null ? null : a + b),
            Product p => p.Items.Select(Part).Aggregate((Scalar?)Scalar.One, Times),
            Power { Exponent: Number { Value.IsInteger: true } k } p => Raised(Part(p.Base), k.Value, IsPositive),
            Power p => Part(p.Base) is { Items.Count: > 0 } b && Part(p.Exponent) is { } x ? b.Pow(x, IsPositive) : null,
            Exp x => Part(x.Argument) is { } g ? OfExp(g) : null,
            Log l => Part(l.Argument) is { Items.Count: > 0 } inside ? inside.Log(IsPositive) : null,
            _ => Scalar.Of(Monomial.Of(e)),
        };
    }

    private static Scalar? Times(Scalar? a, Scalar? b) =>
        a is null || b is null || (long)a.Items.Count * b.Items.Count > MostTerms ? null : a * b;

    private static Scalar? Raised(Scalar? b, Rational k, Func<Expr, bool> isPositive) =>
        b is null || k.Abs > 1000 || b.Items.Count == 0 && k.Sign < 0 ? null
        : b.Items.Count == 0
            ? k.IsZero ? Scalar.One
                : Scalar.Zero
        : b.Items.Count > 1 && k.Sign > 0 && k <= 12
            ? Enumerable.Repeat(b, (int)k.Numerator).Aggregate((Scalar?)Scalar.One, Times)
        : b.Pow(Scalar.Of(k), isPositive);

    // exp(g) as a rational power of one kernel, whose exponent starts with coefficient 1.
    private static Scalar OfExp(Scalar g)
    {
        if (g.Items.Count <= 1)
            return g.Exp();
        var leading = g.Items[0].Coefficient;
        var primitive = g * Scalar.Of(leading.Reciprocal);
        return Scalar.Of(Monomial.Of(new Exp(primitive.ToExpr()), leading));
    }

    /// <summary>An interval that contains the values of a kernel.</summary>
    public static Domain RangeOf(Expr kernel, Context context, int depth)
    {
        var range = kernel.RangeOf(context);
        return kernel is Exp { Argument: var g }
            && range is { Upper: null, Lower.IsZero: true }
            && PolynomialSigns.Of(g, context, depth + 1) is var (sign, canVanish)
                ? Intervals.Exp(OfSign(sign, canVanish))
            : kernel is Sum && !range.IsPositive && PolynomialSigns.Of(kernel, context, depth + 1) is { Sign: > 0 } positive
                ? range.Intersect(OfSign(1, positive.CanVanish))
            : range;
    }

    private static Domain OfSign(int sign, bool canVanish) =>
        sign switch
        {
            > 0 => Domain.Above(0, canVanish),
            < 0 => Domain.Below(0, canVanish),
            _ => Intervals.Point(0),
        };
}
