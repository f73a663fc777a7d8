using System.Diagnostics;

namespace Theory.Symbolics;

/// <summary>
/// One function per kind of node: the meaning of an expression in <typeparamref name="T"/>. A new kind of node is a new member
/// here, so that it breaks every operation at compile time. Children come evaluated; bodies of series come as written.
/// </summary>
public sealed record Algebra<T>
{
    /// <summary>An exact number.</summary>
    public required Func<Number, T> Number { get; init; }

    /// <summary>A symbol.</summary>
    public required Func<Symbol, T> Symbol { get; init; }

    /// <summary>A constant.</summary>
    public required Func<Constant, T> Constant { get; init; }

    /// <summary>A sum of evaluated terms.</summary>
    public required Func<Sum, T[], T> Sum { get; init; }

    /// <summary>A product of evaluated factors.</summary>
    public required Func<Product, T[], T> Product { get; init; }

    /// <summary>A power of an evaluated base to an evaluated exponent.</summary>
    public required Func<Power, T, T, T> Power { get; init; }

    /// <summary>An exponential.</summary>
    public required Func<Exp, T, T> Exp { get; init; }

    /// <summary>A logarithm.</summary>
    public required Func<Log, T, T> Log { get; init; }

    /// <summary>A minimum.</summary>
    public required Func<Min, T[], T> Min { get; init; }

    /// <summary>A maximum.</summary>
    public required Func<Max, T[], T> Max { get; init; }

    /// <summary>An indexed sum or average; the body is not evaluated, because its index has no value yet.</summary>
    public required Func<Series, T> Series { get; init; }

    /// <summary>A quantity of another theory.</summary>
    public required Func<Quantity, T> Quantity { get; init; }
}

/// <summary>Structural recursion over expressions.</summary>
public static class Folding
{
    /// <summary>The meaning of <paramref name="e"/> under an algebra, bottom-up.</summary>
    public static T Fold<T>(this Expr e, Algebra<T> algebra)
    {
        if (!Depth.HasRoom)
            return Depth.Fresh((e, algebra), static s => s.e.Fold(s.algebra));
        return e switch
        {
            Number n => algebra.Number(n),
            Symbol s => algebra.Symbol(s),
            Constant c => algebra.Constant(c),
            Sum s => algebra.Sum(s, All(s.Items, algebra)),
            Product p => algebra.Product(p, All(p.Items, algebra)),
            Power p => algebra.Power(p, p.Base.Fold(algebra), p.Exponent.Fold(algebra)),
            Exp x => algebra.Exp(x, x.Argument.Fold(algebra)),
            Log l => algebra.Log(l, l.Argument.Fold(algebra)),
            Min m => algebra.Min(m, All(m.Items, algebra)),
            Max m => algebra.Max(m, All(m.Items, algebra)),
            Series s => algebra.Series(s),
            Quantity q => algebra.Quantity(q),
            _ => throw new UnreachableException(),
        };
    }

    private static T[] All<T>(Terms<Expr> items, Algebra<T> algebra)
    {
        var results = new T[items.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = items[i].Fold(algebra);
        return results;
    }
}
