using MathNet.Numerics;
using MathNet.Numerics.Integration;
using Theory.Simulation.Estimates;

namespace Theory.Simulation.Divergences;

/// <summary>
/// How far a sample is from its law on the line, in the mean: E W_1(P, P^_n), the term that bounds on generalization of GANs carry.
/// </summary>
public static class SampleTransport
{
    /// <summary>
    /// E|K/n - p| for K binomial of n trials: de Moivre's <c>2 k C(n, k) p^k (1 - p)^(n - k + 1)/n</c> with k = floor(n p) + 1. It is
    /// E W_1 for a coin with values 0 and 1.
    /// </summary>
    /// <exception cref="ArgumentException">p is not between 0 and 1, or n is below 1.</exception>
    public static double OfCoin(double p, int n)
    {
        if (!(p >= 0 && p <= 1) || n < 1)
            throw new ArgumentException($"{n} trials of probability {p}: needed are a trial and a probability between 0 and 1.");
        if (p is 0 or 1)
            return 0;
        var k = Math.Min((int)(n * p) + 1, n);
        return 2.0
            * k
            / n
            * Math.Exp(SpecialFunctions.BinomialLn(n, k) + k * Math.Log(p) + (n - k + 1) * SpecialFunctions.Log1p(-p));
    }

    /// <summary>
    /// E W_1 for a law on the line: the integral over x of E|F^_n(x) - F(x)|, F^_n(x) a mean of n coins of probability F(x). By
    /// Gauss-Legendre panels; the error is the change against half as many.
    /// </summary>
    /// <param name="distribution">F.</param>
    /// <param name="from">Where the law begins, up to a negligible mass.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="n">The size of the sample.</param>
    /// <exception cref="ArgumentException">The interval is empty, or n is below 1.</exception>
    public static Estimate OfLaw(Func<double, double> distribution, double from, double to, int n)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (!(from < to) || !double.IsFinite(to - from) || n < 1)
            throw new ArgumentException(
                $"A law from {from} to {to} and {n} points: needed are an interval of positive length and a point."
            );
        // The integrand has kinks where n F(x) is an integer; panels keep their effect local, and for a uniform law end at them.
        var (panels, rule) = (2 * n * Math.Max(8, 512 / n), new GaussLegendreRule(0, 1, 4));
        double At(int count)
        {
            var width = (to - from) / count;
            return Enumerable
                .Range(0, count)
                .Sum(i =>
                    width
                    * rule.Abscissas.Zip(
                            rule.Weights,
                            (x, w) => w * OfCoin(Math.Clamp(distribution(from + (i + x) * width), 0, 1), n)
                        )
                        .Sum()
                );
        }
        var fine = At(panels);
        return new Estimate.Exact(fine, Math.Abs(fine - At(panels / 2)));
    }
}
