using FsCheck;
using FsCheck.Fluent;

namespace Theory.Symbolics.Tests;

/// <summary>Random expressions, built from every kind of node, and their smaller neighbours.</summary>
internal static class Expressions
{
    /// <summary>The symbols that may occur; m is the upper limit of every sum, and so needs a whole number for a value.</summary>
    public static readonly string[] Names = ["x", "y", "n", "m", "tau", "KL_q"];

    /// <summary>Expressions as an author may build them, whatever their value.</summary>
    public static Arbitrary<Expr> Any { get; } = Of(new Grammar(Extended: true));

    /// <summary>Expressions without infinities and quantities: given values of their symbols, they have a value or none.</summary>
    public static Arbitrary<Expr> Real { get; } = Of(new Grammar(Extended: false), largest: 20);

    /// <summary>Of <see cref="Real"/>, each with something drawn beside it, such as a point, that its smaller neighbours keep.</summary>
    public static Arbitrary<(Expr e, T at)> RealWith<T>(Gen<T> beside) =>
        Arb.From(from e in Real.Generator from at in beside select (e, at), law => Real.Shrinker(law.e).Select(e => (e, law.at)));

    private static Arbitrary<Expr> Of(Grammar grammar, int largest = 40) =>
        Arb.From(Gen.Sized(size => grammar.OfSize(Math.Min(size, largest))), Smaller);

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

    private sealed record Grammar(bool Extended)
    {
        private Gen<Expr> Leaf { get; } =
            Gen.Frequency(
                (4, Gen.Elements(Names).Select(name => (Expr)Expr.Symbol(name))),
                (2, Gen.Choose(-3, 5).Select(n => (Expr)n)),
                (2, from p in Gen.Choose(-5, 5) from q in Gen.Choose(2, 7) select (Expr)new Rational(p, q)),
                (1, Gen.Elements<Expr>(Extended ? [Constant.Pi, Constant.E, Constant.Infinity] : [Constant.Pi, Constant.E]))
            );

        // Parts are drawn when they are needed: a generator built at once would be exponential in the size.
        private Gen<Expr> Part(int size) => Gen.Constant(0).SelectMany(_ => OfSize(size / 2));

        private Gen<Terms<Expr>> Parts(int size) =>
            from count in Gen.Choose(2, 3)
            from parts in Part(size).ListOf(count)
            select parts.ToTerms();

        public Gen<Expr> OfSize(int size) =>
            size <= 1
                ? Leaf
                : Gen.Frequency(
                    (1, Leaf),
                    (4, Parts(size).Select(parts => Sum.Of(parts))),
                    (4, Parts(size).Select(parts => Product.Of(parts))),
                    (2, from a in Part(size) from b in Part(size) select a - b),
                    (3, from a in Part(size) from b in Part(size) select a / b),
                    (3, from a in Part(size) from b in Leaf select Power.Of(a, b)),
                    (1, from a in Part(size) from b in Part(size) select Power.Of(a, b)),
                    (1, Part(size).Select(Expr.Sqrt)),
                    (1, Part(size).Select(a => -a)),
                    (1, Part(size).Select(a => (Expr)new Exp(a))),
                    (1, Part(size).Select(a => (Expr)new Log(a))),
                    (1, Parts(size).Select(parts => (Expr)new Min(parts))),
                    (1, Parts(size).Select(parts => (Expr)new Max(parts))),
                    (1, from body in Part(size) from average in Gen.Elements(true, false) select (Expr)Over(body, average)),
                    (Extended ? 1 : 0, Parts(size).Select(parts => (Expr)new Quantity(new Opaque("KL", parts))))
                );

        private Series Over(Expr body, bool isAverage)
        {
            var index = Expr.Symbol("i");
            return new(
                index,
                1,
                Expr.Symbol("m"),
                body * (Extended ? new Quantity(new Indexed("A", [index])) : index),
                isAverage
            );
        }
    }
}
