namespace Theory.Symbolics.Simplification;

/// <summary>Greatest common divisors in Z[x1, ..., xn], by primitive remainder sequences, one variable after the other.</summary>
internal static class PolynomialGcd
{
    /// <summary>The greatest common divisor, up to sign.</summary>
    public static IntegerPolynomial Of(IntegerPolynomial a, IntegerPolynomial b, Effort effort)
    {
        if (a.IsZero || b.IsZero)
            return a.IsZero ? b : a;
        if (a.Variables == 0)
            return IntegerPolynomial.IntegerGcd(a, b);
        var content = Of(Content(a, effort), Content(b, effort), effort);
        (a, b) = (Primitive(a, effort), Primitive(b, effort));
        if (a.Degree < b.Degree)
            (a, b) = (b, a);
        while (!b.IsZero)
            (a, b) = (b, Primitive(Remainder(a, b, effort), effort));
        return a.Degree == 0 ? One(a.Variables).Shifted(0, content, effort) : a.Shifted(0, content, effort);
    }

    // The greatest common divisor of the coefficients.
    private static IntegerPolynomial Content(IntegerPolynomial a, Effort effort)
    {
        var content = IntegerPolynomial.Constant(a.Variables - 1, 0);
        foreach (var coefficient in a.Coefficients)
        {
            content = Of(content, coefficient, effort);
            if (content.IsUnit)
                break;
        }
        return content;
    }

    private static IntegerPolynomial Primitive(IntegerPolynomial a, Effort effort)
    {
        if (a.IsZero)
            return a;
        var content = Content(a, effort);
        return content.IsUnit ? a : a.DividedBy(One(a.Variables).Shifted(0, content, effort), effort)!;
    }

    // A multiple of a, less a multiple of b, of lower degree than b.
    private static IntegerPolynomial Remainder(IntegerPolynomial a, IntegerPolynomial b, Effort effort)
    {
        while (a.Degree >= b.Degree)
            a = a.Shifted(0, b.Leading, effort) - b.Shifted(a.Degree - b.Degree, a.Leading, effort);
        return a;
    }

    private static IntegerPolynomial One(int variables) => IntegerPolynomial.Constant(variables, 1);
}
