using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Simulation.Data;
using Theory.Simulation.Estimates;
using Theory.Simulation.Memorization;
using Theory.Simulation.Randomness;

namespace Theory.Cli.Verbs;

/// <summary><c>theory memorization</c>: how many generated points are copies of training points, beside what chance gives.</summary>
internal static class MemorizationVerb
{
    // The level of the intervals, and how many pairs people are shown.
    private const double Alpha = 0.05;
    private const int Shown = 10;

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var train = Arguments.Required("--train", "FILE", "The training points: CSV, .npy or IDX");
        var generated = Arguments.Required("--generated", "FILE", "The generated points");
        var heldOut = new Option<string>("--held-out") { HelpName = "FILE", Description = "Fresh points of the data's law" };
        var columns = new DataOptions();
        var k = new Option<string>("--k")
        {
            HelpName = "RATIO",
            Description = "Nearer than k times the second nearest counts as memorised",
            DefaultValueFactory = _ => "1/3",
        };
        var pairs = Arguments.Count("--pairs", 100, 0, 1_000_000, "How many of the closest pairs to list");
        var own = Arguments.Count(
            "--leave-one-out",
            10_000,
            1,
            100_000_000,
            "At most how many training points the leave-one-out null uses"
        );
        var seed = Arguments.Seed();
        return new(
            "memorization",
            "The share of generated points that are copies of training points, beside what points that memorise nothing score",
            "theory memorization --train examples/data/digits.csv --generated examples/data/digits.csv --label last",
            [train, generated, heldOut, columns.Columns, columns.Label, columns.Scale, k, pairs, own, seed],
            input =>
            {
                var (training, made) = (columns.Read(input, train), columns.Read(input, generated));
                var fresh = input.Of(heldOut) is null ? null : columns.Read(input, heldOut);
                using var progress = new Progress(input, "comparing");
                var fraction = MemorizationFraction.Of(
                    training.Points,
                    made.Points,
                    fresh?.Points,
                    Grid.Number(input.Of(k), "--k"),
                    input.Of(pairs),
                    input.Of(own),
                    RandomStream.Root(input.Of(seed)).Child("memorization"),
                    progress
                );
                return Report(fraction, training, made) with { Seed = input.Of(seed) };
            }
        );
    }

    private static Report Report(MemorizationFraction fraction, DataSet training, DataSet made)
    {
        var bracket = fraction.Fraction.At(Alpha);
        return new(
            new JsonObject
            {
                ["train"] = DataOptions.Result(training),
                ["generated"] = DataOptions.Result(made),
                ["fraction"] = fraction.Fraction.Value,
                ["lower"] = bracket.Lower,
                ["upper"] = bracket.Upper,
                ["alpha"] = Alpha,
                ["null"] = fraction.Null,
                ["nullLeaveOneOut"] = fraction.NullLeaveOneOut.Value,
                ["nullHeldOut"] = fraction.NullHeldOut is { } heldOut ? Estimates.Of(heldOut, Alpha) : null,
                ["count"] = fraction.Count,
                ["pairs"] = Json.Array(
                    fraction.Pairs.Select(pair => new JsonObject
                    {
                        ["generated"] = pair.Generated,
                        ["training"] = pair.Training,
                        ["second"] = pair.Second,
                        ["distance"] = Json.Number(pair.Distance),
                        ["ratio"] = Json.Number(pair.Ratio),
                    })
                ),
            },
            [
                DataOptions.InWords(training),
                DataOptions.InWords(made),
                new Block.Fields([
                    ("memorised", Estimates.Shown(fraction.Fraction, Alpha)),
                    ("by chance (Poisson)", fraction.Null),
                    ("training points themselves, leave-one-out", Estimates.Shown(fraction.NullLeaveOneOut, Alpha)),
                    .. fraction.NullHeldOut is { } fresh ? new[] { ("held-out points", Estimates.Shown(fresh, Alpha)) } : [],
                ]),
                new Block.Table(
                    ["generated", "nearest training", "distance", "ratio"],
                    [
                        .. fraction
                            .Pairs.Take(Shown)
                            .Select(pair =>
                                (IReadOnlyList<Cell>)[$"{pair.Generated}", $"{pair.Training}", pair.Distance, pair.Ratio]
                            ),
                    ]
                ),
            ]
        );
    }
}
