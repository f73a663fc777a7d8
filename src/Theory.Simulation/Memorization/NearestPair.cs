namespace Theory.Simulation.Memorization;

/// <summary>The two points of a set that are nearest to a query, Euclidean distance.</summary>
/// <param name="First">The index of the nearest point.</param>
/// <param name="FirstDistance">Its distance.</param>
/// <param name="Second">The index of the second nearest.</param>
/// <param name="SecondDistance">Its distance.</param>
public readonly record struct NearestPair(int First, double FirstDistance, int Second, double SecondDistance)
{
    /// <summary>FirstDistance/SecondDistance; 0 for an exact copy, even of a point that occurs twice.</summary>
    public double Ratio => FirstDistance == 0 ? 0 : FirstDistance / SecondDistance;

    /// <summary>
    /// The nearest pair of every query. Products in single precision, in blocks, screen the candidates with a bound on their rounding
    /// error; those that pass are measured in double precision, so the result is that of the plain computation.
    /// </summary>
    /// <param name="queries">The queries.</param>
    /// <param name="points">The points, two at least (three with <paramref name="own"/>).</param>
    /// <param name="own">For each query the index of a point that does not count, such as itself; null for none.</param>
    /// <param name="progress">Told the share of the work that is done.</param>
    /// <exception cref="ArgumentException">There are too few points, dimensions differ, or distances overflow.</exception>
    /// <example>
    /// <code>NearestPair.Of(Theory.Simulation.Points.OnLine(0), Theory.Simulation.Points.OnLine(-1, 4, 9))[0].Ratio</code>
    /// is <c>0.25</c>.
    /// </example>
    public static NearestPair[] Of(
        Points queries,
        Points points,
        IReadOnlyList<int>? own = null,
        IProgress<double>? progress = null
    )
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(points);
        if (queries.Dimension != points.Dimension)
            throw new ArgumentException(
                $"The queries have dimension {queries.Dimension} and the points {points.Dimension}; both need the same columns."
            );
        if (points.Count < (own is null ? 2 : 3))
            throw new ArgumentException($"{points.Count} point(s) have no nearest pair; take more.", nameof(points));
        return Screen.Of(queries, points, own).Nearest(progress);
    }

    /// <summary>No point yet.</summary>
    internal static NearestPair None { get; } = new(-1, double.PositiveInfinity, -1, double.PositiveInfinity);

    /// <summary>The pair with one more point considered.</summary>
    internal NearestPair With(int index, double distance) =>
        distance < FirstDistance ? new(index, distance, First, FirstDistance)
        : distance < SecondDistance ? this with { Second = index, SecondDistance = distance }
        : this;
}
