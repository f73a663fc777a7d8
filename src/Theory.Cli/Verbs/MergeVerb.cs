using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Verification.Sweeps;

namespace Theory.Cli.Verbs;

/// <summary><c>theory merge</c>: the stores of the parts of a sweep in one.</summary>
internal static class MergeVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var stores = new Argument<string[]>("STORES") { Description = "The stores to merge", Arity = ArgumentArity.OneOrMore };
        return new(
            "merge",
            "The results of several stores in one; what is there already stays, and different results under one key are refused",
            "theory merge results.db.part1 results.db.part2 -o results.db",
            [stores],
            input =>
            {
                var path =
                    input.Out
                    ?? throw new ArgumentException("'theory merge' needs -o FILE.db: the store that the others go into.");
                var others = input.Of(stores);
                if (Array.Find(others, other => !File.Exists(other)) is { } missing)
                    throw new ArgumentException(
                        $"There is no store '{missing}'.\nGive the paths of stores that 'theory sweep' made."
                    );
                using var merged = ResultStore.Open(path);
                using var progress = new Progress(input with { Stop = default }, "merging");
                var before = merged.Count;
                var isWhole = merged.Merge(others, progress, input.Stop);
                return new(
                    new JsonObject
                    {
                        ["store"] = path,
                        ["before"] = before,
                        ["cells"] = merged.Count,
                    },
                    new Block.Fields([("store", path), ("results before", before), ("results now", merged.Count)])
                )
                {
                    IsTruncated = !isWhole,
                };
            }
        )
        {
            OwnsOut = true,
            HeedsStop = true,
        };
    }
}
