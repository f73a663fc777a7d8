using Theory.Symbolics.Limits;

namespace Theory.Symbolics.Analysis;

/// <summary>How far a question is settled.</summary>
public enum Status
{
    /// <summary>By derivation, from the context alone.</summary>
    Proven,

    /// <summary>By derivation from facts that are cited.</summary>
    Cited,

    /// <summary>The contrary is certain: points show it.</summary>
    Refuted,

    /// <summary>Not settled.</summary>
    Unknown,
}

/// <summary>An answer of an analysis and the grounds for it.</summary>
/// <typeparam name="T">What is answered.</typeparam>
/// <param name="Value">The answer.</param>
/// <param name="Status">How far it is settled.</param>
/// <param name="Because">The rules used, or the points that refute.</param>
/// <param name="Blocking">What stands in the way where the answer is unknown.</param>
public sealed record Finding<T>(T Value, Status Status, Terms<string> Because, Refusal? Blocking = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Value} ({Status})" + (Because.Count == 0 ? "" : ": " + string.Join("; ", Because));
}

/// <summary>The sign of an expression over the whole context.</summary>
public enum Sign
{
    /// <summary>Always less than 0.</summary>
    Negative,

    /// <summary>Never greater than 0.</summary>
    Nonpositive,

    /// <summary>Always 0.</summary>
    Zero,

    /// <summary>Never less than 0.</summary>
    Nonnegative,

    /// <summary>Always greater than 0.</summary>
    Positive,

    /// <summary>Sometimes less and sometimes greater than 0.</summary>
    Mixed,

    /// <summary>Not settled.</summary>
    Unknown,
}

/// <summary>
/// Signs of expressions: by ranges, by polynomials with coefficients of one sign, by slopes and bends; refuted by points.
/// </summary>
public static class Signs
{
    /// <summary>The sign of the expression wherever the context holds.</summary>
    public static Finding<Sign> SignIn(this Expr e, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var whole = context.Defined(e);
        if (Depth.Excess(whole) is { } excess)
            return new(Sign.Unknown, Status.Unknown, [], excess);
        if (context.Settle(c => SignRules.Decide(whole, c)) is var ((sign, because), status))
            return new(sign, status, [because]);
        var (negative, positive) = (
            Points.Where(whole, context, v => v.Upper < 0),
            Points.Where(whole, context, v => v.Lower > 0)
        );
        return negative is not null && positive is not null
            ? new(Sign.Mixed, Status.Refuted, [$"negative at {negative}", $"positive at {positive}"])
            : new(
                Sign.Unknown,
                Status.Unknown,
                [],
                new Refusal(
                    SignRules.Blocking(whole, context),
                    "its sign is not settled: neither ranges nor coefficients, slopes nor bends decide it"
                )
            );
    }

    /// <summary>A sign that is proven, and how; null where none is.</summary>
    internal static (Sign Sign, string Because)? Certain(Expr e, Context context)
    {
        var range = e.RangeOf(context);
        Sign? byRange =
            range.IsPositive ? Sign.Positive
            : range.IsNegative ? Sign.Negative
            : range is { Lower.IsZero: true, Upper.IsZero: true } ? Sign.Zero
            : range.IsNonnegative ? Sign.Nonnegative
            : range.IsNonpositive ? Sign.Nonpositive
            : null;
        if (byRange is { } sign)
            return (sign, $"the values of {e} lie in {range}");
        return PolynomialSigns.Of(e, context) switch
        {
            (> 0, var canVanish) => (
                canVanish ? Sign.Nonnegative : Sign.Positive,
                $"{e} has nonnegative coefficients in positive parts"
            ),
            (< 0, var canVanish) => (
                canVanish ? Sign.Nonpositive : Sign.Negative,
                $"{e} has nonpositive coefficients in positive parts"
            ),
            (0, _) => (Sign.Zero, $"{e} is 0 in normal form"),
            _ => null,
        };
    }

    /// <summary>A function that falls to 0 is nonnegative, as is one that rises from 0.</summary>
    internal static (Sign Sign, string Because)? ByMonotonicity(Expr e, Context context) =>
        e.FreeSymbols().Select(x => ByMonotonicity(e, x, context)).FirstOrDefault(sign => sign is not null);

    /// <summary>The sign of a function that falls to 0 in one symbol, or rises from it, or the other way round.</summary>
    internal static (Sign Sign, string Because)? ByMonotonicity(Expr e, Symbol x, Context context)
    {
        context = context.WithoutBoundsOf(x);
        var (low, high) = Dependences.Ends(context.DomainOf(x));
        var (least, greatest) = Dependences.Moves(e, x, context)?.Value switch
        {
            Trend.Decreasing => (high, low),
            Trend.Increasing => (low, high),
            _ => ((Approach?)null, (Approach?)null),
        };
        return least is null || greatest is null ? null
            : IsOnOneSide(least, IsAtLeastZero) is { } above
                ? (Sign.Nonnegative, $"{e} is monotone in {x}, and its least value is approached as {x} -> {least}: {above}")
            : IsOnOneSide(greatest, IsAtMostZero) is { } below
                ? (
                    Sign.Nonpositive,
                    $"{e} is monotone in {x}, and its greatest value is approached as {x} -> {greatest}: {below}"
                )
            : null;

        LimitValue? IsOnOneSide(Approach end, Func<LimitValue, Context, bool> side) =>
            e.Limit(x, end, context) is { Count: > 0 } cases && cases.All(c => side(c.Limit, context)) ? cases[0].Limit : null;
    }

    private static bool IsAtMostZero(LimitValue limit, Context context) =>
        limit is LimitValue.Infinite { Sign: < 0 }
        || limit is LimitValue.Finite { Value: var v }
            && Certain(v, context) is (Sign.Negative or Sign.Nonpositive or Sign.Zero, _);

    private static bool IsAtLeastZero(LimitValue limit, Context context) =>
        limit is LimitValue.Infinite { Sign: > 0 }
        || limit is LimitValue.Finite { Value: var v }
            && Certain(v, context) is (Sign.Positive or Sign.Nonnegative or Sign.Zero, _);

    /// <summary>An answer from what is not cited, if there is one; else from all, and then it is cited.</summary>
    internal static (T Value, Status Status)? Settle<T>(this Context context, Func<Context, T?> answer)
        where T : struct
    {
        var uncited = context.WithoutCitations();
        if (ReferenceEquals(uncited, context))
            return answer(context) is { } proven ? (proven, Status.Proven) : null;
        return answer(uncited) is { } value ? (value, Status.Proven)
            : answer(context) is { } cited ? (cited, Status.Cited)
            : null;
    }
}
