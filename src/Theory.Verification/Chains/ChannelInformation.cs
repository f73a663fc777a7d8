using Theory.Symbolics.Numerics;

namespace Theory.Verification.Chains;

/// <summary>
/// I(Y; M + xi) in nats for a finite Y, a mean M with finitely many values that is drawn from a law of its own for each value of Y, and an
/// independent standard Gaussian xi: the information of a mixture of Gaussians. Masses are those of each value of Y with each value of
/// M; they sum to the weight of the case.
/// </summary>
internal static class ChannelInformation
{
    // Beyond so many deviations from every mean there is a mass below 1e-22.
    private const double Reach = 10;

    /// <summary>
    /// To rounding, by the trapezoidal rule with a step h: where two means lie D apart their mixture has a zero at the height pi/D, so that the
    /// error is of the order of exp(-D^2/8 - 2 pi^2/(D h)).
    /// </summary>
    public static double Near(double[] means, IReadOnlyList<double[]> masses)
    {
        var information = 0.0;
        var totals = masses.Select(m => m.Sum()).ToArray();
        var weight = totals.Sum();
        var values = new double[masses.Count];
        var densities = new double[means.Length];
        var (least, most) = (means.Min(), means.Max());
        var apart = Math.Min(most - least, 8.5);
        var step = Math.Min(0.5, 2 * Math.PI * Math.PI / (apart * (28 - apart * apart / 8)));
        for (var x = least - Reach; x < most + Reach; x += step)
        {
            // Between means far apart there is no mass.
            if (!means.Any(mean => Math.Abs(x - mean) < Reach))
                continue;
            for (var k = 0; k < means.Length; k++)
                densities[k] = Math.Exp(-(x - means[k]) * (x - means[k]) / 2) / Math.Sqrt(2 * Math.PI);
            information += step * Divergence(masses, densities, totals, weight, values);
        }
        return Math.Max(0, information);
    }

    /// <summary>
    /// Enclosed. At least the information about the interval in which M + xi falls, by data processing. At most that and what the intervals
    /// hide: within one of length h the log likelihood ratio of two values of Y varies by at most r = h (max M - min M), so that it hides
    /// at most r^2/8 by Hoeffding's lemma; in the few longer ones it is at most log |Y|. Every number is rounded outwards.
    /// </summary>
    public static Interval Enclose(Interval[] means, IReadOnlyList<Interval[]> masses)
    {
        var range = (Interval.Point(means.Max(m => m.Upper)) - means.Min(m => m.Lower)).Upper;
        var step = Math.Clamp(0.01 / Math.Max(range, 1e-9), 0.002, 0.02);
        var edges = Edges(means, step);
        var totals = masses.Select(m => m.Aggregate((a, b) => a + b)).ToArray();
        var weight = totals.Aggregate((a, b) => a + b);
        var relative = Array.ConvertAll(totals, t => weight / t);
        var surest = Interval.Point(relative.Max(r => r.Upper)).Log();
        var most = Interval.Point(masses.Count).Log();
        var (information, hidden) = (Interval.Point(0), Interval.Point(0));
        var below = new Interval[means.Length];
        for (var j = 0; j <= edges.Count; j++)
        {
            var inside = new Interval[means.Length];
            for (var k = 0; k < means.Length; k++)
            {
                var distribution = j == edges.Count ? Interval.Point(1) : Normal.Cumulative(edges[j] - means[k]);
                (inside[k], below[k]) = (Nonnegative(distribution - below[k]), distribution);
            }
            var values = masses.Select(m => m.Zip(inside, (p, q) => p * q).Aggregate((a, b) => a + b)).ToArray();
            var all = values.Aggregate((a, b) => a + b);
            var told = values
                .Zip(relative, (value, factor) => TimesLog(value, factor))
                .Aggregate(-TimesLog(all, 1), (sum, part) => sum + part);
            // A divergence times a mass: from 0 to where one value is sure.
            information += told.Intersect(Interval.Of(0, Math.Max(0, (all * surest).Upper)));
            if (j == 0 || j == edges.Count || edges[j] - edges[j - 1] > 1.5 * step)
                hidden += all * most;
        }
        var length = Interval.Point(1.5 * step) * range;
        var missing = weight * length * length / 8 + hidden;
        return Interval.Of(Math.Max(0, information.Lower), Math.Max(0, (information + missing).Upper));
    }

    private static List<double> Edges(Interval[] means, double step)
    {
        var edges = new List<double>();
        foreach (var mean in means.Select(m => m.Middle).Distinct().Order())
            for (var x = edges.Count == 0 ? mean - Reach : Math.Max(mean - Reach, edges[^1] + step); x <= mean + Reach; x += step)
                edges.Add(x);
        return edges;
    }

    private static Interval Nonnegative(Interval x) => Interval.Of(Math.Max(0, x.Lower), Math.Max(0, x.Upper));

    // x log(c x) for c > 0, with 0 log 0 = 0: it falls until 1/(e c), and rises from there.
    private static Interval TimesLog(Interval x, Interval c)
    {
        if (x.Upper <= 0)
            return 0;
        if (x.Lower > 0)
            return x * (c * x).Log();
        var ends = x.Upper * (c * x.Upper).Log();
        return (c * x.Upper).Upper < 0.36
            ? Interval.Of(ends.Lower, 0)
            : Interval.Of(Math.Min(ends.Lower, -1 / c.Lower), Math.Max(0, ends.Upper));
    }

    // sum_y p(y, x) log(p(y, x) weight/(p(y) p(x))) for one x, given the likelihood of each mean; fills in p(y, x).
    private static double Divergence(
        IReadOnlyList<double[]> masses,
        double[] likelihoods,
        double[] totals,
        double weight,
        double[] values
    )
    {
        var (sum, all) = (0.0, 0.0);
        for (var y = 0; y < values.Length; y++)
        {
            var value = 0.0;
            for (var k = 0; k < likelihoods.Length; k++)
                value += masses[y][k] * likelihoods[k];
            values[y] = value;
            all += value;
        }
        for (var y = 0; y < values.Length; y++)
            if (values[y] > 0)
                sum += values[y] * Math.Log(values[y] / all * (weight / totals[y]));
        return sum;
    }
}
