using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Theory.Symbolics.Calculus;

/// <summary>Derivatives by the rules of calculus, in the author's order and not rearranged.</summary>
public static class Differentiation
{
    /// <summary>How many terms and factors are written down before the work is refused.</summary>
    public const int MostParts = 10_000_000;

    /// <summary>
    /// The derivative of <paramref name="e"/> with respect to <paramref name="x"/>, where it exists. Of a quantity that depends on x, and of
    /// a minimum or maximum, it is the quantity <c>diff(q, x)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MostParts"/> parts: a product of n factors has n products.</exception>
    /// <example>
    /// <code>Infix.Parse("log(x)/x").Derivative(new Symbol("x")).Simplify(Context.Given("x > 0"))</code>
    /// is <c>1/x^2 - log(x)/x^2</c>.
    /// </example>
    public static Expr Derivative(this Expr e, Symbol x) => e.Derivative(x, 1);

    /// <summary>The derivative of the given order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    /// <exception cref="ArgumentException">It has more than <see cref="MostParts"/> parts.</exception>
    public static Expr Derivative(this Expr e, Symbol x, int order) =>
        e.DerivativeWithin(MostParts, x, order)
        ?? throw new ArgumentException(
            $"The derivative has more than {MostParts} terms and factors; name a part and differentiate the rest."
        );

    /// <summary>The derivative; null where it has more parts than that.</summary>
    internal static Expr? DerivativeWithin(this Expr e, int parts, Symbol x, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        try
        {
            var rules = new Rules(x, parts);
            for (var k = 0; k < order; k++)
                e = rules.Of(e) ?? Number.Zero;
            return e;
        }
        catch (TooManyPartsException)
        {
            return null;
        }
    }

    private sealed class TooManyPartsException : Exception;

    private sealed class Rules(Symbol x, int most)
    {
        // An expression with fewer parts is differentiated without looking for parts that are the same.
        private const int Small = 1000;

        private Dictionary<Expr, Expr?>? known;
        private int visited;
        private int written;

        // Null for 0, which is most often so because e does not depend on x.
        public Expr? Of(Expr e)
        {
            if (e is Number or Constant or Symbol)
                return e == x ? Number.One : null;
            if (!Depth.HasRoom)
                return Depth.Fresh((this, e), static s => s.Item1.Of(s.e));
            if (++visited < Small)
                return ByRule(e);
            known ??= new(ReferenceEqualityComparer.Instance);
            return known.TryGetValue(e, out var before) ? before : known[e] = ByRule(e);
        }

        private Expr? ByRule(Expr e) =>
            e switch
            {
                Sum s => OfSum(s.Items),
                Product p => OfProduct(p.Items),
                Power p => OfPower(p.Base, p.Exponent),
                Exp y => Of(y.Argument) is { } slope ? Written(Product.Of(slope, y)) : null,
                Log l => Of(l.Argument) is { } slope ? Written(slope / l.Argument) : null,
                _ when !e.DependsOn(x) => null,
                Series s when !s.Lower.DependsOn(x) && !s.Upper.DependsOn(x) => s with { Body = Of(s.Body) ?? Number.Zero },
                Series or Min or Max or Quantity => new Quantity(new Slope(e, x, x)),
                _ => throw new UnreachableException(),
            };

        private Expr? OfSum(Terms<Expr> items)
        {
            var terms = new List<Expr>(items.Count);
            foreach (var item in items)
                if (Of(item) is { } slope)
                    terms.Add(slope);
            return terms.Count == 0 ? null : Written(Sum.Of(CollectionsMarshal.AsSpan(terms)));
        }

        private Expr? OfProduct(Terms<Expr> items)
        {
            var terms = new List<Expr>(1);
            Expr[]? factors = null;
            for (var i = 0; i < items.Count; i++)
            {
                if (Of(items[i]) is not { } slope)
                    continue;
                factors ??= items.AsSpan().ToArray();
                factors[i] = slope;
                terms.Add(Written(Product.Of(factors)));
                factors[i] = items[i];
            }
            return terms.Count == 0 ? null : Written(Sum.Of(CollectionsMarshal.AsSpan(terms)));
        }

        // (b^c)' = c*b^(c - 1)*b' where c is constant, else b^c*(c'*log(b) + c*b'/b).
        private Expr? OfPower(Expr b, Expr c) =>
            (Of(b), Of(c)) switch
            {
                (null, null) => null,
                ({ } db, null) => c is Number { Value.IsZero: true } ? null : Written(Product.Of(c, OneLess(b, c), db)),
                (null, { } dc) => Written(Product.Of(Power.Of(b, c), dc, b is Constant { Name: "e" } ? 1 : new Log(b))),
                ({ } db, { } dc) => Written(Product.Of(Power.Of(b, c), Product.Of(dc, new Log(b)) + Product.Of(c, db / b))),
            };

        private static Expr OneLess(Expr b, Expr exponent) =>
            exponent is Number n ? Power.Of(b, n.Value - 1) : Power.Of(b, exponent - 1);

        private Expr Written(Expr slope)
        {
            written += slope switch
            {
                Sum s => s.Items.Count,
                Product p => p.Items.Count,
                _ => 1,
            };
            return written <= most ? slope : throw new TooManyPartsException();
        }
    }
}
