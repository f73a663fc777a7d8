using Theory.Symbolics.Analysis;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// The order of <c>inf_tau sum_i C_i tau^(a_i)</c> by geometric-programming duality: the greatest of <c>prod_i C_i^(w_i)</c> over the
/// vertices w of <c>{w &gt;= 0, sum_i w_i = 1, sum_i w_i a_i = 0}</c> (Boyd, Kim, Vandenberghe, Hassibi 2007, "A tutorial on geometric
/// programming", in the limit of large sizes). The vertices do not depend on the sizes, so the regime diagram is the upper envelope
/// of finitely many affine functions of the logarithms.
/// </summary>
public static class Balancing
{
    /// <summary>The optimal powers and the rate, by regimes.</summary>
    /// <param name="objective">
    /// A sum of monomials, up to constant factors, once the definitions in the context are substituted; and of nonnegative summands
    /// that nothing moves, which are set aside as floors.
    /// </param>
    /// <param name="over">The symbols that are chosen.</param>
    /// <param name="context">
    /// Definitions such as <c>m = n^kappa</c>, constraints such as <c>tau &gt;= 1</c>, and domains. Bases that grow are at least 1 unless
    /// the context bounds them.
    /// </param>
    /// <param name="grow">The symbols that grow, others being held fixed; null for all.</param>
    /// <exception cref="ArgumentException">Nothing to minimise over, or more work than <see cref="Cone.MostPairs"/> allows.</exception>
    /// <example>
    /// <code>((Balance.Diagram)Balancing.Balance(Infix.Parse("tau^4/n^2 + 1/tau"), [new Symbol("tau")], Context.Empty)).Regimes[0].Rate</code>
    /// is <c>n^(-2/5)</c>.
    /// </example>
    public static Balance Balance(Expr objective, Terms<Symbol> over, Context context, Terms<Symbol>? grow = null)
    {
        if (over.Count == 0)
            throw new ArgumentException("No symbol to minimise over: name at least one.", nameof(over));
        if (Depth.Excess(objective) is { } excess)
            return new Balance.Refused(excess);
        // What a chosen symbol moves is a power of it or nothing; then the part that is no power is what blocks, not the whole.
        var reader = new PosynomialReader(
            e => (e is Symbol || !over.Any(e.DependsOn)) && e.IsPositive(context),
            UpToConstants: true
        );
        Expr Defined(Expr e) => context.Defined(e, over.AsSpan());

        var (moving, floors) = Floors.Split(Defined(objective), over, grow, e => reader.Read(e).Posynomial is not null, context);
        var (posynomial, refusal) = reader.Read(moving);
        if (posynomial is null)
            return new Balance.Refused(refusal!);
        if (posynomial.Items.Count == 0)
            return new Balance.Refused(new Refusal(objective, "it is 0 everywhere"));
        var hypotheses = Hypotheses(context, reader, Defined).Concat(Boxes(over, context)).ToList();
        var constraints = hypotheses.Where(h => Involves(h, over)).ToList();
        if (GeometricProgram.Unfit(over, posynomial, constraints) is { } unfit)
            return new Balance.Refused(unfit);
        if (GeometricProgram.HasParameters(over, posynomial, constraints))
            return ParametricBalancing.Of(over, posynomial, constraints, Written, context, grow) with { Floors = floors };
        var program = GeometricProgram.Of(over, posynomial, constraints, Written);
        // A summand that is one monomial is shown as its author wrote it.
        Expr? Written(Monomial m) =>
            (objective is Sum s ? s.Items : [objective]).FirstOrDefault(item =>
                Single(reader.Read(Defined(item)).Posynomial) == m
            );
        var given = hypotheses.Where(h => !Involves(h, over)).ToList();
        var (growth, mixed) = Growth.Of([.. program.Rows.Select(r => r.Rest), .. given], grow, given, context);
        return growth is null ? new Balance.Refused(mixed!) : Solve(program, growth) with { Floors = floors };
    }

