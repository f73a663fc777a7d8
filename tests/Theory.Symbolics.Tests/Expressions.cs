using FsCheck;
using FsCheck.Fluent;

namespace Theory.Symbolics.Tests;

/// <summary>Random expressions, built from every kind of node, and their smaller neighbours.</summary>
internal static class Expressions
{
    private static readonly string[] Names = ["x", "y", "n", "m", "tau", "KL_q"];

    /// <summary>Expressions as an author may build them, whatever their value.</summary>
    public static Arbitrary<Expr> Any { get; } = Arb.From(Gen.Sized(size => OfSize(Math.Min(size, 40))), Smaller);

    private static Gen<Expr> Leaf { get; } =
        Gen.Frequency(
            (4, Gen.Elements(Names).Select(name => (Expr)Expr.Symbol(name))),
            (2, Gen.Choose(-3, 5).Select(n => (Expr)n)),
            (2, from p in Gen.Choose(-5, 5) from q in Gen.Choose(2, 7) select (Expr)new Rational(p, q)),
            (1, Gen.Elements<Expr>(Constant.Pi, Constant.E, Constant.Infinity))
        );

    private static Gen<Expr> OfSize(int size)
    {
        if (size <= 1)
            return Leaf;
        Gen<Expr> Part() => Gen.Fresh(() => 0).SelectMany(_ => OfSize(size / 2));
        Gen<Terms<Expr>> Parts() => from count in Gen.Choose(2, 3) from parts in Part().ListOf(count) select parts.ToTerms();
        return Gen.Frequency(
            (1, Leaf),
            (4, Parts().Select(parts => Sum.Of(parts))),
            (4, Parts().Select(parts => Product.Of(parts))),
            (2, from a in Part() from b in Part() select a - b),
            (3, from a in Part() from b in Part() select a / b),
            (3, from a in Part() from b in Leaf select Power.Of(a, b)),
            (1, from a in Part() from b in Part() select Power.Of(a, b)),
            (1, Part().Select(Expr.Sqrt)),
            (1, Part().Select(a => -a)),
            (1, Part().Select(a => (Expr)new Exp(a))),
            (1, Part().Select(a => (Expr)new Log(a))),
            (1, Parts().Select(parts => (Expr)new Min(parts))),
            (1, Parts().Select(parts => (Expr)new Max(parts))),
            (1, from body in Part() from average in Gen.Elements(true, false) select (Expr)Over(body, average)),
            (1, Parts().Select(parts => (Expr)new Quantity(new Opaque("KL", parts))))
        );
    }

    private static Series Over(Expr body, bool isAverage)
    {
        var index = Expr.Symbol("i");
        return new(index, 1, Expr.Symbol("m"), body * new Quantity(new Indexed("A", [index])), isAverage);
    }

    private static IEnumerable<Expr> Smaller(Expr e)
    {
        var children = e.Children().ToArray();
        foreach (var child in children)
            yield return child;
        for (var i = 0; i < children.Length; i++)
            foreach (var smaller in Smaller(children[i]).Take(8))
            {
                var at = 0;
                yield return e.MapChildren(child => at++ == i ? smaller : child);
            }
    }
}
