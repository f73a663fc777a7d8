using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>A law on the indices 0, ..., n - 1 by nonnegative weights, drawn by inversion in logarithmic time.</summary>
internal sealed class WeightedIndex
{
    private readonly double[] cumulated;

    /// <summary>Weights, normalised to sum to 1.</summary>
    /// <exception cref="ArgumentException">A weight is negative, or the sum is 0 or not finite.</exception>
    internal WeightedIndex(IReadOnlyList<double> weights)
    {
        var total = weights.Sum();
        if (!weights.All(w => w >= 0) || !(total > 0 && double.IsFinite(total)))
            throw new ArgumentException(
                $"Weights need to be nonnegative, with a positive and finite sum; given: {string.Join(", ", weights.Take(8))}."
            );
        Weights = [.. weights.Select(w => w / total)];
        cumulated = new double[weights.Count];
        for (var i = 0; i < cumulated.Length; i++)
            cumulated[i] = Weights[i] + (i == 0 ? 0 : cumulated[i - 1]);
    }

    /// <summary>The probabilities.</summary>
    internal double[] Weights { get; }

    /// <summary>Independent indices.</summary>
    internal int[] Sample(int count, RandomStream stream) => Array.ConvertAll(stream.Uniforms(count), Of);

    private int Of(double u)
    {
        var at = Array.BinarySearch(cumulated, u * cumulated[^1]);
        at = at >= 0 ? at + 1 : ~at;
        // Rounding may point past the end, or at an index without weight.
        at = Math.Min(at, cumulated.Length - 1);
        while (Weights[at] == 0 && at > 0)
            at--;
        return at;
    }
}
