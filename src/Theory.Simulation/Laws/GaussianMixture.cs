using System.Numerics.Tensors;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>A mixture of Gaussians of one dimension.</summary>
public sealed class GaussianMixture : ContinuousLaw, IDiffusible
{
    private readonly WeightedIndex index;

    /// <summary>A mixture by weights (normalised here); equal ones when none are given.</summary>
    /// <exception cref="ArgumentException">There is no component, or dimensions or counts differ.</exception>
    public GaussianMixture(IReadOnlyList<Gaussian> components, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(components);
        if (components.Count == 0 || components.Any(c => c.Dimension != components[0].Dimension))
            throw new ArgumentException("A mixture needs one or more components of one dimension.", nameof(components));
        if (weights is not null && weights.Count != components.Count)
            throw new ArgumentException($"{components.Count} components have {weights.Count} weights.", nameof(weights));
        Components = components;
        index = new(weights ?? [.. Enumerable.Repeat(1.0, components.Count)]);
    }

    /// <summary>The components.</summary>
    public IReadOnlyList<Gaussian> Components { get; }

    /// <summary>Their probabilities.</summary>
    public IReadOnlyList<double> Weights => index.Weights;

    /// <inheritdoc/>
    public override int Dimension => Components[0].Dimension;

    /// <inheritdoc/>
    public ContinuousLaw Diffused(double scale, double variance) =>
        new GaussianMixture([.. Components.Select(c => c.Transformed(scale, variance))], Weights);

    internal int[] SampleIndices(int count, RandomStream stream) => index.Sample(count, stream);

    private protected override double Evaluate(ReadOnlySpan<double> x, Span<double> score)
    {
        var weights = new double[Components.Count];
        var scores = new double[score.IsEmpty ? 0 : Components.Count * Dimension];
        for (var k = 0; k < weights.Length; k++)
            weights[k] =
                Math.Log(Weights[k])
                + Components[k].LogDensityAndScore(x, score.IsEmpty ? [] : scores.AsSpan(k * Dimension, Dimension));
        var log = PosteriorWeights.Normalise(weights);
        score.Clear();
        for (var k = 0; k < weights.Length && !score.IsEmpty; k++)
            TensorPrimitives.MultiplyAdd<double>(scores.AsSpan(k * Dimension, Dimension), weights[k], score, score);
        return log;
    }

    private protected override Points Draw(int count, RandomStream stream)
    {
        var chosen = SampleIndices(count, stream.Child("index"));
        var noise = stream.Child("noise").Gaussians(count * Dimension);
        return Points.Generate(
            count,
            Dimension,
            (i, row) => Components[chosen[i]].FromStandard(noise.AsSpan(i * Dimension, Dimension), row)
        );
    }
}
