using FsCheck.Fluent;
using Theory.Proofs.Kernel;
using Theory.Testing;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>
/// Entries of the list that no term here states, in exactly solvable instances: the statement holds there, a wrong constant does not.
/// </summary>
public sealed class ListedTests
{
    private static double Integral(Func<double, double> f, double from, double to)
    {
        // Simpson's rule.
        const int Steps = 2000;
        var h = (to - from) / Steps;
        return h
            / 3
            * Enumerable
                .Range(0, Steps + 1)
                .Sum(k =>
                    (
                        k is 0 or Steps ? 1
                        : k % 2 == 0 ? 2
                        : 4
                    ) * f(from + k * h)
                );
    }

    // KL(N(0, a), N(0, b)).
    private static double Divergence(double a, double b) => (a / b - 1 - Math.Log(a / b)) / 2;

    [Fact]
    public void What_is_listed_stands_in_no_proof() =>
        Assert.Equal(["H19", "H20", "H28", "H29"], Axiom.All.Where(a => a.Standing == AxiomStanding.Listed).Select(a => a.Id));

    [Fact]
    public void Girsanov_is_an_equality_for_the_stationary_score_and_not_with_another_factor()
    {
        // N(0, 2) under dX = -X dt + sqrt(2) dB up to .7; the model's score is -x, so that it ends in N(0, 1) exactly.
        const double Horizon = 0.7;
        double Variance(double t) => 1 + Math.Exp(-2 * t);
        double Error(double t) => Math.Pow(1 / Variance(t) - 1, 2) * Variance(t);
        var matching = Integral(t => 2 * Error(t), 0, Horizon) / 2;
        var prior = Divergence(Variance(Horizon), 1);
        Assert.Equal(0.14033663271, matching, 1e-10);
        Assert.Equal(0.013089777012, prior, 1e-11);
        Assert.Equal(Divergence(2, 1), matching + prior, 1e-10);
        Assert.True(Divergence(2, 1) > matching / 2 + prior + 1e-3, "a quarter for a half");
        Assert.True(Divergence(2, 1) > matching / Math.Sqrt(2) + prior + 1e-3, "g for g^2");
    }

    [Fact]
    public void Girsanov_bounds_the_output_of_linear_scores_and_half_of_it_does_not() =>
        Forall.Holds(
            Gen.Choose(1, 40).Zip(Gen.Choose(2, 30)).Zip(Gen.Choose(1, 20)).ToArbitrary(),
            c =>
            {
                // Data N(0, d), the model's score -k x, started from N(0, 1) and run back from T: dY = (1 - 2 k) Y dt + sqrt(2) dB.
                var ((d, k), horizon) = ((c.Item1.Item1 / 10.0, c.Item1.Item2 / 10.0), c.Item2 / 10.0);
                double Variance(double t) => 1 + (d - 1) * Math.Exp(-2 * t);
                var rate = 2 * (1 - 2 * k);
                var growth = Math.Exp(rate * horizon);
                var output = growth + 2 * (rate == 0 ? horizon : (growth - 1) / rate);
                var matching = Integral(t => Math.Pow(k - 1 / Variance(t), 2) * Variance(t), 0, horizon);
                var prior = Divergence(Variance(horizon), 1);
                Assert.True(Divergence(d, output) <= matching + prior + 1e-9);
                // With the stationary score nothing is lost, so that any smaller factor is too small.
                if (k == 1 && Math.Abs(d - 1) > 0.05)
                    Assert.True(Divergence(d, output) > matching / 2 + prior);
            },
            trials: 300
        );

    [Fact]
    public void Explicit_and_denoising_score_matching_differ_by_the_conditional_variance() =>
        Forall.Holds(
            Gen.Choose(1, 40).Zip(Gen.Choose(1, 39)).Zip(Gen.Choose(-30, 30)).ToArbitrary(),
            c =>
            {
                // x_0 ~ N(0, d), x_t = a x_0 + sqrt(v) noise, the score -k x_t.
                var ((d, a), k) = (((double)c.Item1.Item1 / 10, c.Item1.Item2 / 40.0), c.Item2 / 10.0);
                var v = 1 - a * a;
                var total = a * a * d + v;
                var explicitError = Math.Pow(k - 1 / total, 2) * total;
                // The target is -noise/sqrt(v): variance 1/v, covariance -1 with x_t.
                var denoisingError = k * k * total - 2 * k + 1 / v;
                // Var(x_0 | x_t) = d v/total, times (a/v)^2.
                var conditional = a * a / (v * v) * (d * v / total);
                Assert.Equal(explicitError, denoisingError - conditional, 1e-9 * (1 + denoisingError));
                Assert.NotEqual(explicitError, denoisingError - conditional / 2, 1e-9 * (1 + denoisingError));
            },
            trials: 200
        );

    [Fact]
    public void Gradient_flow_on_a_parabola_stays_below_the_bound_and_not_below_a_sixth_of_it() =>
        Forall.Holds(
            Gen.Choose(1, 500).Zip(Gen.Choose(1, 500)).ToArbitrary(),
            c =>
            {
                // L = a theta^2/2, theta(tau) = exp(-a tau): equality is never met; a tau exp(-2 a tau) is at most 1/(2 e).
                var (a, tau) = (c.Item1 / 50.0, c.Item2 / 50.0);
                Assert.True(a / 2 * Math.Exp(-2 * a * tau) <= 1 / (2 * tau));
                Assert.True(a / 2 * Math.Exp(-1) > 1 / (2 * (1 / (2 * a))) / 6, "at tau = 1/(2 a)");
            },
            trials: 200
        );

    // E W1(P, P_n) for a coin: the mean distance of a binomial frequency to its mean, summed exactly.
    private static double CoinDistance(double p, int n)
    {
        var (total, mass) = (0.0, Math.Pow(1 - p, n));
        for (var k = 0; k <= n; mass *= (n - k) / (double)(k + 1) * p / (1 - p), k++)
            total += mass * Math.Abs((double)k / n - p);
        return total;
    }

    [Fact]
    public void Empirical_laws_of_coins_come_closer_at_any_listed_rate_and_not_at_1_over_n() =>
        Forall.Holds(
            Gen.Choose(10, 90).Zip(Gen.Choose(21, 60)).ToArbitrary(),
            c =>
            {
                // The dimension of a coin is the least the definition allows, so that every s > 2 is a rate.
                var (p, s) = (c.Item1 / 100.0, c.Item2 / 10.0);
                double Scaled(double exponent, int n) => Math.Pow(n, exponent) * CoinDistance(p, n);
                Assert.True(Scaled(1 / s, 256) < Scaled(1 / s, 64) && Scaled(1 / s, 64) <= 0.5);
                // The exponent 1 in place of 1/s: no constant serves, it doubles whenever n grows fourfold.
                Assert.True(Scaled(1, 256) > 1.9 * Scaled(1, 64));
            },
            trials: 200
        );

    [Theory]
    [InlineData(0.3, 10, 0.11206773144)]
    [InlineData(0.3, 100, 0.036449223196)]
    public void Expected_distances_of_coins_are_the_reference_figures(double p, int n, double expected) =>
        Assert.Equal(expected, CoinDistance(p, n), 1e-10);
}
