using Theory.Symbolics.Notation;

namespace Theory.Symbolics;

/// <summary>
/// The meaning of a <see cref="Quantity"/>, supplied by another theory: a head with typed arguments, compared structurally up to
/// renaming of bound variables. It carries no facts: signs and limits stand in a context.
/// </summary>
public interface IQuantity : IEquatable<IQuantity>
{
    /// <summary>The head's infix name, such as <c>KL</c>.</summary>
    string Head { get; }

    /// <summary>The symbols that occur free in the arguments.</summary>
    IEnumerable<Symbol> FreeSymbols { get; }

    /// <summary>The quantity with a symbol replaced by an expression in its arguments, avoiding capture.</summary>
    IQuantity Substitute(Symbol symbol, Expr replacement);

    /// <summary>How it is written; <paramref name="layout"/> lays out expressions among the arguments.</summary>
    Visual Layout(Func<Expr, Visual> layout);
}
