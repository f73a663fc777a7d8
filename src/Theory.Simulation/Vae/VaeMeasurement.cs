using System.Numerics.Tensors;
using Theory.Simulation.Constants;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Vae;

/// <summary>
/// What the bounds on an autoencoder need of it, measured on a sample. They hold with probability over that sample, so that the decoder
/// must not have been trained on it.
/// </summary>
/// <param name="Epoch">The number of passes of training before.</param>
/// <param name="Count">The number n of points of the sample.</param>
/// <param name="Reconstruction">The mean over the points of E |x - g(z)|, z ~ q(x), in the unit of x.</param>
/// <param name="Divergence">The sum over the points of KL(q(x), prior), in nats.</param>
/// <param name="PriorDistance">The mean over the points of W_2(q(x), prior).</param>
public sealed record VaeMeasurement(int Epoch, int Count, double Reconstruction, double Divergence, double PriorDistance)
{
    /// <summary>The mean over the points of the square root of KL(q(x), prior), where it was measured.</summary>
    public double? RootDivergence { get; init; }

    /// <summary>An upper bound on the Lipschitz constant of the decoder, where one is known.</summary>
    public double? DecoderLipschitz { get; init; }

    /// <summary>An upper bound on the Lipschitz constant of the encoder, from points to latent laws in W_1, where one is known.</summary>
    public double? EncoderLipschitz { get; init; }

    /// <summary>The number of latent draws a point behind the reconstruction; null where it is taken as exact.</summary>
    public int? Draws { get; init; }

    /// <summary>The sum of what the published evaluation code computes in place of KL(q(x), prior).</summary>
    public double? PublishedDivergence { get; init; }

    /// <summary>Measures a model on points. Divergences and distances to the prior are closed forms.</summary>
    /// <param name="epoch">The number of passes of training before.</param>
    /// <param name="model">The model.</param>
    /// <param name="points">The sample.</param>
    /// <param name="draws">How many latent points to draw for each point.</param>
    /// <param name="stream">The randomness of those draws.</param>
    public static VaeMeasurement Of(int epoch, NetworkVae model, Points points, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var encoding = model.Encode(points);
        var divergences = encoding.Divergences();
        double Distance(int draw)
        {
            var decoded = model.Decode(NetworkVae.Draw(encoding, stream.Child("draw", draw)));
            return Enumerable.Range(0, points.Count).Average(i => TensorPrimitives.Distance(points[i], decoded[i]));
        }
        return new(
            epoch,
            points.Count,
            Enumerable.Range(0, draws).Average(Distance),
            divergences.Sum(),
            encoding.PriorDistances().Average()
        )
        {
            RootDivergence = divergences.Average(Math.Sqrt),
            // The logistic function has slope at most 1/4.
            DecoderLipschitz = Lipschitz.UpperBound(model.Decoder) * (model.Likelihood is Likelihood.Bernoulli ? 0.25 : 1),
            Draws = draws,
            PublishedDivergence = PublishedQuirks.DivergencesOfDeviations(encoding).Sum(),
        };
    }
}
