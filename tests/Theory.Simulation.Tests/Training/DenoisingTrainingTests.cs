using System.Text.Json;
using Theory.Probability.Schedules;
using Theory.Simulation.Data;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Testing;

namespace Theory.Simulation.Tests.Training;

public class DenoisingTrainingTests
{
    private static readonly Points SwissRoll = DataSet.Read(Golden.PathOf("swiss_roll_200.csv")).Points;

    [Fact]
    public void Training_on_the_swiss_roll_reaches_the_loss_of_the_reference()
    {
        // One run differs from another by about .01; the reference is the mean of three.
        var rows = JsonDocument
            .Parse(File.ReadAllText(Golden.PathOf("swiss_roll_training.json")))
            .RootElement.GetProperty("rows");
        foreach (var row in rows.EnumerateArray().Take(Forall.Full ? rows.GetArrayLength() : 1))
        {
            var training = Of(row.GetProperty("T").GetDouble());
            var stream = RandomStream.Root(1);
            var (score, _) = training.Run(new Optimizer.Adam(1e-3), steps: 10_000, stream.Child("train"));
            var loss = training.Loss(score, draws: 1000, stream.Child("evaluate"));
            Assert.InRange(loss, row.GetProperty("dsm_floor").GetDouble(), row.GetProperty("dsm_loss_mean").GetDouble() + 0.02);
            Assert.Equal(row.GetProperty("dsm_loss_mean").GetDouble(), loss, 0.02);
        }
    }

    [Fact]
    public void A_seed_fixes_every_bit_of_a_training()
    {
        var training = Of(0.6);
        var (a, b) = (Run(), Run());
        Assert.Equal(a.Losses, b.Losses);
        Assert.Equal(a.Score.Network.Parameters.ToArray(), b.Score.Network.Parameters.ToArray());

        (NetworkScore Score, double[] Losses) Run() => training.Run(new Optimizer.Adam(1e-3), 50, RandomStream.Root(3));
    }

    [Fact]
    public void A_network_of_zeros_has_the_loss_of_knowing_nothing()
    {
        // |eps|^2 / 2 has mean 1 in the plane; 200 x 400 draws of standard deviation 1.
        var training = Of(1);
        var shape = new NetworkShape([3, 4, 2], Activation.Relu);
        var score = new NetworkScore(new Network(shape, new float[shape.ParameterCount]), training.Diffusion);
        Assert.Equal(1, training.Loss(score, 400, RandomStream.Root(1)), 5 / Math.Sqrt(80_000));
        Assert.All(score.Score(SwissRoll, 0.5).Values.ToArray(), s => Assert.Equal(0, s));
    }

    [Fact]
    public void A_horizon_that_is_not_positive_is_refused() =>
        Assert.Throws<ArgumentException>(() => Of(0).Run(new Optimizer.Sgd(1), 1, RandomStream.Root(1)));

    private static DenoisingTraining Of(double horizon) =>
        new(SwissRoll, new Diffusion(Schedule.Usual), horizon, [128, 128, 128], Activation.Swish);
}
