using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Orders;
using Theory.Symbolics.Simplification;

namespace Theory.Verification.Mutants;

/// <summary>A wrong version of a bound, or one that may be wrong: its right side changed at one place.</summary>
/// <param name="Operator">How it was changed.</param>
/// <param name="Change">What was changed, in words.</param>
/// <param name="Bound">The changed bound.</param>
/// <param name="IsImplied">Whether it is proven to follow from the bound, so that refuting it would be a fault.</param>
/// <param name="Number">
/// The number of its change among all changes as they are written: what its attack draws does not depend on which others make the same bound.
/// </param>
public sealed record Mutant(string Operator, string Change, Bound Bound, bool IsImplied, int Number);

/// <summary>The mutants of a bound, by fixed operators at every place of its terms.</summary>
public static class Mutations
{
    /// <summary>The names of the operators, in the order of their application.</summary>
    public static Terms<string> Operators { get; } =
    [
        "constant times 1/2",
        "constant times 2",
        "exponent minus 1/2",
        "exponent plus 1/2",
        "term dropped",
        "sign flipped",
        "n for sqrt(n)",
        "sqrt(n) for n",
        "confidence dropped",
    ];

    /// <summary>
    /// All mutants whose right side differs from that of the bound when multiplied out in normal form, each such form once: as the change that
    /// makes it first, going through terms in their order and through the places of each from the outermost one.
    /// </summary>
    public static IReadOnlyList<Mutant> Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var context = bound.OfSymbols().WithSignsOfQuantities(bound.Right);
        Expr Normal(Bound b) => b.Right.Expand(context);
        var unchanged = Normal(bound);
        return
        [
            .. Written(bound, context)
                .GroupBy(mutant => Normal(mutant.Bound))
                .Where(same => same.Key != unchanged)
                .Select(same => same.First() with { IsImplied = same.Any(mutant => mutant.IsImplied) }),
        ];
    }

    // All changes as they are written, each right side once.
    private static IEnumerable<Mutant> Written(Bound bound, Context context)
    {
        Symbol[] Named(Role role) => [.. bound.Glossary.Where(g => g.Role == role).Select(g => new Symbol(g.Name))];
        var (sizes, confidence) = (Named(Role.SampleSize), Named(Role.Confidence));
        var changes =
            from term in bound.Terms.Select((t, k) => (Term: t, Place: k))
            from site in Sites.Of(term.Term.Expr, context)
            from change in Changes(site, sizes, confidence)
            let expr = site.Put(change.Part)
            where expr != term.Term.Expr
            let right = bound.Terms.Select((t, k) => k == term.Place ? t with { Expr = expr } : t).ToTerms()
            group (term.Term, site, change, right) by right into same
            select same.First();
        return changes.Select(
            (made, number) =>
                new Mutant(
                    made.change.Operator,
                    $"{made.Term.Name}: {made.site.Part} becomes {made.change.Part}",
                    bound with
                    {
                        Id = $"{bound.Id} [{made.change.Operator}: {made.Term.Name}]",
                        Terms = made.right,
                    },
                    made.site.Trend * Growth(made.site.Part, made.change.Part, context) > 0
                        || bound.Relation == Bounds.Relation.AtMostUpToConstant && IsNoSmaller(bound.Right, made.right, context),
                    number
                )
        );
    }

    // Where constants are hidden, a mutant follows if its right side is of no smaller order.
    private static bool IsNoSmaller(Expr right, Terms<Term> mutant, Context context) =>
        OrderCalculus.Decide(right, Sum.Of(mutant.Select(t => t.Expr)), context) is OrderVerdict.Proven;

    private static IEnumerable<(string Operator, Expr Part)> Changes(Site site, Symbol[] sizes, Symbol[] confidence)
    {
        var isExponent =
            site.Parent is Power p && !ReferenceEquals(site.Part, p.Base) && p.Exponent == site.Part && p.Base != site.Part;
        if (site.Part is Number { Value.IsZero: false } n && !isExponent)
        {
            yield return ("constant times 1/2", n.Value / 2);
            yield return ("constant times 2", n.Value * 2);
        }
        if (site.Parent is null)
        {
            // The constant 1 that no term shows.
            yield return ("constant times 1/2", Rational.Half * site.Part);
            yield return ("constant times 2", 2 * site.Part);
        }
        if (site.Part is Number k && isExponent)
        {
            yield return ("exponent minus 1/2", k.Value - Rational.Half);
            yield return ("exponent plus 1/2", k.Value + Rational.Half);
        }
        if (site.Parent is null or Sum)
        {
            yield return ("term dropped", 0);
            yield return ("sign flipped", -site.Part);
        }
        if (site.Part is Symbol s && sizes.Contains(s))
        {
            yield return ("sqrt(n) for n", Expr.Sqrt(s));
            if (site.Parent is not Power)
                yield return ("n for sqrt(n)", Power.Of(s, 2));
        }
        if (
            site.Part is Power { Base: Symbol size, Exponent: Number { Value: var half } }
            && half == Rational.Half
            && sizes.Contains(size)
        )
            yield return ("n for sqrt(n)", size);
        if (site.Part is Log l && l.FreeSymbols().Any(confidence.Contains))
            yield return ("confidence dropped", 0);
    }

    // 1 if the new part is proven at least the old one, -1 if at most, 0 where neither is proven.
    private static int Growth(Expr before, Expr after, Context context)
    {
        bool AtLeast(Expr a, Expr b) => Sites.IsNonnegative(a - b, context);
        return (before, after) switch
        {
            (Number a, Number b) => b.Value.CompareTo(a.Value),
            (_, Number { Value.IsZero: true }) => Sites.IsNonnegative(-before, context) ? 1
            : Sites.IsNonnegative(before, context) ? -1
            : 0,
            (_, Product { Items: [Number c, ..] items }) when Product.Of(items.Skip(1)) == before => Sites.IsNonnegative(
                before,
                context
            )
                ? c.Value.CompareTo(1)
                : 0,
            (Symbol n, Power { Exponent: Number e }) when AtLeast(n, 1) => e.Value.CompareTo(1),
            (Power { Exponent: Number e }, Symbol n) when AtLeast(n, 1) => Rational.One.CompareTo(e.Value),
            _ => 0,
        };
    }
}
