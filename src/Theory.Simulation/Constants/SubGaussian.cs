using Theory.Simulation.Estimates;

namespace Theory.Simulation.Constants;

/// <summary>
/// Sub-Gaussian constants: the R with <c>log E exp(s (f - E f)) &lt;= s^2 R^2/2</c> for every real s. R has the unit of f.
/// </summary>
public static class SubGaussian
{
    /// <summary>A variable between two ends: R = (b - a)/2 at most, for every law (Hoeffding's lemma).</summary>
    /// <exception cref="ArgumentException">The ends are not ordered or not finite.</exception>
    public static double OfRange(double a, double b) =>
        a <= b && double.IsFinite(b - a)
            ? (b - a) / 2
            : throw new ArgumentException($"A bounded variable needs finite ends a <= b; given {a} and {b}.");

    /// <summary>
    /// A coin with values 0 and 1: the least R, <c>R^2 = (1 - 2p)/(2 log((1 - p)/p))</c>, 1/4 at p = 1/2 (Kearns and Saul 1998).
    /// </summary>
    /// <exception cref="ArgumentException">p is not between 0 and 1.</exception>
    public static double OfCoin(double p)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentException($"A probability is between 0 and 1; given {p}.", nameof(p));
        var lean = 1 - 2 * p;
        // Near p = 1/2 the quotient is 1/4 (1 - lean^2/3 + ..).
        return p is 0 or 1 ? 0
            : Math.Abs(lean) < 1e-4 ? Math.Sqrt((1 - lean * lean / 3) / 4)
            : Math.Sqrt(lean / (2 * (double.IsSubnormal(p) ? -Math.Log(p) : Math.Log((1 - p) / p))));
    }

    /// <summary>
    /// The least R of a variable with finitely many values: the supremum over s of <c>2 log E exp(s (f - E f))/s^2</c>, searched over both signs
    /// of s on a fine geometric grid and refined. It tends to the variance at s = 0 and vanishes at infinity.
    /// </summary>
    /// <exception cref="ArgumentException">There are no values, or the probabilities do not fit them.</exception>
    public static Estimate OfFinite(IReadOnlyList<double> values, IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (
            values.Count == 0
            || values.Count != probabilities.Count
            || !(Math.Abs(probabilities.Sum() - 1) <= 1e-9)
            || probabilities.Any(p => p < 0)
            || !values.All(double.IsFinite)
        )
            throw new ArgumentException($"{values.Count} finite values need as many nonnegative probabilities that sum to 1.");
        // A value of probability 0 does not occur, and is not to set the scale of the search.
        (values, probabilities) = ([.. values.Where((_, i) => probabilities[i] > 0)], [.. probabilities.Where(p => p > 0)]);
        var mean = values.Zip(probabilities, (x, p) => x * p).Sum();
        var centred = values.Select(x => x - mean).ToArray();
        var half = (centred.Max() - centred.Min()) / 2;
        if (half == 0)
            return new Estimate.Exact(0);
        var variance = centred.Zip(probabilities, (x, p) => x * x * p).Sum();
        // By Hoeffding's lemma the supremum is at most half^2, so s beyond some multiple of 1/half cannot matter: there 2 max|f|/s rules.
        var best = Enumerable
            .Range(-400, 801)
            .SelectMany(k => (double[])[Math.Exp(k / 50.0) / half, -Math.Exp(k / 50.0) / half])
            .MaxBy(Square);
        var (low, high) = (best * Math.Exp(-.02), best * Math.Exp(.02));
        for (var step = 0; step < 100; step++)
        {
            var (left, right) = (low + (high - low) / 3, high - (high - low) / 3);
            (low, high) = Square(left) < Square(right) ? (left, high) : (low, right);
        }
        return new Estimate.Exact(Math.Sqrt(Math.Max(variance, Square((low + high) / 2))), 1e-8 * half);

        double Square(double s)
        {
            var peak = centred.Max(x => s * x);
            return 2 * (peak + Math.Log(centred.Zip(probabilities, (x, p) => p * Math.Exp(s * x - peak)).Sum())) / (s * s);
        }
    }
}
