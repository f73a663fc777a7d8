using Theory.Symbolics.Notation;

namespace Theory.Symbolics;

/// <summary>A quantity of which only the head and the arguments are known, <c>KL(P, Q)</c>.</summary>
/// <param name="Head">The name of the function.</param>
/// <param name="Arguments">What it is applied to.</param>
public sealed record Opaque(string Head, Terms<Expr> Arguments) : IQuantity
{
    /// <inheritdoc/>
    public IEnumerable<Symbol> FreeSymbols => Arguments.SelectMany(argument => argument.FreeSymbols()).Distinct();

    /// <inheritdoc/>
    public IQuantity Substitute(Symbol symbol, Expr replacement) =>
        this with
        {
            Arguments = Arguments.Select(argument => argument.Substitute(symbol, replacement)).ToTerms(),
        };

    /// <inheritdoc/>
    public Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(Naming.Layout(Head), Arguments.Select(layout).ToTerms(), []);

    /// <inheritdoc/>
    public bool Equals(IQuantity? other) => other is Opaque opaque && Equals(opaque);
}

/// <summary>One of a family of numbers, <c>x[i]</c>, drawn with subscripts.</summary>
/// <param name="Head">The name of the family.</param>
/// <param name="Indices">Which member.</param>
public sealed record Indexed(string Head, Terms<Expr> Indices) : IQuantity
{
    /// <inheritdoc/>
    public IEnumerable<Symbol> FreeSymbols => Indices.SelectMany(index => index.FreeSymbols()).Distinct();

    /// <inheritdoc/>
    public IQuantity Substitute(Symbol symbol, Expr replacement) =>
        this with
        {
            Indices = Indices.Select(index => index.Substitute(symbol, replacement)).ToTerms(),
        };

    /// <inheritdoc/>
    public Visual Layout(Func<Expr, Visual> layout) => new Visual.Member(Naming.Layout(Head), Indices.Select(layout).ToTerms());

    /// <inheritdoc/>
    public bool Equals(IQuantity? other) => other is Indexed indexed && Equals(indexed);
}
