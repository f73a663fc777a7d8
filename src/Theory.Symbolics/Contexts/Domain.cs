namespace Theory.Symbolics;

/// <summary>Where a symbol ranges: an interval of the reals with exact ends, or the integers in it.</summary>
public sealed record Domain
{
    private Domain(Rational? lower, bool includesLower, Rational? upper, bool includesUpper, bool isInteger)
    {
        (Lower, IncludesLower) = (lower, includesLower && lower is not null);
        (Upper, IncludesUpper) = (upper, includesUpper && upper is not null);
        IsInteger = isInteger;
    }

    /// <summary>The lower end; null stands for minus infinity.</summary>
    public Rational? Lower { get; }

    /// <summary>Whether the lower end belongs to the domain.</summary>
    public bool IncludesLower { get; }

    /// <summary>The upper end; null stands for infinity.</summary>
    public Rational? Upper { get; }

    /// <summary>Whether the upper end belongs to the domain.</summary>
    public bool IncludesUpper { get; }

    /// <summary>Whether only the integers of the interval are meant.</summary>
    public bool IsInteger { get; }

    /// <summary>(0, inf), where every symbol ranges unless a context says otherwise.</summary>
    public static Domain Positive { get; } = new(0, false, null, false, false);

    /// <summary>[0, inf).</summary>
    public static Domain Nonnegative { get; } = new(0, true, null, false, false);

    /// <summary>The real line.</summary>
    public static Domain Real { get; } = new(null, false, null, false, false);

    /// <summary>The positive integers.</summary>
    public static Domain Natural { get; } = Positive.Integers();

    /// <summary>The numbers above <paramref name="end"/>.</summary>
    public static Domain Above(Rational end, bool included = false) => new(end, included, null, false, false);

    /// <summary>The numbers below <paramref name="end"/>.</summary>
    public static Domain Below(Rational end, bool included = false) => new(null, false, end, included, false);

    /// <summary>The open interval from <paramref name="lower"/> to <paramref name="upper"/>.</summary>
    public static Domain Between(Rational lower, Rational upper) => Above(lower).Intersect(Below(upper));

    /// <summary>Whether every member is greater than 0.</summary>
    public bool IsPositive => Lower is { } a && (a.Sign > 0 || a.IsZero && !IncludesLower);

    /// <summary>Whether every member is at least 0.</summary>
    public bool IsNonnegative => Lower is { Sign: >= 0 };

    /// <summary>Whether every member is less than 0.</summary>
    public bool IsNegative => Upper is { } b && (b.Sign < 0 || b.IsZero && !IncludesUpper);

    /// <summary>Whether every member is at most 0.</summary>
    public bool IsNonpositive => Upper is { Sign: <= 0 };

    /// <summary>Whether it has no member.</summary>
    public bool IsEmpty => Lower is { } a && Upper is { } b && (a > b || a == b && !(IncludesLower && IncludesUpper));

    /// <summary>Whether <paramref name="value"/> is a member.</summary>
    public bool Contains(Rational value) =>
        (Lower is not { } a || a < value || IncludesLower && a == value)
        && (Upper is not { } b || value < b || IncludesUpper && b == value)
        && (!IsInteger || value.IsInteger);

    /// <summary>The common members.</summary>
    public Domain Intersect(Domain other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (lower, includesLower) = Tighter(Lower, IncludesLower, other.Lower, other.IncludesLower, sign: 1);
        var (upper, includesUpper) = Tighter(Upper, IncludesUpper, other.Upper, other.IncludesUpper, sign: -1);
        var both = new Domain(lower, includesLower, upper, includesUpper, false);
        return IsInteger || other.IsInteger ? both.Integers() : both;
    }

    /// <summary>The interval whose integers are the members, or itself.</summary>
    internal Domain Reals() => new(Lower, IncludesLower, Upper, IncludesUpper, false);

    /// <summary>Whether every member is one of another domain.</summary>
    internal bool IsIn(Domain other) =>
        (IsInteger || !other.IsInteger)
        && (other.Lower is not { } a || Lower is { } x && (a < x || a == x && (other.IncludesLower || !IncludesLower)))
        && (other.Upper is not { } b || Upper is { } y && (y < b || y == b && (other.IncludesUpper || !IncludesUpper)));

    /// <summary>The integers among the members; finite ends move inward to integers.</summary>
    public Domain Integers() =>
        new(
            Lower is { } a ? (IncludesLower ? a.Ceiling : a.Floor + 1) : null,
            true,
            Upper is { } b ? (IncludesUpper ? b.Floor : b.Ceiling - 1) : null,
            true,
            true
        );

    /// <summary>The domain in interval notation, such as <c>(0, inf)</c> or <c>integers in [1, inf)</c>.</summary>
    public override string ToString() =>
        (IsInteger ? "integers in " : "")
        + (IncludesLower ? "[" : "(")
        + (Lower?.ToString() ?? "-inf")
        + ", "
        + (Upper?.ToString() ?? "inf")
        + (IncludesUpper ? "]" : ")");

    private static (Rational?, bool) Tighter(Rational? a, bool includesA, Rational? b, bool includesB, int sign) =>
        (a, b) switch
        {
            (null, _) => (b, includesB),
            (_, null) => (a, includesA),
            ({ } x, { } y) when x == y => (x, includesA && includesB),
            ({ } x, { } y) => x.CompareTo(y) * sign > 0 ? (x, includesA) : (y, includesB),
        };
}
