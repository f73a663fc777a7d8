using Theory.Simulation.Diffusions;

namespace Theory.Simulation.Tests.LearnedLaws;

/// <summary>
/// A diffusion model solved exactly: data N(0, 1) on the line, score with learned mean <c>s(x, t) = -(x - a_t mean(S))</c>, Euler-Maruyama steps
/// from z ~ N(0, 1). The output is <c>Start z + Mean mean(S) + sqrt(Noise) xi</c> with xi standard and S the m training points, so every
/// information is a closed form. A second computation beside the enclosed one of the library, in doubles.
/// </summary>
/// <param name="Samples">m.</param>
/// <param name="Encoding">The covariance of z with the training point X_i: a_T when the chain starts at the encoding of X_i, else 0.</param>
/// <param name="Start">The coefficient of the starting point.</param>
/// <param name="Mean">The coefficient of the sample mean.</param>
/// <param name="Noise">The variance of the noise put in.</param>
/// <param name="NormSurrogate">Half the sum of <c>h g^2 E|s|^2</c> along the chain: the bound (T3-a) on I(output; S | z).</param>
/// <param name="VarianceSurrogate">Half the sum of <c>h g^2 Var_S s</c>: the sharper (T3-c), here with the variance of the score itself.</param>
internal sealed record GaussianChain(
    int Samples,
    double Encoding,
    double Start,
    double Mean,
    double Noise,
    double NormSurrogate,
    double VarianceSurrogate
)
{
    /// <summary>The chain of N steps from T to 0.</summary>
    /// <param name="diffusion">The forward diffusion.</param>
    /// <param name="horizon">T.</param>
    /// <param name="steps">N.</param>
    /// <param name="samples">m.</param>
    /// <param name="fromEncoding">Whether z is drawn by diffusing the training point X_i, and not from the prior.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample or no step.</exception>
    public static GaussianChain Of(Diffusion diffusion, double horizon, int steps, int samples, bool fromEncoding)
    {
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var h = horizon / steps;
        return Enumerable
            .Range(0, steps)
            .Select(k => horizon - k * h)
            .Aggregate(
                new GaussianChain(samples, fromEncoding ? diffusion.Scale(horizon) : 0, 1, 0, 0, 0, 0),
                (chain, t) => chain.Step(h, diffusion.Drift(t), diffusion.NoiseRate(t), diffusion.Scale(t))
            );
    }

    /// <summary>I(output; S | z), nats.</summary>
    public double Information => Math.Log((FromOthers + FromOne + Noise) / Noise) / 2;

    /// <summary>I(output; X_i | z) for the training point X_i, nats.</summary>
    public double InformationPerSample => Math.Log((FromOthers + FromOne + Noise) / (FromOthers + Noise)) / 2;

    // Parts of the output's variance given z; given z, X_i has variance 1 - Encoding^2.
    private double FromOthers => Mean * Mean * (Samples - 1.0) / Samples / Samples;

    private double FromOne => Mean * Mean * (1 - Encoding * Encoding) / Samples / Samples;

    private GaussianChain Step(double h, double drift, double rate, double scale)
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
