using MathNet.Numerics.LinearAlgebra;
using Theory.Bounds.Papers;
using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics.Numerics;

namespace Theory.Verification.Experiments;

/// <summary>
/// A random-feature score of standard Gaussian data with its training solved: the losses at every time of the flow. Times are the paper's
/// tau, in which a mode of eigenvalue lambda decays as exp(-2 Delta lambda tau/psi_p).
/// </summary>
internal sealed class RandomFeatureWorld
{
    private const double Ratio = 1.05; // of one time that is looked at to the next
    private readonly double unit; // time of the flow per tau

    public RandomFeatureWorld(RandomFeatureTraining model, Points training)
    {
        (Model, Training, unit) = (model, training, model.FlowTime(1));
        Train = model.OnPoints(training);
        (Denoising, Score) = model.OnGaussian();
        Path = new DescentPath(Train);
        (OnFresh, OnScore) = (Path.Observe(Denoising), Path.Observe(Score));
    }

    /// <summary>p features of dimension d and n training points, drawn.</summary>
    public static RandomFeatureWorld Draw(int d, int p, int n, double t, RandomStream stream) =>
        new(
            RandomFeatureTraining.AtTime(
                t,
                Matrix<double>.Build.Dense(p, d, stream.Child("weights").Gaussians(p * d)),
                Activation.Tanh
            ),
            Gaussian.Standard(d).Sample(n, stream.Child("points"))
        );

    public RandomFeatureTraining Model { get; }
    public Points Training { get; }
    public QuadraticLoss Train { get; }
    public QuadraticLoss Denoising { get; }
    public QuadraticLoss Score { get; }
    public DescentPath Path { get; }
    public PathObservable OnFresh { get; }
    public PathObservable OnScore { get; }

    /// <summary>Delta, the variance of the noise.</summary>
    public double Noise => Model.NoiseVariance;

    /// <summary>1 - Delta: the least test loss of any model, that of the exact score of the population.</summary>
    public double Floor => 1 - Noise;

    /// <summary>The training time tau after steps of descent.</summary>
    public double TimeOf(double steps, double step) => steps * step / unit;

    /// <summary>Training and test loss of the flow at tau.</summary>
    public (double Train, double Test) At(double tau)
    {
        var filter = Path.Flow(tau * unit);
        return (Path.Loss(filter), OnFresh.At(filter));
    }

    /// <summary>The training time at which the test loss has made all but 1/e of its way down to the floor.</summary>
    public double GeneralizationTime => First(tau => At(tau).Test <= Floor + Noise / Math.E);

    /// <summary>
    /// The training time at which the training loss is halfway between the floor, below which no loss on fresh points can be, and where it ends.
    /// </summary>
    public double MemorizationTime
    {
        get
        {
            var level = (Floor + At(double.PositiveInfinity).Train) / 2;
            return First(tau => Path.Loss(Path.Flow(tau * unit)) <= level);
        }
    }

    /// <summary>The scales that the catalog claims of the two times, each up to a constant.</summary>
    public (double Generalization, double Memorization) Claimed
    {
        get
        {
            var (d, p, n) = (Training.Dimension, Model.Weights.RowCount, Training.Count);
            var t = -Math.Log(Model.Scale);
            var constants = GaussianEquivalent.At(t, 1, Model.Activation);
            return (
                Bonnaire2025.GenerationTime.Right.Evaluate(("t", t), ("a", constants.Linear), ("Lambda", 1)),
                Bonnaire2025.MemorizationTime.Right.Evaluate(
                    ("t", t),
                    ("n", n),
                    ("p", p),
                    ("d", d),
                    ("v", constants.Sample),
                    ("s", Math.Sqrt(constants.FreshSquared))
                )
            );
        }
    }

    /// <summary>The least test loss over the times looked at, with its time, before the end of training.</summary>
    public (double Time, double Loss) EarlyStop => Times().Select(tau => (Time: tau, Loss: At(tau).Test)).MinBy(at => at.Loss);

    private IEnumerable<double> Times()
    {
        // From where nothing has moved to where nothing moves.
        var (fast, slow) = (1 / (2 * Path.Eigenvalues[^1] * unit), 1 / (2 * Path.Eigenvalues[0] * unit));
        for (var tau = fast / 100; tau < 100 * slow; tau *= Ratio)
            yield return tau;
    }

    private double First(Func<double, bool> isReached)
    {
        var high = Times().FirstOrDefault(isReached, double.PositiveInfinity);
        if (double.IsPositiveInfinity(high))
            return high;
        var low = high / Ratio;
        for (var k = 0; k < 30; k++)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = isReached(middle) ? (low, middle) : (middle, high);
        }
        return high;
    }
}
