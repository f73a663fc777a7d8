using Theory.Probability.Schedules;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using static System.FormattableString;

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
    public EnclosedChain Chain => EnclosedChain.Of(this);

    /// <summary>
    /// KL(data, generated) of the reverse equation with the Gaussian's score started at the prior, and what Girsanov's theorem bounds
    /// it by (theory.md H19): half the integral of g^2 E|score error|^2, and KL(diffused data, prior). The reverse equation with the score of a
    /// Gaussian is its exact posterior; the divergence of two laws that diffuse together falls at half g^2 times the mean square difference
    /// of their scores. Enclosed.
    /// </summary>
    public (Interval Divergence, Interval ScoreError, Interval Start) Path()
    {
        var horizon = Interval.Around(Horizon);
        var (data, spread, model) = (Interval.Around(Mean), Interval.Around(Variance), Interval.Around(ModelVariance));
        var (scale, noise, prior) = (
            At(Schedule.Scale, horizon),
            At(Schedule.Variance, horizon),
            At(Schedule.PriorVariance, horizon)
        );
        var diffused = (scale * data, scale * scale * spread + noise);
        var modelDiffused = scale * scale * model + noise;
        var pull = scale * model / modelDiffused;
        var generated = model - pull * pull * modelDiffused + pull * pull * prior;
        return (
            KullbackLeibler((data, spread), generated),
            KullbackLeibler((data, spread), model) - KullbackLeibler(diffused, modelDiffused),
            KullbackLeibler(diffused, prior)
        );
    }

    internal Interval At(Expr e, Interval time) => e.Enclose(new Assignment<Interval>().With(Schedule.Time, time));

    // KL(N(a, p), N(0, q)).
    private static Interval KullbackLeibler((Interval Mean, Interval Variance) p, Interval q)
    {
        var ratio = p.Variance / q;
        return (ratio - 1 - ratio.Log() + p.Mean * p.Mean / q) / 2;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Invariant(
            $"{Schedule.Name}: T = {Horizon}, N = {Steps}, m = {Samples}, from {(FromEncoding ? "an encoding" : "the prior")}; data N({Mean}, {Variance}), model N(0, {ModelVariance})"
        );
}
