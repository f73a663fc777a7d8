using Theory.Symbolics.Analysis;

namespace Theory.Symbolics.Orders;

/// <summary>How two expressions compare: as numbers, and up to constant factors for large sizes.</summary>
/// <param name="Exactly">The sign of <c>left - right</c>.</param>
/// <param name="LeftOrder">Whether <c>left &lt;~ right</c>.</param>
/// <param name="RightOrder">Whether <c>right &lt;~ left</c>.</param>
public sealed record Comparison(Finding<Sign> Exactly, OrderVerdict LeftOrder, OrderVerdict RightOrder)
{
    /// <summary>The strongest relation that is proven: <c>&lt;</c>, <c>&lt;=</c>, <c>=</c>, <c>&gt;=</c>, <c>&gt;</c> between numbers, else
    /// <c>&lt;~</c>, <c>~</c>, <c>&gt;~</c> between orders, else <c>incomparable</c> (both orders refuted) or <c>unknown</c>.</summary>
    public string Relation =>
        (Exactly.Value, LeftOrder, RightOrder) switch
        {
            (Sign.Negative, _, _) => "<",
            (Sign.Nonpositive, _, _) => "<=",
            (Sign.Zero, _, _) => "=",
            (Sign.Nonnegative, _, _) => ">=",
            (Sign.Positive, _, _) => ">",
            (_, OrderVerdict.Proven, OrderVerdict.Proven) => "~",
            (_, OrderVerdict.Proven, _) => "<~",
            (_, _, OrderVerdict.Proven) => ">~",
            (_, OrderVerdict.Refuted, OrderVerdict.Refuted) => "incomparable",
            _ => "unknown",
        };
}

/// <summary>Comparison of two expressions under hypotheses.</summary>
public static class Comparing
{
    /// <summary>How <paramref name="left"/> compares with <paramref name="right"/> wherever the context holds.</summary>
    public static Comparison CompareWith(this Expr left, Expr right, Context context) =>
        new(
            (left - right).SignIn(context),
            OrderCalculus.Decide(left, right, context),
            OrderCalculus.Decide(right, left, context)
        );
}
