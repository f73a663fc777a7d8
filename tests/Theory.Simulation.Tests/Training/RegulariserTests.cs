using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;

namespace Theory.Simulation.Tests.Training;

public class RegulariserTests
{
    private static readonly Diffusion Usual = new(Schedule.Usual);

    private static DenoisingTraining Training =>
        new(Curve.SwissRoll(5).Sample(40, RandomStream.Root(3)), Usual, 0.5, [16], Activation.Tanh);

    private static double Energy(NetworkScore score)
    {
        var times = Enumerable.Range(1, 20).Select(k => k * 0.025);
        var points = Gaussian.Standard(2).Sample(100, RandomStream.Root(5));
        return times.Average(t => score.Score(points, t).Values.ToArray().Sum(s => s * s) * Usual.NoiseRate(t));
    }

    [Fact]
    public void The_regulariser_lowers_the_energy_of_the_learned_score_and_raises_its_loss()
    {
        (double Energy, double Loss) With(double weight)
        {
            var training = Training with { Regulariser = weight };
            var score = training.Run(new Optimizer.Adam(1e-2), 150, RandomStream.Root(1)).Score;
            return (Energy(score), training.Loss(score, 50, RandomStream.Root(2)));
        }
        var (free, some, much) = (With(0), With(0.3), With(3));
        Assert.True(free.Energy > some.Energy && some.Energy > much.Energy, $"{free} {some} {much}");
        Assert.True(free.Loss < some.Loss && some.Loss < much.Loss, $"{free} {some} {much}");
    }
}
