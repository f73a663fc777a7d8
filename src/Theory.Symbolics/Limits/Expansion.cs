using System.Numerics;

namespace Theory.Symbolics.Limits;

/// <summary>
/// Arithmetic of germs over one growing asymptotic basis (Gruntz 1996, "On computing limits in a symbolic manipulation system";
/// Richardson, Salvy, Shackell, van der Hoeven 1996, "Asymptotic expansions of exp-log functions"): sums, products, powers. The basis
/// grows while expressions are read; elements never change.
/// </summary>
/// <param name="signs">Signs of constants.</param>
/// <param name="formally">Whether expressions are read for their normal form only, where they are known to have a value.</param>
internal sealed partial class Expansion(ScalarSigns signs, bool formally = false)
{
    /// <summary>How many terms are computed before the work is refused.</summary>
    public const int MostSteps = 20_000;

    // How many vanishing terms in a row are skipped before the closed form is asked whether the function is 0.
    private const int Patience = 12;

    private readonly List<Element> basis = []; // slowest first
    private int steps;

    private void Step(Expr during)
    {
        if (++steps > MostSteps)
            throw new NotExpandedException(new Refusal(during, $"its expansion was stopped after {MostSteps} terms"));
    }

    private static readonly Expr Unnamed = new Symbol("f");

    private Germ Add(Germ a, Germ b)
    {
        if (a is Germ.Constant c && b is Germ.Constant d)
            return new Germ.Constant(c.Value + d.Value);
        if (IsLiteralZero(a))
            return b;
        if (IsLiteralZero(b))
            return a;
        var head = Head(a, b);
        return new Germ.Series(head, Merge(In(head, a), In(head, b)), () => Sum.Of(a.ToExpr(), b.ToExpr()));
    }

    private Germ Multiply(Germ a, Germ b)
    {
        if (a is Germ.Constant c && b is Germ.Constant d)
            return new Germ.Constant(c.Value * d.Value);
        if (IsLiteralZero(a) || IsLiteralZero(b))
            return Germ.Zero;
        if (a is Germ.Constant { Value.IsOne: true })
            return b;
        if (b is Germ.Constant { Value.IsOne: true })
            return a;
        var head = Head(a, b);
        return new Germ.Series(head, Times(In(head, a), In(head, b)), () => Product.Of(a.ToExpr(), b.ToExpr()));
    }

    private Germ Negate(Germ a) => Multiply(new Germ.Constant(-Scalar.One), a);

    private static bool IsLiteralZero(Germ a) => a is Germ.Constant { Value.Items.Count: 0 } or Germ.Series { Terms: null };

    // The faster of the elements that two germs are series in.
    private Element Head(Germ a, Germ b) =>
        (a, b) switch
        {
            (Germ.Series x, Germ.Series y) => basis.IndexOf(x.In) >= basis.IndexOf(y.In) ? x.In : y.In,
            (Germ.Series x, _) => x.In,
            _ => ((Germ.Series)b).In,
        };

    // A germ as a series in an element at least as fast as its own.
    private static Stream? In(Element head, Germ a) =>
        a is Germ.Series s && s.In == head ? s.Terms
        : IsLiteralZero(a) ? null
        : Stream.Single(Scalar.Zero, a);

    private Stream? Merge(Stream? a, Stream? b)
    {
        if (a is null || b is null)
            return a ?? b;
        Step(Unnamed);
        return signs.Of(a.Exponent - b.Exponent) switch
        {
            > 0 => new(a.Exponent, a.Coefficient, () => Merge(a.Rest, b)),
            < 0 => new(b.Exponent, b.Coefficient, () => Merge(a, b.Rest)),
            _ => new(a.Exponent, Add(a.Coefficient, b.Coefficient), () => Merge(a.Rest, b.Rest)),
        };
    }

    private Stream? Times(Stream? a, Stream? b)
    {
        if (a is null || b is null)
            return null;
        Step(Unnamed);
        return new(
            a.Exponent + b.Exponent,
            Multiply(a.Coefficient, b.Coefficient),
            () => Merge(Shift(a.Exponent, a.Coefficient, b.Rest), Times(a.Rest, b))
        );
    }

