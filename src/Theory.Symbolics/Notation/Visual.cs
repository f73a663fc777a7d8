namespace Theory.Symbolics.Notation;

/// <summary>
/// What is drawn: made once from an expression, then printed as infix text, LaTeX or MathML. Precedence and parentheses are
/// settled here; the printers only write.
/// </summary>
public abstract record Visual
{
    private protected Visual() { }

    /// <summary>A word or sign with its two spellings.</summary>
    /// <param name="Infix">The text, such as <c>tau</c>.</param>
    /// <param name="Latex">The LaTeX, such as <c>\tau</c>.</param>
    public sealed record Word(string Infix, string Latex) : Visual;

    /// <summary>Parts side by side.</summary>
    public sealed record Row(Terms<Visual> Items) : Visual;

    /// <summary>A base with a subscript; infix <c>base_sub</c>.</summary>
    public sealed record Subscript(Visual Base, Visual Index) : Visual;

    /// <summary>A base with an exponent; infix <c>base^exponent</c>.</summary>
    public sealed record Superscript(Visual Base, Visual Exponent) : Visual;

    /// <summary>A quotient drawn as one fraction; infix <c>numerator/denominator</c>, parenthesised as needed.</summary>
    public sealed record Fraction(Visual Numerator, Visual Denominator) : Visual;

    /// <summary>A square root; infix <c>sqrt(body)</c>.</summary>
    public sealed record Root(Visual Body) : Visual;

    /// <summary>A body in parentheses that grow with it.</summary>
    public sealed record Fenced(Visual Body) : Visual;

    /// <summary>A head applied to arguments: infix <c>head(a, b)</c>; in LaTeX <c>head(a sep b)</c> with growing parentheses.</summary>
    /// <param name="Head">The head.</param>
    /// <param name="Arguments">The arguments.</param>
    /// <param name="LatexSeparators">One LaTeX separator between each two arguments, such as <c>\,\|\,</c>; empty for commas.</param>
    public sealed record Call(Visual Head, Terms<Visual> Arguments, Terms<string> LatexSeparators) : Visual;

    /// <summary>A body under a LaTeX accent, such as <c>\hat</c>; infix <c>accentbody</c>, as in <c>hatX</c>.</summary>
    public sealed record Accent(string Name, Visual Body) : Visual;

    /// <summary>A sum or average sign with limits before a body; infix <c>sum(i, 1, m, body)</c> or <c>mean(i, 1, m, body)</c>.</summary>
    public sealed record BigOperator(bool IsAverage, Visual Index, Visual Lower, Visual Upper, Visual Body) : Visual;

    /// <summary>A word spelt alike in text and LaTeX.</summary>
    public static Visual Text(string text) => new Word(text, text);
}
