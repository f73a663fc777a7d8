using Theory.Simulation.Data;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Simulation.Vae;
using Theory.Testing;

namespace Theory.Simulation.Tests.Vae;

public class ReplacedPointTests
{
    private static readonly RandomStream Stream = RandomStream.Root(5);

    // Four points of the line under noise so great that the latent space collapses: the model learns their mean and nothing else.
    private static readonly Points Line = Points.OnLine(0.3, -0.2, 0.1, 0);
    private static readonly Likelihood Loud = new Likelihood.Gaussian(4);

    private static NetworkVae Start => NetworkVae.Initial(1, 1, [], Activation.Identity, Loud, Stream.Child("start"));

    [Fact]
    public void Where_the_model_learns_the_mean_alone_both_sides_are_closed()
    {
        const double gap = 3;
        const double variance = 0.2;
        var world = new ReplacedPoint(new VaeTraining(Line, BatchSize: 4, new Optimizer.Sgd(0.2)), 0, Points.OnLine(0, gap));
        var bounds = world.Information(Start, epochs: 1500, variance, draws: 4000, Stream).At(1e-6);
        // The two decoders differ by gap/4, everywhere.
        var squared = gap * gap / 16 / variance;
        Assert.Equal(Math.Log(2) - Math.Log(1 + Math.Exp(-squared / 8)), bounds.Lower, 0.02);
        Assert.Equal(Math.Log(2) - Math.Log(1 + Math.Exp(-squared / 2)), bounds.Upper, 0.02);
    }

    [Fact]
    public void Candidates_that_are_equal_lead_to_one_model_and_tell_nothing()
    {
        var world = new ReplacedPoint(new VaeTraining(Line, BatchSize: 2, new Optimizer.Adam(0.01)), 2, Points.OnLine(1, 1, 1));
        var models = world.Retrain(Start, epochs: 20, Stream);
        Assert.All(models, model => Assert.Equal(models[0].Decoder.Parameters.ToArray(), model.Decoder.Parameters.ToArray()));
        Assert.Equal(0, world.Information(Start, 20, 0.1, draws: 50, Stream).Value, 1e-12);
    }

    [Fact]
    public void Only_the_replaced_point_matters()
    {
        // Replacing a point by itself is training without replacement.
        var training = new VaeTraining(Line, BatchSize: 2, new Optimizer.Adam(0.01));
        var models = new ReplacedPoint(training, 1, Points.OnLine(Line[1][0], 9)).Retrain(Start, epochs: 10, Stream);
        var plain = training.Run(Start, 10, Stream).Model;
        Assert.Equal(plain.Decoder.Parameters.ToArray(), models[0].Decoder.Parameters.ToArray());
        Assert.NotEqual(plain.Decoder.Parameters.ToArray(), models[1].Decoder.Parameters.ToArray());
    }

    [Fact]
    public void A_digit_among_few_tells_more_of_itself_than_one_among_many()
    {
        // The same three candidates for the first digit, and as many steps of training; the generator has the likelihood's variance.
        var digits = DataSet.Read(Golden.Data("digits.csv"), new Columns(Label: "last"), Scaling.Unit).Points;
        const double variance = 0.05;
        double Upper(int count)
        {
            var training = new VaeTraining(digits.Rows(0, count), BatchSize: 20, new Optimizer.Adam(2e-3));
            var start = NetworkVae.Initial(
                64,
                2,
                [16],
                Activation.Tanh,
                new Likelihood.Gaussian(variance),
                Stream.Child("digits")
            );
            var bounds = new ReplacedPoint(training, 0, digits.Rows(1700, 3))
                .Information(start, epochs: 4000 / count, variance, draws: 500, Stream)
                .At(0.01);
            Assert.InRange(bounds.Lower, 0, bounds.Upper);
            Assert.InRange(bounds.Upper, 0, Math.Log(3));
            return bounds.Upper;
        }
        Assert.True(Upper(20) > Upper(200));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var training = new VaeTraining(Line, BatchSize: 2, new Optimizer.Adam(0.01));
        Assert.Throws<ArgumentException>(() => new ReplacedPoint(training, 4, Line).Retrain(Start, 1, Stream));
        Assert.Throws<ArgumentException>(() => new ReplacedPoint(training, 0, Points.FromRows([1, 2])).Retrain(Start, 1, Stream));
    }
}
