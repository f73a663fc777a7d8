using System.Collections.Immutable;

namespace Theory.Symbolics.Numerics;

/// <summary>Values of symbols and quantities; immutable.</summary>
/// <typeparam name="T">What a value is: a double, an interval.</typeparam>
public sealed class Assignment<T>
{
    private readonly ImmutableDictionary<Expr, T> values;

    private Assignment(ImmutableDictionary<Expr, T> values) => this.values = values;

    /// <summary>No values.</summary>
    public Assignment()
        : this(ImmutableDictionary<Expr, T>.Empty) { }

    /// <summary>The symbols and quantities that have values.</summary>
    public IEnumerable<Expr> Keys => values.Keys;

    /// <summary>The assignment in which also <paramref name="atom"/> has a value.</summary>
    /// <param name="atom">A symbol or a quantity.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The expression is neither a symbol nor a quantity.</exception>
    public Assignment<T> With(Expr atom, T value) =>
        atom is Symbol or Quantity
            ? new(values.SetItem(atom, value))
            : throw new ArgumentException($"Only symbols and quantities are given values; '{atom}' is computed.", nameof(atom));

    /// <summary>The assignment in which also the symbol of the given name has a value.</summary>
    public Assignment<T> With(string symbol, T value) => With(Expr.Symbol(symbol), value);

    /// <summary>The value of a symbol or quantity.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public T this[Expr atom] =>
        values.TryGetValue(atom, out var value)
            ? value
            : throw new ArgumentException(
                $"'{atom}' has no value; "
                    + (
                        values.IsEmpty
                            ? "no values are given."
                            : $"values are given for {string.Join(", ", values.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal))}."
                    )
            );
}

/// <summary>Construction of assignments: <c>Assignment.Of(("n", 100.0), ("m", 20.0))</c>.</summary>
public static class Assignment
{
    /// <summary>The assignment of the values to the symbols of the given names.</summary>
    public static Assignment<T> Of<T>(params IEnumerable<(string Symbol, T Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Aggregate(new Assignment<T>(), (all, pair) => all.With(pair.Symbol, pair.Value));
    }
}
