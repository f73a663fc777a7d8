using MathNet.Numerics;

namespace Theory.Verification.Chains;

/// <summary>
/// I(Y; M + xi) in nats for a finite Y, a mean M with finitely many values that is drawn from a law of its own for each value of Y, and an
/// independent standard Gaussian xi: the information of a mixture of Gaussians.
/// </summary>
/// <param name="means">The values of M.</param>
internal sealed class ChannelInformation(double[] means)
{
    // Beyond so many deviations from every mean there is a mass below 1e-22.
    private const double Reach = 10;
    private readonly double least = means.Min();
    private readonly double range = means.Max() - means.Min();

    /// <summary>By the trapezoidal rule, which converges faster than any power of the step.</summary>
    /// <param name="masses">The probability of each value of Y with each value of M; they sum to the weight of the case.</param>
    public double Near(IReadOnlyList<double[]> masses)
    {
        const double Step = 0.5;
        var information = 0.0;
        var totals = masses.Select(m => m.Sum()).ToArray();
        var weight = totals.Sum();
        var values = new double[masses.Count];
        var densities = new double[means.Length];
        for (var x = least - Reach; x < least + range + Reach; x += Step)
        {
            for (var k = 0; k < means.Length; k++)
                densities[k] = Math.Exp(-(x - means[k]) * (x - means[k]) / 2) / Math.Sqrt(2 * Math.PI);
            information += Step * Divergence(masses, densities, totals, weight, values);
        }
        return Math.Max(0, information);
    }

    /// <summary>
    /// Between two ends, up to rounding. Below: the information about the interval in which M + xi falls, by data processing. Above: within an
    /// interval of length h the log likelihood ratio of two values of Y varies by at most r = h (max M - min M), so that what the
    /// interval hides is at most r^2/8 by Hoeffding's lemma; in the few longer intervals it is at most log |Y|.
    /// </summary>
    public (double Lower, double Upper) Enclose(IReadOnlyList<double[]> masses)
    {
        var step = Math.Clamp(0.01 / Math.Max(range, 1e-9), 0.002, 0.1);
        var edges = Edges(step);
        var totals = masses.Select(m => m.Sum()).ToArray();
        var weight = totals.Sum();
        var (information, hidden) = (0.0, 0.0);
        var values = new double[masses.Count];
        var below = new double[means.Length];
        var inside = new double[means.Length];
        for (var j = 0; j <= edges.Count; j++)
        {
            for (var k = 0; k < means.Length; k++)
            {
                var distribution = j == edges.Count ? 1 : SpecialFunctions.Erfc((means[k] - edges[j]) / Math.Sqrt(2)) / 2;
                (inside[k], below[k]) = (Math.Max(0, distribution - below[k]), distribution);
            }
            information += Divergence(masses, inside, totals, weight, values);
            if (j == 0 || j == edges.Count || edges[j] - edges[j - 1] > 1.5 * step)
                hidden += values.Sum() * Math.Log(masses.Count);
        }
        var length = 1.5 * step * range;
        return (Math.Max(0, information), Math.Max(0, information) + weight * length * length / 8 + hidden);
    }

    private List<double> Edges(double step)
    {
        var edges = new List<double>();
        foreach (var mean in means.Distinct().Order())
            for (var x = edges.Count == 0 ? mean - Reach : Math.Max(mean - Reach, edges[^1] + step); x <= mean + Reach; x += step)
                edges.Add(x);
        return edges;
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
