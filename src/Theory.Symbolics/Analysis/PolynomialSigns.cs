using Theory.Symbolics.Limits;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Analysis;

/// <summary>
/// Signs of rational functions of symbols, exponentials and other positive parts, by a certificate: every part is written through
/// variables z &gt; 0 (a part in (0, 1) as <c>z/(1 + z)</c>, a symbol above another as <c>b0 + z</c>), denominators are multiplied out,
/// and if all coefficients then have one sign, so has the function.
/// </summary>
internal static class PolynomialSigns
{
    private const int MostTerms = 2_000;
    private const int MostDegree = 12;

    /// <summary>The sign, and whether it can be 0; null where no certificate is found.</summary>
    public static (int Sign, bool CanVanish)? Of(Expr e, Context context, int depth = 0)
    {
        if (depth > 6 || Kernels.Read(e, context, depth) is not { } read)
            return null;
        if (read.IsZero())
            return (0, true);
        return Polynomial(read, context, depth) is var (polynomial, sign) && Positive(polynomial, context, depth) is { } expanded
            ? Agreeing(expanded, sign, context)
            : null;
    }

    // Denominators cleared: a polynomial, and the sign of what it was multiplied by.
    private static (Scalar, int)? Polynomial(Scalar s, Context context, int depth)
    {
        var sign = 1;
        for (var round = 0; round < 6; round++)
        {
            var below = s
                .Items.SelectMany(i => i.Monomial.Factors)
                .FirstOrDefault(f => f is { Base: Sum, Exponent: { IsConstant: true, Constant: { Sign: < 0, IsInteger: true } } })
                .Base;
            if (below is null)
                return (s, sign);
            var least = s.Items.Min(i => i.Monomial.Exponent(below).Constant);
            if (
                -least > MostDegree
                || Of(below, context, depth + 1) is not { CanVanish: false } divisor
                || Kernels.Read(below, context, depth) is not { } sum
            )
                return null;
            if (!least.Numerator.IsEven)
                sign *= divisor.Sign;
            var cleared = Scalar.Zero;
            foreach (var (monomial, coefficient) in s.Items)
            {
                var power = monomial.Exponent(below).Constant - least;
                if (!power.IsInteger || power > MostDegree)
                    return null;
                var rest = Scalar.Of(coefficient) * Scalar.Of(monomial / Monomial.Of(below, monomial.Exponent(below)));
                cleared += Enumerable.Repeat(sum, (int)power.Numerator).Aggregate(rest, (a, b) => a * b);
            }
            if (cleared.Items.Count > MostTerms)
                return null;
            s = cleared;
        }
        return null;
    }

    // The polynomial in positive variables, up to a positive factor.
    private static Scalar? Positive(Scalar s, Context context, int depth)
    {
        foreach (var (part, value) in Ordered(context))
            if (Replace(s, part, value, Scalar.One) is { } ordered)
                s = ordered;
            else
                return null;
        foreach (var part in s.Items.SelectMany(i => i.Monomial.Factors).Select(f => f.Base).Distinct().ToList())
        {
            if (IsVariable(part) || IsNumerical(part))
                continue;
            var range = Kernels.RangeOf(part, context, depth);
            s = Whole(s, part, range);
            var canVanish = range.IncludesLower || range.IncludesUpper || range.Contains(0);
            var z = Scalar.Of(Monomial.Of(Variable(part, canVanish)));
            var replaced = (range.Lower, range.Upper) switch
            {
                ({ IsZero: true }, null) => range.IncludesLower ? Replace(s, part, z, Scalar.One) : s,
                ({ Sign: > 0 } a, null) => Replace(s, part, Scalar.Of(a) + z, Scalar.One),
                ({ Sign: >= 0 } a, { } b) => Replace(s, part, Scalar.Of(a) + Scalar.Of(b) * z, Scalar.One + z),
                _ => OnlySquares(s, part) ? Replace(s, part, z, Scalar.One) : null,
            };
            if (replaced is not { } next || next.Items.Count > MostTerms)
                return null;
            s = next;
        }
        return s;
    }

    // A part whose range ends at 0, 1 or infinity has the range of its roots: sqrt(a) in (0, 1) is a variable as good as a.
    private static Scalar Whole(Scalar s, Expr part, Domain range)
    {
        var exponents = s.Items.Select(i => i.Monomial.Exponent(part)).ToList();
        if (
            exponents.Any(x => !x.IsConstant)
            || range.Lower is not { } a
            || !(a.IsZero || a.IsOne)
            || range.Upper is { IsOne: false }
        )
            return s;
        var multiple = exponents.Aggregate(
            System.Numerics.BigInteger.One,
            (m, x) => m * x.Constant.Denominator / System.Numerics.BigInteger.GreatestCommonDivisor(m, x.Constant.Denominator)
        );
        return multiple.IsOne
            ? s
            : s
                .Items.Select(i =>
                    Scalar.Of(i.Coefficient)
                    * Scalar.Of(i.Monomial.Map((b, e) => Monomial.Of(b, b == part ? (Rational)multiple * e : e)))
                )
                .Aggregate(Scalar.Zero, (x, y) => x + y);
    }