    private Stream? Shift(Scalar exponent, Germ factor, Stream? s)
    {
        if (s is null)
            return null;
        Step(Unnamed);
        return new(exponent + s.Exponent, Multiply(factor, s.Coefficient), () => Shift(exponent, factor, s.Rest));
    }

    // c(0) + c(1)*small + c(2)*small^2 + ... where small has negative exponents only; the sum ends where c does.
    private Stream? Compose(Func<int, Scalar?> c, Stream? small, int k = 0)
    {
        if (c(k) is not { } first)
            return null;
        Step(Unnamed);
        return new(Scalar.Zero, new Germ.Constant(first), () => small is null ? null : Times(small, Compose(c, small, k + 1)));
    }

    // The first term that does not vanish; null for the function 0.
    private Stream? First(Germ.Series s)
    {
        var skipped = 0;
        for (var term = s.Terms; term is not null; term = term.Rest)
        {
            if (!IsZero(term.Coefficient))
                return term;
            Step(Unnamed);
            if (++skipped == Patience && IsZeroInClosedForm(s.Exactly()))
                return null;
        }
        return null;
    }

    private bool IsZero(Germ g) => g is Germ.Constant c ? signs.Of(c.Value) == 0 : First((Germ.Series)g) is null;

    private Germ Power(Germ g, Scalar p, Expr whole)
    {
        if (p.Items.Count == 0)
            return Germ.One;
        var integer = p.AsRational is { IsInteger: true } r ? r.Numerator : (BigInteger?)null;
        if (g is Germ.Constant c)
        {
            if (!formally && integer is not { Sign: > 0 } && Forbidden(signs.Of(c.Value), p, integer is null) is { } why)
                throw Undefined(whole, why);
            return new Germ.Constant(signs.IsZero(c.Value) ? Scalar.Zero : c.Value.Pow(p, signs.IsPositive));
        }
        if (integer is { Sign: > 0 } small && small <= 8)
            return Enumerable.Repeat(g, (int)small).Aggregate(Multiply);
        var s = (Germ.Series)g;
        if (First(s) is not { } first)
            return signs.Of(p) > 0 ? Germ.Zero : throw Undefined(whole, "it divides by 0");
        // (c b^e (1 + small))^p
        var leading = Power(first.Coefficient, p, whole);
        var series = first.Rest is null
            ? Stream.Single(first.Exponent * p, leading)
            : Shift(first.Exponent * p, leading, Compose(Binomial(p), Relative(first, whole)));
        return new Germ.Series(s.In, series, () => Symbolics.Power.Of(g.ToExpr(), p.ToExpr()));
    }

    private string? Forbidden(int sign, Scalar exponent, bool isFractional) =>
        sign == 0 && signs.Of(exponent) < 0 ? "it divides by 0"
        : sign < 0 && isFractional ? "its base is negative and its exponent is no integer"
        : null;

    // What follows the first term, divided by it.
    private Stream? Relative(Stream first, Expr whole) =>
        Shift(-first.Exponent, Power(first.Coefficient, -Scalar.One, whole), first.Rest);

    private static Func<int, Scalar?> Binomial(Scalar p)
    {
        var known = new List<Scalar> { Scalar.One };
        return k =>
        {
            while (known.Count <= k)
            {
                var n = known.Count;
                known.Add(known[^1] * (p - Scalar.Of(n - 1)) * Scalar.Of(new Rational(1, n)));
            }
            return known[k].Items.Count == 0 ? null : known[k];
        };
    }

    private static NotExpandedException Undefined(Expr e, string why) => new(new Refusal(e, why), isUndefined: true);

    // A function is 0 when its closed form, read with the variable as one more parameter, is.
    private bool IsZeroInClosedForm(Expr e)
    {
        try
        {
            return new Expansion(signs, formally: true).Read(e, null) is Germ.Constant c && c.Value.IsZero();
        }
        catch (Exception undecided) when (undecided is SignNeededException or NotExpandedException)
        {
            return false;
        }
    }
}
