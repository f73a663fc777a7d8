using System.Numerics.Tensors;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;

namespace Theory.Simulation.Vae;

/// <summary>
/// What is known of a variational autoencoder on its training points after an epoch; all that the bounds on it need. One latent
/// draw a point.
/// </summary>
/// <param name="Epoch">The number of passes over the points so far.</param>
/// <param name="Reconstruction">The mean of -log p(x | z), nats.</param>
/// <param name="Distance">The mean of |x - decoded mean|, in the unit of x.</param>
/// <param name="Divergence">The sum over the points of KL(encoder || prior), nats.</param>
/// <param name="RootDivergence">The mean of the square root of that KL.</param>
/// <param name="PriorDistance">The mean of W_2(encoder, prior).</param>
/// <param name="MeanNorm">The mean of |mu_i|.</param>
/// <param name="Deviation">The mean of sigma over points and latent coordinates.</param>
public sealed record VaeEpoch(
    int Epoch,
    double Reconstruction,
    double Distance,
    double Divergence,
    double RootDivergence,
    double PriorDistance,
    double MeanNorm,
    double Deviation
)
{
    /// <summary>The state of a model on given points.</summary>
    internal static VaeEpoch Of(int epoch, NetworkVae model, Points points, RandomStream stream)
    {
        var encoding = model.Encode(points);
        var latent = NetworkVae.Draw(encoding, stream);
        var decoded = model.Decode(latent);
        var divergences = encoding.Divergences();
        return new VaeEpoch(
            epoch,
            -model.LogLikelihoods(points, latent).Average(),
            Enumerable.Range(0, points.Count).Average(i => TensorPrimitives.Distance(points[i], decoded[i])),
            divergences.Sum(),
            divergences.Average(Math.Sqrt),
            encoding.PriorDistances().Average(),
            Enumerable.Range(0, points.Count).Average(i => TensorPrimitives.Norm(encoding.Means[i])),
            encoding.Deviations.Values.ToArray().Average()
        );
    }
}

/// <summary>
/// Training a variational autoencoder on the negative evidence bound <c>-log p(x | z) + KL(encoder || prior)</c>, one latent draw a
/// point, by minibatches in a fresh order each epoch; a last batch that is not full is left out.
/// </summary>
/// <param name="Points">The training points.</param>
/// <param name="BatchSize">The points of a minibatch, at most as many as there are.</param>
/// <param name="Optimizer">The optimizer.</param>
public sealed record VaeTraining(Points Points, int BatchSize, Optimizer Optimizer)
{
    /// <summary>The model after some epochs, and its state before the first and after each.</summary>
    /// <exception cref="ArgumentException">The batch size or the dimension of the model does not fit the points.</exception>
    public (NetworkVae Model, IReadOnlyList<VaeEpoch> Log) Run(NetworkVae start, int epochs, RandomStream stream)
    {
        var (model, log) = (start, new List<VaeEpoch>());
        foreach (var (epoch, next) in Models(start, epochs, stream).Index())
        {
            model = next;
            log.Add(VaeEpoch.Of(epoch, model, Points, stream.Child("state", epoch)));
        }
        return (model, log);
    }

    /// <summary>The model before the first epoch and after each, as training goes on.</summary>
    /// <exception cref="ArgumentException">The batch size or the dimension of the model does not fit the points.</exception>
    public IEnumerable<NetworkVae> Models(NetworkVae start, int epochs, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        if (BatchSize < 1 || BatchSize > Points.Count)
            throw new ArgumentException($"Batches of {BatchSize} cannot be taken of {Points.Count} points.");
        if (start.Dimension != Points.Dimension)
            throw new ArgumentException($"The model takes points of dimension {start.Dimension}, not {Points.Dimension}.");
        return Trained(start, epochs, stream);
    }

    private IEnumerable<NetworkVae> Trained(NetworkVae start, int epochs, RandomStream stream)
    {
        yield return start;
        using var batch = new VaeGradient(start, BatchSize);
        var parameters = VaeGradient.Parameters(start);
        var (gradient, state) = (new float[parameters.Length], Optimizer.Start(parameters.Length));
        var points = Array.ConvertAll(Points.Values.ToArray(), x => (float)x);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var order = stream.Child("order", epoch).Permutation(Points.Count);
            for (var first = 0; first + BatchSize <= order.Length; first += BatchSize)
            {
                batch.At(
                    parameters,
                    points,
                    order.AsMemory(first, BatchSize),
                    stream.Child("epoch", epoch).Child("batch", first),
                    gradient
                );
                state.Step(parameters, gradient);
            }
            yield return batch.Model(parameters);
        }
    }
}