    // b0 < b1 as b1 = b0 + z.
    private static IEnumerable<(Expr Part, Scalar Value)> Ordered(Context context)
    {
        var used = new HashSet<Expr>();
        foreach (var (fact, _) in context.Comparisons)
            if (
                fact is { ForAll.Count: 0, Relation: Relation.Less or Relation.LessOrEqual, Left: Symbol low, Right: Symbol high }
                && context.DomainOf(low).IsNonnegative
                && context.DomainOf(high) is { Upper: null }
                && !used.Contains(low)
                && used.Add(high)
            )
                yield return (
                    high,
                    Scalar.Of(Monomial.Of(low)) + Scalar.Of(Monomial.Of(Variable(high, fact.Relation is Relation.LessOrEqual)))
                );
    }

    // Names that no author can write; those that may be 0 are marked.
    private static Symbol Variable(Expr part, bool canVanish) => new((canVanish ? "\u2022 0 " : "\u2022 ") + part);

    private static bool IsVariable(Expr e) => e is Symbol s && s.Name.StartsWith('\u2022');

    private static bool CanVanish(Expr variable) => ((Symbol)variable).Name.StartsWith("\u2022 0", StringComparison.Ordinal);

    private static bool OnlySquares(Scalar s, Expr part) =>
        s.Items.All(i =>
            i.Monomial.Exponent(part) is { IsConstant: true, Constant: { IsInteger: true, Numerator.IsEven: true, Sign: >= 0 } }
        );

    // A part replaced by a quotient of polynomials, multiplied by the denominator's power; null unless its exponents are small integers.
    private static Scalar? Replace(Scalar s, Expr part, Scalar above, Scalar below)
    {
        var exponents = s.Items.Select(i => i.Monomial.Exponent(part)).ToList();
        if (exponents.All(x => x.IsZero))
            return s;
        if (exponents.Any(x => !x.IsConstant || !x.Constant.IsInteger))
            return null;
        // A negative exponent is cleared by a power of the part itself, which is positive.
        var (least, most) = (exponents.Min(x => x.Constant), exponents.Max(x => x.Constant));
        var shift = least.Sign < 0 ? -least : 0;
        if (most + shift > MostDegree)
            return null;
        var total = Scalar.Zero;
        foreach (var (monomial, coefficient) in s.Items)
        {
            var power = (int)(monomial.Exponent(part).Constant + shift).Numerator;
            var rest = Scalar.Of(coefficient) * Scalar.Of(monomial / Monomial.Of(part, monomial.Exponent(part)));
            rest = Enumerable.Repeat(above, power).Aggregate(rest, (a, b) => a * b);
            total += Enumerable.Repeat(below, (int)(most + shift).Numerator - power).Aggregate(rest, (a, b) => a * b);
            if (total.Items.Count > MostTerms)
                return null;
        }
        return total;
    }

    private static (int, bool)? Agreeing(Scalar s, int sign, Context context)
    {
        if (s.Items.Count == 0)
            return (0, true);
        // Coefficients may hold roots and logarithms of numbers: those are enclosed.
        var groups = s.Items.GroupBy(i =>
            i.Monomial.Map((b, e) => IsNumerical(b) && e.IsConstant ? Monomial.One : Monomial.Of(b, e))
        );
        var signs = groups.Select(g => SignOf(g, g.Key)).Distinct().ToList();
        if (signs is not [{ } only])
            return null;
        var strict = s.Items.Any(i =>
            i.Monomial.Factors.All(f => IsVariable(f.Base) ? !CanVanish(f.Base) : f.Base.IsPositive(context))
        );
        return (only * sign, !strict);
    }

    private static bool IsNumerical(Expr e) => !e.FreeSymbols().Any() && !e.SubExpressions().Any(x => x is Quantity);

    private static int? SignOf(IEnumerable<(Monomial Monomial, Rational Coefficient)> items, Monomial shared)
    {
        var all = items.ToList();
        if (all is [var single] && single.Monomial == shared)
            return single.Coefficient.Sign;
        var value = Sum.Of(all.Select(i => Product.Of(i.Coefficient, (i.Monomial / shared).ToExpr())))
            .Enclose(new Assignment<Interval>());
        return value.Lower > 0 ? 1
            : value.Upper < 0 ? -1
            : null;
    }
}
