using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>A standard Borel space that random points live in; a metric on it is called d.</summary>
public abstract record Space
{
    private Space() { }

    /// <summary>A space known by its name only, such as the data space X or the latent space Z.</summary>
    /// <param name="Name">The name: the capital letter papers use.</param>
    public sealed record Named(string Name) : Space;

    /// <summary>Samples of a given size from a space, X^m.</summary>
    /// <param name="Of">The space of one entry.</param>
    /// <param name="Size">How many entries.</param>
    public sealed record SampleOf(Space Of, Expr Size) : Space
    {
        /// <summary>How many entries.</summary>
        public Expr Size { get; } = Parameter.Of(Size);
    }

    /// <summary>The indices 1, ..., m.</summary>
    /// <param name="Size">The last index m.</param>
    public sealed record Indices(Expr Size) : Space
    {
        /// <summary>The last index m.</summary>
        public Expr Size { get; } = Parameter.Of(Size);
    }

    /// <summary>The space with a symbol replaced in its sizes.</summary>
    public Space Substitute(Symbol symbol, Expr replacement) =>
        this switch
        {
            SampleOf s => new SampleOf(s.Of.Substitute(symbol, replacement), s.Size.Substitute(symbol, replacement)),
            Indices i => new Indices(i.Size.Substitute(symbol, replacement)),
            _ => this,
        };

    /// <summary>The space as papers write it: X, X^m, {1..m}.</summary>
    public sealed override string ToString() =>
        this switch
        {
            Named n => n.Name,
            SampleOf s => $"{s.Of}^{s.Size}",
            Indices i => $"{{1..{i.Size}}}",
            _ => "",
        };

    internal IEnumerable<Symbol> FreeSymbols =>
        this switch
        {
            SampleOf s => s.Of.FreeSymbols.Concat(s.Size.FreeSymbols()),
            Indices i => i.Size.FreeSymbols(),
            _ => [],
        };
}

/// <summary>Sizes, indices and parameters of kernels: numbers, of which no point is a part that a binder could miss.</summary>
internal static class Parameter
{
    public static Expr Of(Expr e) =>
        e.SubExpressions().FirstOrDefault(x => x is Quantity) is not { } quantity
            ? e
            : throw new ArgumentException($"{quantity} in {e}: a size, an index or a parameter of a kernel holds no quantity.");
}
