using System.Globalization;
using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Symbolics;

namespace Theory.Verification.LinearScores;

/// <summary>
/// A diffusion on the line in which every law is Gaussian: data N(Mean, Variance), and as score that of another Gaussian,
/// N(0, ModelVariance) diffused; or, for what a chain remembers, data N(0, 1) and a score with learned mean (theory.md A.9, table A7).
/// </summary>
/// <param name="Schedule">The forward diffusion: Ornstein and Uhlenbeck's or a variance preserving one.</param>
/// <param name="Horizon">T.</param>
/// <param name="Steps">N, the number of steps of a chain.</param>
/// <param name="Samples">m, the number of training points.</param>
/// <param name="FromEncoding">Whether the chain starts at the diffused training point, and not at the prior.</param>
/// <param name="Mean">The mean of the data.</param>
/// <param name="Variance">The variance of the data.</param>
/// <param name="ModelVariance">The variance of the Gaussian whose score is used.</param>
public sealed record LinearScoreWorld(
    Schedule Schedule,
    Rational Horizon,
    int Steps,
    int Samples,
    bool FromEncoding,
    Rational Mean,
    Rational Variance,
    Rational ModelVariance
)
{
    /// <summary>The chain of N steps with a learned mean, solved exactly.</summary>
    public GaussianChain Chain => GaussianChain.Of(new Diffusion(Schedule), Horizon.ToDouble(), Steps, Samples, FromEncoding);

    /// <summary>
    /// KL(data, generated) of the reverse equation with the Gaussian's score started at the prior, and what Girsanov's theorem bounds
    /// it by (theory.md H19): half the integral of g^2 E|score error|^2, and KL(diffused data, prior). By Runge and Kutta's rule.
    /// </summary>
    public (double Divergence, double ScoreError, double Start) Path()
    {
        const int Intervals = 800;
        var (diffusion, horizon) = (new Diffusion(Schedule), Horizon.ToDouble());
        var (data, spread, model) = (Mean.ToDouble(), Variance.ToDouble(), ModelVariance.ToDouble());
        double Diffused(double variance, double t) => Math.Pow(diffusion.Scale(t), 2) * variance + diffusion.Variance(t);

        double Time(int k) => horizon * Math.Pow(1 - (double)k / Intervals, 2);

        // The generated law N(mean, variance) and the score error gathered, at time t of the forward diffusion, going backwards.
        (double Mean, double Variance, double Error) Slope(double t, double mean, double variance)
        {
            var (g2, p, q) = (diffusion.NoiseRate(t), Diffused(spread, t), Diffused(model, t));
            var pull = -diffusion.Drift(t) - g2 / q;
            var shift = diffusion.Scale(t) * data / q;
            return (pull * mean, 2 * pull * variance + g2, g2 / 2 * (Math.Pow(1 / p - 1 / q, 2) * p + shift * shift));
        }

        var (m, v, e) = (0.0, diffusion.PriorVariance(horizon), 0.0);
        for (var k = 0; k < Intervals; k++)
        {
            // Shorter towards time 0, where the score of a narrow Gaussian pulls hard.
            var (t, next) = (Time(k), Time(k + 1));
            var h = t - next;
            var a = Slope(t, m, v);
            var b = Slope(t - h / 2, m + h / 2 * a.Mean, v + h / 2 * a.Variance);
            var c = Slope(t - h / 2, m + h / 2 * b.Mean, v + h / 2 * b.Variance);
            var d = Slope(t - h, m + h * c.Mean, v + h * c.Variance);
            m += h / 6 * (a.Mean + 2 * b.Mean + 2 * c.Mean + d.Mean);
            v += h / 6 * (a.Variance + 2 * b.Variance + 2 * c.Variance + d.Variance);
            e += h / 6 * (a.Error + 2 * b.Error + 2 * c.Error + d.Error);
        }
        return (
            KullbackLeibler(data, spread, m, v),
            e,
            KullbackLeibler(diffusion.Scale(horizon) * data, Diffused(spread, horizon), 0, diffusion.PriorVariance(horizon))
        );
    }

    // KL(N(a, p), N(b, q)), near 0 without cancellation.
    private static double KullbackLeibler(double a, double p, double b, double q)
    {
        var ratio = p / q - 1;
        var excess = Math.Abs(ratio) < 1e-4 ? ratio * ratio / 2 - Math.Pow(ratio, 3) / 3 : ratio - Math.Log(1 + ratio);
        return (excess + (a - b) * (a - b) / q) / 2;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Schedule.Name}: T = {Horizon}, N = {Steps}, m = {Samples}, from {(FromEncoding ? "an encoding" : "the prior")}; data N({Mean}, {Variance}), model N(0, {ModelVariance})"
        );
}
