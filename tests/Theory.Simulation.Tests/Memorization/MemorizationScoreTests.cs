using Theory.Simulation.Laws;
using Theory.Simulation.Memorization;

namespace Theory.Simulation.Tests.Memorization;

public sealed class MemorizationScoreTests
{
    private static readonly Points Six = Points.OnLine(0, 1, 2, -1, .5, 4);

    [Fact]
    public void Leaving_one_out_of_a_fitted_mean_has_the_reference_scores()
    {
        double[] expected = [0.258194444444, 0.00152777777778, 0.184861111111, 0.954861111111, 0.0748611111111, 1.87152777778];
        Assert.Equal(expected, MemorizationScore.LeaveOneOut(Six, Mean), (a, b) => Math.Abs(a - b) < 1e-11);
    }

    [Fact]
    public void Leaving_one_out_of_a_kernel_density_has_the_reference_scores()
    {
        double[] expected = [0.578275602886, 0.578275593642, 1.87146791782, 1.87345831, 0.410747527014, 7.81796839764];
        Assert.Equal(expected, MemorizationScore.LeaveOneOut(Six, Kernel), (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Fact]
    public void Three_folds_have_the_reference_scores_and_can_be_negative()
    {
        double[] expected = [0.492012607403, -0.0269699562442, -0.360484313473, 1.17067684118, -0.3828125, 2.6796875];
        var scores = MemorizationScore.Folds(
            Six,
            [
                [0, 0, 1, 1, 2, 2],
            ],
            Mean
        );
        Assert.Equal(expected, scores, (a, b) => Math.Abs(a - b) < 1e-11);
        // Point 1 is seen by the fits to the last four and to the first two with the last two; a mean of logarithms is another score.
        double Log(int[] from) => Mean(Six.Select(from))(Six[0].ToArray());
        var (seen, seenToo, held) = (Log([0, 1, 4, 5]), Log([0, 1, 2, 3]), Log([2, 3, 4, 5]));
        Assert.Equal(Math.Log((Math.Exp(seen) + Math.Exp(seenToo)) / 2) - held, scores[0], 1e-11);
        Assert.True(Math.Abs((seen + seenToo) / 2 - held - scores[0]) > 1e-3);
    }

    [Fact]
    public void Divisions_without_two_folds_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            MemorizationScore.Folds(
                Six,
                [
                    [0, 0, 0, 0, 0, 0],
                ],
                Mean
            )
        );
        Assert.Throws<ArgumentException>(() =>
            MemorizationScore.Folds(
                Six,
                [
                    [0, 1],
                ],
                Mean
            )
        );
        Assert.Throws<ArgumentException>(() => MemorizationScore.LeaveOneOut(Points.OnLine(1), Mean));
    }

    private static Func<ReadOnlyMemory<double>, double> Mean(Points training)
    {
        var law = new Gaussian(training.Mean(), 1);
        return x => law.LogDensity(x.Span);
    }

    private static Func<ReadOnlyMemory<double>, double> Kernel(Points training)
    {
        var law = new PointLaw(training).Diffused(1, .25);
        return x => law.LogDensity(x.Span);
    }

    [Fact]
    public void A_point_that_no_model_without_it_can_make_has_an_infinite_score()
    {
        // The empirical law has no other atom where the point lies.
        static Func<ReadOnlyMemory<double>, double> Atoms(Points training) =>
            x => training.Column(0).Contains(x.Span[0]) ? 0 : double.NegativeInfinity;
        var points = Points.OnLine(0, 1, 2);
        double[] infinite = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];
        Assert.Equal(infinite, MemorizationScore.LeaveOneOut(points, Atoms));
        Assert.Equal(
            infinite,
            MemorizationScore.Folds(
                points,
                [
                    [0, 1, 2],
                ],
                Atoms
            )
        );
    }
}
