namespace Theory.Symbolics.Linear;

/// <summary>A closed convex set cut out by halfspaces; the whole space when there are none.</summary>
/// <param name="Dimension">The dimension of the space around it.</param>
/// <param name="Halfspaces">What cuts it out.</param>
public sealed record Polyhedron(int Dimension, Terms<Halfspace> Halfspaces)
{
    /// <summary>The part that also satisfies further halfspaces.</summary>
    public Polyhedron Cut(IEnumerable<Halfspace> further) =>
        this with
        {
            Halfspaces = Halfspaces.Concat(further).Select(h => h.Normalised).Distinct().ToTerms(),
        };

    /// <summary>A point strictly inside every halfspace, if there is one: the set then has full dimension.</summary>
    public Terms<Rational>? InteriorPoint()
    {
        // The greatest slack, capped at 1, that all halfspaces leave at once.
        var room = Halfspaces
            .Select(h => new Halfspace(h.Normal.Append(1).ToTerms(), h.Bound))
            .Append(new Halfspace(Unit(Dimension + 1, Dimension), 1))
            .ToList();
        return LinearProgram.Maximise(Unit(Dimension + 1, Dimension), room) is LinearOptimum.Optimal { Value.Sign: > 0 } best
            ? best.Point.Take(Dimension).ToTerms()
            : null;
    }

    /// <summary>The halfspaces that this set needs beyond those of a larger set that contains it.</summary>
    public Terms<Halfspace> Beyond(Polyhedron larger)
    {
        var needed = Halfspaces.Except(larger.Halfspaces).Where(h => h.Normal.Any(a => !a.IsZero)).ToList();
        foreach (var h in needed.ToList())
        {
            var others = needed.Where(k => k != h).Concat(larger.Halfspaces).ToList();
            if (LinearProgram.Maximise(h.Normal, others) is LinearOptimum.Optimal { Value: var reach } && reach <= h.Bound)
                needed.Remove(h);
        }
        return needed.ToTerms();
    }

    /// <summary>The union of two sets of full dimension where it is convex, up to its border; else null.</summary>
    public Polyhedron? JoinedWith(Polyhedron other)
    {
        var mine = Halfspaces.Where(h => !other.IsWithin(h)).ToList();
        var theirs = other.Halfspaces.Where(h => !IsWithin(h)).ToList();
        var hull = new Polyhedron(Dimension, []).Cut(Halfspaces.Except(mine).Concat(other.Halfspaces.Except(theirs)));
        return mine.SelectMany(_ => theirs, (h, k) => hull.Cut([Opposite(h), Opposite(k)]))
            .Any(gap => gap.InteriorPoint() is not null)
            ? null
            : hull;
    }

    private bool IsWithin(Halfspace h) =>
        LinearProgram.Maximise(h.Normal, Halfspaces) is LinearOptimum.Optimal { Value: var reach } && reach <= h.Bound;

    private static Halfspace Opposite(Halfspace h) => new(h.Normal.Select(a => -a).ToTerms(), -h.Bound);

    /// <summary>Whether the point satisfies every halfspace.</summary>
    public bool Contains(IReadOnlyList<Rational> point) => Halfspaces.All(h => Cone.Dot(h.Normal, point) <= h.Bound);

    private static Terms<Rational> Unit(int dimension, int axis) =>
        Enumerable.Range(0, dimension).Select(i => (Rational)(i == axis ? 1 : 0)).ToTerms();
}
