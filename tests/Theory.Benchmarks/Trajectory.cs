using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation;
using Theory.Simulation.Data;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Testing;

namespace Theory.Benchmarks;

/// <summary>
/// The training of a random-feature score, d = 100, p = 800, n = 400, solved: train, test and score error over 29,422 steps with
/// the noise of the targets. The published loop takes about 4 s for every 1,000 of these steps.
/// </summary>
internal static class Trajectory
{
    private const double Asked = 1;

    public static IEnumerable<Row> Rows()
    {
        const string work = "29,422 steps of descent on random features, d = 100, p = 800, n = 400";
        yield return new($"{work}, compilation included (clock)", Timing.Of(Solve).Wall, "asked for: at most", Asked);
        yield return new($"{work}, then (clock)", Timing.Best(Solve, 5).Wall, "asked for: at most", Asked);
    }

    private static void Solve()
    {
        Points Read(string name) => DataSet.Read(Golden.PathOf(name)).Points;
        var (w, x) = (Read("random_features_W.npy"), Read("random_features_x.npy"));
        var weights = Matrix<double>.Build.DenseOfRowMajor(w.Count, w.Dimension, w.Values.ToArray());
        var model = RandomFeatureTraining.AtTime(0.01, weights, Activation.Tanh);
        var path = new DescentPath(model.OnPoints(x));
        var (denoising, score) = model.OnGaussian();
        var (test, error) = (path.Observe(denoising), path.Observe(score));
        var states = new NoisyDescent(path, 50.5 * model.NoiseVariance, x.Dimension, x.Count).After([2, 30, 300, 3000, 29_422]);
        if (states.Any(s => !(s.Loss > 0 && s.Mean(test) > 0 && s.Mean(error) > 0)))
            throw new InvalidOperationException("A loss is not positive.");
    }
}
