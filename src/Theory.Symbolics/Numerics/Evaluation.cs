using System.Numerics;

namespace Theory.Symbolics.Numerics;

/// <summary>The value of an expression where its symbols and quantities have values.</summary>
public static class Evaluation
{
    /// <summary>How many terms of a sum are added up before the work is refused.</summary>
    public const int MostTerms = 10_000_000;

    /// <summary>
    /// The value in double precision: each operation rounded to nearest, by the conventions of <see cref="Arithmetic{T}"/>; NaN where
    /// the expression is undefined.
    /// </summary>
    /// <exception cref="ArgumentException">A symbol or quantity has no value, or a sum has no integer limits.</exception>
    public static double Evaluate(this Expr e, Assignment<double> at) => e.Evaluate(DoubleArithmetic.Instance, at);

    /// <summary>The value in double precision where the symbols of the given names have the given values.</summary>
    /// <exception cref="ArgumentException">A symbol or quantity has no value, or a sum has no integer limits.</exception>
    /// <example>
    /// <code>Infix.Parse("1/n + 1/m").Evaluate(("n", 4), ("m", 2))</code>
    /// is <c>0.75</c>.
    /// </example>
    public static double Evaluate(this Expr e, params (string Symbol, double Value)[] at) => e.Evaluate(Assignment.Of(at));

    /// <summary>
    /// An interval that contains the value of the expression at every point of a box where it is defined: outward rounded, empty
    /// where the expression is undefined throughout.
    /// </summary>
    /// <exception cref="ArgumentException">A symbol or quantity has no value, or a sum has no integer limits.</exception>
    public static Interval Enclose(this Expr e, Assignment<Interval> at) => e.Evaluate(IntervalArithmetic.Instance, at);

    /// <summary>The value in a kind of number.</summary>
    /// <exception cref="ArgumentException">A symbol or quantity has no value, or a sum has no integer limits.</exception>
    public static T Evaluate<T>(this Expr e, Arithmetic<T> arithmetic, Assignment<T> at)
    {
        ArgumentNullException.ThrowIfNull(arithmetic);
        ArgumentNullException.ThrowIfNull(at);
        return e.Fold(Meaning(arithmetic, at));
    }

    private static Algebra<T> Meaning<T>(Arithmetic<T> arithmetic, Assignment<T> at) =>
        new()
        {
            Number = n => arithmetic.Exactly(n.Value),
            Symbol = s => at[s],
            Constant = arithmetic.Constant,
            Sum = (_, terms) => Reduce(terms, arithmetic.Add),
            Product = (p, factors) => Product(p, factors, arithmetic, at),
            Power = (p, b, x) => p.Exponent is Number n ? arithmetic.Power(b, n.Value) : arithmetic.Power(b, x),
            Exp = (_, a) => arithmetic.Exp(a),
            Log = (_, a) => arithmetic.Log(a),
            Min = (_, items) => Reduce(items, arithmetic.Min),
            Max = (_, items) => Reduce(items, arithmetic.Max),
            Series = s => Series(s, arithmetic, at),
            Quantity = q => at[q],
        };

    private static T Reduce<T>(T[] items, Func<T, T, T> combine)
    {
        var result = items[0];
        for (var i = 1; i < items.Length; i++)
            result = combine(result, items[i]);
        return result;
    }

    // 0*inf is 0 where both are values, but 0/0 where the infinity is a negative power of 0, and inf/inf where 0 is one of an infinity.
    private static T Product<T>(Product product, T[] factors, Arithmetic<T> arithmetic, Assignment<T> at)
    {
        var isUndefined =
            factors.Any(arithmetic.IsZero)
            && factors.Any(arithmetic.IsInfinite)
            && product.Items.Any(factor => IsReciprocalOfEnd(factor, arithmetic, at));
        return isUndefined ? arithmetic.Undefined : Reduce(factors, arithmetic.Multiply);
    }

    private static bool IsReciprocalOfEnd<T>(Expr factor, Arithmetic<T> arithmetic, Assignment<T> at) =>
        factor is Power p
        && arithmetic.IsNegative(p.Exponent.Evaluate(arithmetic, at))
        && p.Base.Evaluate(arithmetic, at) is var b
        && (arithmetic.IsZero(b) || arithmetic.IsInfinite(b));

    private static T Series<T>(Series series, Arithmetic<T> arithmetic, Assignment<T> at)
    {
        var lower = Limit(series, series.Lower, arithmetic, at);
        var upper = Limit(series, series.Upper, arithmetic, at);
        var count = BigInteger.Max(upper - lower + 1, 0);
        var total = Total(series, lower, count, arithmetic, at);
        return !series.IsAverage ? total
            : count.IsZero ? arithmetic.Undefined
            : arithmetic.Multiply(total, arithmetic.Exactly(new Rational(1, count)));
    }

    private static BigInteger Limit<T>(Series series, Expr limit, Arithmetic<T> arithmetic, Assignment<T> at) =>
        arithmetic.AsInteger(limit.Evaluate(arithmetic, at))
        ?? throw new ArgumentException($"The limit '{limit}' of '{series}' is not an integer here; a sum runs over integers.");

    private static T Total<T>(Series series, BigInteger lower, BigInteger count, Arithmetic<T> arithmetic, Assignment<T> at)
    {
        if (count.IsZero)
            return arithmetic.Exactly(0);
        if (!series.Body.DependsOn(series.Index))
            return arithmetic.Multiply(arithmetic.Exactly(count), series.Body.Evaluate(arithmetic, at));
        if (count > MostTerms)
            throw new ArgumentException($"'{series}' has {count} terms here; at most {MostTerms} are added up.");
        var total = arithmetic.Exactly(0);
        for (var k = lower; k < lower + count; k++)
            total = arithmetic.Add(total, series.Body.Substitute(series.Index, (Rational)k).Evaluate(arithmetic, at));
        return total;
    }
}
