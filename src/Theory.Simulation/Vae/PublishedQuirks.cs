using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Vae;

/// <summary>
/// Figures that published programs compute under names they do not deserve, reproduced to explain published plots. None of them is
/// what it is called there; no bound uses them.
/// </summary>
public static class PublishedQuirks
{
    /// <summary>
    /// The "mutual information" of the code of Chen et al. 2025: the mean over the points of log p_1(x | z) - log p_2(x | z), with
    /// p_2 a second decoder that no loss ever trains and that therefore stays at its random initialisation. It is a difference of
    /// log-likelihoods, not an information, and grows with how bad the untrained decoder is.
    /// </summary>
    /// <param name="model">The trained model.</param>
    /// <param name="points">The points.</param>
    /// <param name="stream">The randomness of the latent draws and of the second decoder.</param>
    public static double SecondDecoderInformation(NetworkVae model, Points points, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        var latent = NetworkVae.Draw(model.Encode(points), stream.Child("latent"));
        var second = model with { Decoder = Network.Initial(model.Decoder.Shape, stream.Child("second decoder")) };
        return model
            .LogLikelihoods(points, latent)
            .Zip(second.LogLikelihoods(points, latent), (first, untrained) => first - untrained)
            .Average();
    }

    /// <summary>
    /// The "KL divergence" of the evaluation code of Mbacke et al. 2023, which passes the standard deviation where the logarithm of
    /// the variance is expected: -(1 + sigma - mu^2 - e^sigma) / 2 summed over the coordinates.
    /// </summary>
    public static double[] DivergencesOfDeviations(Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        var sums = new double[encoding.Count];
        for (var i = 0; i < encoding.Count; i++)
        for (var j = 0; j < encoding.Means.Dimension; j++)
        {
            var (mu, sigma) = (encoding.Means[i][j], encoding.Deviations[i][j]);
            sums[i] -= (1 + sigma - mu * mu - Math.Exp(sigma)) / 2;
        }
        return sums;
    }
}
