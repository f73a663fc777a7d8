using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Limits;

/// <summary>
/// Sums and averages over an index on the way to a limit: written out where their number of terms is fixed, and with what moves
/// taken out where the terms let it, <c>sum(i, 1, m, x*a[i]) = x*sum(i, 1, m, a[i])</c>. A limit and a sum of more terms than are known are
/// not interchanged.
/// </summary>
internal static class IndexedSums
{
    /// <summary>How many terms are written out.</summary>
    public const int MostTerms = 200;

    /// <summary>The expression without sums that depend on the variable, as far as that can be had.</summary>
    public static Expr Without(Expr e, Symbol variable, Context context) =>
        !Depth.HasRoom ? Depth.Fresh((e, variable, context), static s => Without(s.e, s.variable, s.context))
        : e is Series s && s.DependsOn(variable) ? Written(s, variable, context) ?? TakenApart(s, variable, context)
        : e.MapChildren(part => Without(part, variable, context));

    private static Expr? Written(Series s, Symbol variable, Context context)
    {
        if (
            s.Lower.Simplify(context) is not Number { Value: { IsInteger: true } first }
            || s.Upper.Simplify(context) is not Number { Value: { IsInteger: true } last }
            || last - first >= MostTerms
            || last < first
        )
            return null;
        var terms = Enumerable
            .Range(0, (int)(last - first).Numerator + 1)
            .Select(k => Without(s.Body.Substitute(s.Index, first + k), variable, context));
        var sum = Sum.Of(terms);
        return s.IsAverage ? new Number((last - first + 1).Reciprocal) * sum : sum;
    }

    private static Expr TakenApart(Series s, Symbol variable, Context context)
    {
        var apart = s.Simplify(context);
        return apart.SubExpressions().OfType<Series>().Any(part => part.DependsOn(variable)) ? s : apart;
    }
}
