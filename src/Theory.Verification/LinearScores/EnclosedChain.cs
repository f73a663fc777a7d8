using Theory.Symbolics.Numerics;

namespace Theory.Verification.LinearScores;

/// <summary>
/// A diffusion model solved with every number enclosed: data N(0, 1) on the line, score with learned mean <c>-(x - a_t mean(S))</c>,
/// Euler-Maruyama steps. The output is <c>Start z + Mean mean(S) + sqrt(Noise) xi</c> with xi standard and S the m training points.
/// </summary>
/// <param name="Samples">m.</param>
/// <param name="Encoding">The covariance of z with the training point X_i.</param>
/// <param name="Start">The coefficient of the starting point.</param>
/// <param name="Mean">The coefficient of the sample mean.</param>
/// <param name="Noise">The variance of the noise put in.</param>
/// <param name="NormSurrogate">Half the sum of <c>h g^2 E|s|^2</c> along the chain.</param>
/// <param name="VarianceSurrogate">Half the sum of <c>h g^2 Var_S s</c>.</param>
public sealed record EnclosedChain(
    int Samples,
    Interval Encoding,
    Interval Start,
    Interval Mean,
    Interval Noise,
    Interval NormSurrogate,
    Interval VarianceSurrogate
)
{
    internal static EnclosedChain Of(LinearScoreWorld world)
    {
        var horizon = Interval.Around(world.Horizon);
        var h = horizon / world.Steps;
        var (drift, schedule) = (world.Schedule.Drift, world.Schedule);
        var encoding = world.FromEncoding ? world.At(schedule.Scale, horizon) : 0;
        return Enumerable
            .Range(0, world.Steps)
            .Select(k => horizon - k * h)
            .Aggregate(
                new EnclosedChain(world.Samples, encoding, 1, 0, 0, 0, 0),
                (chain, t) => chain.Step(h, world.At(drift, t), world.At(schedule.NoiseRate, t), world.At(schedule.Scale, t))
            );
    }

    /// <summary>I(output; S | z), nats.</summary>
    public Interval Information => ((FromOthers + FromOne + Noise) / Noise).Log() / 2;

    /// <summary>I(output; X_i | z) for the training point X_i, nats.</summary>
    public Interval InformationPerSample => ((FromOthers + FromOne + Noise) / (FromOthers + Noise)).Log() / 2;

    private Interval FromOthers => Mean * Mean * (Samples - 1) / Samples / Samples;

    private Interval FromOne => Mean * Mean * (1 - Encoding * Encoding) / Samples / Samples;

    private EnclosedChain Step(Interval h, Interval drift, Interval rate, Interval scale)
    {
        var keep = 1 - h * drift - h * rate;
        var offset = Mean - scale; // the score is -(Start z + offset mean(S) + noise)
        var square = Start * Start + (offset * offset + 2 * Start * offset * Encoding) / Samples + Noise;
        return this with
        {
            Start = keep * Start,
            Mean = keep * Mean + h * rate * scale,
            Noise = keep * keep * Noise + h * rate,
            NormSurrogate = NormSurrogate + h * rate / 2 * square,
            VarianceSurrogate = VarianceSurrogate + h * rate / 2 * scale * scale / Samples,
        };
    }
}
