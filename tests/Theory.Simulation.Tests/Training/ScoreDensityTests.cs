using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Laws;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;

namespace Theory.Simulation.Tests.Training;

public class ScoreDensityTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.7, 1)]
    [InlineData(-0.4, 2.5)]
    public void The_divergence_of_Gaussian_scores_is_their_closed_form(double mean, double variance)
    {
        ScoreFunction score = (points, _) => Points.OnLine(points.Values.ToArray().Select(x => (mean - x) / variance).ToArray());
        var expected = ((1 + mean * mean) / variance - 1 + Math.Log(variance)) / 2;
        Assert.Equal(expected, ScoreDensity.KullbackLeibler(Gaussian.Standard(1), score, 0, -12, 12, 4001), 1e-5);
    }

    [Fact]
    public void Along_training_on_two_points_the_divergence_falls_and_then_rises()
    {
        // d = 1, p = 2, n = 2, W = (1, -.5), x = (.3, -1.2), t = .1, tanh; the noised population is N(0, 1).
        var model = RandomFeatureTraining.AtTime(
            0.1,
            Matrix<double>.Build.DenseOfArray(
                new[,]
                {
                    { 1.0 },
                    { -0.5 },
                }
            ),
            Activation.Tanh
        );
        var path = new DescentPath(model.OnPoints(Points.OnLine(0.3, -1.2)));
        double Divergence(double time) =>
            ScoreDensity.KullbackLeibler(
                Gaussian.Standard(1),
                model.Score(path.Parameters(path.Flow(model.FlowTime(time)))),
                0.1,
                -5,
                5,
                1001
            );
        var (start, best, end) = (Divergence(0), Divergence(100), Divergence(1e6));
        Assert.True(best < start && best < end, $"{start}, {best}, {end}");
    }

    [Fact]
    public void An_empty_interval_and_a_plane_are_refused()
    {
        ScoreFunction zero = (points, _) => points;
        Assert.Throws<ArgumentException>(() => ScoreDensity.KullbackLeibler(Gaussian.Standard(1), zero, 0, 1, 1, 10));
        Assert.Throws<ArgumentException>(() => ScoreDensity.KullbackLeibler(Gaussian.Standard(2), zero, 0, 0, 1, 10));
    }
}
