using Theory.Symbolics;

namespace Theory.Simulation.Diffusions;

/// <summary>The value of a schedule's expression at a time, in doubles.</summary>
internal static class Evaluation
{
    /// <summary>The algebra of values with the time's symbol at <paramref name="t"/>.</summary>
    internal static Algebra<double> At(Symbol time, double t) =>
        new()
        {
            Number = n => n.Value.ToDouble(),
            Symbol = s => s == time ? t : throw new ArgumentException($"The symbol {s} has no value."),
            Constant = c => c.Value,
            Sum = (_, terms) => terms.Sum(),
            Product = (_, factors) => factors.Aggregate(1.0, (product, factor) => product * factor),
            Power = (_, power, exponent) => Math.Pow(power, exponent),
            Exp = (_, x) => Math.Exp(x),
            Log = (_, x) => Math.Log(x),
            Min = (_, items) => items.Min(),
            Max = (_, items) => items.Max(),
            Series = s => throw new ArgumentException($"A schedule with the sum {s} is not evaluated."),
            Quantity = q => throw new ArgumentException($"A schedule with the quantity {q} is not evaluated."),
        };
}
