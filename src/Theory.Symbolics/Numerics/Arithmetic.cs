using System.Numerics;

namespace Theory.Symbolics.Numerics;

/// <summary>
/// A kind of number with the operations that expressions are made of, over the extended reals: <c>0*inf = 0</c>,
/// <c>b^e = exp(e*log(b))</c> for b &gt;= 0 (so <c>0^0 = inf^0 = 1</c>), <c>log(0) = -inf</c>; <c>inf - inf</c>, <c>0/0</c>, <c>inf/inf</c>,
/// roots and logarithms of negative numbers are <see cref="Undefined"/>.
/// </summary>
public abstract record Arithmetic<T>
{
    /// <summary>No value.</summary>
    public abstract T Undefined { get; }

    /// <summary>A rational.</summary>
    public abstract T Exactly(Rational value);

    /// <summary>A constant.</summary>
    public abstract T Constant(Constant constant);

    /// <summary>The sum.</summary>
    public abstract T Add(T a, T b);

    /// <summary>The product.</summary>
    public abstract T Multiply(T a, T b);

    /// <summary>The base to a rational power.</summary>
    public abstract T Power(T @base, Rational exponent);

    /// <summary>The base to a power.</summary>
    public abstract T Power(T @base, T exponent);

    /// <summary>The exponential.</summary>
    public abstract T Exp(T a);

    /// <summary>The natural logarithm.</summary>
    public abstract T Log(T a);

    /// <summary>The lesser.</summary>
    public abstract T Min(T a, T b);

    /// <summary>The greater.</summary>
    public abstract T Max(T a, T b);

    /// <summary>Whether it is 0 and nothing else.</summary>
    public abstract bool IsZero(T a);

    /// <summary>Whether it is infinite and nothing else.</summary>
    public abstract bool IsInfinite(T a);

    /// <summary>Whether it is certainly negative.</summary>
    public abstract bool IsNegative(T a);

    /// <summary>The integer that it is, or null where it is not known to be one.</summary>
    public abstract BigInteger? AsInteger(T a);
}
