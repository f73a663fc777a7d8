using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Training;

/// <summary>
/// The descent of the published code, run and not solved: at every step each training point is noised afresh, once, and the parameters
/// follow the gradient on these noised points. <see cref="NoisyDescent"/> says what it does in mean and variance.
/// </summary>
/// <param name="Model">The features and the noise.</param>
/// <param name="Training">The training points.</param>
/// <param name="Step">The step of descent; the published learning rate lr is the step lr v.</param>
/// <param name="Stream">The randomness of the noise.</param>
public sealed record SampledDescent(RandomFeatureTraining Model, Points Training, double Step, RandomStream Stream)
{
    /// <summary>The parameters Theta, features x dimension, after the given numbers of steps, which must ascend.</summary>
    /// <exception cref="ArgumentException">The numbers do not ascend from 0.</exception>
    public IEnumerable<Matrix<double>> After(IReadOnlyList<long> steps)
    {
        NoisyDescent.ThrowIfNotAscending(steps);
        return Run(steps);
    }

    private IEnumerable<Matrix<double>> Run(IReadOnlyList<long> steps)
    {
        var (d, n) = (Training.Dimension, Training.Count);
        var clean = Model.Scale * Matrix<double>.Build.Dense(d, n, Training.Values.ToArray());
        var (first, deviation) = (Model.Weights / Math.Sqrt(d), Math.Sqrt(Model.NoiseVariance));
        var theta = Matrix<double>.Build.Dense(Model.Weights.RowCount, d);
        var done = 0L;
        foreach (var wanted in steps)
        {
            for (; done < wanted; done++)
            {
                var noise = Matrix<double>.Build.Dense(d, n, Stream.Child("step", done).Gaussians(d * n));
                var features = (first * (clean + deviation * noise)).AsColumnMajorArray();
                ScoreModels.Activations.Apply(Model.Activation, features, features);
                var phi = Matrix<double>.Build.Dense(Model.Weights.RowCount, n, features);
                var residual = theta.TransposeThisAndMultiply(phi) - noise;
                theta -= 2 * Step / (d * (double)n) * phi.TransposeAndMultiply(residual);
            }
            yield return theta.Clone();
        }
    }
}
