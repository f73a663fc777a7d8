using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// Balancing where a minimised symbol has exponents with parameters, <c>L^2*h^(2*s) + h^(-d)/N</c>: the vertices of the dual are the
/// circuits of the exponents, with weights that are rational functions of the parameters, so rates have exponents such as
/// <c>-2*s/(2*s + d)</c>. What decides is refused unless the context proves its sign.
/// </summary>
/// <param name="Minimised">The symbols that are free to choose.</param>
/// <param name="Rows">The summands of the objective, then monomials that stay at most 1.</param>
/// <param name="TermCount">How many rows are summands.</param>
/// <param name="Scale">How the sizes grow, and the parameters.</param>
internal sealed record ParametricBalancing(
    Terms<Symbol> Minimised,
    Terms<ParametricBalancing.Row> Rows,
    int TermCount,
    ParametricScale Scale
)
{
    private const int MostSubsets = 20_000;

    /// <summary>A monomial: the exponents of the minimised symbols and of the sizes.</summary>
    internal sealed record Row(Expr Whole, Terms<Expr> Powers, Terms<Expr> Sizes);

    // A vertex of the dual: rows with positive weights, those of summands summing to 1, and the exponents of the product.
    private sealed record Vertex(Terms<int> Support, Terms<Expr> Weights, Terms<Expr> Product);

    // Exponents of each minimised symbol in the sizes, and what it takes beyond the cell for them to serve.
    private sealed record Choice(Terms<Terms<Expr>> Exponents, Terms<Statement.Comparison> When, bool IsUnique);

    private ParameterField Field => Scale.Field;

    /// <summary>The optimal powers and the rate, by regimes.</summary>
    public static Balance Of(
        Terms<Symbol> over,
        Posynomial objective,
        IReadOnlyList<Monomial> constraints,
        Func<Monomial, Expr?> written,
        Context context,
        Terms<Symbol>? grow
    )
    {
        var rows = objective.Items.Concat(constraints.Select(c => (Monomial: c, Coefficient: Rational.One))).ToList();
        try
        {
            var scale = ParametricScale.Of(rows.Select(r => r.Monomial), over, context, grow);
            var program = new ParametricBalancing(
                over,
                rows.Select(r => new Row(
                        written(r.Monomial) ?? new Number(r.Coefficient) * r.Monomial.ToExpr(),
                        over.Select(s => r.Monomial.Exponent(s).ToExpr()).ToTerms(),
                        scale.Bases.Select(b => r.Monomial.Exponent(b).ToExpr()).ToTerms()
                    ))
                    .ToTerms(),
                objective.Items.Count,
                scale
            );
            return program.Solve();
        }
        catch (ParameterField.Undecided open)
        {
            return new Balance.Refused(
                new Refusal(
                    open.Expression,
                    "its sign decides which terms balance, and it is not known: state it as a hypothesis"
                )
            );
        }
    }

    private Balance Solve()
    {
        var vertices = Vertices();
        var (bounding, conditioning) = (vertices.Where(BoundsObjective).ToList(), vertices.Where(v => !BoundsObjective(v)));
        var (feasible, infeasible) = (new List<Statement.Comparison>(), new List<Statement.Comparison>());
        foreach (var v in conditioning)
            switch (Scale.AtMostOne(v.Product))
            {
                case (null, var comparison):
                    feasible.Add(comparison!);
                    infeasible.Add(ParametricScale.Opposite(comparison!));
                    break;
                case (false, _):
                    return new Balance.Refused(new Refusal(Product(v.Product), "the constraints ask it to be at most 1"));
            }
        if (bounding.Count == 0)
            return new Balance.Vanishes(VanishingAlong()) { Infeasible = infeasible.ToTerms() };
        var regimes =
            from best in bounding
            where !bounding.TakeWhile(v => v != best).Any(v => SameOrder(v.Product, best.Product))
            let others = bounding.Where(v => !SameOrder(v.Product, best.Product))
            let cell = Scale.Together([.. others.Select(v => Scale.AtMostOne(Minus(v.Product, best.Product)))], feasible)
            where cell is not null
            from choice in Choices(best, cell.Value)
            select Describe(best, choice);
        return new Balance.Diagram(regimes.ToTerms()) { Infeasible = infeasible.ToTerms() };
    }

    private bool BoundsObjective(Vertex v) => v.Support.Any(i => i < TermCount);

    private Terms<Expr> Minus(Terms<Expr> a, Terms<Expr> b) => a.Zip(b, (x, y) => Field.Of(x - y)).ToTerms();

    private bool SameOrder(Terms<Expr> a, Terms<Expr> b) => Minus(a, b).All(x => x is Number { Value.IsZero: true });

    // Minimal sets of rows whose exponents combine to 0 with positive weights.
    private List<Vertex> Vertices()
    {
        var found = new List<Vertex>();
        var subsets = 0;
        for (var size = 1; size <= Minimised.Count + 1; size++)
            foreach (var subset in Subsets(Rows.Count, size))
            {
                if (++subsets > MostSubsets)
                    throw new ArgumentException(
                        $"The vertices of this problem are sought in more than {MostSubsets} sets of terms: drop terms that never dominate, or minimise over fewer symbols."
                    );
                if (!found.Any(v => v.Support.All(subset.Contains)) && VertexOf(subset) is { } vertex)
                    found.Add(vertex);
            }
        return found;
    }

    private Vertex? VertexOf(int[] support)
    {
        if (Field.NullVector([.. support.Select(i => Rows[i].Powers)]) is not { } weights)
            return null;
        var signs = weights.Select(Field.Sign).ToList();
        if (signs.Contains(0) || signs.Contains(1) && signs.Contains(-1))
            return null;
        if (signs.IndexOf(null) is >= 0 and var open)
            throw new ParameterField.Undecided(weights[open]);
        var mass = Sum.Of(support.Zip(weights).Where(p => p.First < TermCount).Select(p => p.Second));
        var scaled = weights
            .Select(w => Field.Of(mass is Number { Value.IsZero: true } ? w * signs[0]!.Value : w / mass))
            .ToTerms();
        var product = Scale.Bases.Select((_, b) => Field.Dot(scaled, support.Select(i => Rows[i].Sizes[b]))).ToTerms();
        return new(support.ToTerms(), scaled, product);
    }

    private static IEnumerable<int[]> Subsets(int count, int size, int from = 0) =>
        size == 0
            ?
            [
                [],
            ]
            : Enumerable
                .Range(from, Math.Max(0, count - from))
                .SelectMany(i => Subsets(count, size - 1, i + 1).Select(rest => (int[])[i, .. rest]));

    // Rows with weights are as large as the rate (constraints: as 1); where that leaves a choice, further rows are.
    private IEnumerable<Choice> Choices(Vertex best, Terms<Statement.Comparison> cell)
    {
        var open = new List<Choice>();
        var missing = Minimised.Count + 1 - best.Support.Count;
        foreach (
            var further in missing == 0
                ?
                [
                    [],
                ]
                : Completions(best, missing)
        )
        {
            var tight = best.Support.Concat(further).ToList();
            var (rows, pivots) = Field.Reduce(tight.Select(i => Rows[i].Powers.Concat(Bound(i, best))), Minimised.Count);
            var exponents = Minimised
                .Select(
                    (_, s) =>
                        pivots.IndexOf(s) is >= 0 and var r
                            ? rows[r].Skip(Minimised.Count).ToTerms()
                            : Scale.Bases.Select(_ => (Expr)0).ToTerms()
                )
                .ToTerms();
            var rest = Enumerable.Range(0, Rows.Count).Except(tight);
            var when = Scale.Together(
                [.. missing == 0 ? [] : rest.Select(i => Scale.AtMostOne(Minus(Value(i, exponents), Target(i, best))))],
                cell
            );
            if (when is null)
                continue;
            var choice = new Choice(exponents, when.Value, missing == 0);
            if (when.Value.Count == cell.Count)
                return [choice];
            open.Add(choice);
        }
        return open;
    }

    private IEnumerable<int[]> Completions(Vertex best, int missing) =>
        from size in Enumerable.Range(0, missing + 1).Reverse()
        from further in Subsets(Rows.Count, size)
        where !further.Any(best.Support.Contains)
        let rank = Field
            .Reduce(best.Support.Concat(further).Select(i => Rows[i].Powers.AsEnumerable()), Minimised.Count)
            .Pivots.Count
        where rank == best.Support.Count - 1 + size
        select further;

    private Terms<Expr> Target(int row, Vertex best) =>
        row < TermCount ? best.Product : Scale.Bases.Select(_ => (Expr)0).ToTerms();

    private IEnumerable<Expr> Bound(int row, Vertex best) => Minus(Target(row, best), Rows[row].Sizes);

    private Terms<Expr> Value(int row, Terms<Terms<Expr>> exponents) =>
        Scale
            .Bases.Select((_, b) => Field.Of(Rows[row].Sizes[b] + Field.Dot(Rows[row].Powers, exponents.Select(x => x[b]))))
            .ToTerms();

    private Expr Product(Terms<Expr> exponents) =>
        Symbolics.Product.Of(
            Scale
                .Bases.Zip(exponents)
                .Where(p => p.Second is not Number { Value.IsZero: true })
                .Select(p => Power.Of(p.First, p.Second))
        );

    private Regime Describe(Vertex best, Choice choice)
    {
        var dominant = Enumerable
            .Range(0, TermCount)
            .Where(i => best.Support.Contains(i) || SameOrder(Value(i, choice.Exponents), best.Product))
            .Select(i => Rows[i].Whole);
        var paired = best
            .Support.Zip(best.Weights, (i, w) => (Index: i, Rows[i].Whole, Weight: w))
            .ToLookup(p => p.Index < TermCount, p => (p.Whole, p.Weight));
        return new Regime(
            choice.When,
            Minimised.Zip(choice.Exponents, (s, x) => (s, Product(x))).ToTerms(),
            choice.IsUnique,
            Product(best.Product),
            dominant.ToTerms(),
            new Certificate(paired[true].ToTerms(), paired[false].ToTerms())
        );
    }

    // No dual weights: for all values of the parameters some direction makes every term fall (Gordan's alternative). One of small
    // whole exponents that serves them all is sought; none need exist.
    private Terms<(Symbol Symbol, Rational Exponent)> VanishingAlong()
    {
        var most = Minimised.Count <= 3 ? 3 : 1;
        var direction = Lattice(Minimised.Count, most)
            .Take(MostSubsets)
            .OrderBy(d => d.Sum(Math.Abs))
            .FirstOrDefault(d => Rows.Select((row, i) => Falls(row, d, strictly: i < TermCount)).All(falls => falls));
        return direction is null
            ? []
            : Minimised.Zip(direction, (s, k) => (s, (Rational)k)).Where(p => !p.Item2.IsZero).ToTerms();
    }

    private bool Falls(Row row, int[] direction, bool strictly) =>
        Field.Dot(row.Powers, direction.Select(k => (Expr)k)) is var slope
        && (strictly ? Field.Sign(slope) == -1 : Field.IsAtMostZero(slope));

    private static IEnumerable<int[]> Lattice(int count, int most) =>
        count == 0
            ?
            [
                [],
            ]
            : Lattice(count - 1, most).SelectMany(rest => Enumerable.Range(-most, 2 * most + 1).Select(k => (int[])[.. rest, k]));
}
