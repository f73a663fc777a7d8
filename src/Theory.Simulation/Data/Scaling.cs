namespace Theory.Simulation.Data;

/// <summary>How coordinates are rescaled before use.</summary>
public enum Scaling
{
    /// <summary>As in the file.</summary>
    None,

    /// <summary>One affine map for all coordinates onto [0, 1], by the least and greatest coordinate in the file (pixels).</summary>
    Unit,

    /// <summary>Each coordinate to mean 0 and variance 1 (divisor m); constant coordinates become 0.</summary>
    Standard,
}

/// <summary>Rescaling of points.</summary>
public static class Rescaling
{
    /// <summary>The points rescaled.</summary>
    /// <exception cref="ArgumentException">
    /// All coordinates are equal, so that <see cref="Scaling.Unit"/> has no range to map, or a variance is beyond the doubles.
    /// </exception>
    public static Points Scaled(this Points points, Scaling scaling)
    {
        ArgumentNullException.ThrowIfNull(points);
        return scaling switch
        {
            Scaling.None => points,
            Scaling.Unit => ToUnit(points),
            Scaling.Standard => ToStandard(points),
            _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "Allowed: none, unit, standard."),
        };
    }

    private static Points ToUnit(Points points)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var x in points.Values)
            (least, greatest) = (Math.Min(least, x), Math.Max(greatest, x));
        var half = greatest / 2 - least / 2; // halves, because the range itself may overflow
        if (half == 0)
            throw new ArgumentException($"All coordinates equal {least}, so they have no range to scale to [0, 1].");
        return Points.Generate(
            points.Count,
            points.Dimension,
            (i, row) => Apply(points[i], row, (_, x) => (x / 2 - least / 2) / half)
        );
    }

    private static Points ToStandard(Points points)
    {
        var mean = points.Mean();
        var variance = new double[points.Dimension];
        for (var i = 0; i < points.Count; i++)
        for (var j = 0; j < variance.Length; j++)
            variance[j] += (points[i][j] - mean[j]) * (points[i][j] - mean[j]) / points.Count;
        for (var j = 0; j < variance.Length; j++)
            if (!double.IsNormal(variance[j]) && points.Column(j).Distinct().Count() > 1)
                throw new ArgumentException(
                    $"Coordinate {j + 1} varies by so much or so little that no double holds its variance; change its unit."
                );
        var rate = Array.ConvertAll(variance, v => v > 0 ? 1 / Math.Sqrt(v) : 0);
        return Points.Generate(
            points.Count,
            points.Dimension,
            (i, row) => Apply(points[i], row, (j, x) => (x - mean[j]) * rate[j])
        );
    }

    private static void Apply(ReadOnlySpan<double> from, Span<double> to, Func<int, double, double> map)
    {
        for (var j = 0; j < to.Length; j++)
            to[j] = map(j, from[j]);
    }
}
