using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Vae;

/// <summary>
/// One training point made random: it is one of finitely many candidates, equally likely, while the other points, the initial networks
/// and every draw of the training stay the same. The model is trained anew for each candidate; what the generated point then tells of
/// the candidate beyond its latent point is I(X^_i; X_i | Z_i) of that world, between two sides.
/// </summary>
/// <param name="Training">The training; row <paramref name="Index"/> of its points is the one that is replaced.</param>
/// <param name="Index">i, from 0.</param>
/// <param name="Candidates">The candidates, one a row.</param>
public sealed record ReplacedPoint(VaeTraining Training, int Index, Points Candidates)
{
    /// <summary>The model that each candidate leads to: one training a candidate, all from the same start and the same draws.</summary>
    /// <exception cref="ArgumentException">The index or the candidates do not fit the points.</exception>
    public IReadOnlyList<NetworkVae> Retrain(NetworkVae start, int epochs, RandomStream stream)
    {
        var points = Training.Points;
        if (Index < 0 || Index >= points.Count)
            throw new ArgumentException(
                $"There is no point {Index} to replace: the training has points 0 to {points.Count - 1}."
            );
        if (Candidates.Dimension != points.Dimension)
            throw new ArgumentException(
                $"Candidates of dimension {Candidates.Dimension} cannot replace points of dimension {points.Dimension}."
            );
        var models = new NetworkVae[Candidates.Count];
        Parallel.For(
            0,
            models.Length,
            k =>
            {
                var replaced = Points.Generate(
                    points.Count,
                    points.Dimension,
                    (i, row) => (i == Index ? Candidates[k] : points[i]).CopyTo(row)
                );
                models[k] = (Training with { Points = replaced }).Run(start, epochs, stream).Model;
            }
        );
        return models;
    }

    /// <summary>
    /// I(X^_i; X_i | Z_i) between the two sides of <see cref="GeneratorInformation.OverCandidates"/>: Z_i is drawn from the law that the
    /// candidate's own encoder gives it, and X^_i is Gaussian around the candidate's own decoder at Z_i.
    /// </summary>
    /// <param name="start">The networks before training.</param>
    /// <param name="epochs">The passes over the points.</param>
    /// <param name="variance">The generator's variance, positive; a decoder without noise would give its training away.</param>
    /// <param name="draws">Latent draws.</param>
    /// <param name="stream">The randomness.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public Estimate Information(NetworkVae start, int epochs, double variance, int draws, RandomStream stream)
    {
        var models = Retrain(start, epochs, stream.Child("train"));
        var laws = models.Select((model, k) => model.Encode(Candidates.Rows(k, 1))).ToArray();
        Points Stack(Func<Encoding, Points> part) => Points.FromRows([.. laws.Select(law => part(law)[0].ToArray())]);
        return GeneratorInformation.OverCandidates(
            [.. models.Select(model => (Func<Points, Points>)model.Decode)],
            new Encoding(Stack(law => law.Means), Stack(law => law.Deviations)),
            variance,
            draws,
            stream.Child("draws")
        );
    }
}
