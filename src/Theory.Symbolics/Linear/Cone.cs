namespace Theory.Symbolics.Linear;

/// <summary>The extreme rays of a cone given by equations among nonnegative numbers.</summary>
public static class Cone
{
    /// <summary>How many pairs of rays are combined before the enumeration is refused.</summary>
    public const int MostPairs = 200_000;

    /// <summary>
    /// The extreme rays of <c>{x &gt;= 0 : e . x = 0 for every equation e}</c>, each scaled to sum to 1: its support contains that of no
    /// other ray. The double description method, one equation at a time.
    /// </summary>
    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="equations">The coefficients of each equation.</param>
    /// <exception cref="ArgumentException">More than <see cref="MostPairs"/> pairs of rays would have to be combined.</exception>
    public static IReadOnlyList<Terms<Rational>> ExtremeRays(int dimension, IEnumerable<Terms<Rational>> equations)
    {
        IReadOnlyList<Rational[]> rays =
        [
            .. Enumerable
                .Range(0, dimension)
                .Select(i => Enumerable.Range(0, dimension).Select(j => (Rational)(i == j ? 1 : 0)).ToArray()),
        ];
        var pairs = 0L;
        foreach (var equation in equations)
        {
            var valued = rays.Select(ray => (Ray: ray, Value: Dot(equation, ray))).ToList();
            var above = valued.Where(r => r.Value.Sign > 0).ToList();
            var below = valued.Where(r => r.Value.Sign < 0).ToList();
            pairs += (long)above.Count * below.Count;
            if (pairs > MostPairs)
                throw new ArgumentException(
                    $"The vertices of this problem need more than {MostPairs} combinations: drop terms that never dominate, or minimise over fewer symbols."
                );
            rays =
            [
                .. valued.Where(r => r.Value.IsZero).Select(r => r.Ray),
                .. above.SelectMany(a => below.Where(b => Adjacent(a.Ray, b.Ray, rays)).Select(b => Meet(a, b))),
            ];
        }
        return [.. rays.Select(Normalised)];
    }

    /// <summary>The inner product.</summary>
    public static Rational Dot(IReadOnlyList<Rational> a, IReadOnlyList<Rational> b)
    {
        var sum = Rational.Zero;
        for (var i = 0; i < a.Count; i++)
            if (!a[i].IsZero && !b[i].IsZero)
                sum += a[i] * b[i];
        return sum;
    }

    // Two extreme rays span a face of dimension 2 when no third ray lives on their joint support.
    private static bool Adjacent(Rational[] a, Rational[] b, IReadOnlyList<Rational[]> rays) =>
        !rays.Any(c => c != a && c != b && Enumerable.Range(0, c.Length).All(i => c[i].IsZero || !a[i].IsZero || !b[i].IsZero));

    // The combination of two rays that lies on the equation.
    private static Rational[] Meet((Rational[] Ray, Rational Value) above, (Rational[] Ray, Rational Value) below) =>
        [.. above.Ray.Zip(below.Ray, (a, b) => b * above.Value - a * below.Value)];

    private static Terms<Rational> Normalised(Rational[] ray)
    {
        var sum = ray.Aggregate(Rational.Zero, (s, x) => s + x);
        return ray.Select(x => x / sum).ToTerms();
    }
}
