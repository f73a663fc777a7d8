using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;

namespace Theory.Verification.Mutants;

/// <summary>A place in an expression.</summary>
/// <param name="Part">What stands there.</param>
/// <param name="Put">The whole expression with something else there.</param>
/// <param name="Parent">The node that it is a direct part of; null for the whole.</param>
/// <param name="Trend">
/// 1 if the whole surely does not fall when the part grows, -1 if it does not rise, 0 where neither is known.
/// </param>
internal sealed record Site(Expr Part, Func<Expr, Expr> Put, Expr? Parent, int Trend);

/// <summary>The places of an expression.</summary>
internal static class Sites
{
    /// <summary>
    /// All places, outermost first, also under expectations; limits of sums and averages are no places, since they are sizes and not values.
    /// </summary>
    public static IEnumerable<Site> Of(Expr e, Context context) => Below(new Site(e, x => x, null, 1), context);

    /// <summary>Whether an expression is proven nonnegative, where divergences, informations, entropies and distances are.</summary>
    public static bool IsNonnegative(Expr e, Context context)
    {
        var atoms = e.SubExpressions().OfType<Quantity>().Distinct().ToList();
        var names = atoms.Select((_, k) => new Symbol($"quantity_{k}")).ToList();
        var known = atoms
            .Zip(names)
            .Aggregate(
                context,
                (c, q) => c.With(q.Second, IsNonnegative(q.First, context, e) ? Domain.Nonnegative : Domain.Real)
            );
        return Named(e).IsNonnegative(known);

        Expr Named(Expr part) => part is Quantity q ? names[atoms.IndexOf(q)] : part.MapChildren(Named);
    }

    private static bool IsNonnegative(Quantity q, Context context, Expr whole) =>
        q.Meaning switch
        {
            Divergence or MutualInformation or Entropy or RestrictedGan => true,
            FDivergence f => f.Generator.IsConvex,
            Evaluation e => e.Function.IsNonnegative,
            Expectation e => e.Of.Body != whole && IsNonnegative(e.Of.Body, context),
            _ => false,
        };

    private static IEnumerable<Site> Below(Site site, Context context)
    {
        yield return site;
        foreach (var below in Inside(site, context).SelectMany(child => Below(child, context)))
            yield return below;
    }

    private static IEnumerable<Site> Inside(Site site, Context context) =>
        site.Part switch
        {
            Quantity { Meaning: Expectation x } =>
            [
                new Site(x.Of.Body, body => site.Put(Expectation.Under(x.Of.Draws, body)), site.Part, site.Trend),
            ],
            Series => [Child(site, 2, context)],
            _ => Enumerable.Range(0, site.Part.Children().Count()).Select(k => Child(site, k, context)),
        };

    private static Site Child(Site site, int index, Context context)
    {
        var parts = site.Part.Children().ToList();
        Expr Put(Expr replacement)
        {
            var k = 0;
            return site.Put(site.Part.MapChildren(child => k++ == index ? replacement : child));
        }
        return new Site(parts[index], Put, site.Part, site.Trend * Trend(site.Part, parts, index, context));
    }

    private static int Trend(Expr node, List<Expr> parts, int index, Context context) =>
        node switch
        {
            Sum or Min or Max or Exp or Log or Series => 1,
            Product => IsNonnegative(Product.Of(parts.Where((_, k) => k != index)), context) ? 1 : 0,
            Power { Exponent: Number n } when index == 0 && IsNonnegative(parts[0], context) => n.Value.Sign,
            Power when index == 1 && IsNonnegative(parts[0] - 1, context) => 1,
            Power when index == 1 && IsNonnegative(parts[0], context) && IsNonnegative(1 - parts[0], context) => -1,
            _ => 0,
        };
}
