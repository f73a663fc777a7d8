using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability.Schedules;
using Theory.Simulation.Data;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Verification.Experiments;

namespace Theory.Cli.Verbs;

/// <summary><c>theory select-time</c>: the computable diffusion terms over the horizon T on a person's data.</summary>
internal static class SelectTimeVerb
{
    // The level at which intervals are shown.
    private const double Alpha = 0.01;
    private const int MostSteps = 10_000_000;
    private const int MeasuringDraws = 200;

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var data = new DataOptions();
        var schedule = Arguments.Choice("--schedule", Schedule.Named.Select(s => s.Name), "The forward diffusion");
        var r = new Option<string>("--R")
        {
            HelpName = "NUMBERS",
            Description =
                "The sub-Gaussian constant of the loss: chosen, not estimated; others after a comma show what they would change",
            DefaultValueFactory = _ => "5",
        };
        var eps = new Option<string>("--eps")
        {
            HelpName = "NUMBERS",
            Description = "The time below which the score is cut off; others after a comma show what they would change",
            DefaultValueFactory = _ => "0.01",
        };
        var grid = new Option<string?>("--grid")
        {
            HelpName = "FROM:TO:COUNT[:log]",
            Description = "The horizons T; those of the log, or 0.1:2:20, by default",
        };
        var draws = Arguments.Count(
            "--draws",
            20_000,
            2,
            100_000_000,
            "Monte Carlo draws for T1 where quadrature does not serve"
        );
        var log = new Option<string?>("--log")
        {
            HelpName = "FILE",
            Description = "Your training's CSV with the columns T,loss[,score_norm]",
        };
        var train = new Option<int?>("--train")
        {
            HelpName = "STEPS",
            Description = "Train a score network for each T, so many steps, and measure what --log would hold",
        };
        var seed = Arguments.Seed();
        return new(
            "select-time",
            "The computable terms of the diffusion bound over the horizon T on your data: an objective, not a certified bound",
            "theory select-time --data examples/data/swiss_roll.csv --grid 0.05:0.5:5",
            [data.File, data.Columns, data.Label, data.Scale, schedule, r, eps, grid, draws, log, train, seed],
            input =>
            {
                var read = data.Read(input);
                var (rs, cuts) = (Numbers(input.Of(r), "--R"), Numbers(input.Of(eps), "--eps"));
                var forward = Schedule.Named.Single(s => s.Name == input.Of(schedule));
                var stream = RandomStream.Root(input.Of(seed)).Child("select-time");
                var logged = (input.Of(log), input.Of(train)) switch
                {
                    ({ }, { }) => throw new ArgumentException("--log and --train both give the loss; give one of them."),
                    ({ } path, _) => TrainingLog.Read(path),
                    _ => null,
                };
                var horizons =
                    input.Of(grid) is { } text ? Grid.Parse(text, "--grid")
                    : logged is null ? Grid.Parse("0.1:2:20", "--grid")
                    : [.. logged.Entries.Select(entry => entry.T)];
                TrainingLog Trained(int steps) =>
                    steps is >= 1 and <= MostSteps
                        ? TrainedLog.Of(
                            read.Points,
                            new Diffusion(forward),
                            horizons,
                            cuts[0],
                            steps,
                            MeasuringDraws,
                            stream.Child("training")
                        )
                        : throw new ArgumentException(
                            $"--train {steps} is not a number of steps; give one between 1 and {MostSteps}."
                        );
                var measured = input.Of(train) is { } asked ? Trained(asked) : logged;
                var terms = DiffusionTerms.Over(read.Points, forward, horizons, cuts, input.Of(draws), stream);
                return Report(
                    terms.Objective(rs[0], cuts[0], measured),
                    terms.Sensitivity(rs, measured),
                    read,
                    input.Of(schedule)
                ) with
                {
                    Seed = input.Of(seed),
                };
            }
        );
    }

    private static List<double> Numbers(string text, string option) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(number => Grid.Number(number, option)).Distinct()];

    private static Report Report(DiffusionObjective objective, Terms<BestHorizon> sensitivity, DataSet data, string schedule) =>
        new(
            new JsonObject
            {
                ["data"] = DataOptions.Result(data),
                ["schedule"] = schedule,
                ["objective"] = Json.Array(objective.Summands),
                ["certified"] = false,
                ["why"] = Json.Array(objective.Reasons),
                ["best"] = new JsonObject { ["T"] = objective.Best.T, ["atEdge"] = objective.BestAtEdge },
                ["rows"] = Json.Array(objective.Rows.Select(Of)),
                ["sensitivity"] = Json.Array(
                    sensitivity.Select(s => new JsonObject
                    {
                        ["R"] = s.R,
                        ["eps"] = s.Eps,
                        ["T"] = s.T,
                        ["atEdge"] = s.AtEdge,
                    })
                ),
                ["plots"] = new JsonArray(MeasurementJson.Write(Drawn(objective))),
            },
            [.. Blocks(objective, sensitivity, data)]
        );

    private static Plot Drawn(DiffusionObjective objective)
    {
        PlotSeries exact(string label, Func<ObjectiveRow, double> value) =>
            PlotSeries.Line(label, objective.Rows.Select(row => (row.T, value(row))));
        PlotSeries estimate(string label, Func<ObjectiveRow, Estimate> value) =>
            PlotSeries.Of(
                label,
                Mark.Line,
                objective.Rows.Select(row => (row.T, value(row).Value, value(row).At(Alpha).Lower, value(row).At(Alpha).Upper))
            );
        return new(
            "objective-over-T",
            "The objective and its terms over the horizon $T$",
            new("horizon $T$"),
            new("terms"),
            [
                estimate("t1: information", row => row.T1),
                exact("t2: prior", row => row.T2),
                estimate("t3: score, per sample", row => row.T3PerSample),
                .. objective.Rows.Any(row => row.Loss is not null)
                    ? new[] { exact("loss of the log", row => row.Loss ?? double.NaN) }
                    : [],
                estimate("sum", row => row.Sum),
            ]
        );
    }

    private static JsonObject Of(ObjectiveRow row) =>
        new()
        {
            ["T"] = row.T,
            ["t1"] = Estimates.Of(row.T1, Alpha),
            ["t2"] = Json.Number(row.T2),
            ["t2_mean_root"] = Json.Number(row.T2MeanRoot),
            ["t3_chain"] = Estimates.Of(row.T3Chain, Alpha),
            ["t3_per_sample"] = Estimates.Of(row.T3PerSample, Alpha),
            ["loss"] = row.Loss,
            ["sum"] = Estimates.Of(row.Sum, Alpha),
            ["method"] = row.Method,
        };

    private static Block.Table Data(DiffusionObjective objective) =>
        new(
            [
                .. "T t1 t1_lower t1_upper t2 t2_mean_root t3_chain t3_chain_lower t3_chain_upper"
                    .Split(' ')
                    .Select(n => (Cell)n),
                .. "t3_per_sample t3_per_sample_lower t3_per_sample_upper loss sum sum_lower sum_upper"
                    .Split(' ')
                    .Select(n => (Cell)n),
            ],
            [
                .. objective.Rows.Select(row =>
                    (IReadOnlyList<Cell>)
                        [
                            row.T,
                            .. Estimates.Apart(row.T1, Alpha),
                            row.T2,
                            row.T2MeanRoot,
                            .. Estimates.Apart(row.T3Chain, Alpha),
                            .. Estimates.Apart(row.T3PerSample, Alpha),
                            row.Loss is { } loss ? loss : "",
                            .. Estimates.Apart(row.Sum, Alpha),
                        ]
                ),
            ]
        );

    private static IEnumerable<Block> Blocks(DiffusionObjective objective, Terms<BestHorizon> sensitivity, DataSet data)
    {
        yield return DataOptions.InWords(data);
        yield return new Block.Table(
            ["T", "t1", "t2", "t2 (mean of roots)", "t3 (chain)", "t3 (per sample)", "loss", "sum"],
            [
                .. objective.Rows.Select(row =>
                    (IReadOnlyList<Cell>)
                        [
                            row.T,
                            Estimates.Shown(row.T1, Alpha),
                            row.T2,
                            row.T2MeanRoot,
                            Estimates.Shown(row.T3Chain, Alpha),
                            Estimates.Shown(row.T3PerSample, Alpha),
                            row.Loss is { } loss ? loss : "-",
                            Estimates.Shown(row.Sum, Alpha),
                        ]
                ),
            ]
        )
        {
            Data = Data(objective),
        };
        yield return new Block.Paragraph(
            $"Least {string.Join(" + ", objective.Summands)} at T = "
                + (Cell)objective.Best.T
                + (objective.BestAtEdge ? ", at the edge of the grid: a better T may lie outside it." : ".")
        );
        if (sensitivity.Count > 1)
            yield return new Block.Table(
                ["R", "eps", "best T"],
                [
                    .. sensitivity.Select(s =>
                        (IReadOnlyList<Cell>)[s.R, s.Eps, s.AtEdge ? (Cell)s.T + " (at the edge of the grid)" : s.T]
                    ),
                ]
            );
        yield return new Block.Figure(Drawn(objective));
        yield return new Block.Paragraph($"t1: {objective.Rows[0].Method}.");
        yield return new Block.Paragraph("This is an objective, not a certified bound:");
        foreach (var reason in objective.Reasons)
            yield return new Block.Paragraph($"  - {reason}");
    }
}