    private static Balance Solve(GeometricProgram program, Growth growth)
    {
        var vertices = program.DualVertices().ToList();
        var conditions = vertices
            .Where(w => !program.BoundsObjective(w))
            .Select(w => growth.AtMost(program.Bound(w), Monomial.One))
            .Where(h => h.Normal.Any(a => !a.IsZero) || h.Bound.Sign < 0)
            .Distinct()
            .ToList();
        var infeasible = conditions
            .Select(h => new Halfspace(h.Normal.Select(a => -a).ToTerms(), -h.Bound))
            .Where(h => growth.Region.Cut([h]).InteriorPoint() is not null)
            .Select(growth.Describe)
            .ToTerms();
        if (!vertices.Any(program.BoundsObjective))
            return new Balance.Vanishes(VanishingAlong(program)) { Infeasible = infeasible };
        var feasible = growth.Region.Cut(conditions);
        // Vertices of the same order everywhere are one; the plainest certificate stands for them.
        var envelope = new List<(Terms<Rational> Weights, Monomial Rate)>();
        foreach (var w in vertices.Where(program.BoundsObjective).OrderBy(w => w.Count(x => !x.IsZero)))
            if (!envelope.Any(e => growth.SameOrder(e.Rate, program.Bound(w))))
                envelope.Add((w, program.Bound(w)));
        var regimes =
            from best in envelope
            let cell = feasible.Cut(envelope.Where(other => other != best).Select(other => growth.AtMost(other.Rate, best.Rate)))
            where cell.InteriorPoint() is not null
            from choice in Choices.Of(program, growth, cell, best.Weights, best.Rate)
            where growth.Persists(choice.Cell)
            select Describe(program, growth, choice, best.Weights, best.Rate);
        return new Balance.Diagram(regimes.ToTerms()) { Infeasible = infeasible };
    }

    private static Regime Describe(GeometricProgram program, Growth growth, Choice choice, Terms<Rational> weights, Monomial rate)
    {
        var faces = choice.Cell.Beyond(growth.Region).Where(face => !growth.IsLeftBehind(face));
        var dominant = program.Terms.Where(t => growth.SameOrder(choice.Value(t), rate));
        var paired = program.Rows.Zip(weights).Where(p => !p.Second.IsZero).Select(p => (p.First.Whole, (Expr)p.Second)).ToList();
        var split = weights.Take(program.Terms.Count).Count(w => !w.IsZero);
        return new Regime(
            faces.Select(growth.Describe).ToTerms(),
            program.Minimised.Zip(choice.Point, (s, v) => (s, v.ToExpr())).ToTerms(),
            choice.IsUnique,
            rate.ToExpr(),
            dominant.Select(t => t.Whole).ToTerms(),
            new Certificate(paired.Take(split).ToTerms(), paired.Skip(split).ToTerms())
        );
    }

    /// <summary>Without dual weights some direction makes every term fall (Gordan's alternative): exponents of X, not all 0.</summary>
    internal static Terms<(Symbol Symbol, Rational Exponent)> VanishingAlong(GeometricProgram program)
    {
        var rows = program
            .Terms.Select(t => new Halfspace(t.Powers, -1))
            .Concat(program.Constraints.Select(c => new Halfspace(c.Powers, 0)))
            .ToList();
        var zero = program.Minimised.Select(_ => Rational.Zero).ToTerms();
        var direction = ((LinearOptimum.Optimal)LinearProgram.Maximise(zero, rows)).Point;
        return program.Minimised.Zip(direction).Where(p => !p.Second.IsZero).ToTerms();
    }

    // Facts L <= R between monomials, as monomials L/R that stay at most 1.
    internal static IEnumerable<Monomial> Hypotheses(Context context, PosynomialReader reader, Func<Expr, Expr> defined) =>
        from pair in context.Comparisons
        let fact = pair.Comparison
        where fact.ForAll.Count == 0
        let left = Single(reader.Read(defined(fact.Left)).Posynomial)
        let right = Single(reader.Read(defined(fact.Right)).Posynomial)
        where left is not null && right is not null
        from bound in fact.Relation is Relation.Equal ? (Monomial[])[left / right, right / left] : [left / right]
        where bound != Monomial.One
        select bound;

    private static Monomial? Single(Posynomial? p) => p?.Items.Count == 1 ? p.Items[0].Monomial : null;

    // Domains of the minimised symbols: up to constants they are bounded by 1.
    private static IEnumerable<Monomial> Boxes(Terms<Symbol> over, Context context)
    {
        foreach (var symbol in over)
        {
            var domain = context.DomainOf(symbol);
            if (domain.Lower is { Sign: > 0 })
                yield return Monomial.Of(symbol, -1);
            if (domain.Upper is not null)
                yield return Monomial.Of(symbol);
        }
    }

    private static bool Involves(Monomial m, Terms<Symbol> over) =>
        m.Factors.Any(f => f.Base.FreeSymbols().Any(s => over.Contains(s)));
}
