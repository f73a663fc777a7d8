namespace Theory.Symbolics.Compilation;

/// <summary>Translation of expressions to machine code.</summary>
public static class Compiling
{
    /// <summary>The expression as code.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="parameters">The symbols and quantities that it is a function of; all that occur in it, perhaps more.</param>
    /// <exception cref="ArgumentException">A symbol or quantity of the expression is not among the parameters.</exception>
    public static CompiledExpression Compile(this Expr e, params IEnumerable<Expr> parameters)
    {
        ArgumentNullException.ThrowIfNull(e);
        return new CompiledExpression(e, [.. parameters]);
    }

    /// <summary>The expression as code, a function of the symbols of the given names.</summary>
    /// <exception cref="ArgumentException">A symbol or quantity of the expression is not among the parameters.</exception>
    /// <example>
    /// <code>Infix.Parse("1/n + 1/m").Compile("n", "m").Evaluate([4, 2])</code>
    /// is <c>0.75</c>.
    /// </example>
    public static CompiledExpression Compile(this Expr e, params IEnumerable<string> parameters) =>
        e.Compile(parameters.Select(name => (Expr)Expr.Symbol(name)));
}
