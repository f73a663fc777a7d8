namespace Theory.Symbolics.Limits;

/// <summary>What germs say: leading terms, signs far out, limits.</summary>
internal sealed partial class Expansion
{
    /// <summary>A constant times powers of elements, the fastest first.</summary>
    public sealed record LeadingTerm(Scalar Coefficient, Terms<(Element Element, Scalar Exponent)> Powers);

    /// <summary>The leading term; null for the function 0.</summary>
    public LeadingTerm? Leading(Germ g)
    {
        if (g is Germ.Constant c)
            return signs.Of(c.Value) == 0 ? null : new(c.Value, []);
        var s = (Germ.Series)g;
        if (First(s) is not { } first)
            return null;
        var inner = Leading(first.Coefficient)!;
        return first.Exponent.Items.Count == 0
            ? inner
            : inner with
            {
                Powers = inner.Powers.Prepend((s.In, first.Exponent)).ToTerms(),
            };
    }

    /// <summary>The sign far out.</summary>
    public int Sign(Germ g) => Leading(g) is { } leading ? signs.Of(leading.Coefficient) : 0;

    // Which of two leading terms grows faster: 1, 0 or -1.
    private int Compare(LeadingTerm a, LeadingTerm b)
    {
        foreach (var element in Enumerable.Reverse(basis))
        {
            var difference = Exponent(a, element) - Exponent(b, element);
            if (difference.Items.Count > 0 && signs.Of(difference) is not 0 and var sign)
                return sign;
        }
        return 0;
    }

    private static Scalar Exponent(LeadingTerm term, Element element) =>
        term.Powers.FirstOrDefault(p => p.Element == element).Exponent ?? Scalar.Zero;

    /// <summary>What the function tends to.</summary>
    public LimitValue Limit(Germ g)
    {
        if (g is Germ.Constant c)
            return new LimitValue.Finite(c.Value.Reduced().ToExpr());
        var skipped = 0;
        for (var term = ((Germ.Series)g).Terms; term is not null; term = term.Rest)
        {
            switch (signs.Of(term.Exponent))
            {
                case < 0:
                    return new LimitValue.Finite(0);
                case 0:
                    return Limit(term.Coefficient);
                case > 0 when !IsZero(term.Coefficient):
                    return new LimitValue.Infinite(Sign(term.Coefficient));
            }
            Step(Unnamed);
            if (++skipped == Patience && IsZeroInClosedForm(g.ToExpr()))
                break;
        }
        return new LimitValue.Finite(0);
    }

    /// <summary>The first terms, each smaller than the one before, and whether they are all; terms that vanish are left out.</summary>
    public (IReadOnlyList<LeadingTerm> Terms, bool IsAll) First(Germ g, int count)
    {
        if (g is Germ.Constant c)
            return signs.Of(c.Value) == 0 ? ([], true) : ([new(c.Value, [])], true);
        var s = (Germ.Series)g;
        var found = new List<LeadingTerm>();
        var skipped = 0;
        for (var term = s.Terms; term is not null; term = term.Rest)
        {
            if (found.Count == count)
                return (found, false);
            Step(Unnamed);
            if (IsZero(term.Coefficient))
            {
                if (++skipped % Patience == 0 && IsZeroInClosedForm(Sum.Of(s.Exactly(), -Sum.Of(found.Select(Closed)))))
                    return (found, true);
                continue;
            }
            var (inner, isAll) = First(term.Coefficient, count - found.Count);
            found.AddRange(
                inner.Select(t =>
                    term.Exponent.Items.Count == 0 ? t : t with { Powers = t.Powers.Prepend((s.In, term.Exponent)).ToTerms() }
                )
            );
            if (!isAll)
                return (found, false);
        }
        return (found, true);
    }

    /// <summary>The leading term in closed form; null for the function 0.</summary>
    public Expr? LeadingExpr(Germ g) => Leading(g) is { } leading ? Closed(leading) : null;

    /// <summary>A term in closed form, exponentials under one exp.</summary>
    public Expr Closed(LeadingTerm leading)
    {
        var exponents = leading.Powers.Where(p => p.Element.Exponent is not null).ToList();
        var exponential =
            exponents.Count == 0
                ? Germ.Zero
                : new Expansion(signs, formally: true).Read(
                    Sum.Of(exponents.Select(p => Product.Of(p.Exponent.ToExpr(), p.Element.Exponent!))),
                    null
                );
        var plain = leading.Powers.Where(p => p.Element.Exponent is null).ToList();
        var factors = plain.Select(Raised).Concat(exponents.Count == 0 ? [] : [new Exp(exponential.ToExpr())]);
        var reduced = leading.Coefficient.Reduced();
        var coefficient = plain.Any(IsOdd) ? -reduced : reduced;
        return coefficient.Items is [var (monomial, factor)]
            ? Scalar.Term(factor, Product.Of(factors.Prepend(monomial.ToExpr())))
            : Product.Of(factors.Prepend(coefficient.ToExpr()));
    }

    // An integer power of -x or 1/(c - x) reads better in x or x - c, with a sign where it is odd.
    private static bool IsOdd((Element Element, Scalar Exponent) p) =>
        p.Element.Mirror is not null && p.Exponent.AsRational is { IsInteger: true, Numerator.IsEven: false };

    private static Expr Raised((Element Element, Scalar Exponent) p)
    {
        var e = p.Exponent.AsRational is { IsInteger: true } && p.Element.Mirror is { } mirror ? mirror : p.Element.Exactly;
        return e is Power { Exponent: Number n } inner
            ? Symbolics.Power.Of(inner.Base, (p.Exponent * Scalar.Of(n.Value)).ToExpr())
            : Symbolics.Power.Of(e, p.Exponent.ToExpr());
    }
}
