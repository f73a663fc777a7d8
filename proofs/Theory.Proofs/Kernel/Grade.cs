using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>
/// What the kernel knows of an expression's value, by structure and hypotheses: that it is defined in (-inf, inf], its sign, whether it
/// is finite, and, uniformly over its free variables, whether it is bounded below, bounded above, and bounded away from 0.
/// </summary>
internal readonly record struct Grade(bool IsPositive, bool IsNonnegative, bool IsFinite, bool Below, bool Above, bool Away)
{
    private static readonly Grade Positive = new(true, true, true, true, true, true);
    private static readonly Grade Bounded = new(false, true, true, true, true, false);
    private static readonly Grade Extended = new(false, true, false, true, false, false);
    private static readonly Grade Real = new(false, false, true, false, false, false);

    /// <summary>The grade under hypotheses; null where the value is not known to be defined.</summary>
    public static Grade? Of(Expr e, IReadOnlyCollection<Judgement> given)
    {
        if (ByStructure(e, given) is not { } grade)
            return given.Contains(new Judgement.Finite(e)) ? Fixed(e, Real) : null;
        if (given.Contains(new Judgement.Finite(e)))
            grade = grade with { IsFinite = true };
        if (given.Contains(new Judgement.AtMost(0, e)))
            grade = grade with { IsNonnegative = true, Below = true };
        if (given.Contains(new Judgement.Positive(e)))
            grade = grade with { IsPositive = true, IsNonnegative = true, Below = true };
        return Fixed(e, grade);
    }

    /// <summary>The smallest part that is not known to be defined.</summary>
    public static Expr Blocking(Expr e, IReadOnlyCollection<Judgement> given) =>
        e.Children().FirstOrDefault(c => Of(c, given) is null) is { } child ? Blocking(child, given) : e;

    // One value is bounded by itself.
    private static Grade Fixed(Expr e, Grade g) =>
        e.FreeVariables().Any() ? g : g with { Below = true, Above = g.Above || g.IsFinite, Away = g.IsPositive };

    private static Grade? ByStructure(Expr e, IReadOnlyCollection<Judgement> given) =>
        e switch
        {
            Number n => new(n.Value.Sign > 0, n.Value.Sign >= 0, true, true, true, n.Value.Sign > 0),
            Symbol => Positive,
            Constant c => c == Constant.Infinity ? Extended with { IsPositive = true, Away = true } : Positive,
            Sum s => All(s.Items, given) is { } terms ? Added(terms) : null,
            Product p => All(p.Items, given) is { } factors ? Multiplied(factors) : null,
            Power { Exponent: Number { Value: var exponent } } p => Of(p.Base, given) is { } b ? Raised(b, exponent) : null,
            Power p => Of(p.Base, given) is { IsPositive: true, IsFinite: true } && Of(p.Exponent, given) is { IsFinite: true }
                ? new(true, true, true, true, false, false)
                : null,
            Exp x => Of(x.Argument, given) is { } a ? new(true, true, a.IsFinite, true, a.Above, a.Below) : null,
            Log l => Of(l.Argument, given) is { IsPositive: true } a
                ? new(false, false, a.IsFinite, a.Away, a.Above, false)
                : null,
            Min { Items.Count: > 0 } m => All(m.Items, given) is { } items ? Least(items) : null,
            Max { Items.Count: > 0 } m => All(m.Items, given) is { } items ? Greatest(items) : null,
            Series s => IsRange(s.Lower, s.Upper) ? Of(s.Body, given.Under(s.Index)) : null,
            Quantity q => q.Meaning switch
            {
                Divergence { Kind: DivergenceKind.TotalVariation } => Bounded,
                Divergence { Kind: not DivergenceKind.KullbackLeibler, P.Spaces: [var space] }
                    when IsBounded(Function.Metric(space), given) => Bounded,
                Divergence or MutualInformation or Entropy => Extended,
                FDivergence { Generator.IsConvex: true } => Extended,
                RestrictedGan { Generator.IsConvex: true } g when Of(g.Scale, given) is { IsPositive: true, IsFinite: true } =>
                    Extended,
                Evaluation { Function.IsNonnegative: true } v => IsBounded(v.Function, given)
                    ? Bounded
                    : Extended with
                    {
                        IsFinite = true,
                    },
                Evaluation v => IsBounded(v.Function, given) ? Bounded with { IsNonnegative = false } : Real,
                Expectation x => Of(x.Of.Body, given.Under(x.Of.Draws)) is { Below: true } b
                    ? b with
                    {
                        IsFinite = b.IsFinite && b.Above,
                    }
                    : null,
                TransportCost { Cost.IsNonnegative: true } => Extended,
                // At least every one of its values, and positive where they are.
                Supremum s => Of(s.Body, given.Under([s.Over])) is { } b ? b with { IsFinite = b.IsFinite && b.Above } : null,
                // Another theory's quantity could be anything, its equality a lie.
                _ => null,
            },
            _ => null,
        };

    // An index is a positive integer and takes at least one value: 1, ..., m, or whole numbers in order.
    private static bool IsRange(Expr lower, Expr upper) =>
        (lower, upper) switch
        {
            (Number { Value: { IsInteger: true, Sign: > 0 } first }, Number { Value: { IsInteger: true } last }) => first <= last,
            (Number { Value.IsOne: true }, _) => IsWhole(upper),
            _ => false,
        };

    /// <summary>Whether it is a positive integer where its symbols are.</summary>
    public static bool IsWhole(Expr e) =>
        e switch
        {
            Symbol => true,
            Number n => n.Value is { IsInteger: true, Sign: > 0 },
            Sum s => s.Items.All(IsWhole),
            Product p => p.Items.All(IsWhole),
            _ => false,
        };

    private static Grade Added(List<Grade> terms)
    {
        var nonnegative = terms.All(t => t.IsNonnegative);
        return new(
            nonnegative && terms.Any(t => t.IsPositive),
            nonnegative,
            terms.All(t => t.IsFinite),
            terms.All(t => t.Below),
            terms.All(t => t.Above),
            nonnegative && terms.Any(t => t.Away)
        );
    }

    private static Grade? Multiplied(List<Grade> factors)
    {
        if (factors.All(f => f.IsNonnegative))
            return new(
                factors.All(f => f.IsPositive),
                true,
                factors.All(f => f.IsFinite),
                true,
                factors.All(f => f.Above),
                factors.All(f => f.Away)
            );
        var scale = factors.Where(f => f is { IsPositive: true, IsFinite: true }).ToList();
        var rest = factors.Except(scale).ToList();
        // One factor of any sign, possibly +inf, keeps its kind when scaled by positive finite ones.
        if (scale.Count == factors.Count - 1 && rest is [var f])
            return new(false, false, f.IsFinite, f.Below && scale.All(s => s.Above), f.Above && scale.All(s => s.Above), false);
        // Otherwise a negative factor times inf could be -inf.
        if (!factors.All(g => g.IsFinite))
            return null;
        var bounded = factors.All(g => g is { Below: true, Above: true });
        return new(false, false, true, bounded, bounded, false);
    }

    private static Grade? Raised(Grade b, Rational exponent) =>
        exponent.Sign switch
        {
            > 0 when b.IsNonnegative => b,
            > 0 when exponent.IsInteger && b.IsFinite => new(
                false,
                exponent.Numerator.IsEven,
                true,
                exponent.Numerator.IsEven || b is { Below: true, Above: true },
                b is { Below: true, Above: true },
                false
            ),
            < 0 when b.IsPositive => new(b.IsFinite, true, true, true, b.Away, b.IsFinite && b.Above),
            < 0 when b.IsNonnegative => Extended,
            _ => null,
        };

    private static Grade Least(List<Grade> items) =>
        new(
            items.All(x => x.IsPositive),
            items.All(x => x.IsNonnegative),
            items.Any(x => x.IsFinite),
            items.All(x => x.Below),
            items.Any(x => x.Above),
            items.All(x => x.Away)
        );

    private static Grade Greatest(List<Grade> items) =>
        new(
            items.Any(x => x.IsPositive),
            items.Any(x => x.IsNonnegative),
            items.All(x => x.IsFinite),
            items.Any(x => x.Below),
            items.All(x => x.Above),
            items.Any(x => x.Away)
        );

    private static bool IsBounded(Function function, IReadOnlyCollection<Judgement> given) =>
        given.OfType<Judgement.Bounded>().Any(h => h.Function == function);

    private static List<Grade>? All(Terms<Expr> items, IReadOnlyCollection<Judgement> given)
    {
        var grades = items.Select(i => Of(i, given)).ToList();
        return grades.Any(g => g is null) ? null : [.. grades.Select(g => g!.Value)];
    }
}
