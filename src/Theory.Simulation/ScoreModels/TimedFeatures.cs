using Theory.Simulation.Randomness;

namespace Theory.Simulation.ScoreModels;

/// <summary>
/// Random features of a point and a diffusion time, <c>f(w_i.x + u_i.e(t))</c> with the bounded embedding
/// <c>e(t) = (1, cos(pi t/T), sin(pi t/T))</c>: what a score model of Li et al. (2023) takes linear combinations of, its weights w and u
/// drawn and never trained.
/// </summary>
/// <param name="Weights">The vectors w, one a row.</param>
/// <param name="TimeWeights">The vectors u, one a row.</param>
/// <param name="Horizon">T.</param>
/// <param name="Activation">f.</param>
public sealed record TimedFeatures(Points Weights, Points TimeWeights, double Horizon, Activation Activation)
{
    private const int Embedding = 3;

    /// <summary>The number of features.</summary>
    public int Count => Weights.Count;

    /// <summary>The dimension of the points.</summary>
    public int Dimension => Weights.Dimension;

    /// <summary>Features with standard Gaussian weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not positive.</exception>
    public static TimedFeatures Draw(int count, int dimension, double horizon, Activation activation, RandomStream stream)
    {
        if (!(horizon > 0 && double.IsFinite(horizon)))
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "A horizon is positive and finite.");
        return new(
            Points.Of(dimension, stream.Child("w").Gaussians(count * dimension)),
            Points.Of(Embedding, stream.Child("u").Gaussians(count * Embedding)),
            horizon,
            activation
        );
    }

    /// <summary>The features as functions of the point, at a time.</summary>
    public FeatureMap At(double time)
    {
        var angle = Math.PI * time / Horizon;
        var (cosine, sine) = (Math.Cos(angle), Math.Sin(angle));
        var biases = new double[Count];
        for (var i = 0; i < biases.Length; i++)
            biases[i] = TimeWeights[i][0] + TimeWeights[i][1] * cosine + TimeWeights[i][2] * sine;
        return new FeatureMap.Hidden(Weights, biases, Activation);
    }
}
