namespace Theory.Symbolics.Linear;

/// <summary>The order in which normal forms list their keys: symbols by name, then everything else by its infix text.</summary>
internal sealed class ByName : IComparer<Expr>
{
    public static ByName Instance { get; } = new();

    public int Compare(Expr? x, Expr? y)
    {
        if (ReferenceEquals(x, y))
            return 0;
        if (x is Symbol != y is Symbol)
            return x is Symbol ? -1 : 1;
        return string.CompareOrdinal(Text(x), Text(y));
    }

    private static string? Text(Expr? e) => e is Symbol s ? s.Name : e?.ToString();
}
