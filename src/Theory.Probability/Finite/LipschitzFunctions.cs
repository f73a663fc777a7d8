namespace Theory.Probability.Finite;

/// <summary>
/// The extreme 1-Lipschitz functions on a finite metric space, up to constants and sign: a convex functional such as a cumulant
/// generating function is greatest at one of them. In an extreme function the pairs with |f(x) - f(y)| = d(x, y) connect all points,
/// so it is found along a spanning tree with a sign for each edge.
/// </summary>
internal static class LipschitzFunctions
{
    /// <summary>Spanning trees are listed up to this many points: n^(n-2) 2^(n-2) candidates.</summary>
    public const int MostPoints = 6;

    /// <summary>The extreme functions, by their values; also such as break a constraint by less than rounding.</summary>
    /// <param name="distance">The distances of n points, row by row.</param>
    /// <param name="n">The number of points, at most <see cref="MostPoints"/>.</param>
    public static IEnumerable<double[]> Extreme(double[] distance, int n)
    {
        if (n == 1)
            return
            [
                [0],
            ];
        var tolerance = 1e-12 * distance.Max();
        return Trees(n)
            .SelectMany(tree => Enumerable.Range(0, 1 << (n - 2)).Select(signs => Along(tree, 2 * signs, distance, n)))
            .Where(f => Pairs(n).All(p => Math.Abs(f[p.I] - f[p.J]) <= distance[p.I * n + p.J] + tolerance))
            .DistinctBy(f => string.Join(' ', f.Select(x => Math.Round((x - f.Min()) / (tolerance * 1e3)))));
    }

    // The function that is 0 at the first point and changes by the distance along each edge, upwards where a bit of signs is 0.
    private static double[] Along((int I, int J)[] tree, int signs, double[] distance, int n)
    {
        var values = Enumerable.Repeat(double.NaN, n).ToArray();
        values[0] = 0;
        for (var round = 1; round < n; round++)
            foreach (var (edge, (i, j)) in tree.Index())
            {
                var step = (signs >> edge & 1) == 0 ? distance[i * n + j] : -distance[i * n + j];
                if (double.IsNaN(values[j]))
                    values[j] = values[i] + step;
                else if (double.IsNaN(values[i]))
                    values[i] = values[j] - step;
            }
        return values;
    }

    // All trees on n points, from their Pruefer codes.
    private static IEnumerable<(int I, int J)[]> Trees(int n)
    {
        var codes = (int)Math.Pow(n, n - 2);
        for (var number = 0; number < codes; number++)
        {
            var code = new List<int>();
            for (var (k, rest) = (0, number); k < n - 2; k++, rest /= n)
                code.Add(rest % n);
            var left = Enumerable.Range(0, n).ToList();
            var edges = new List<(int, int)>();
            while (code.Count > 0)
            {
                var leaf = left.First(v => !code.Contains(v));
                edges.Add((leaf, code[0]));
                left.Remove(leaf);
                code.RemoveAt(0);
            }
            edges.Add((left[0], left[1]));
            yield return [.. edges];
        }
    }

    private static IEnumerable<(int I, int J)> Pairs(int n) =>
        Enumerable.Range(0, n).SelectMany(i => Enumerable.Range(i + 1, n - i - 1).Select(j => (i, j)));
}
