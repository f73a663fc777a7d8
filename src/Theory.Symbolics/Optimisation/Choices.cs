using Theory.Symbolics.Linear;
using Theory.Symbolics.Posynomials;

namespace Theory.Symbolics.Optimisation;

/// <summary>Minimised symbols as monomials, on the part of a cell where the same monomials serve.</summary>
/// <param name="Cell">Where the choice attains the rate.</param>
/// <param name="Point">The value of each minimised symbol.</param>
/// <param name="IsUnique">Whether the rate determines it.</param>
internal sealed record Choice(Polyhedron Cell, Terms<Monomial> Point, bool IsUnique)
{
    /// <summary>The value of a row at the choice.</summary>
    public Monomial Value(GeometricProgram.Row row) =>
        row.Powers.Zip(Point).Aggregate(row.Rest, (product, p) => product * p.Second.Pow(p.First));
}

/// <summary>
/// Optimal powers from an optimal rate. In logarithms the optimal powers are the polyhedron <c>row &lt;= its bound</c>, where rows with
/// a dual weight are equalities; its symbols are fixed one after the other at their least (else greatest) value, which splits the
/// cell where that value changes its form.
/// </summary>
internal static class Choices
{
    // A row of the optimal face: powers . log(minimised) <= log Bound, with equality where the dual weight is positive.
    private sealed record Limit(Terms<Rational> Powers, Monomial Bound, bool IsTight);

    public static IEnumerable<Choice> Of(
        GeometricProgram program,
        Growth growth,
        Polyhedron cell,
        Terms<Rational> weights,
        Monomial rate
    )
    {
        var limits = program
            .Rows.Select(
                (r, i) => new Limit(r.Powers, (i < program.Terms.Count ? rate : Monomial.One) / r.Rest, !weights[i].IsZero)
            )
            .ToList();
        return Fix(growth, cell, limits, [], program.Minimised.Count, isUnique: true);
    }

    private static IEnumerable<Choice> Fix(
        Growth growth,
        Polyhedron cell,
        IReadOnlyList<Limit> limits,
        Terms<Monomial> chosen,
        int count,
        bool isUnique
    )
    {
        if (chosen.Count == count)
            return [new Choice(cell, chosen, isUnique)];
        var axis = chosen.Count;
        var least = Extremes(limits, axis, count, sign: -1);
        var greatest = Extremes(limits, axis, count, sign: 1);
        var bounds = least.Count > 0 ? least : greatest;
        if (bounds.Count == 0)
            return Next(Monomial.One, cell, unique: false);
        var distinct = new List<Monomial>();
        foreach (var b in bounds)
            if (!distinct.Any(d => growth.SameOrder(d, b)))
                distinct.Add(b);
        return from b in distinct
            // The least value is the greatest of the lower bounds; the greatest value is the least of the upper ones.
            let others = distinct.Where(d => d != b).Select(d => least.Count > 0 ? growth.AtMost(d, b) : growth.AtMost(b, d))
            let part = cell.Cut(others)
            where part.InteriorPoint() is not null
            from choice in Next(b, part, least.Count > 0 && greatest.Any(g => growth.SameOrder(g, b)))
            select choice;

        IEnumerable<Choice> Next(Monomial value, Polyhedron part, bool unique) =>
            Fix(
                growth,
                part,
                [.. limits.Select(l => Settle(l, axis, value))],
                chosen.Append(value).ToTerms(),
                count,
                isUnique && unique
            );
    }

    private static Limit Settle(Limit limit, int axis, Monomial value) =>
        limit with
        {
            Powers = limit.Powers.Select((p, j) => j == axis ? Rational.Zero : p).ToTerms(),
            Bound = limit.Bound / value.Pow(limit.Powers[axis]),
        };

    // Bounds on +-log(symbol) that follow from the limits: nonnegative combinations whose powers are +-1 there and 0 elsewhere.
    private static List<Monomial> Extremes(IReadOnlyList<Limit> limits, int axis, int count, int sign)
    {
        // A tight limit is used in both directions, so it stands twice.
        var rows = limits.Concat(limits.Where(l => l.IsTight).Select(Reverse)).Where(l => l.Powers.Any(p => !p.IsZero)).ToList();
        var equations = Enumerable
            .Range(0, count)
            .Select(j => rows.Select(r => r.Powers[j]).Append(j == axis ? -sign : 0).ToTerms());
        return
        [
            .. Cone.ExtremeRays(rows.Count + 1, equations)
                .Where(ray => !ray[rows.Count].IsZero)
                .Select(ray =>
                    rows.Zip(ray, (r, y) => r.Bound.Pow(sign * y / ray[rows.Count])).Aggregate(Monomial.One, (a, b) => a * b)
                ),
        ];
    }

    private static Limit Reverse(Limit l) => new(l.Powers.Select(p => -p).ToTerms(), l.Bound.Pow(-1), true);
}
