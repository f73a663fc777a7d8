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
}
