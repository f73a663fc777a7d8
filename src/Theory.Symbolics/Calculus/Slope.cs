using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Calculus;

/// <summary>The derivative of an expression that no rule differentiates, <c>diff(f(x), x)</c>; at another point <c>diff(f(x), x, 2)</c>.</summary>
/// <param name="Of">What is differentiated.</param>
/// <param name="Variable">In which variable; it is bound.</param>
/// <param name="At">At which value of the variable.</param>
public sealed record Slope(Expr Of, Symbol Variable, Expr At) : IQuantity
{
    /// <inheritdoc/>
    public string Head => "diff";

    /// <inheritdoc/>
    public IEnumerable<Symbol> FreeSymbols => Of.FreeSymbols().Where(s => s != Variable).Concat(At.FreeSymbols()).Distinct();

    /// <inheritdoc/>
    public IQuantity Substitute(Symbol symbol, Expr replacement)
    {
        var at = At.Substitute(symbol, replacement);
        if (symbol == Variable || !Of.DependsOn(symbol))
            return this with { At = at };
        if (!replacement.DependsOn(Variable))
            return this with { At = at, Of = Of.Substitute(symbol, replacement) };
        var fresh = Structure.Fresh(Variable, [.. Of.FreeSymbols(), .. replacement.FreeSymbols(), symbol]);
        return new Slope(Of.Substitute(Variable, fresh).Substitute(symbol, replacement), fresh, at);
    }

    /// <inheritdoc/>
    public Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(
            new Visual.Word("diff", "\\operatorname{diff}"),
            At == Variable ? [layout(Of), layout(Variable)] : [layout(Of), layout(Variable), layout(At)],
            []
        );

    /// <inheritdoc/>
    public bool Equals(IQuantity? other) => other is Slope slope && Equals(slope);
}
