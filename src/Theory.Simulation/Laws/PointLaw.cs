using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>A law on finitely many points: an empirical law, a finite alphabet in R^d.</summary>
public sealed class PointLaw : Law, IDiffusible
{
    private readonly WeightedIndex index;

    /// <summary>A law on <paramref name="points"/>, uniform or by weights (normalised here).</summary>
    /// <exception cref="ArgumentException">The weights are not as many as the points, or no weights.</exception>
    public PointLaw(Points points, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (weights is not null && weights.Count != points.Count)
            throw new ArgumentException($"{points.Count} points have {weights.Count} weights.", nameof(weights));
        Points = points;
        index = new(weights ?? [.. Enumerable.Repeat(1.0, points.Count)]);
    }

    /// <summary>The points.</summary>
    public Points Points { get; }

    /// <summary>Their probabilities.</summary>
    public IReadOnlyList<double> Weights => index.Weights;

    /// <inheritdoc/>
    public override int Dimension => Points.Dimension;

    /// <summary>The law smoothed by a Gaussian: a mixture with one component at each point.</summary>
    public SmoothedPoints Smoothed(double scale, double variance) => new(this, scale, variance);

    /// <inheritdoc/>
    public ContinuousLaw Diffused(double scale, double variance) => Smoothed(scale, variance);

    /// <summary>Indices of points drawn from the law.</summary>
    internal int[] SampleIndices(int count, RandomStream stream) => index.Sample(count, stream);

    private protected override Points Draw(int count, RandomStream stream) => Points.Select(SampleIndices(count, stream));
}
