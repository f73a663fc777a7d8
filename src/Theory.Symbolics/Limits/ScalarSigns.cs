using Theory.Symbolics.Analysis;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Limits;

/// <summary>
/// Signs of constants: by normal form, by the context, by enclosure where no parameter occurs, by assumption in the case at hand;
/// otherwise the sign is asked for, and the answer becomes a case.
/// </summary>
internal sealed class ScalarSigns(Context context, Terms<(Scalar Of, int Sign)> assumed)
{
    /// <summary>How many terms a constant has at most whose range is sought for its sign.</summary>
    public const int MostParts = 10;

    private readonly Dictionary<Expr, bool> positive = [];

    public bool IsPositive(Expr e) =>
        e is Number n ? n.Value.Sign > 0
        : e is Symbol s && context.DomainOf(s).IsPositive ? true
        : positive.TryGetValue(e, out var known) ? known
        : positive[e] = e.IsPositive(context) || assumed.Any(a => a.Sign > 0 && a.Of.ToExpr() == e);

    /// <summary>Whether the constant is 0: its normal form says so, or the case does.</summary>
    public bool IsZero(Scalar s) => s.AsRational is { } r ? r.IsZero : s.IsZero() || Assumed(s) is 0;

    /// <summary>-1, 0 or 1.</summary>
    /// <exception cref="SignNeededException">It depends on a parameter.</exception>
    public int Of(Scalar s) => s.AsRational is { } r ? r.Sign : Known(s) ?? throw new SignNeededException(s);

    private int? Known(Scalar s)
    {
        if (ByCoefficients(s) is { } plain)
            return plain;
        if (IsZero(s))
            return 0;
        return Assumed(s) ?? ByRange(s) ?? ByContent(s) ?? ByEnclosure(s.ToExpr());
    }

    private int? Assumed(Scalar s)
    {
        foreach (var (of, sign) in assumed)
            if (of == s || of == -s)
                return of == s ? sign : -sign;
        return null;
    }

    // Terms of one sign in positive bases: the common case.
    private int? ByCoefficients(Scalar s)
    {
        var sign = s.Items.Count == 0 ? 0 : s.Items[0].Coefficient.Sign;
        foreach (var (monomial, coefficient) in s.Items)
        {
            if (coefficient.Sign != sign)
                return null;
            foreach (var (b, _) in monomial.Factors)
                if (!IsPositive(b))
                    return null;
        }
        return sign;
    }

    // Ranges of long sums are sought by linear programs, which would take most of the time.
    private int? ByRange(Scalar s)
    {
        if (s.Items.Count > MostParts)
            return null;
        var range = s.ToExpr().RangeOf(context);
        return range.IsPositive ? 1
            : range.IsNegative ? -1
            : null;
    }

    // Common positive factors do not matter: b^2*c - b^3 has the sign of c - b.
    private int? ByContent(Scalar s)
    {
        var shared = s.Items[0]
            .Monomial.Factors.Where(f => IsPositive(f.Base))
            .Select(f => (f.Base, Least: s.Items.Min(i => i.Monomial.Exponent(f.Base).Constant)))
            .Where(f => !f.Least.IsZero && s.Items.All(i => i.Monomial.Exponent(f.Base).IsConstant))
            .Aggregate(Monomial.One, (m, f) => m * Monomial.Of(f.Base, f.Least));
        if (shared == Monomial.One)
            return null;
        var rest = s * Scalar.Of(shared.Pow(-1));
        return rest.AsRational is { } r ? r.Sign : ByRange(rest);
    }

    private static int? ByEnclosure(Expr e)
    {
        if (e.FreeSymbols().Any() || e.SubExpressions().Any(x => x is Quantity))
            return null;
        var value = e.Enclose(Assignment.Of<Interval>());
        return value.Lower > 0 ? 1
            : value.Upper < 0 ? -1
            : null;
    }
}
