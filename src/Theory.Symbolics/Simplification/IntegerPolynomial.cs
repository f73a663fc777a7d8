using System.Numerics;

namespace Theory.Symbolics.Simplification;

/// <summary>
/// A polynomial in several variables with integer coefficients: an integer, or a polynomial in its first variable whose
/// coefficients are polynomials in the others.
/// </summary>
internal sealed class IntegerPolynomial
{
    private readonly BigInteger value;
    private readonly IntegerPolynomial[] coefficients; // by rising degree, the last not 0

    private IntegerPolynomial(int variables, BigInteger value, IntegerPolynomial[] coefficients) =>
        (Variables, this.value, this.coefficients) = (variables, value, coefficients);

    /// <summary>The number of variables.</summary>
    public int Variables { get; }

    public static IntegerPolynomial Constant(int variables, BigInteger value) =>
        variables == 0 ? new(0, value, [])
        : value.IsZero ? new(variables, 0, [])
        : new(variables, 0, [Constant(variables - 1, value)]);

    /// <summary>The sum of the terms, each with one exponent a variable.</summary>
    public static IntegerPolynomial Of(int variables, IEnumerable<(int[] Exponents, BigInteger Coefficient)> terms) =>
        Of(variables, [.. terms], first: 0);

    private static IntegerPolynomial Of(int variables, (int[] Exponents, BigInteger Coefficient)[] terms, int first) =>
        variables == 0
            ? new(0, terms.Aggregate(BigInteger.Zero, (sum, t) => sum + t.Coefficient), [])
            : Trimmed(
                variables,
                [
                    .. Enumerable
                        .Range(0, terms.Length == 0 ? 0 : terms.Max(t => t.Exponents[first]) + 1)
                        .Select(d => Of(variables - 1, [.. terms.Where(t => t.Exponents[first] == d)], first + 1)),
                ]
            );

    private static IntegerPolynomial Trimmed(int variables, IntegerPolynomial[] coefficients)
    {
        var length = coefficients.Length;
        while (length > 0 && coefficients[length - 1].IsZero)
            length--;
        return new(variables, 0, length == coefficients.Length ? coefficients : coefficients[..length]);
    }

    public bool IsZero => Variables == 0 ? value.IsZero : coefficients.Length == 0;

    /// <summary>Whether it is 1 or -1.</summary>
    public bool IsUnit => Variables == 0 ? BigInteger.Abs(value).IsOne : coefficients is [{ IsUnit: true }];

    /// <summary>The degree in the first variable; -1 for 0.</summary>
    public int Degree => coefficients.Length - 1;

    /// <summary>The coefficients by rising degree in the first variable.</summary>
    public ReadOnlySpan<IntegerPolynomial> Coefficients => coefficients;

    /// <summary>The coefficient of the highest power of the first variable.</summary>
    public IntegerPolynomial Leading => coefficients[^1];

    /// <summary>The terms.</summary>
    public IEnumerable<(int[] Exponents, BigInteger Coefficient)> Terms()
    {
        if (Variables == 0)
            return value.IsZero ? [] : [([], value)];
        return coefficients.SelectMany((c, d) => c.Terms().Select(t => ((int[])[d, .. t.Exponents], t.Coefficient)));
    }

    public static IntegerPolynomial operator -(IntegerPolynomial a) =>
        a.Variables == 0 ? new(0, -a.value, []) : new(a.Variables, 0, [.. a.coefficients.Select(c => -c)]);

    public static IntegerPolynomial operator -(IntegerPolynomial a, IntegerPolynomial b) =>
        a.Variables == 0
            ? new(0, a.value - b.value, [])
            : Trimmed(
                a.Variables,
                [
                    .. Enumerable
                        .Range(0, Math.Max(a.coefficients.Length, b.coefficients.Length))
                        .Select(d =>
                            d >= b.coefficients.Length ? a.coefficients[d]
                            : d >= a.coefficients.Length ? -b.coefficients[d]
                            : a.coefficients[d] - b.coefficients[d]
                        ),
                ]
            );

    /// <summary>The product.</summary>
    public static IntegerPolynomial Multiply(IntegerPolynomial a, IntegerPolynomial b, Effort effort)
    {
        effort.Spend();
        if (a.Variables == 0)
            return new(0, a.value * b.value, []);
        if (a.IsZero || b.IsZero)
            return Constant(a.Variables, 0);
        var negated = new IntegerPolynomial[a.coefficients.Length + b.coefficients.Length - 1];
        Array.Fill(negated, Constant(a.Variables - 1, 0));
        for (var i = 0; i < a.coefficients.Length; i++)
        for (var j = 0; j < b.coefficients.Length; j++)
            negated[i + j] -= Multiply(a.coefficients[i], b.coefficients[j], effort);
        return -new IntegerPolynomial(a.Variables, 0, negated);
    }

    /// <summary>The product with a power of the first variable and a polynomial in the others.</summary>
    public IntegerPolynomial Shifted(int degree, IntegerPolynomial factor, Effort effort) =>
        IsZero
            ? this
            : new(
                Variables,
                0,
                [
                    .. Enumerable.Repeat(Constant(Variables - 1, 0), degree),
                    .. coefficients.Select(c => Multiply(c, factor, effort)),
                ]
            );

    /// <summary>The exact quotient, or null where <paramref name="divisor"/> does not divide it.</summary>
    public IntegerPolynomial? DividedBy(IntegerPolynomial divisor, Effort effort)
    {
        effort.Spend();
        if (Variables == 0)
            return BigInteger.Remainder(value, divisor.value).IsZero ? new(0, value / divisor.value, []) : null;
        var rest = this;
        var quotient = new IntegerPolynomial[Math.Max(Degree - divisor.Degree + 1, 0)];
        Array.Fill(quotient, Constant(Variables - 1, 0));
        while (rest.Degree >= divisor.Degree)
        {
            var shift = rest.Degree - divisor.Degree;
            if (rest.Leading.DividedBy(divisor.Leading, effort) is not { } factor)
                return null;
            quotient[shift] = factor;
            rest -= divisor.Shifted(shift, factor, effort);
        }
        return rest.IsZero ? Trimmed(Variables, quotient) : null;
    }

    /// <summary>The greatest common divisor of two integers or of two coefficients alike, up to sign.</summary>
    public static IntegerPolynomial IntegerGcd(IntegerPolynomial a, IntegerPolynomial b) =>
        new(0, BigInteger.GreatestCommonDivisor(a.value, b.value), []);
}

/// <summary>A stated amount of work, in multiplications of coefficients; more is refused.</summary>
internal sealed class Effort(int steps)
{
    private int left = steps;

    /// <summary>Takes one step.</summary>
    /// <exception cref="Exhausted">None is left.</exception>
    public void Spend()
    {
        if (--left < 0)
            throw new Exhausted();
    }

    /// <summary>The stated amount of work did not suffice; caught where it was stated.</summary>
    internal sealed class Exhausted : Exception;
}
