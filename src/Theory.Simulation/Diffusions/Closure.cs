using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// An expression in one symbol as a function: evaluated as <see cref="Evaluation"/> does, but walked once and not at every call.
/// </summary>
internal static class Closure
{
    private static readonly DoubleArithmetic Arithmetic = DoubleArithmetic.Instance;

    /// <summary>The function of the symbol's value.</summary>
    /// <exception cref="ArgumentException">The expression has a sum with an index, or a quantity.</exception>
    internal static Func<double, double> Of(Expr e) =>
        e.Fold(
            new Algebra<Func<double, double>>
            {
                Number = n => Fixed(Arithmetic.Exactly(n.Value)),
                Symbol = _ => x => x,
                Constant = c => Fixed(Arithmetic.Constant(c)),
                Sum = (_, terms) => Reduce(terms, Arithmetic.Add),
                Product = (_, factors) => Reduce(factors, Arithmetic.Multiply),
                Power = (p, b, exponent) =>
                    p.Exponent is Number n ? x => Arithmetic.Power(b(x), n.Value) : x => Arithmetic.Power(b(x), exponent(x)),
                Exp = (_, a) => x => Arithmetic.Exp(a(x)),
                Log = (_, a) => x => Arithmetic.Log(a(x)),
                Min = (_, items) => Reduce(items, Arithmetic.Min),
                Max = (_, items) => Reduce(items, Arithmetic.Max),
                Series = s => throw new ArgumentException($"'{s}' is a sum over an index, which a schedule does not have."),
                Quantity = q => throw new ArgumentException($"'{q}' is a quantity, which a schedule does not have."),
            }
        );

    private static Func<double, double> Fixed(double value) => _ => value;

    private static Func<double, double> Reduce(Func<double, double>[] parts, Func<double, double, double> combine) =>
        x =>
        {
            var result = parts[0](x);
            for (var i = 1; i < parts.Length; i++)
                result = combine(result, parts[i](x));
            return result;
        };
}
