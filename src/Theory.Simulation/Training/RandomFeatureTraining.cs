using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// Training the second layer of a random-feature score at one diffusion time: <c>score(x) = -Theta' phi(x) / sqrt(v)</c> with
/// <c>phi(x) = f(W x / sqrt(d))</c>, so that Theta' phi predicts the noise. All losses are exact in the noise.
/// </summary>
/// <remarks>
/// Bonnaire et al. 2025: there A / sqrt(p) = -Theta' / sqrt(v), a training time tau is <see cref="FlowTime"/> here, and the
/// published code's learning rate lr is the step lr v.
/// </remarks>
/// <param name="Weights">W, features x dimension, fixed.</param>
/// <param name="Activation">f.</param>
/// <param name="Scale">a: the noised point is a x + sqrt(v) xi.</param>
/// <param name="NoiseVariance">v, positive.</param>
public sealed record RandomFeatureTraining(Matrix<double> Weights, Activation Activation, double Scale, double NoiseVariance)
{
    /// <summary>The Ornstein-Uhlenbeck noise of time t: a = e^-t, v = 1 - e^-2t.</summary>
    public static RandomFeatureTraining AtTime(double t, Matrix<double> weights, Activation activation) =>
        t > 0
            ? new(weights, activation, Math.Exp(-t), -NearZero.ExpM1(-2 * t))
            : throw new ArgumentOutOfRangeException(nameof(t), t, "A diffusion time is positive.");

    private int Dimension => Weights.ColumnCount;

    /// <summary>
    /// The denoising loss on the given points, <c>(1/(d n)) sum over points of E_xi |Theta' phi(a x + sqrt(v) xi) - xi|^2</c>.
    /// </summary>
    public QuadraticLoss OnPoints(Points points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimension != Dimension)
            throw new ArgumentException(
                $"The points have dimension {points.Dimension} and the weights {Dimension}.",
                nameof(points)
            );
        var x = Matrix<double>.Build.Dense(points.Dimension, points.Count, points.Values.ToArray());
        var moments = FeatureMoments.Of(
            Activation,
            Scale / Math.Sqrt(Dimension) * Weights * x,
            Math.Sqrt(NoiseVariance / Dimension) * Weights
        );
        return new QuadraticLoss(moments.Gram / Dimension, moments.NoiseMoment / Dimension, 1);
    }

    /// <summary>The denoising loss over the population N(0, variance I), and the error of the score there.</summary>
    /// <param name="variance">The variance of each coordinate of the data; 0 is a point mass.</param>
    public (QuadraticLoss Denoising, QuadraticLoss Score) OnGaussian(double variance = 1)
    {
        if (!(variance >= 0 && double.IsFinite(variance)))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "A variance is finite and nonnegative.");
        var total = Scale * Scale * variance + NoiseVariance;
        var moments = FeatureMoments.Of(
            Activation,
            Matrix<double>.Build.Dense(Weights.RowCount, 1),
            Math.Sqrt(total / Dimension) * Weights
        );
        // The noised point is sqrt(total) z, E[xi | z] = sqrt(v / total) z, and its score is -z / sqrt(total).
        var cross = moments.NoiseMoment * (Math.Sqrt(NoiseVariance / total) / Dimension);
        var denoising = new QuadraticLoss(moments.Gram / Dimension, cross, 1);
        var score = new QuadraticLoss(denoising.Gram / NoiseVariance, cross / NoiseVariance, 1 / total);
        return (denoising, score);
    }

    /// <summary>
    /// The time of the flow of these losses that is the paper's training time tau: tau v d^2 / p, so that an eigenvalue lambda
    /// of d G decays as exp(-2 v lambda tau d / p).
    /// </summary>
    public double FlowTime(double paperTime) => paperTime * NoiseVariance * Dimension * Dimension / Weights.RowCount;

    /// <summary>The score field of parameters Theta (features x dimension).</summary>
    public ScoreFunction Score(Matrix<double> theta)
    {
        ArgumentNullException.ThrowIfNull(theta);
        var first = Weights / Math.Sqrt(Dimension);
        var second = theta.Transpose() / -Math.Sqrt(NoiseVariance);
        return (points, _) =>
        {
            var hidden = (
                first * Matrix<double>.Build.Dense(points.Dimension, points.Count, points.Values.ToArray())
            ).AsColumnMajorArray();
            Activation.Apply(hidden, hidden);
            return Points.Of(
                Dimension,
                (second * Matrix<double>.Build.Dense(Weights.RowCount, points.Count, hidden)).AsColumnMajorArray()
            );
        };
    }
}
