using System.Globalization;
using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

public class VandenBurg2021ExperimentTests
{
    private static Measurement Quick(params (string Name, string Value)[] set) => Run.Quick("vandenburg2021-memorization", set);

    [Fact]
    public void The_scores_are_those_of_the_reference_and_estimates_by_folds_are_others()
    {
        var m = Quick();
        foreach (var (list, kind) in new[] { ("M_LOO", "mean"), ("M_Kfold", "folds in order"), ("KDE M_LOO", "kernel") })
        {
            var key = (list == "KDE M_LOO" ? "G2 " : "G1 ") + list + " list";
            var expected = Golden.Figures("G").GetProperty(key).EnumerateArray().Select(x => x.GetString()!).ToList();
            for (var i = 0; i < 6; i++)
                Assert.Equal(
                    double.Parse(expected[i], CultureInfo.InvariantCulture),
                    m.Numbers.Single(n => n.Name == $"score of point {i + 1}, {kind}").Value,
                    1e-8
                );
        }
        Assert.Equal(
            [
                Decision.NotRefuted, // closed form, mean
                Decision.NotRefuted, // closed form, kernel
                Decision.Refuted, // folds are leaving one out
                Decision.NotRefuted, // nonnegative
                Decision.Refuted, // folds nonnegative
                Decision.NotRefuted, // mean score
                Decision.Refuted, // the information
            ],
            m.Conclusions.Select(c => c.Decision)
        );
    }

    [Fact]
    public void A_point_however_far_off_has_the_closed_form() =>
        Assert.All(
            Quick(("points", "0 1 2 100"), ("samples", "2")).Conclusions.Take(2),
            c => Assert.Equal(Decision.NotRefuted, c.Decision)
        );

    [Fact]
    public void Points_too_few_for_their_folds_are_refused_in_words() =>
        Assert.Contains(
            "folds",
            Assert.Throws<ArgumentException>(() => Quick(("points", "0 1 2"), ("folds", "4"))).Message,
            StringComparison.Ordinal
        );
}
