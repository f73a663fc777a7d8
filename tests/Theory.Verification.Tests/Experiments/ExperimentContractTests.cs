using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

/// <summary>What holds of every experiment, whatever it measures.</summary>
public sealed class ExperimentContractTests
{
    public static TheoryData<string> Names => [.. Experiment.All.Select(e => e.Name)];

    private static Parameters Quick(Experiment experiment) =>
        experiment.Defaults.Names.Contains("data")
            ? experiment.Complete(experiment.Quick.With("data", Golden.Data("digits.csv")))
            : experiment.Complete(experiment.Quick);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_interrupted_before_it_begins_is_no_whole_measurement(string name)
    {
        var experiment = Experiment.Get(name);
        try
        {
            var part = experiment.Run(Quick(experiment), 1, Progressing.Unheard, new CancellationToken(canceled: true));
            Assert.True(part.IsPartial);
            Assert.Empty(part.Conclusions);
        }
        catch (OperationCanceledException)
        {
            // A part says nothing.
        }
    }

    private static Experiment Of(Procedure procedure) => new("one", 1, "Anything.", Parameters.None, procedure);

    private static Measurement Run(Procedure procedure) =>
        Of(procedure).Run(Parameters.None, 1, Progressing.Unheard, CancellationToken.None);

    [Fact]
    public void What_threads_throw_comes_as_if_there_were_one()
    {
        static Measurement Threaded(Exception fault)
        {
            Parallel.For(0, 4, _ => throw fault);
            return new([], []);
        }
        Assert.Throws<ArgumentException>(() => Run((_, _, _, _) => Threaded(new ArgumentException("n = 0 is too small."))));
        Assert.Throws<OperationCanceledException>(() => Run((_, _, _, _) => Threaded(new OperationCanceledException())));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_part_concludes_nothing(bool isPartial, int conclusions) =>
        Assert.Equal(
            conclusions,
            Run(
                (_, _, _, _) => new([], []) { Conclusions = [new("a claim", Decision.Refuted, "little")], IsPartial = isPartial }
            ).Conclusions.Count
        );

    public static TheoryData<string, string> Lists
    {
        get
        {
            var lists = new TheoryData<string, string>();
            foreach (var experiment in Experiment.All)
            foreach (var name in experiment.Defaults.Names)
                if (experiment.Defaults.Text(name).Contains(' ', StringComparison.Ordinal) || name == "variances")
                    lists.Add(experiment.Name, name);
            return lists;
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_without_numbers_or_with_one_that_is_none_is_refused(string name, string list)
    {
        var experiment = Experiment.Get(name);
        foreach (var value in new[] { "", "1 2 3 4 0,5", "1 2 3 4 Infinity" })
        {
            var parameters = Quick(experiment).With(list, value);
            var refusal = Assert.Throws<ArgumentException>(() =>
                experiment.Run(parameters, 1, Progressing.Unheard, CancellationToken.None)
            );
            Assert.True(refusal.Message.Contains(list, StringComparison.Ordinal) || value.Length == 0, refusal.Message);
        }
    }

    [Theory]
    [InlineData("li2023-early-stopping", "sizes")]
    [InlineData("bonnaire2025-memorization", "n")]
    [InlineData("chen2025-tradeoff", "sizes")]
    [InlineData("vastola2025-gap-filling", "steps")]
    [InlineData("vastola2025-v-kernel", "samples")]
    public void A_part_of_a_point_is_no_number_of_points(string name, string list) =>
        Assert.Contains(
            "'48.5'",
            Assert.Throws<ArgumentException>(() => Experiments.Run.Quick(name, (list, "16 48.5 64"))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("mbacke2023-coverage", "delta", "2")]
    [InlineData("mbacke2023-coverage", "delta", "0")]
    [InlineData("chen2025-published", "steps", "1")] // no time between the ends
    [InlineData("chen2025-memorization", "samples", "1")] // no interval
    [InlineData("chen2025-tradeoff", "draws", "1")]
    [InlineData("chen2025-regulariser", "draws", "1")]
    [InlineData("vastola2025-v-kernel", "samples", "8 16 32")] // nine features
    [InlineData("li2023-optimum", "widths", "1e100 1e6 1e4 1e4 1e2 1e6")] // best training time above 1e12
    [InlineData("li2023-optimum", "factors", "1e8")]
    public void What_leaves_nothing_to_measure_is_refused(string name, string parameter, string value) =>
        Assert.Throws<ArgumentException>(() => Experiments.Run.Quick(name, (parameter, value)));
}
