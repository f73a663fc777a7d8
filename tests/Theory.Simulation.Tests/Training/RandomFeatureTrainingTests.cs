using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Data;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Testing;

namespace Theory.Simulation.Tests.Training;

public class RandomFeatureTrainingTests
{
    // d = 1, p = 2, n = 2, W = (1, -.5), x = (.3, -1.2), t = .1, tanh, population N(0, 1).
    private static readonly Matrix<double> SmallWeights = Matrix<double>.Build.DenseOfArray(
        new[,]
        {
            { 1.0 },
            { -0.5 },
        }
    );
    private static readonly RandomFeatureTraining Small = RandomFeatureTraining.AtTime(0.1, SmallWeights, Activation.Tanh);
    private static readonly QuadraticLoss SmallTrain = Small.OnPoints(Points.OnLine(0.3, -1.2));

    [Fact]
    public void Moments_of_two_features_are_those_of_quadrature_at_high_precision()
    {
        Assert.Equal(0.38386608459, SmallTrain.Gram[0, 0], 1e-11);
        Assert.Equal(-0.24322365259, SmallTrain.Gram[0, 1], 1e-11);
        Assert.Equal(0.15615677767, SmallTrain.Gram[1, 1], 1e-11);
        Assert.Equal(0.26232348941, SmallTrain.Cross[0, 0], 1e-11);
        Assert.Equal(-0.17963619033, SmallTrain.Cross[1, 0], 1e-11);
        var path = new DescentPath(SmallTrain);
        Assert.Equal(0.0014585922128, path.Eigenvalues[0], 1e-11);
        Assert.Equal(0.53856427005, path.Eigenvalues[1], 1e-11);
    }

    [Fact]
    public void The_parameters_of_the_flow_are_those_of_the_reference()
    {
        var path = new DescentPath(SmallTrain);
        var theta = path.Parameters(path.Flow(Small.FlowTime(10)));
        // A / sqrt(p) = -Theta' / sqrt(v).
        Assert.Equal(-0.70416747856, -theta[0, 0] / Math.Sqrt(Small.NoiseVariance), 1e-10);
        Assert.Equal(0.50225545086, -theta[1, 0] / Math.Sqrt(Small.NoiseVariance), 1e-10);
    }

    [Fact]
    public void A_flow_of_half_the_rate_has_other_parameters()
    {
        // exp(-Delta lambda tau/psi_p) for exp(-2 Delta lambda tau/psi_p).
        var path = new DescentPath(SmallTrain);
        var theta = path.Parameters(path.Flow(Small.FlowTime(10) / 2));
        Assert.True(Math.Abs(0.70416747856 - theta[0, 0] / Math.Sqrt(Small.NoiseVariance)) > 0.01);
    }

    [Fact]
    public void Descent_that_is_run_has_in_the_mean_the_parameters_of_descent_without_noise()
    {
        // Two features, two points, 4,000 runs of 5 steps: each parameter within 5 standard errors.
        const int runs = 4000;
        var path = new DescentPath(SmallTrain);
        var expected = path.Parameters(path.Steps(0.2, 5));
        var ends = Enumerable
            .Range(0, runs)
            .Select(k =>
                new SampledDescent(Small, Points.OnLine(0.3, -1.2), 0.2, RandomStream.Root(5).Child("run", k)).After([5]).Single()
            )
            .ToList();
        for (var i = 0; i < 2; i++)
        {
            var (mean, square) = (ends.Average(e => e[i, 0]), ends.Average(e => e[i, 0] * e[i, 0]));
            Assert.InRange(Math.Abs(mean - expected[i, 0]), 0, 5 * Math.Sqrt((square - mean * mean) / runs));
        }
    }

    [Fact]
    public void Test_loss_and_score_error_satisfy_their_identity()
    {
        // test = 1 - v + v * (score error), exactly, for standard Gaussian data.
        var (denoising, score) = Small.OnGaussian();
        var theta = SmallWeights * 0.7;
        Assert.Equal(1 - Small.NoiseVariance + Small.NoiseVariance * score.At(theta), denoising.At(theta), 1e-12);
    }

