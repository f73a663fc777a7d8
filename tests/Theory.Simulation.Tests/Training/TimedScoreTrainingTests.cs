using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;

namespace Theory.Simulation.Tests.Training;

public class TimedScoreTrainingTests
{
    private static readonly Diffusion Diffusion = new(Schedule.OrnsteinUhlenbeck);
    private static readonly TimedFeatures Features = TimedFeatures.Draw(24, 1, 2, Activation.Relu, RandomStream.Root(1));
    private static readonly TimedScoreTraining Training = new(Features, Diffusion, 0.05, new(-6, 6, 96));

    [Fact]
    public void The_loss_over_noise_is_the_mean_of_losses_on_drawn_noise_up_to_the_constant()
    {
        // Two points, each noised many times: the drawn normal equations approach those of the law.
        const int draws = 40_000;
        var law = new PointLaw(Points.OnLine(-1, 0.5));
        var clean = law.Sample(draws, RandomStream.Root(2));
        var drawn = Training.Loss(DenoisingSample.Once(clean, Diffusion, 0.05, 2, RandomStream.Root(3)));
        var exact = Training.Loss(law);
        var scale = exact.Gram.L2Norm();
        Assert.InRange((drawn.Gram - exact.Gram).L2Norm() / scale, 0, 0.02);
        Assert.InRange((drawn.Cross - exact.Cross).L2Norm() / exact.Cross.L2Norm(), 0, 0.1);
        Assert.True(drawn.Constant > exact.Constant);
    }

    [Fact]
    public void Training_on_the_population_brings_the_learned_law_near()
    {
        var law = new GaussianMixture([new([-1], 0.2), new([1], 0.2)]);
        var path = new DescentPath(Training.Loss(law));
        double[] times = [0, 10, 1e3, 1e5];
        var divergences = Training.Divergences(path, times, law, 60);
        Assert.True(divergences[0] > divergences[1] && divergences[1] > divergences[3], string.Join(" ", divergences));
        Assert.InRange(divergences[3], 0, 0.15);
        // At time 0 the score is 0, and the reverse process only spreads.
        var parameters = path.Parameters(path.Flow(0));
        Assert.Equal(0, parameters.L2Norm());
    }

    [Fact]
    public void Fewer_features_are_the_first_of_more()
    {
        var few = TimedFeatures.Draw(5, 1, 2, Activation.Relu, RandomStream.Root(1)).At(0.7).At(Points.OnLine(0.3));
        Assert.Equal(few, Features.At(0.7).At(Points.OnLine(0.3))[..5]);
    }

    [Fact]
    public void A_plane_and_times_out_of_order_are_refused()
    {
        var plane = TimedFeatures.Draw(4, 2, 2, Activation.Relu, RandomStream.Root(1));
        Assert.Throws<ArgumentException>(() => new TimedScoreTraining(plane, Diffusion, 0.05, new(-6, 6, 96)));
        Assert.Throws<ArgumentException>(() => new TimedScoreTraining(Features, Diffusion, 3, new(-6, 6, 96)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimedFeatures.Draw(4, 1, 0, Activation.Relu, RandomStream.Root(1)));
    }
}
