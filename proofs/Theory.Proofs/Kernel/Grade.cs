using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>
/// What the kernel knows of an expression's value: that it is defined in (-inf, inf], its sign, whether it is finite, and whether it
/// is bounded below and above uniformly over its free variables. Everything the order rules need, by structure and hypotheses.
/// </summary>
internal readonly record struct Grade(bool IsPositive, bool IsNonnegative, bool IsFinite, bool Below, bool Above)
{
    private static readonly Grade Positive = new(true, true, true, true, true);
    private static readonly Grade Bounded = new(false, true, true, true, true);
    private static readonly Grade Extended = new(false, true, false, true, false);

    /// <summary>The grade under hypotheses; null where the value is not known to be defined.</summary>
    public static Grade? Of(Expr e, IReadOnlyCollection<Judgement> given)
    {
        if (ByStructure(e, given) is not { } grade)
            return given.Contains(new Judgement.Finite(e)) ? Fixed(e, new Grade(false, false, true, false, false)) : null;
        if (given.Contains(new Judgement.Finite(e)))
            grade = grade with { IsFinite = true };
        if (given.Contains(new Judgement.AtMost(0, e)))
            grade = grade with { IsNonnegative = true, Below = true };
        return Fixed(e, grade);
    }

    /// <summary>The smallest part that is not known to be defined.</summary>
    public static Expr Blocking(Expr e, IReadOnlyCollection<Judgement> given) =>
        e.Children().FirstOrDefault(c => Of(c, given) is null) is { } child ? Blocking(child, given) : e;

    // One value is bounded by itself.
    private static Grade Fixed(Expr e, Grade g) =>
        e.FreeVariables().Any() ? g : g with { Below = true, Above = g.Above || g.IsFinite };

    private static Grade? ByStructure(Expr e, IReadOnlyCollection<Judgement> given)
    {
        Grade? Grade(Expr x) => Of(x, given);
        switch (e)
        {
            case Number n:
                return new(n.Value.Sign > 0, n.Value.Sign >= 0, true, true, true);
            case Symbol:
                return Positive;
            case Constant c:
                return c == Constant.Infinity ? Extended with { IsPositive = true } : Positive;
            case Sum s:
                return All(s.Items, given) is not { } terms
                    ? null
                    : new(
                        terms.All(t => t.IsNonnegative) && terms.Any(t => t.IsPositive),
                        terms.All(t => t.IsNonnegative),
                        terms.All(t => t.IsFinite),
                        terms.All(t => t.Below),
                        terms.All(t => t.Above)
                    );
            case Product p:
                if (All(p.Items, given) is not { } factors)
                    return null;
                if (factors.All(f => f.IsNonnegative))
                    return new(
                        factors.All(f => f.IsPositive),
                        true,
                        factors.All(f => f.IsFinite),
                        true,
                        factors.All(f => f.Above)
                    );
                // A factor of unknown sign times inf could be -inf.
                if (!factors.All(f => f.IsFinite))
                    return null;
                var bounded = factors.All(f => f is { Below: true, Above: true });
                return new(false, false, true, bounded, bounded);
            case Power { Exponent: Number { Value: var exponent } } p:
                return Grade(p.Base) is { } b ? Raised(b, exponent) : null;
            case Power p:
                return Grade(p.Base) is { IsPositive: true, IsFinite: true } && Grade(p.Exponent) is { IsFinite: true }
                    ? new(true, true, true, true, false)
                    : null;
            case Exp x:
                return Grade(x.Argument) is { } a ? new(true, true, a.IsFinite, true, a.Above) : null;
            case Log l:
                return Grade(l.Argument) is { IsPositive: true } argument
                    ? new(false, false, argument.IsFinite, false, argument.Above)
                    : null;
            case Min m:
                return All(m.Items, given) is { } least
                    ? new(
                        least.All(x => x.IsPositive),
                        least.All(x => x.IsNonnegative),
                        least.Any(x => x.IsFinite),
                        least.All(x => x.Below),
                        least.Any(x => x.Above)
                    )
                    : null;
            case Max m:
                return All(m.Items, given) is { } most
                    ? new(
                        most.Any(x => x.IsPositive),
                        most.Any(x => x.IsNonnegative),
                        most.All(x => x.IsFinite),
                        most.Any(x => x.Below),
                        most.All(x => x.Above)
                    )
                    : null;
            case Series s:
                return Grade(s.Lower) is { IsFinite: true } && Grade(s.Upper) is { IsFinite: true } && Grade(s.Body) is { } body
                    ? body with
                    {
                        IsPositive = s.IsAverage && body.IsPositive,
                    }
                    : null;
            case Quantity q:
                return q.Meaning switch
                {
                    Divergence { Kind: DivergenceKind.TotalVariation } => Bounded,
                    Divergence { Kind: not DivergenceKind.KullbackLeibler, P.Spaces: [var space] }
                        when IsBounded(Function.Metric(space), given) => Bounded,
                    Divergence or MutualInformation or Entropy => Extended,
                    Evaluation v => Value(v, given),
                    Expectation x => Expected(x, given),
                    // Another theory's quantity could be anything, its equality a lie.
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static Grade? Raised(Grade b, Rational exponent) =>
        exponent.Sign switch
        {
            > 0 when b.IsNonnegative => b,
            > 0 when exponent.IsInteger && b.IsFinite => new(
                false,
                exponent.Numerator.IsEven,
                true,
                exponent.Numerator.IsEven || (b.Below && b.Above),
                b.Below && b.Above
            ),
            < 0 when b.IsPositive => new(b.IsFinite, true, true, true, false),
            < 0 when b.IsNonnegative => Extended,
            _ => null,
        };

    private static Grade Value(Evaluation v, IReadOnlyCollection<Judgement> given)
    {
        var bounded = IsBounded(v.Function, given);
        return new(false, v.Function.IsNonnegative, true, v.Function.IsNonnegative || bounded, bounded);
    }

    private static bool IsBounded(Function function, IReadOnlyCollection<Judgement> given) =>
        given.OfType<Judgement.Bounded>().Any(h => h.Function == function);

    private static Grade? Expected(Expectation x, IReadOnlyCollection<Judgement> given) =>
        Of(x.Of.Body, given) is { Below: true } body ? body with { IsFinite = body.IsFinite && body.Above } : null;

    private static List<Grade>? All(Terms<Expr> items, IReadOnlyCollection<Judgement> given)
    {
        var grades = items.Select(i => Of(i, given)).ToList();
        return grades.Any(g => g is null) ? null : [.. grades.Select(g => g!.Value)];
    }
}
