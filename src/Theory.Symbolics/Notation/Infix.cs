namespace Theory.Symbolics.Notation;

/// <summary>Infix notation, such as <c>tau^4/(m*n) + sqrt(2)*R/m*sum(i, 1, m, KL[i])</c>.</summary>
public static class Infix
{
    /// <summary>The names that are numbers: <c>pi</c>, <c>e</c> and <c>inf</c>.</summary>
    internal static IReadOnlyList<Constant> Constants { get; } = [Constant.Pi, Constant.E, Constant.Infinity];

    /// <summary>Reads an expression; the result is the expression or an error with its place.</summary>
    /// <remarks>
    /// Numbers are exact (<c>0.1</c> is 1/10). Functions: sqrt, exp, log and ln (both natural), min, max, <c>sum(i, 1, m, body)</c>,
    /// <c>mean(i, 1, m, body)</c>. Constants: pi, e, inf. <c>^</c> groups from the right and binds tighter than prefix minus.
    /// Other heads are quantities, looked up in <paramref name="vocabulary"/> first; <c>x[i]</c> is a member of a family, which
    /// under a sum over i may be written <c>x_i</c>.
    /// </remarks>
    public static Parsed<Expr> TryParse(string text, Vocabulary? vocabulary = null, Dialect dialect = Dialect.Theory)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ParseFailure.Catch(text, () => new InfixReader(text, vocabulary, dialect).Whole());
    }

    /// <summary>Reads an expression, as <see cref="TryParse"/> does.</summary>
    /// <exception cref="ArgumentException">The text is malformed; the message points at the place.</exception>
    /// <example>
    /// <code>Infix.Parse("tau^4/(m*n) + 1/tau").Evaluate(("tau", 2), ("m", 4), ("n", 8))</code>
    /// is <c>1</c>.
    /// </example>
    public static Expr Parse(string text, Vocabulary? vocabulary = null, Dialect dialect = Dialect.Theory) =>
        TryParse(text, vocabulary, dialect).OrThrow();

    /// <summary>The expression as text that <see cref="TryParse"/> reads back.</summary>
    public static string Print(Expr e, Dialect dialect = Dialect.Theory)
    {
        ArgumentNullException.ThrowIfNull(e);
        return new InfixPrinter(dialect).Print(Layout.Of(e));
    }

    /// <summary>What another theory laid out, as text.</summary>
    public static string Print(Visual visual) => new InfixPrinter(Dialect.Theory).Print(visual);
}