    [Fact]
    public void The_published_training_is_followed_in_mean_and_noise()
    {
        var w = Read("random_features_W.npy");
        var x = Read("random_features_x.npy");
        var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("random_features_trajectory.json"))).RootElement;
        var rows = golden.GetProperty("rows").EnumerateArray().ToArray();
        var weights = Matrix<double>.Build.DenseOfRowMajor(w.Count, w.Dimension, w.Values.ToArray());
        var model = RandomFeatureTraining.AtTime(golden.GetProperty("t").GetDouble(), weights, Activation.Tanh);
        var path = new DescentPath(model.OnPoints(x));
        var (denoising, score) = model.OnGaussian();
        var (test, error) = (path.Observe(denoising), path.Observe(score));
        var step = golden.GetProperty("learning_rate").GetDouble() * model.NoiseVariance;
        var spectrum = golden.GetProperty("eigenvalues_of_U");
        Assert.Equal(spectrum.GetProperty("min").GetDouble(), path.Eigenvalues[0] * x.Dimension, 1e-9);
        Assert.Equal(spectrum.GetProperty("max").GetDouble(), path.Eigenvalues[^1] * x.Dimension, 1e-9);

        var states = new NoisyDescent(path, step, x.Dimension, x.Count)
            .After([.. rows.Select(r => r.GetProperty("epoch").GetInt64() + 1)])
            .ToArray();
        foreach (var (row, state) in rows.Zip(states))
        {
            double Reference(string name) => row.GetProperty(name).GetDouble();
            void Near(string name, double value, double relative) => Assert.Equal(1, value / Reference(name), relative);
            var flow = path.Flow(step * state.Steps);
            Near("flow_train", path.Loss(flow), 1e-6);
            Near("flow_test", test.At(flow), 1e-6);
            Near("flow_err", error.At(flow), 1e-5);
            Near("gd_train", path.Loss(state.Filter), 1e-6);
            Near("gd_test", test.At(state.Filter), 1e-6);
            Near("gd_err", error.At(state.Filter), 1e-5);
            Near("sgd_train", state.Loss, 1e-3);
            Near("sgd_test", state.Mean(test), 1e-3);
            Near("sgd_err", state.Mean(error), 5e-3);
        }
        // Against what was measured: the median over the rows.
        double Median(Func<NoisyState, double> value, string name) =>
            rows.Zip(states, (r, s) => Math.Abs(value(s) / r.GetProperty(name).GetDouble() - 1))
                .Order()
                .ElementAt(rows.Length / 2);
        Assert.InRange(Median(s => s.Loss, "train"), 0, 1e-3);
        Assert.InRange(Median(s => s.Mean(test), "test"), 0, 1e-3);
        Assert.InRange(Median(s => s.Mean(error), "err"), 0, 1e-2);
    }

    [Fact]
    public void Discrete_descent_in_closed_form_is_descent_iterated() =>
        Forall.Holds(
            Instances,
            instance =>
            {
                var loss = instance.Loss;
                var path = new DescentPath(loss);
                var step = 0.3 / Math.Max(path.Eigenvalues[^1], 1e-3);
                var theta = Matrix<double>.Build.Dense(loss.Features, loss.Outputs);
                for (var k = 0; k < instance.Steps; k++)
                    theta -= step * loss.Gradient(theta);
                var filter = path.Steps(step, instance.Steps);
                var other = instance.Other;
                Assert.InRange((path.Parameters(filter) - theta).L2Norm(), 0, 1e-10 * (1 + theta.L2Norm()));
                Assert.Equal(loss.At(theta), path.Loss(filter), 1e-10 * (1 + Math.Abs(loss.Constant)));
                Assert.Equal(other.At(theta), path.Observe(other).At(filter), 1e-10 * (1 + Math.Abs(other.At(theta))));
            },
            trials: 100
        );

    [Fact]
    public void The_flow_is_the_limit_of_small_steps_and_never_raises_the_training_loss() =>
        Forall.Holds(
            Instances,
            instance =>
            {
                var path = new DescentPath(instance.Loss);
                const int steps = 200_000;
                var (flow, descent) = (path.Flow(2), path.Steps(2.0 / steps, steps));
                Assert.Equal(path.Loss(flow), path.Loss(descent), 1e-3 * (1 + Math.Abs(instance.Loss.Constant)));
                var losses = new[] { 0, 0.1, 1, 10, 1e3, double.PositiveInfinity }.Select(t => path.Loss(path.Flow(t))).ToArray();
                Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-9));
            },
            trials: 50
        );

    [Fact]
    public void A_loss_seen_from_another_start_is_the_same_loss() =>
        Forall.Holds(
            Instances,
            instance =>
            {
                var (loss, theta) = (instance.Loss, instance.Start);
                Assert.Equal(loss.At(theta), loss.From(theta).Constant, 1e-10 * (1 + Math.Abs(loss.At(theta))));
                Assert.Equal(loss.At(2 * theta), loss.From(theta).At(theta), 1e-9 * (1 + Math.Abs(loss.At(2 * theta))));
            },
            trials: 50
        );

    [Fact]
    public void The_gradient_is_that_of_finite_differences() =>
        Forall.Holds(
            Instances,
            instance =>
            {
                var (loss, theta) = (instance.Loss, instance.Start);
                var gradient = loss.Gradient(theta);
                var unit = Matrix<double>.Build.Dense(theta.RowCount, theta.ColumnCount, (i, j) => Math.Sin(i + 2 * j + 1));
                var slope = (loss.At(theta + 1e-4 * unit) - loss.At(theta - 1e-4 * unit)) / 2e-4;
                Assert.Equal(gradient.PointwiseMultiply(unit).ColumnSums().Sum(), slope, 1e-6 * (1 + Math.Abs(slope)));
            },
            trials: 50
        );

    private sealed record Instance(QuadraticLoss Loss, QuadraticLoss Other, Matrix<double> Start, int Steps);

    private static Arbitrary<Instance> Instances =>
        (
            from features in Gen.Choose(1, 8)
            from rank in Gen.Choose(1, 8)
            from outputs in Gen.Choose(1, 3)
            from steps in Gen.Choose(0, 60)
            from seed in Gen.Choose(0, int.MaxValue)
            select Draw(RandomStream.Root((ulong)seed), features, rank, outputs, steps)
        ).ToArbitrary();

    // Targets are drawn, so that a loss is one of least squares: bounded below, also when the features are dependent.
    private static Instance Draw(RandomStream stream, int features, int rank, int outputs, int steps)
    {
        Matrix<double> Gaussian(string name, int rows, int columns) =>
            Matrix<double>.Build.Dense(rows, columns, stream.Child(name).Gaussians(rows * columns));
        QuadraticLoss Least(string name)
        {
            var (phi, target) = (Gaussian(name + " features", features, rank), Gaussian(name + " targets", rank, outputs));
            return new(phi * phi.Transpose() / rank, phi * target / rank, target.PointwisePower(2).ColumnSums().Sum() / rank);
        }
        return new(Least("train"), Least("other"), Gaussian("start", features, outputs), steps);
    }

    private static Points Read(string name) => DataSet.Read(Golden.PathOf(name)).Points;

    [Theory]
    [InlineData(1e-18)]
    [InlineData(1e-12)]
    [InlineData(1e-6)]
    public void Directions_that_hardly_curve_move_as_if_they_did_not(double eigenvalue)
    {
        // h = 2 tau (1 - lambda tau + ..) for the flow, and the same but for the step for descent.
        var path = new DescentPath(
            new QuadraticLoss(Matrix<double>.Build.DenseOfDiagonalArray([eigenvalue, 1]), Matrix<double>.Build.Dense(2, 1, 1), 1)
        );
        Assert.Equal(2 * (1 - eigenvalue), path.Flow(1)[0], 1e-11);
        Assert.Equal(2 * (1 - eigenvalue), path.Steps(1e-5, 100_000)[0], 1e-10);
    }
}
