using Theory.Symbolics.Analysis;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Orders;

/// <summary>One case of a comparison of orders.</summary>
/// <param name="When">The inequalities that cut it out; none where it is everything.</param>
/// <param name="Relation"><c>&lt;~</c>, <c>&gt;~</c>, or <c>~</c> where both hold.</param>
/// <param name="Because">For each term of the smaller side, the weighted geometric mean of the other that it is at most.</param>
/// <param name="Witness">
/// A point inside, at which the smaller side is of strictly smaller order: free exponents, or powers of <c>X -&gt; inf</c>; none
/// where both sides have one order.
/// </param>
public sealed record OrderCase(
    Terms<Statement.Comparison> When,
    string Relation,
    Terms<Domination> Because,
    Terms<(Expr Axis, Expr Value)> Witness
);

/// <summary>
/// Which of two sums of monomials is of smaller order, by cases over free exponents (<c>m = n^kappa</c>) or over the sizes: each side is
/// a maximum of affine functions of the axes, and the cases are where one maximum is at most the other, joined where they are convex.
/// </summary>
public static class OrderDiagram
{
    // A case before it is described.
    private sealed record Part(Polyhedron Cell, string Relation);

    /// <summary>The cases, which cover all that the hypotheses allow, or what keeps the sides from being compared so.</summary>
    public static (Terms<OrderCase>? Cases, Refusal? Refusal) Of(Expr left, Expr right, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Depth.Excess(left, right) is { } excess)
            return (null, excess);
        var reader = new PosynomialReader(e => e.IsPositive(context), UpToConstants: true);
        Expr Defined(Expr e) => context.Defined(e);
        var (a, refusal) = reader.Read(Defined(left));
        var (b, obstacle) = reader.Read(Defined(right));
        if (a is null || b is null)
            return (null, refusal ?? obstacle);
        if (a.Items.Count == 0 || b.Items.Count == 0)
            return (null, new Refusal(a.Items.Count == 0 ? left : right, "it is 0 everywhere"));
        var (small, large) = (Monomials(a), Monomials(b));
        var given = Balancing.Hypotheses(context, reader, Defined).ToList();
        var (growth, mixed) = Growth.Of([.. small, .. large, .. given], null, given, context);
        if (growth is null)
            return (null, mixed);
        var parts = Joined([
            .. Cells(growth, small, large, "<~"),
            .. Cells(growth, large, small, ">~").Where(p => p.Relation != "~"),
        ]);
        return (parts.Select(part => Describe(growth, part, small, large)).ToTerms(), null);
    }

    private static List<Monomial> Monomials(Posynomial p) => [.. p.Items.Select(i => i.Monomial)];

    // Where one monomial of the large side is at least all others of both sides.
    private static IEnumerable<Part> Cells(Growth growth, List<Monomial> small, List<Monomial> large, string relation) =>
        from top in large
        let cell = growth.Region.Cut(large.Concat(small).Where(m => !growth.SameOrder(m, top)).Select(m => growth.AtMost(m, top)))
        where cell.InteriorPoint() is not null
        select new Part(cell, small.Any(m => growth.SameOrder(m, top)) ? "~" : relation);

    // Cells of one relation whose union is convex are one.
    private static List<Part> Joined(List<Part> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        for (var j = i + 1; j < parts.Count; j++)
            if (parts[i].Relation == parts[j].Relation && parts[i].Cell.JoinedWith(parts[j].Cell) is { } union)
            {
                parts[i] = parts[i] with { Cell = union };
                parts.RemoveAt(j);
                return Joined(parts);
            }
        return parts;
    }

    private static OrderCase Describe(Growth growth, Part part, List<Monomial> small, List<Monomial> large)
    {
        var (below, above) = part.Relation == ">~" ? (large, small) : (small, large);
        var inside = part.Cell.InteriorPoint()!.Value;
        var witness = growth.Axes.Zip(
            inside,
            (axis, value) => (axis, growth.Base is null ? Power.Of(new Symbol("X"), value) : new Number(value))
        );
        return new(
            part.Cell.Beyond(growth.Region).Select(growth.Describe).ToTerms(),
            part.Relation,
            below.Select(term => Dominated(growth, part.Cell, term, above)).ToTerms(),
            part.Relation == "~" ? [] : witness.ToTerms()
        );
    }

    // Weights w >= 0 that sum to 1 and multipliers v >= 0 with term - sum w large = sum v (normal.x - bound) - slack: by duality there
    // are some wherever the term is at most the greatest of the large ones.
    private static Domination Dominated(Growth growth, Polyhedron cell, Monomial term, List<Monomial> large)
    {
        var faces = cell.Halfspaces.Where(h => h.Normal.Any(x => !x.IsZero)).ToList();
        var (slopes, constant) = growth.Exponents(term);
        var rivals = large.Select(growth.Exponents).ToList();
        var size = rivals.Count + faces.Count;
        var axes = Enumerable
            .Range(0, growth.Axes.Count)
            .SelectMany(x => Equal([.. rivals.Select(r => r.Slopes[x]), .. faces.Select(f => f.Normal[x])], slopes[x]));
        var level = new Halfspace([.. rivals.Select(r => -r.Constant), .. faces.Select(f => f.Bound)], -constant);
        var whole = Equal([.. rivals.Select(_ => Rational.One), .. faces.Select(_ => Rational.Zero)], 1);
        var signs = Enumerable.Range(0, size).Select(i => new Halfspace(Unit(size, i, -1), 0));
        // The fewest: the sum of the multipliers is least.
        var goal = Enumerable.Range(0, size).Select(i => i < rivals.Count ? Rational.Zero : -1).ToTerms();
        var best = (LinearOptimum.Optimal)LinearProgram.Maximise(goal, [.. axes, level, .. whole, .. signs]);
        IEnumerable<(Expr, Expr)> Used(IEnumerable<Expr> rows, int skip) =>
            rows.Zip(best.Point.Skip(skip)).Where(p => !p.Second.IsZero).Select(p => (p.First, (Expr)p.Second));
        return new(
            term.ToExpr(),
            new(Used(large.Select(m => m.ToExpr()), 0).ToTerms(), Used(faces.Select(growth.AsMonomial), rivals.Count).ToTerms())
        );
    }

    private static Halfspace[] Equal(Terms<Rational> normal, Rational value) =>
        [new(normal, value), new(normal.Select(a => -a).ToTerms(), -value)];

    private static Terms<Rational> Unit(int size, int axis, Rational value) =>
        Enumerable.Range(0, size).Select(i => i == axis ? value : Rational.Zero).ToTerms();
}
