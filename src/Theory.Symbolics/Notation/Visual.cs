namespace Theory.Symbolics.Notation;

/// <summary>
/// What is drawn: made from an expression by <see cref="Notation.Layout"/>, then printed as infix text, LaTeX or MathML. Parentheses
/// that every notation needs are settled here; those that only a line of text needs, around the parts of a quotient or an
/// exponent, are the infix printer's.
/// </summary>
public abstract record Visual
{
    private protected Visual() { }

    /// <summary>Whether it is higher than a line of text: it holds a fraction or a sign with limits.</summary>
    public virtual bool IsTall => false;

    /// <summary>A word or sign with its two spellings.</summary>
    /// <param name="Infix">The text, such as <c>tau</c>.</param>
    /// <param name="Latex">The LaTeX, such as <c>\tau</c>.</param>
    public sealed record Word(string Infix, string Latex) : Visual;

    /// <summary>A name as it is written in infix; LaTeX and MathML draw its Greek letters, accents and subscripts.</summary>
    public sealed record Identifier(string Spelling) : Visual;

    /// <summary>Parts side by side.</summary>
    public sealed record Row(Terms<Visual> Items) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Items.Any(item => item.IsTall);
    }

    /// <summary>Terms added or subtracted.</summary>
    public sealed record Sum(Terms<Signed> Items) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Items.Any(item => item.Body.IsTall);
    }

    /// <summary>A term of a sum.</summary>
    public readonly record struct Signed(bool IsNegative, Visual Body);

    /// <summary>A minus sign in front.</summary>
    public sealed record Negative(Visual Body) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Body.IsTall;
    }

    /// <summary>Factors; infix <c>a*b</c>, side by side in LaTeX.</summary>
    public sealed record Product(Terms<Visual> Items) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Items.Any(item => item.IsTall);
    }

    /// <summary>A base with a subscript; infix <c>base_sub</c>.</summary>
    public sealed record Subscript(Visual Base, Visual Index) : Visual;

    /// <summary>A member of a family; infix <c>base[i, j]</c>, in LaTeX with subscripts.</summary>
    public sealed record Member(Visual Base, Terms<Visual> Indices) : Visual;

    /// <summary>A base with an exponent; infix <c>base^exponent</c>.</summary>
    public sealed record Superscript(Visual Base, Visual Exponent) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Base.IsTall;
    }

    /// <summary>A quotient drawn as one fraction; infix <c>numerator/denominator</c>, parenthesised as needed.</summary>
    public sealed record Fraction(Visual Numerator, Visual Denominator) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall => true;
    }

    /// <summary>A square root; infix <c>sqrt(body)</c>.</summary>
    public sealed record Root(Visual Body) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Body.IsTall;
    }

    /// <summary>A body in parentheses that grow with it.</summary>
    public sealed record Fenced(Visual Body) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Body.IsTall;
    }

    /// <summary>A head applied to arguments: infix <c>head(a, b)</c>; in LaTeX <c>head(a sep b)</c> with growing parentheses.</summary>
    /// <param name="Head">The head.</param>
    /// <param name="Arguments">The arguments.</param>
    /// <param name="LatexSeparators">One LaTeX separator between each two arguments, such as <c>\,\|\,</c>; empty for commas.</param>
    public sealed record Call(Visual Head, Terms<Visual> Arguments, Terms<string> LatexSeparators) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall { get; } = Arguments.Any(argument => argument.IsTall);
    }

    /// <summary>A body under a LaTeX accent, such as <c>\hat</c>; infix <c>accentbody</c>, as in <c>hatX</c>.</summary>
    public sealed record Accent(string Name, Visual Body) : Visual;

    /// <summary>A sum or average sign with limits before a body; infix <c>sum(i, 1, m, body)</c> or <c>mean(i, 1, m, body)</c>.</summary>
    public sealed record BigOperator(bool IsAverage, Visual Index, Visual Lower, Visual Upper, Visual Body) : Visual
    {
        /// <inheritdoc/>
        public override bool IsTall => true;
    }

    /// <summary>A word spelt alike in text and LaTeX.</summary>
    public static Visual Text(string text) => new Word(text, text);
}
