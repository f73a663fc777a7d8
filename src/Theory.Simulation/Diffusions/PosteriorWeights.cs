using System.Numerics.Tensors;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// What an observation says about the index J of the point it came from, J uniform on m points: the posterior weights and their
/// entropy. Everything follows from the unnormalised log-weights of the m points.
/// </summary>
internal static class PosteriorWeights
{
    // exp(Least) is 10^-304: below it exponentials are subnormal or 0, weigh nothing, and take a hundred times as long.
    private const double Least = -700;

    /// <summary>Exponentials of numbers at most 0, or not so far above that they overflow.</summary>
    internal static void Exp(ReadOnlySpan<double> logWeights, Span<double> weights)
    {
        TensorPrimitives.Max(logWeights, Least, weights);
        Elementwise.Exp(weights, weights);
    }

    /// <summary>
    /// Turns log-weights into weights that sum to 1, or are not numbers where all are minus infinity; returns the logarithm of the sum of
    /// their exponentials.
    /// </summary>
    internal static double Normalise(Span<double> logWeights)
    {
        var greatest = TensorPrimitives.Max<double>(logWeights);
        if (double.IsNegativeInfinity(greatest))
        {
            logWeights.Fill(double.NaN);
            return greatest;
        }
        TensorPrimitives.Subtract(logWeights, greatest, logWeights);
        Exp(logWeights, logWeights);
        var total = TensorPrimitives.Sum<double>(logWeights);
        TensorPrimitives.Divide(logWeights, total, logWeights);
        return greatest + Math.Log(total);
    }

    /// <summary>The logarithm of the sum of exponentials; <paramref name="scratch"/> is overwritten.</summary>
    internal static double LogSum(ReadOnlySpan<double> logWeights, Span<double> scratch)
    {
        var greatest = TensorPrimitives.Max(logWeights);
        TensorPrimitives.Subtract(logWeights, greatest, scratch);
        Exp(scratch, scratch);
        return greatest + Math.Log(TensorPrimitives.Sum<double>(scratch));
    }

    /// <summary>
    /// log m minus the entropy of the weights, in nats: what the observation says about J; between 0 and log m.
    /// The log-weights are shifted in place; <paramref name="scratch"/> is overwritten.
    /// </summary>
    internal static double Information(Span<double> logWeights, Span<double> scratch)
    {
        TensorPrimitives.Subtract(logWeights, TensorPrimitives.Max<double>(logWeights), logWeights);
        Exp(logWeights, scratch);
        var total = TensorPrimitives.Sum<double>(scratch);
        var entropy = Math.Log(total) - TensorPrimitives.Dot<double>(scratch, logWeights) / total;
        return Math.Clamp(Math.Log(logWeights.Length) - entropy, 0, Math.Log(logWeights.Length));
    }
}
