using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Vae;

/// <summary>A variational autoencoder of two networks, with prior N(0, I) on the latent space.</summary>
/// <param name="Encoder">From a point to the means, then the logarithms of the variances, of its latent law.</param>
/// <param name="Decoder">From a latent point to the outputs that the likelihood reads.</param>
/// <param name="Likelihood">The law of a point given those outputs.</param>
public sealed record NetworkVae(Network Encoder, Network Decoder, Likelihood Likelihood)
{
    /// <summary>The dimension of the points.</summary>
    public int Dimension => Encoder.Shape.Widths[0];

    /// <summary>The dimension of the latent space.</summary>
    public int Latent => Decoder.Shape.Widths[0];

    /// <summary>Networks at PyTorch's default initialisation, with the same hidden widths, in reverse order in the decoder.</summary>
    public static NetworkVae Initial(
        int dimension,
        int latent,
        IReadOnlyList<int> hidden,
        Activation activation,
        Likelihood likelihood,
        RandomStream stream
    ) =>
        new(
            Network.Initial(new NetworkShape([dimension, .. hidden, 2 * latent], activation), stream.Child("encoder")),
            Network.Initial(new NetworkShape([latent, .. hidden.Reverse(), dimension], activation), stream.Child("decoder")),
            likelihood
        );

    /// <summary>The latent laws of points.</summary>
    public Encoding Encode(Points points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var outputs = Encoder.Apply(Array.ConvertAll(points.Values.ToArray(), x => (float)x));
        return new Encoding(
            Points.Generate(points.Count, Latent, (i, row) => Fill(row, j => outputs[2 * Latent * i + j])),
            Points.Generate(points.Count, Latent, (i, row) => Fill(row, j => Math.Exp(outputs[2 * Latent * i + Latent + j] / 2)))
        );
    }

    /// <summary>The mean of the likelihood at each latent point.</summary>
    public Points Decode(Points latent)
    {
        ArgumentNullException.ThrowIfNull(latent);
        var outputs = Decoder.Apply(Array.ConvertAll(latent.Values.ToArray(), z => (float)z));
        Likelihood.ToMeans(outputs);
        return Points.Of(Dimension, Array.ConvertAll(outputs, x => (double)x));
    }

    /// <summary>log p(x_i | z_i) of each pair, in nats.</summary>
    public double[] LogLikelihoods(Points points, Points latent)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(latent);
        if (points.Count != latent.Count)
            throw new ArgumentException($"{points.Count} points have {latent.Count} latent points.", nameof(latent));
        var outputs = Decoder.Apply(Array.ConvertAll(latent.Values.ToArray(), z => (float)z));
        var targets = Array.ConvertAll(points.Values.ToArray(), x => (float)x);
        return
        [
            .. Enumerable
                .Range(0, points.Count)
                .Select(i =>
                    -Likelihood.Loss(targets.AsSpan(i * Dimension, Dimension), outputs.AsSpan(i * Dimension, Dimension), 1)
                ),
        ];
    }

    /// <summary>A draw from the latent law of each point.</summary>
    public static Points Draw(Encoding encoding, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        var (means, deviations) = (encoding.Means, encoding.Deviations);
        var noise = stream.Gaussians(means.Values.Length);
        return Points.Generate(
            means.Count,
            means.Dimension,
            (i, row) => Fill(row, j => means[i][j] + deviations[i][j] * noise[i * means.Dimension + j])
        );
    }

    private static void Fill(Span<double> row, Func<int, double> value)
    {
        for (var j = 0; j < row.Length; j++)
            row[j] = value(j);
    }
}
