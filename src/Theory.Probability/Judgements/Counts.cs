using System.Diagnostics;
using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>
/// What terms count with: how many points a sample is drawn of, on how many a law is uniform, how far a series runs. Each is a positive
/// integer, where other symbols are positive reals.
/// </summary>
public static class Counts
{
    /// <summary>The counts in a judgement.</summary>
    public static IEnumerable<Expr> Of(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return judgement.Collect<Expr>(Of, Of, Of, Of, Of, _ => [], _ => [], _ => []).Distinct();
    }

    private static IEnumerable<Expr> Of(Expr e) =>
        e.SubExpressions()
            .SelectMany(part =>
                part switch
                {
                    Series s => [s.Upper],
                    Quantity { Meaning: ProbabilityQuantity q } => Of(q),
                    _ => (IEnumerable<Expr>)[],
                }
            );

    private static IEnumerable<Expr> Of(ProbabilityQuantity quantity) =>
        quantity switch
        {
            Divergence d => Of(d.P).Concat(Of(d.Q)),
            FDivergence d => Of(d.P).Concat(Of(d.Q)),
            RestrictedGan g => Of(g.P).Concat(Of(g.Q)),
            TransportCost c => Of(c.P).Concat(Of(c.Q)),
            MutualInformation i => Of(i.Joint),
            Entropy h => Of(h.Of),
            Expectation x => Of(x.Of),
            Supremum s => Of(s.Body),
            Evaluation => [],
            _ => throw new UnreachableException(),
        };

    private static IEnumerable<Expr> Of(RandomReal real) => real.Draws.SelectMany(Of).Concat(Of(real.Body));

    private static IEnumerable<Expr> Of(Law law) => law.Draws.SelectMany(Of);

    private static IEnumerable<Expr> Of(Draw draw) => Of(draw.Kernel);

    private static IEnumerable<Expr> Of(Kernel kernel) =>
        kernel switch
        {
            Sampling s => Of(s.Of).Append(s.Size),
            UniformIndex u => [u.Size],
            Conditional c => Of(c.Joint),
            _ => [],
        };
}
