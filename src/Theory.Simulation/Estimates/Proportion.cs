using MathNet.Numerics;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Estimates;

/// <summary>The probability of an event, from how often it happened in independent trials.</summary>
public static class Proportion
{
    /// <summary>
    /// The share of successes with Clopper and Pearson's interval (1934), which covers with at least the stated probability for
    /// every number of trials and every probability.
    /// </summary>
    /// <exception cref="ArgumentException">Not 0 &lt;= successes &lt;= trials with at least one trial.</exception>
    /// <example>
    /// <code>Proportion.Of(0, 10).Value</code>
    /// is <c>0</c>.
    /// </example>
    public static Estimate Of(long successes, long trials)
    {
        if (trials < 1 || successes < 0 || successes > trials)
            throw new ArgumentException(
                $"{successes} successes in {trials} trials: needed are 0 <= successes <= trials and a trial."
            );
        return new Estimate.Confidence(
            (double)successes / trials,
            trials,
            alpha => Interval.Of(LowerEnd(successes, trials, alpha / 2), 1 - LowerEnd(trials - successes, trials, alpha / 2))
        );
    }

    // The p at which k or more successes have probability alpha: the alpha-quantile of Beta(k, n - k + 1), by bisection from below.
    private static double LowerEnd(long k, long n, double alpha)
    {
        if (k == 0)
            return 0;
        var (low, high) = (0.0, 1.0);
        while (low / 2 + high / 2 is var middle && middle > low && middle < high && high - low > 1e-16 * high)
            (low, high) = SpecialFunctions.BetaRegularized(k, n - k + 1, middle) <= alpha ? (middle, high) : (low, middle);
        return low;
    }
}
