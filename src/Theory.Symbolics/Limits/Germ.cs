namespace Theory.Symbolics.Limits;

/// <summary>
/// How a function behaves as the hidden variable tends to infinity: a constant, or a series in powers of the fastest-growing element
/// of the basis that occurs, whose coefficients are germs in slower ones.
/// </summary>
internal abstract record Germ
{
    /// <summary>A function that does not vary.</summary>
    public sealed record Constant(Scalar Value) : Germ;

    /// <summary>A series in one element of the basis, by falling exponents.</summary>
    /// <param name="In">The element.</param>
    /// <param name="Terms">The terms; none for the function 0.</param>
    /// <param name="Exactly">The function in closed form, for the day when a zero must be proven.</param>
    public sealed record Series(Element In, Stream? Terms, Func<Expr> Exactly) : Germ;

    public static Germ Zero { get; } = new Constant(Scalar.Zero);

    public static Germ One { get; } = new Constant(Scalar.One);

    /// <summary>The function in closed form.</summary>
    public Expr ToExpr() => this is Series s ? s.Exactly() : ((Constant)this).Value.ToExpr();
}

/// <summary>An element of the asymptotic basis: a positive function that tends to infinity.</summary>
/// <param name="exactly">The element in closed form.</param>
/// <param name="logarithm">Its logarithm, in slower elements; null while it is not needed.</param>
/// <param name="exponent">For an exponential, what it is the exponential of.</param>
/// <param name="mirror">The negative of the element, where that reads better.</param>
internal sealed class Element(Expr exactly, Germ? logarithm, Expr? exponent = null, Expr? mirror = null)
{
    public Expr Exactly { get; } = exactly;

    public Germ? Logarithm { get; set; } = logarithm;

    public Expr? Exponent { get; } = exponent;

    public Expr? Mirror { get; } = mirror;

    public override string ToString() => Exactly.ToString();
}

/// <summary>A lazy sequence of terms with falling exponents; the tail is computed when it is asked for, once.</summary>
internal sealed class Stream(Scalar exponent, Germ coefficient, Func<Stream?>? rest)
{
    private Func<Stream?>? ask = rest;
    private Stream? answer;

    public Scalar Exponent { get; } = exponent;

    public Germ Coefficient { get; } = coefficient;

    public Stream? Rest
    {
        get
        {
            if (ask is { } first)
            {
                answer = first();
                ask = null;
            }
            return answer;
        }
    }

    public static Stream Single(Scalar exponent, Germ coefficient) => new(exponent, coefficient, null);
}
