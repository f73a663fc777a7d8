using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Vae;

/// <summary>
/// I(X^_i; X_i | Z_i): what a generated point tells of the training point i through the learned generator, its latent point
/// given. It is this number, and no difference of likelihoods, that the bounds of Chen et al. 2025 call the generator's term.
/// </summary>
public static class GeneratorInformation
{
    /// <summary>
    /// In closed form for the linear Gaussian generator <c>X^ = b Z + c mean(X_1, .., X_m) + h xi</c> with
    /// <c>Z = a X_i + s eps</c>: <c>log(1 + c^2 Var(X_i | Z) / (m^2 v)) / 2</c>, <c>v = c^2 sigma^2 (m - 1)/m^2 + h^2</c>.
    /// </summary>
    /// <param name="dataVariance">sigma^2.</param>
    /// <param name="samples">m.</param>
    /// <param name="encoderScale">a.</param>
    /// <param name="encoderVariance">s^2.</param>
    /// <param name="averageWeight">c.</param>
    /// <param name="generatorVariance">h^2.</param>
    /// <exception cref="ArgumentException">A variance is negative, there is no sample, or nothing blurs the generated point.</exception>
    public static Estimate LinearGaussian(
        double dataVariance,
        int samples,
        double encoderScale,
        double encoderVariance,
        double averageWeight,
        double generatorVariance
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        if (!(dataVariance > 0 && encoderVariance > 0 && generatorVariance >= 0))
            throw new ArgumentException(
                "The variances of data and encoder need to be positive, that of the generator nonnegative."
            );
        var others =
            averageWeight * averageWeight * dataVariance * (samples - 1) / ((double)samples * samples) + generatorVariance;
        if (others == 0)
            throw new ArgumentException("Nothing but X_i moves the generated point: the information is infinite.");
        var given = dataVariance * encoderVariance / (encoderScale * encoderScale * dataVariance + encoderVariance);
        var share = averageWeight / samples;
        return new Estimate.Exact(NearZero.LogP1(share * share * given / others) / 2);
    }

    /// <summary>
    /// Two-sided bounds when point i is one of finitely many candidates, all else being fixed: training with candidate k gives a
    /// decoder with means g_k, and <c>X^ | z, k ~ N(g_k(z), variance I)</c>. Given z the information is between the entropies of the
    /// mixture's pairwise Bhattacharyya and Kullback-Leibler distances; z is averaged over draws.
    /// </summary>
    /// <remarks>Kolchinsky and Tracey 2017 for the mixture. The ends are of the average over the given draws.</remarks>
    /// <param name="decoders">g_k, from latent points to means.</param>
    /// <param name="laws">The encoder's law of each candidate, one candidate a row; the candidates are equally likely.</param>
    /// <param name="variance">The generator's variance, positive.</param>
    /// <param name="draws">Latent draws, each from the law of a candidate chosen at random.</param>
    /// <param name="stream">The randomness.</param>
    /// <exception cref="ArgumentException">There are not as many decoders as candidates, or a parameter is out of range.</exception>
    public static Estimate OverCandidates(
        IReadOnlyList<Func<Points, Points>> decoders,
        Encoding laws,
        double variance,
        int draws,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(decoders);
        ArgumentNullException.ThrowIfNull(laws);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        if (decoders.Count != laws.Count)
            throw new ArgumentException(
                $"{laws.Count} candidates have {decoders.Count} decoders; each needs one.",
                nameof(decoders)
            );
        if (!(variance > 0 && double.IsFinite(variance)))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "The generator's variance needs to be positive.");
        var candidates = stream.Child("candidate").Draws();
        int[] chosen = [.. Enumerable.Range(0, draws).Select(_ => candidates.Integer(laws.Count))];
        var latent = NetworkVae.Draw(
            new Encoding(laws.Means.Select(chosen), laws.Deviations.Select(chosen)),
            stream.Child("latent")
        );
        var images = decoders.Select(decode => decode(latent)).ToArray();
        var (lower, upper) = (new double[draws], new double[draws]);
        for (var n = 0; n < draws; n++)
        {
            var (row, weights) = (n, Posterior(laws, latent[n]));
            double Exponent(int i, int j) => SquaredDistance(images[i][row], images[j][row]) / (2 * variance);
            lower[n] = PairwiseEntropy(weights, (i, j) => Exponent(i, j) / 4);
            upper[n] = PairwiseEntropy(weights, Exponent);
        }
        // Both ends are entropies of at most log K; the averages over z are estimated each with its own interval.
        var range = Interval.Of(0, Math.Log(laws.Count));
        return Estimate.Combine(
            [Moments.Of(lower).BoundedMean(range), Moments.Of(upper).BoundedMean(range)],
            means => (means[0] + means[1]) / 2,
            ends => Interval.Of(ends[0].Lower, ends[1].Upper)
        );
    }

    // -sum_i w_i log sum_j w_j exp(-distance(i, j))
    private static double PairwiseEntropy(double[] weights, Func<int, int, double> distance)
    {
        var entropy = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < weights.Length; j++)
                sum += weights[j] * Math.Exp(-(i == j ? 0 : distance(i, j)));
            if (weights[i] > 0)
                entropy -= weights[i] * Math.Log(sum);
        }
        return Math.Clamp(entropy, 0, Math.Log(weights.Length));
    }

    private static double[] Posterior(Encoding laws, ReadOnlySpan<double> z)
    {
        var logs = new double[laws.Count];
        for (var k = 0; k < logs.Length; k++)
        for (var j = 0; j < z.Length; j++)
        {
            var standard = (z[j] - laws.Means[k][j]) / laws.Deviations[k][j];
            logs[k] -= standard * standard / 2 + Math.Log(laws.Deviations[k][j]);
        }
        Diffusions.PosteriorWeights.Normalise(logs);
        return logs;
    }

    private static double SquaredDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var distance = System.Numerics.Tensors.TensorPrimitives.Distance(x, y);
        return distance * distance;
    }
}
