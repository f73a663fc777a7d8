namespace Theory.Symbolics.Notation;

/// <summary>Whose infix notation.</summary>
public enum Dialect
{
    /// <summary>Ours: see <see cref="Infix"/>.</summary>
    Theory,

    /// <summary>
    /// SymPy's, as <c>sympify</c> reads it: <c>**</c>, <c>Min</c>, <c>Max</c>, <c>Sum(body, (i, 1, m))</c>, <c>E</c>, <c>oo</c>. Names that SymPy
    /// reserves need <see cref="SymPy.Locals"/>; an average is a sum over its number of terms.
    /// </summary>
    SymPy,

    /// <summary>
    /// That of MathNet.Symbolics: the natural logarithm is <c>ln</c>, and prefix minus binds tighter than <c>^</c>, so that the negative
    /// of a power is <c>-(x^2)</c>.
    /// </summary>
    MathNet,
}
