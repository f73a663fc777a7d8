using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Verification.Experiments;

namespace Theory.Cli.Verbs;

/// <summary><c>theory experiment</c>: a figure or table of the sources made again, with what became of their claims.</summary>
internal static class ExperimentVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "An experiment ('theory experiment --list')",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var list = new Option<bool>("--list") { Description = "List the experiments with their parameters" };
        var quick = new Option<bool>("--quick") { Description = "A smaller version, in seconds" };
        var set = new Option<string[]>("--set")
        {
            HelpName = "NAME=VALUE",
            Description = "A parameter of the experiment; repeatable",
            AllowMultipleArgumentsPerToken = false,
        };
        var seed = Arguments.Seed();
        var algebra = new LinearAlgebraOption();
        var limit = Budget.Option();
        return new(
            "experiment",
            "A figure of the sources made again: numbers, tables, plots (with --out FOLDER/), and verdicts on its claims",
            "theory experiment attack --quick --set bound=chen2025:vae-averaged",
            [name, list, quick, set, seed, algebra.Choice, limit],
            input =>
            {
                if (input.Of(list))
                    return Listed();
                var experiment = Experiment.Get(
                    input.Parsed.GetValue(name)
                        ?? throw new ArgumentException("'theory experiment' needs the NAME of an experiment, or --list.")
                );
                var chosen = Chosen(input.Of(set) ?? []);
                var parameters = experiment.Complete(input.Of(quick) ? experiment.Quick.And(chosen) : chosen);
                algebra.Use(input);
                using var budget = new Budget(input, limit);
                using var progress = new Progress(input with { Stop = default }, experiment.Name);
                try
                {
                    var measurement = experiment.Run(parameters, input.Of(seed), progress, budget.Stop);
                    return Report(experiment, parameters, measurement) with { Seed = input.Of(seed) };
                }
                catch (OperationCanceledException) when (!input.Stop.IsCancellationRequested)
                {
                    throw new ArgumentException(
                        $"--time-limit {input.Of(limit)} ended {experiment.Name} before anything of it was done.\nGive a longer one, or --quick."
                    );
                }
            }
        )
        {
            HeedsStop = true,
        };
    }

    private static Parameters Chosen(string[] settings) =>
        settings.Aggregate(
            Parameters.None,
            (all, text) =>
                text.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign
                    ? all.With(text[..sign].Trim(), text[(sign + 1)..].Trim())
                    : throw new ArgumentException($"--set '{text}' sets nothing.\nWrite NAME=VALUE, such as trials=1000.")
        );

    private static Report Report(Experiment experiment, Parameters parameters, Measurement measurement)
    {
        var result = new JsonObject
        {
            ["experiment"] = experiment.Name,
            ["experimentVersion"] = experiment.Version,
            ["provider"] = Verification.Sweeps.Cell.Provider,
            ["parameters"] = new JsonObject(parameters.Values.Select(v => KeyValuePair.Create(v.Name, (JsonNode?)v.Value))),
        };
        foreach (var (key, value) in MeasurementJson.Write(measurement))
            result[key] = value?.DeepClone();
        return new(
            result,
            [
                new Block.Title($"{experiment.Name}: {experiment.About}"),
                .. experiment.Source.Length > 0 ? [new Block.Paragraph($"source: {experiment.Source}")] : Array.Empty<Block>(),
                .. Measurements.Blocks(measurement),
                new Block.Paragraph($"parameters: {parameters}"),
            ]
        )
        {
            IsTruncated = measurement.IsPartial,
        };
    }

    private static Report Listed() =>
        new(
            Json.Array(
                Experiment.All.Select(e => new JsonObject
                {
                    ["name"] = e.Name,
                    ["about"] = e.About,
                    ["source"] = e.Source,
                    ["version"] = e.Version,
                    ["parameters"] = new JsonObject(
                        e.Defaults.Values.Select(v => KeyValuePair.Create(v.Name, (JsonNode?)v.Value))
                    ),
                    ["quick"] = new JsonObject(e.Quick.Values.Select(v => KeyValuePair.Create(v.Name, (JsonNode?)v.Value))),
                })
            ),
            new Block.Table(
                ["name", "what it makes", "parameters"],
                [.. Experiment.All.Select(e => (IReadOnlyList<Cell>)[e.Name, e.About, e.Defaults.ToString()])]
            )
        );
}
