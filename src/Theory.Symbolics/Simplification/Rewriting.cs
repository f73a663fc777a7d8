namespace Theory.Symbolics.Simplification;

/// <summary>Rewriting that keeps the value wherever the expression is defined and the context holds.</summary>
public static class Rewriting
{
    /// <summary>How many terms a product of sums may have before it is left as it is.</summary>
    public const int MostTerms = 256;

    /// <summary>How many multiplications of coefficients the search for one common factor may take before it is given up.</summary>
    public const int MostSteps = 20_000;

    /// <summary>How deeply an expression may be nested before it is left as it is.</summary>
    public const int MostNested = 200;

    /// <summary>
    /// The canonical form: like terms and powers of equal bases collected; quotients of sums in lowest terms; powers, logarithms and
    /// exponentials taken apart where the context proves the signs that this needs; sums over an index linear; minima without items
    /// that are proven to exceed others. One bottom-up pass: it ends, and the result is its own canonical form.
    /// </summary>
    /// <remarks>
    /// Products of sums beyond <see cref="MostTerms"/> terms are left as they are, and common factors are not sought
    /// beyond <see cref="MostSteps"/> multiplications, and expressions nested deeper than <see cref="MostNested"/> are returned unchanged. Expressions with <c>inf</c> are simplified in their parts.
    /// </remarks>
    /// <example>
    /// <code>Infix.Parse("sqrt(x^2)").Simplify(Context.Given("x > 0"))</code>
    /// is <c>x</c>.
    /// </example>
    public static Expr Simplify(this Expr e, Context context)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(context);
        return Depth.IsWithin(e, MostNested) ? new Normaliser(context, together: true).Simplify(e) : e;
    }

    /// <summary>Products of sums multiplied out; negative powers of sums stay in each term.</summary>
    /// <example>
    /// <code>Infix.Parse("(a + b)^2").Expand(Context.Empty)</code>
    /// is <c>a^2 + 2*a*b + b^2</c>.
    /// </example>
    public static Expr Expand(this Expr e, Context context)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(context);
        return Depth.IsWithin(e, MostNested) ? new Normaliser(context, together: false).Simplify(e) : e;
    }

    /// <summary>The expression multiplied out, and terms with the same power of <paramref name="x"/> put together.</summary>
    public static Expr Collect(this Expr e, Symbol x, Context context)
    {
        var expanded = e.Expand(context);
        var terms = expanded is Sum s ? s.Items : [expanded];
        return Sum.Of(
            terms
                .Select(term => Split(term, x))
                .GroupBy(part => part.Power, part => part.Coefficient)
                .Select(group => Product.Of(Sum.Of(group), group.Key))
        );
    }

    private static (Expr Power, Expr Coefficient) Split(Expr term, Symbol x)
    {
        var factors = term is Product p ? p.Items : [term];
        return (Product.Of(factors.Where(f => f.DependsOn(x))), Product.Of(factors.Where(f => !f.DependsOn(x))));
    }
}
