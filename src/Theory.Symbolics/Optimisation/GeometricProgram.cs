using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// Minimise a posynomial over positive symbols under monomial constraints. In logarithms it is a convex problem whose order is a
/// linear program: each row below reads <c>Powers . log(minimised) + log Rest</c>.
/// </summary>
/// <param name="Minimised">The symbols that are free to choose.</param>
/// <param name="Terms">The summands of the objective.</param>
/// <param name="Constraints">Monomials that stay at most 1.</param>
public sealed record GeometricProgram(
    Terms<Symbol> Minimised,
    Terms<GeometricProgram.Row> Terms,
    Terms<GeometricProgram.Row> Constraints
)
{
    /// <summary>A monomial, split into powers of the minimised symbols and the rest.</summary>
    /// <param name="Whole">The monomial as an expression, with its coefficient.</param>
    /// <param name="Coefficient">The numerical coefficient.</param>
    /// <param name="Powers">The exponents of the minimised symbols.</param>
    /// <param name="Rest">What remains: it is given, not chosen.</param>
    public sealed record Row(Expr Whole, Rational Coefficient, Terms<Rational> Powers, Monomial Rest);

    /// <summary>All rows: the terms, then the constraints.</summary>
    public Terms<Row> Rows => Terms.Concat(Constraints).ToTerms();

    /// <summary>What keeps a sum of monomials and constraints from being a geometric program in the minimised symbols.</summary>
    public static Refusal? Unfit(Terms<Symbol> minimised, Posynomial objective, IEnumerable<Monomial> constraints)
    {
        foreach (var (@base, exponent) in Factors(objective, constraints))
        {
            if (@base is not Symbol && @base.FreeSymbols().Any(s => minimised.Contains(s)))
                return new Refusal(@base, "it is not a power of the minimised symbols that occur in it");
            if (exponent.Parts.Any(p => p.Key.FreeSymbols().Any(s => minimised.Contains(s))))
                return new Refusal(Monomial.Of(@base, exponent).ToExpr(), "a minimised symbol stands in an exponent");
        }
        return null;
    }

    /// <summary>Whether a minimised symbol has an exponent with parameters.</summary>
    public static bool HasParameters(Terms<Symbol> minimised, Posynomial objective, IEnumerable<Monomial> constraints) =>
        Factors(objective, constraints).Any(f => minimised.Contains(f.Base) && !f.Exponent.IsConstant);

    private static IEnumerable<(Expr Base, LinearForm Exponent)> Factors(
        Posynomial objective,
        IEnumerable<Monomial> constraints
    ) => objective.Items.Select(i => i.Monomial).Concat(constraints).SelectMany(m => m.Factors);

    /// <summary>The program, where nothing is unfit and no minimised symbol has an exponent with parameters.</summary>
    /// <param name="minimised">The symbols that are free to choose.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="constraints">Monomials that stay at most 1.</param>
    /// <param name="written">How the author wrote a monomial; null where nothing shorter is known.</param>
    public static GeometricProgram Of(
        Terms<Symbol> minimised,
        Posynomial objective,
        IEnumerable<Monomial> constraints,
        Func<Monomial, Expr?> written
    )
    {
        var all = objective.Items.Concat(constraints.Select(c => (Monomial: c, Coefficient: Rational.One))).ToList();
        var rows = all.Select(i => Split(minimised, i.Monomial, i.Coefficient, written(i.Monomial))).ToList();
        var count = objective.Items.Count;
        return new(minimised, rows.Take(count).ToTerms(), rows.Skip(count).ToTerms());
    }

    private static Row Split(Terms<Symbol> minimised, Monomial monomial, Rational coefficient, Expr? written) =>
        new(
            written ?? new Number(coefficient) * monomial.ToExpr(),
            coefficient,
            minimised.Select(s => monomial.Exponent(s).Constant).ToTerms(),
            monomial.Map((b, e) => minimised.Contains(b) ? Monomial.One : Monomial.Of(b, e))
        );

    /// <summary>
    /// The vertices of the dual: weights with <c>sum w_i Powers_i = 0</c>, those of the terms summing to 1. Weights of the terms
    /// that are all 0 mark a condition on the constraints alone: <c>prod Rest_k^(w_k) &lt;= 1</c>, without which nothing is feasible.
    /// </summary>
    public IEnumerable<Terms<Rational>> DualVertices()
    {
        var rows = Rows;
        var equations = Enumerable.Range(0, Minimised.Count).Select(j => rows.Select(r => r.Powers[j]).ToTerms());
        foreach (var ray in Cone.ExtremeRays(rows.Count, equations))
        {
            var mass = ray.Take(Terms.Count).Aggregate(Rational.Zero, (s, x) => s + x);
            yield return mass.IsZero ? ray : ray.Select(x => x / mass).ToTerms();
        }
    }

    /// <summary>Whether dual weights bound the objective, or only the constraints.</summary>
    public bool BoundsObjective(Terms<Rational> weights) => weights.Take(Terms.Count).Any(w => !w.IsZero);

    /// <summary>The weighted product <c>prod Rest_i^(w_i)</c>.</summary>
    public Monomial Bound(Terms<Rational> weights) =>
        Rows.Zip(weights).Aggregate(Monomial.One, (product, pair) => product * pair.First.Rest.Pow(pair.Second));
}
