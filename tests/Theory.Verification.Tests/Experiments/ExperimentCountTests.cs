using System.Globalization;
using Theory.Testing;
using Theory.Verification.Experiments;
using static Theory.Verification.Tests.Experiments.Run;

namespace Theory.Verification.Tests.Experiments;

public sealed class ExperimentCountTests
{
    public static TheoryData<string, string> Counts
    {
        get
        {
            var counts = new TheoryData<string, string>();
            foreach (var experiment in Experiment.All)
            foreach (var name in experiment.Defaults.Names)
                if (name is not ("T" or "t" or "time" or "variances") && IsWhole(experiment.Defaults.Text(name)))
                    counts.Add(experiment.Name, name);
            return counts;
        }
    }

    private static bool IsWhole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_count_below_1_is_refused(string experiment, string count)
    {
        foreach (var value in new[] { "0", "-1" })
        {
            (string, string)[] set = Experiment.Get(experiment).Defaults.Names.Contains("data")
                ? [("data", Golden.Data("digits.csv")), (count, value)]
                : [(count, value)];
            Assert.ThrowsAny<ArgumentException>(() => Quick(experiment, set));
        }
    }

    [Fact]
    public void One_place_makes_no_curve() =>
        Assert.Throws<ArgumentException>(() => Quick("husain2019-duality", ("points", "1")));
}
