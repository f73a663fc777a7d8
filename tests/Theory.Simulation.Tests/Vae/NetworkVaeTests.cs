using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Data;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Simulation.Vae;
using Theory.Testing;

namespace Theory.Simulation.Tests.Vae;

public class NetworkVaeTests
{
    public static TheoryData<Likelihood> Likelihoods => [new Likelihood.Gaussian(0.5), new Likelihood.Bernoulli()];

    [Theory]
    [MemberData(nameof(Likelihoods))]
    public void The_gradient_end_to_end_is_that_of_finite_differences(Likelihood likelihood)
    {
        const int rows = 130; // three parts would not be needed, two are made
        var stream = RandomStream.Root(3);
        var model = NetworkVae.Initial(5, 2, [7], Activation.Tanh, likelihood, stream.Child("model"));
        var points = Array.ConvertAll(stream.Child("points").Uniforms(rows * 5), x => (float)x);
        using var batch = new VaeGradient(model, rows);
        var parameters = VaeGradient.Parameters(model);
        var (gradient, scratch) = (new float[parameters.Length], new float[parameters.Length]);
        var order = Enumerable.Range(0, rows).ToArray();
        batch.At(parameters, points, order, stream.Child("noise"), gradient);
        for (var trial = 0; trial < 10; trial++)
        {
            var direction = stream.Child("direction", trial).Gaussians(parameters.Length);
            double At(double step) =>
                batch.At(
                    [.. parameters.Zip(direction, (p, u) => (float)(p + step * u))],
                    points,
                    order,
                    stream.Child("noise"),
                    scratch
                );
            // Fourth order, so that the step can be wide enough for single precision.
            const double h = 0.01;
            var slope = (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);
            var expected = gradient.Zip(direction, (g, u) => g * u).Sum();
            Assert.Equal(expected, slope, 2e-3 * (1 + Math.Abs(expected)));
        }
    }

