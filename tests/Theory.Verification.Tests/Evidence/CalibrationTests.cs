using Theory.Simulation.Randomness;
using Theory.Testing;
using Theory.Verification.Evidence;

namespace Theory.Verification.Tests.Evidence;

public sealed class CalibrationTests
{
    private const int Trials = 300;
    private static readonly int Suites = Forall.Full ? 20_000 : 1_000;

    /// <summary>The probability of at least so many events in independent trials of a rate.</summary>
    private static double Tail(int trials, int events, double rate)
    {
        var (log, tail) = (trials * Math.Log(1 - rate), 0.0);
        for (var k = 0; k <= trials; k++)
        {
            if (k >= events)
                tail += Math.Exp(log);
            log += Math.Log((double)(trials - k) / (k + 1) * rate / (1 - rate));
        }
        return tail;
    }

    // One null suite: the greatest evidence ever seen, and the evidence where a test at a tenth would stop.
    private static (double Greatest, double Stopped) Watch(Func<Draws, double> step, RandomStream stream)
    {
        var draws = stream.Draws();
        var (greatest, stopped) = (0.0, double.NaN);
        for (var trial = 0; trial < Trials; trial++)
        {
            var log = step(draws);
            greatest = Math.Max(greatest, log);
            if (double.IsNaN(stopped) && (log >= Math.Log(10) || trial == Trials - 1))
                stopped = Math.Exp(log);
        }
        return (greatest, stopped);
    }

    private static void IsCalibrated(string name, Func<Func<Draws, double>> suite)
    {
        var root = RandomStream.Root(20260101).Child(name);
        var watched = Enumerable.Range(0, Suites).Select(k => Watch(suite(), root.Child("suite", k))).ToList();
        foreach (var alpha in new[] { 0.1, 0.01, 0.001 })
        {
            var alarms = watched.Count(w => w.Greatest >= -Math.Log(alpha));
            Assert.True(Tail(Suites, alarms, alpha) > 1e-6, $"{alarms} alarms in {Suites} null suites at {alpha}");
        }
        // The stopped evidence is below 10 times a single step's gain; its mean is at most 1.
        var mean = watched.Average(w => w.Stopped);
        var deviation = Math.Sqrt(watched.Average(w => (w.Stopped - mean) * (w.Stopped - mean)) / Suites);
        Assert.True(mean <= 1 + 5 * deviation, $"mean evidence at the stopping time {mean} +- {deviation}");
    }

    [Theory]
    [InlineData(0.05, 0.05)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.05, 0.03)]
    public void A_true_rate_raises_no_more_alarms_than_allowed(double claimed, double true_)
    {
        IsCalibrated(
            $"rate {claimed} {true_}",
            () =>
            {
                var evidence = RateEvidence.Against(claimed);
                return draws =>
                {
                    evidence = evidence.With(draws.Bernoulli(true_));
                    return evidence.Log;
                };
            }
        );
    }

    [Fact]
    public void A_true_mean_raises_no_more_alarms_than_allowed()
    {
        IsCalibrated(
            "mean",
            () =>
            {
                // A skewed law on [-1, 3] with mean 0, the claim's boundary.
                var evidence = MeanEvidence.Against(0, -1);
                return draws =>
                {
                    evidence = evidence.With(draws.Bernoulli(0.25) ? 3 : -1);
                    return evidence.Log;
                };
            }
        );
    }

    [Fact]
    public void A_test_without_the_mixture_weights_would_be_caught()
    {
        // The best of several likelihood ratios in place of their mean is no evidence: the calibration must notice.
        Assert.ThrowsAny<Exception>(() =>
            IsCalibrated(
                "cheat",
                () =>
                {
                    var (events, trials) = (0, 0);
                    return draws =>
                    {
                        (events, trials) = (events + (draws.Bernoulli(0.05) ? 1 : 0), trials + 1);
                        var rate = Math.Clamp((double)events / trials, 0.05, 0.999);
                        return events * Math.Log(rate / 0.05) + (trials - events) * Math.Log((1 - rate) / 0.95);
                    };
                }
            )
        );
    }

    [Theory]
    [InlineData(0.05, 0.10, 3000)]
    [InlineData(0.05, 0.75, 40)]
    [InlineData(0.01, 0.02, 12000)]
    public void A_false_rate_is_refuted_and_confirmed_within_the_expected_trials(double claimed, double true_, int budget)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var test = Sequential.Test(claimed, 1e-6, budget, RandomStream.Root(seed), s => s.Draws().Bernoulli(true_));
            Assert.True(test.Decision == Decision.Refuted, test.ToString());
        }
    }

    [Fact]
    public void A_find_that_fresh_data_do_not_confirm_is_inconclusive()
    {
        var stream = RandomStream.Root(1);
        var lucky = stream.Child("detect");
        var detected = Enumerable.Range(0, 50).Select(k => lucky.Child("trial", k)).ToHashSet();
        var test = Sequential.Test(0.05, 1e-6, 50, stream, detected.Contains);
        Assert.Equal(Decision.Inconclusive, test.Decision);
    }

    [Fact]
    public void A_false_mean_is_refuted_by_betting()
    {
        var draws = RandomStream.Root(3).Draws();
        var evidence = MeanEvidence.Against(0.4, 0);
        while (evidence.Trials < 1500 && !evidence.Refutes(1e-6))
            evidence = evidence.With(draws.Uniform());
        Assert.True(evidence.Refutes(1e-6));
        Assert.Throws<ArgumentOutOfRangeException>(() => evidence.With(-0.5));
        Assert.Throws<ArgumentException>(() => MeanEvidence.Against(0, double.NegativeInfinity));
    }
}
