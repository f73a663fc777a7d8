namespace Theory.Symbolics.Simplification;

/// <summary>
/// A total order of expressions, by kind and then by parts; symbols by name. Equal expressions, also up to the names of bound
/// indices, compare equal.
/// </summary>
internal sealed class Ordering : IComparer<Expr>
{
    public static Ordering Instance { get; } = new();

    public int Compare(Expr? a, Expr? b) =>
        ReferenceEquals(a, b) ? 0
        : a is null ? -1
        : b is null ? 1
        : Rank(a) is var rank && rank != Rank(b) ? rank.CompareTo(Rank(b))
        : SameKind(a, b);

    private static int Rank(Expr e) =>
        e switch
        {
            Number => 0,
            Constant => 1,
            Symbol => 2,
            Quantity => 3,
            Power => 4,
            Product => 5,
            Sum => 6,
            Exp => 7,
            Log => 8,
            Min => 9,
            Max => 10,
            _ => 11,
        };

    private int SameKind(Expr a, Expr b) =>
        (a, b) switch
        {
            (Number x, Number y) => x.Value.CompareTo(y.Value),
            (Constant x, Constant y) => string.CompareOrdinal(x.Name, y.Name),
            (Symbol x, Symbol y) => string.CompareOrdinal(x.Name, y.Name),
            (Quantity x, Quantity y) => x == y ? 0 : string.CompareOrdinal(x.ToString(), y.ToString()),
            (Series x, Series y) => Series(x, y),
            _ => Parts([.. a.Children()], [.. b.Children()]),
        };

    private int Parts(Expr[] a, Expr[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (Compare(a[i], b[i]) is var order and not 0)
                return order;
        return a.Length.CompareTo(b.Length);
    }

    private int Series(Series a, Series b) =>
        a == b ? 0
        : a.IsAverage != b.IsAverage ? a.IsAverage.CompareTo(b.IsAverage)
        : Parts([a.Lower, a.Upper, a.Body, a.Index], [b.Lower, b.Upper, b.Body, b.Index]);
}
