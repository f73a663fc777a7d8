namespace Theory.Symbolics.Orders;

/// <summary>
/// How large a quantity is as <c>X -&gt; inf</c>: <c>c * exp(sum c_i X^(p_i)) * X^q * log(X)^r</c>, with p_i &gt; 0 in descending
/// order. The leading coefficient c is null where it is not known to be rational.
/// </summary>
internal sealed record Size(
    Rational? Coefficient,
    Terms<(Rational Power, Rational Coefficient)> Exponent,
    Rational Degree,
    Rational LogDegree
)
{
    /// <summary>1.</summary>
    public static Size One { get; } = new(Rational.One, [], 0, 0);

    /// <summary>A constant that is not rational.</summary>
    public static Size Unknown { get; } = new(null, [], 0, 0);

    /// <summary>X^q.</summary>
    public static Size Power(Rational degree) => One with { Degree = degree };

    /// <summary>c X.</summary>
    public static Size Linear(Rational coefficient) => new(coefficient, [], 1, 0);

    /// <summary>exp(c X^p).</summary>
    public static Size Exponential(Rational coefficient, Rational power) => One with { Exponent = [(power, coefficient)] };

    /// <summary>1 where it tends to infinity, -1 where it tends to 0, 0 where it is constant.</summary>
    public int Sign =>
        Exponent is [var (_, top), ..] ? top.Sign
        : Degree.Sign != 0 ? Degree.Sign
        : LogDegree.Sign;

    public static Size operator *(Size a, Size b) =>
        new(
            a.Coefficient * b.Coefficient,
            a.Exponent.Concat(b.Exponent)
                .GroupBy(t => t.Power, t => t.Coefficient)
                .Select(g => (g.Key, Coefficient: g.Aggregate((x, y) => x + y)))
                .Where(t => !t.Coefficient.IsZero)
                .OrderByDescending(t => t.Key)
                .ToTerms(),
            a.Degree + b.Degree,
            a.LogDegree + b.LogDegree
        );

    public Size Pow(Rational k) =>
        k.IsZero ? One : new(Raised(k), Exponent.Select(t => (t.Power, k * t.Coefficient)).ToTerms(), k * Degree, k * LogDegree);

    private Rational? Raised(Rational k) =>
        Coefficient is { IsOne: true } ? Rational.One
        : k.IsInteger && k.Abs <= 1000 ? Coefficient?.Pow((int)k.Numerator)
        : null;

    /// <summary>The size of the logarithm, for a quantity that does not tend to 0; none where it has no such form.</summary>
    public Size? Log =>
        Sign == 0 ? Unknown
        : Sign < 0 ? null
        : Exponent is [var (power, leading), ..]
            ? new(Exponent.Count == 1 && Degree.IsZero && LogDegree.IsZero && Coefficient == 1 ? leading : null, [], power, 0)
        : Degree.Sign != 0 ? new(LogDegree.IsZero && Coefficient == 1 ? Degree : null, [], 0, 1)
        : null;

    /// <summary>The size of the exponential; none where it has no such form.</summary>
    public Size? Exp =>
        Sign < 0 ? One
        : Sign == 0 ? Unknown
        : Exponent.Count == 0 && LogDegree.IsZero && Coefficient is { } c ? Exponential(c, Degree)
        : null;

    /// <summary>The size as an expression in X.</summary>
    public Expr ToExpr()
    {
        var x = new Symbol("X");
        Expr Raised(Rational p) => p.IsZero ? Number.One : Symbolics.Power.Of(x, p);
        var exponent = Sum.Of(Exponent.Select(t => Product.Of(t.Coefficient, Raised(t.Power))));
        return Product.Of(Coefficient ?? 1, Exponent.Count == 0 ? Number.One : new Exp(exponent), Raised(Degree));
    }
}
