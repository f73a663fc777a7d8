using Theory.Symbolics;

namespace Theory.Proofs;

/// <summary>A sum written as a x^(-p) + b x^q in a symbol; what the kernel's rule on the least over x is given, and checks.</summary>
/// <param name="Falling">a and p.</param>
/// <param name="Rising">b and q.</param>
internal sealed record PowerParts((Expr Factor, Rational Power) Falling, (Expr Factor, Rational Power) Rising)
{
    /// <summary>Reads the sum.</summary>
    /// <exception cref="ArgumentException">It is no such sum.</exception>
    public static PowerParts Read(Expr e, Symbol x)
    {
        var groups = Summands(e)
            .Select(summand => Factors(summand, x))
            .GroupBy(f => f.Power, (power, all) => (Factor: Sum.Of(all.Select(f => f.Factor)), Power: power))
            .ToList();
        return
            groups.Count == 2
            && groups.Find(g => g.Power.Sign < 0) is { Factor: { } a } f
            && groups.Find(g => g.Power.Sign > 0) is { Factor: { } b } r
            ? new((a, -f.Power), (b, r.Power))
            : throw new ArgumentException($"{e} is no sum of a falling and a rising power of {x}");
    }

    private static IEnumerable<Expr> Summands(Expr e) => e is Sum s ? s.Items : [e];

    private static (Expr Factor, Rational Power) Factors(Expr summand, Symbol x)
    {
        var factors = summand is Product p ? p.Items.ToArray() : [summand];
        var powers = factors.Select(f =>
            f == x ? Rational.One
            : f is Power { Base: Symbol s, Exponent: Number { Value: var n } } && s == x ? n
            : Rational.Zero
        );
        var factor = Product.Of(factors.Where(f => !f.FreeSymbols().Contains(x)));
        var power = powers.Aggregate(Rational.Zero, (sum, n) => sum + n);
        return factors.Any(f => f.FreeSymbols().Contains(x) && f != x && f is not Power { Base: Symbol, Exponent: Number })
            ? throw new ArgumentException($"{summand} is no multiple of a power of {x}")
            : (factor, power);
    }
}
