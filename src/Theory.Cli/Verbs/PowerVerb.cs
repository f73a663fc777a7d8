using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Verification.Experiments;
using Theory.Verification.Mutants;

namespace Theory.Cli.Verbs;

/// <summary><c>theory power</c>: how many wrong versions of a bound an attack refutes.</summary>
internal static class PowerVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var trials = Arguments.Count("--trials", 5_000, 1, int.MaxValue, "How many worlds to evaluate at most for each mutant");
        var seed = Arguments.Seed();
        var limit = Budget.Option();
        return new(
            "power",
            "What the silence of 'theory check' is worth: mutants, wrong versions of the bound, attacked in the same way",
            "theory power mbacke2023-wgan:sharp --trials 2000",
            [bound, trials, seed, limit],
            input =>
            {
                var statement = Subject.ReadBound(input.Of(bound));
                using var budget = new Budget(input, limit);
                using var progress = new Progress(input with { Stop = default }, "attacking mutants");
                var all = Mutations.Of(statement).Count;
                var report = Powers.Of(
                    statement,
                    input.Of(trials),
                    input.Of(seed),
                    progress: progress.Of(all),
                    stop: budget.Stop
                );
                return new(Result(report), [.. Blocks(report)])
                {
                    Seed = input.Of(seed),
                    IsTruncated = report.Mutants < all,
                    Exit = report.IsBlind ? ExitCode.NotDecided : ExitCode.Done,
                };
            }
        )
        {
            HeedsStop = true,
        };
    }

    /// <summary>The report as a result.</summary>
    public static JsonObject Result(PowerReport report) =>
        new()
        {
            ["id"] = report.Id,
            ["trials"] = report.Trials,
            ["mutants"] = report.Mutants,
            ["refuted"] = report.Refuted,
            ["provablyTrue"] = report.ProvablyTrue,
            ["byExponents"] = report.IsByExponents,
            ["survivors"] = Json.Array(
                report.Survivors.Select(fate => new JsonObject
                {
                    ["operator"] = fate.Operator,
                    ["change"] = fate.Change,
                    ["worstRatio"] = Json.Number(fate.WorstRatio),
                })
            ),
            ["operators"] = Json.Array(
                report.Operators.Select(count => new JsonObject
                {
                    ["operator"] = count.Operator,
                    ["mutants"] = count.Mutants,
                    ["refuted"] = count.Refuted,
                    ["provablyTrue"] = count.ProvablyTrue,
                })
            ),
        };

    /// <summary>The report for people.</summary>
    public static IEnumerable<Block> Blocks(PowerReport report)
    {
        yield return new Block.Title(
            $"{report.Id}: {report.Refuted} of {report.Mutants - report.ProvablyTrue} wrong versions refuted"
        );
        if (report.IsByExponents)
            yield return new Block.Paragraph("Its constants are hidden: versions are told apart by exponents, never by values.");
        yield return new Block.Table(
            ["first made by", "mutants", "refuted", "follow from the bound"],
            [
                .. report.Operators.Select(count =>
                    (IReadOnlyList<Cell>)[count.Operator, (long)count.Mutants, (long)count.Refuted, (long)count.ProvablyTrue]
                ),
            ]
        );
        if (report.Survivors.Any())
            yield return new Block.Table(
                ["survivor", "greatest left/right"],
                [.. report.Survivors.Select(fate => (IReadOnlyList<Cell>)[fate.Change, fate.WorstRatio])]
            );
        if (report.IsBlind)
            yield return new Block.Paragraph(
                "No wrong version was refuted: this simulation cannot falsify the bound, and its silence says nothing."
            );
    }
}
