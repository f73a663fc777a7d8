using Theory.Symbolics;
using Theory.Symbolics.Analysis;

namespace Theory.Probability;

/// <summary>What the kinds of quantities say of their signs, as facts of a context.</summary>
public static class QuantityFacts
{
    /// <summary>
    /// The context that also knows which quantities of some expressions are nonnegative: divergences, informations, values of
    /// nonnegative functions, and expectations of what is nonnegative.
    /// </summary>
    public static Context WithSignsOfQuantities(this Context context, params IEnumerable<Expr> about)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(about);
        return about
            .SelectMany(e => e.SubExpressions())
            .OfType<Quantity>()
            .Distinct()
            .Select(q => (Quantity: q, Why: WhyNonnegative(q.Meaning, context)))
            .Where(known => known.Why is not null)
            .Aggregate(
                context,
                (all, known) =>
                    all.With(
                        new Statement.Comparison(0, Relation.LessOrEqual, known.Quantity),
                        new Justification.Derived(known.Why!)
                    )
            );
    }

    private static string? WhyNonnegative(IQuantity quantity, Context context) =>
        quantity switch
        {
            Divergence => "a divergence is nonnegative",
            FDivergence { Generator.IsConvex: true } => "a divergence is nonnegative",
            RestrictedGan => "constant critics are among those the supremum is over",
            MutualInformation => "an information is nonnegative",
            Evaluation { Function.IsNonnegative: true } => "the function is nonnegative",
            Expectation e when e.Of.Body.IsNonnegative(context.WithSignsOfQuantities(e.Of.Body)) =>
                "the expectation of what is nonnegative",
            _ => null,
        };
}
