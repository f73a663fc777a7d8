using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability.Schedules;
using Theory.Simulation.Data;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;

namespace Theory.Cli.Verbs;

/// <summary><c>theory select-time</c>: the computable diffusion terms over the horizon T on a person's data.</summary>
internal static class SelectTimeVerb
{
    // The level at which intervals are shown.
    private const double Alpha = 0.01;

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var data = new DataOptions();
        var schedule = Arguments.Choice("--schedule", Schedule.Named.Select(s => s.Name), "The forward diffusion");
        var r = new Option<string>("--R")
        {
            HelpName = "NUMBER",
            Description = "The sub-Gaussian constant of the loss: chosen, not estimated",
            DefaultValueFactory = _ => "5",
        };
        var eps = new Option<string>("--eps")
        {
            HelpName = "NUMBER",
            Description = "The time below which the score is cut off",
            DefaultValueFactory = _ => "0.01",
        };
        var grid = new Option<string>("--grid")
        {
            HelpName = "FROM:TO:COUNT[:log]",
            Description = "The horizons T",
            DefaultValueFactory = _ => "0.1:2:20",
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
        var seed = Arguments.Seed();
        return new(
            "select-time",
            "The computable terms of the diffusion bound over the horizon T on your data: an objective, not a certified bound",
            "theory select-time --data examples/data/swiss_roll.csv --grid 0.05:0.5:5",
            [data.File, data.Columns, data.Label, data.Scale, schedule, r, eps, grid, draws, log, seed],
            input =>
            {
                var read = data.Read(input);
                var objective = DiffusionObjective.Over(
                    read.Points,
                    Schedule.Named.Single(s => s.Name == input.Of(schedule)),
                    Grid.Parse(input.Of(grid), "--grid"),
                    Grid.Number(input.Of(r), "--R"),
                    Grid.Number(input.Of(eps), "--eps"),
                    input.Of(draws),
                    RandomStream.Root(input.Of(seed)).Child("select-time"),
                    input.Of(log) is { } path ? TrainingLog.Read(path) : null
                );
                return Report(objective, read, input.Of(schedule)) with { Seed = input.Of(seed) };
            }
        );
    }

    private static Report Report(DiffusionObjective objective, DataSet data, string schedule) =>
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
            },
            [.. Blocks(objective, data)]
        );

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

    private static IEnumerable<Block> Blocks(DiffusionObjective objective, DataSet data)
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
        );
        yield return new Block.Paragraph(
            $"Least {string.Join(" + ", objective.Summands)} at T = "
                + (Cell)objective.Best.T
                + (objective.BestAtEdge ? ", at the edge of the grid: a better T may lie outside it." : ".")
        );
        yield return new Block.Paragraph($"t1: {objective.Rows[0].Method}.");
        yield return new Block.Paragraph("This is an objective, not a certified bound:");
        foreach (var reason in objective.Reasons)
            yield return new Block.Paragraph($"  - {reason}");
    }
}