    [Fact]
    public void Linear_networks_learn_the_optimum_that_is_known_in_closed_form()
    {
        const int count = 512;
        var stream = RandomStream.Root(8);
        var mixing = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 2, 0, 0.0 },
                { 1, 0.8, 0 },
                { 0.3, -0.2, 0.5 },
                { 0.1, 0.1, -0.4 },
            }
        );
        var factors = Matrix<double>.Build.Dense(3, count, stream.Child("data").Gaussians(3 * count));
        var points = Points.Of(4, (mixing * factors).ToColumnMajorArray());
        var (mean, covariance) = MeanAndCovariance(points);
        var best = LinearVae.Optimum(mean, covariance, latent: 2, noiseVariance: 0.2).Loss(mean, covariance);

        var start = NetworkVae.Initial(4, 2, [], Activation.Identity, new Likelihood.Gaussian(0.2), stream.Child("model"));
        var (_, log) = new VaeTraining(points, BatchSize: 256, new Optimizer.Adam(0.01)).Run(
            start,
            epochs: 1000,
            stream.Child("train")
        );
        // One latent draw a point: the state of one epoch is noisy, the mean of the last hundred is not.
        var reached = log.TakeLast(100).Average(epoch => epoch.Reconstruction + epoch.Divergence / count);
        Assert.InRange(reached, best - 0.02, best + 0.05);
    }

    [Fact]
    public void Digits_are_learned_and_the_log_holds_what_bounds_need()
    {
        var digits = Digits();
        var stream = RandomStream.Root(1);
        var start = NetworkVae.Initial(64, 4, [64], Activation.Relu, new Likelihood.Bernoulli(), stream.Child("model"));
        var (model, log) = new VaeTraining(digits, BatchSize: 128, new Optimizer.Adam(2e-3)).Run(
            start,
            epochs: 15,
            stream.Child("train")
        );
        Assert.Equal(16, log.Count);
        // Untrained, every pixel is a fair coin to within its initial outputs: 64 log 2 = 44.36.
        Assert.Equal(64 * Math.Log(2), log[0].Reconstruction, 1.0);
        Assert.InRange(log[^1].Reconstruction + log[^1].Divergence / digits.Count, 15, 30);
        Assert.True(log[^1].Distance < log[0].Distance);

        var encoding = model.Encode(digits);
        Assert.Equal(encoding.Divergences().Sum(), log[^1].Divergence, 1e-9 * log[^1].Divergence);
        Assert.Equal(encoding.PriorDistances().Average(), log[^1].PriorDistance, 1e-12);
        Assert.Equal(encoding.Divergences().Average(Math.Sqrt), log[^1].RootDivergence, 1e-12);
        // Jensen: the mean of roots is at most the root of the mean.
        Assert.All(log, epoch => Assert.True(epoch.RootDivergence <= Math.Sqrt(epoch.Divergence / digits.Count) + 1e-12));
        Assert.All(model.Decode(encoding.Means).Values.ToArray(), p => Assert.InRange(p, 0, 1));

        // The published figure is no information: it can exceed the entropy of the training set, log m.
        var quirk = PublishedQuirks.SecondDecoderInformation(model, digits, stream.Child("quirk"));
        Assert.True(quirk > Math.Log(digits.Count));
        var latent = NetworkVae.Draw(encoding, stream.Child("quirk").Child("latent"));
        var untrained = Network.Initial(model.Decoder.Shape, stream.Child("quirk").Child("second decoder"));
        var without = (model with { Decoder = untrained }).LogLikelihoods(digits, latent).Average();
        Assert.Equal(model.LogLikelihoods(digits, latent).Average() - without, quirk, 1e-9 * quirk);
    }

    [Fact]
    public void A_seed_fixes_every_bit()
    {
        var digits = Digits();
        var start = NetworkVae.Initial(64, 2, [16], Activation.Softplus, new Likelihood.Gaussian(0.1), RandomStream.Root(1));
        var training = new VaeTraining(digits, 300, new Optimizer.Adam(1e-3));
        var (a, b) = (training.Run(start, 2, RandomStream.Root(5)), training.Run(start, 2, RandomStream.Root(5)));
        Assert.Equal(a.Log, b.Log);
        Assert.Equal(a.Model.Decoder.Parameters.ToArray(), b.Model.Decoder.Parameters.ToArray());
    }

    [Fact]
    public void Divergence_and_distance_of_an_encoder_are_those_of_the_reference()
    {
        var encoding = new Encoding(Points.OnLine(0.5, 0.5), Points.OnLine(0.3, 0.8));
        Assert.Equal(0.87397280433, encoding.Divergences()[0], 1e-10);
        Assert.Equal(0.16814355131, encoding.Divergences()[1], 1e-10);
        Assert.Equal(0.53851648071, encoding.PriorDistances()[1], 1e-10);
        Assert.Equal(0.14992940379, PublishedQuirks.DivergencesOfDeviations(encoding)[0], 1e-10);
    }

    [Fact]
    public void Batches_and_points_that_do_not_fit_are_refused()
    {
        var start = NetworkVae.Initial(3, 1, [], Activation.Identity, new Likelihood.Gaussian(1), RandomStream.Root(1));
        var points = Points.FromRows([1, 2, 3], [4, 5, 6]);
        var sgd = new Optimizer.Sgd(0.1);
        Assert.Throws<ArgumentException>(() => new VaeTraining(points, 3, sgd).Run(start, 1, RandomStream.Root(1)));
        Assert.Throws<ArgumentException>(() => new VaeTraining(Points.OnLine(1, 2), 1, sgd).Run(start, 1, RandomStream.Root(1)));
        Assert.Throws<ArgumentException>(() => start.LogLikelihoods(points, Points.OnLine(1)));
    }

    private static Points Digits() => DataSet.Read(Golden.Data("digits.csv"), new Columns("1-64"), Scaling.Unit).Points;

    private static (Vector<double> Mean, Matrix<double> Covariance) MeanAndCovariance(Points points)
    {
        var mean = Vector<double>.Build.Dense(points.Mean());
        var centred = Matrix<double>.Build.Dense(points.Dimension, points.Count, points.Values.ToArray());
        for (var i = 0; i < points.Count; i++)
            centred.SetColumn(i, centred.Column(i) - mean);
        return (mean, centred * centred.Transpose() / points.Count);
    }

    [Fact]
    public void Near_the_prior_no_divergence_is_negative_and_no_root_is_missing()
    {
        var deviations = Enumerable.Range(1, 2000).Select(k => 1 + (k - 1000) * 1e-11).ToArray();
        var divergences = new Encoding(Points.Of(1, new double[2000]), Points.Of(1, deviations)).Divergences();
        Assert.All(divergences, d => Assert.True(d >= 0 && d < 1e-15));
    }

    [Fact]
    public void A_decoder_with_swish_has_no_proved_Lipschitz_constant()
    {
        var points = Gaussian.Standard(2).Sample(4, RandomStream.Root(1));
        VaeMeasurement Of(Activation activation, Likelihood likelihood) =>
            VaeMeasurement.Of(
                0,
                NetworkVae.Initial(2, 1, [3], activation, likelihood, RandomStream.Root(2)),
                points,
                1,
                RandomStream.Root(3)
            );
        var gaussian = new Likelihood.Gaussian(1);
        Assert.Null(Of(Activation.Swish, gaussian).DecoderLipschitz);
        var relu = Of(Activation.Relu, gaussian);
        Assert.True(relu.DecoderLipschitz > 0);
        // Probabilities are logistic functions of what the network gives: of slope 1/4 at most.
        Assert.Equal(relu.DecoderLipschitz / 4, Of(Activation.Relu, new Likelihood.Bernoulli()).DecoderLipschitz);
        Assert.InRange(relu.RootDivergence!.Value, 1e-9, Math.Sqrt(relu.Divergence / 4));
    }
}
