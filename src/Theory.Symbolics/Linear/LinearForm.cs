using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Linear;

/// <summary>
/// An affine function of parameters, <c>Constant + sum Coefficient * Key</c>, such as the exponent <c>-(1 + kappa)/5</c>. Keys are
/// sorted and no coefficient is 0, so that equal functions are equal records.
/// </summary>
public sealed record LinearForm
{
    private LinearForm(Rational constant, Terms<(Expr Key, Rational Coefficient)> parts) => (Constant, Parts) = (constant, parts);

    /// <summary>The value where every parameter is 0.</summary>
    public Rational Constant { get; }

    /// <summary>The parameters that occur, with their coefficients.</summary>
    public Terms<(Expr Key, Rational Coefficient)> Parts { get; }

    /// <summary>Whether no parameter occurs.</summary>
    public bool IsConstant => Parts.Count == 0;

    /// <summary>Whether the form is 0.</summary>
    public bool IsZero => IsConstant && Constant.IsZero;

    /// <summary>Whether the form is 1.</summary>
    public bool IsOne => IsConstant && Constant.IsOne;

    /// <summary>Every number is a constant form.</summary>
    public static implicit operator LinearForm(Rational value) => new(value, []);

    /// <summary>Every integer is a constant form.</summary>
    public static implicit operator LinearForm(int value) => new(value, []);

    /// <summary>The form that is 1 everywhere.</summary>
    public static LinearForm One { get; } = 1;

    /// <summary>One parameter.</summary>
    public static LinearForm Of(Expr key) => new(0, [(key, 1)]);

    /// <summary>The sum.</summary>
    public static LinearForm operator +(LinearForm a, LinearForm b) =>
        new(a.Constant + b.Constant, Sorted.Merge(a.Parts, b.Parts, Ordering.Instance, (x, y) => x + y, x => x.IsZero));

    /// <summary>The multiple.</summary>
    public static LinearForm operator *(Rational scale, LinearForm form) =>
        scale.IsZero ? (LinearForm)0 : new LinearForm(scale * form.Constant, form.Parts.Map(p => (p.Key, scale * p.Coefficient)));

    /// <summary>The difference.</summary>
    public static LinearForm operator -(LinearForm a, LinearForm b) => a + -1 * b;

    /// <summary>The negative.</summary>
    public static LinearForm operator -(LinearForm a) => -1 * a;

    /// <summary>The product, when one of the two is constant.</summary>
    public static LinearForm? Product(LinearForm a, LinearForm b) =>
        a.IsConstant ? a.Constant * b
        : b.IsConstant ? b.Constant * a
        : null;

    /// <summary>The coefficient of a parameter; 0 where it does not occur.</summary>
    public Rational Coefficient(Expr key) => Parts.FirstOrDefault(p => p.Key == key).Coefficient;

    /// <summary>
    /// Reads an exponent. Parameters are symbols; a nonlinear part without a linear meaning, such as <c>alpha/(2*alpha + d)</c>, is a
    /// parameter of its own.
    /// </summary>
    public static LinearForm Read(Expr e) =>
        e switch
        {
            Number n => n.Value,
            Sum s => s.Items.Aggregate((LinearForm)0, (sum, item) => sum + Read(item)),
            Product p => p.Items.Select(Read).Aggregate((LinearForm?)1, (f, g) => f is null ? null : Product(f, g)) ?? Scaled(p),
            Power { Base: Number b, Exponent: Number { Value.IsInteger: true } k } when !b.Value.IsZero && k.Value.Abs <= 1000 =>
                b.Value.Pow((int)k.Value.Numerator),
            _ => Of(e),
        };

    // A product of several parameters: its numbers in front, the rest one parameter.
    private static LinearForm Scaled(Product p)
    {
        var numbers = p.Items.OfType<Number>().Aggregate(Rational.One, (x, n) => x * n.Value);
        return numbers * Of(Symbolics.Product.Of(p.Items.Where(item => item is not Number)));
    }

    /// <summary>The form as an expression; over one denominator where that reads better, as in <c>-(1 + kappa)/5</c>.</summary>
    public Expr ToExpr()
    {
        if (IsConstant)
            return new Number(Constant);
        var terms = Parts.Select(p => (p.Coefficient, Key: (Expr?)p.Key)).ToList();
        if (!Constant.IsZero)
            terms.Insert(0, (Constant, null));
        if (terms.Count < 2)
            return Sum.Of(terms.Select(t => Term(t.Coefficient, t.Key)));
        var common = terms.Aggregate(Rational.One, (m, t) => m * t.Coefficient.Denominator / Divisor(m, t.Coefficient));
        var negative = terms.All(t => t.Coefficient.Sign < 0);
        var inner = Sum.Of(terms.Select(t => Term((negative ? -common : common) * t.Coefficient, t.Key)));
        var quotient = common.IsOne ? inner : inner / common;
        return negative ? -quotient : quotient;
    }

    private static Rational Divisor(Rational multiple, Rational r) =>
        System.Numerics.BigInteger.GreatestCommonDivisor(multiple.Numerator, r.Denominator);

    // A multiple of a parameter as an author writes it: kappa/2, not 1/2*kappa.
    private static Expr Term(Rational coefficient, Expr? key) =>
        key is null ? new Number(coefficient)
        : coefficient.IsInteger ? Symbolics.Product.Of(coefficient, key)
        : Symbolics.Product.Of((Rational)coefficient.Numerator, key) / (Rational)coefficient.Denominator;

    /// <inheritdoc/>
    public override string ToString() => ToExpr().ToString();
}
