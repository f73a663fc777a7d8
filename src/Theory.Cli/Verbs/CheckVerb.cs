using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Verification;
using Theory.Verification.Experiments;
using Theory.Verification.Mutants;

namespace Theory.Cli.Verbs;

/// <summary><c>theory check</c>: attacks a bound in worlds where both its sides can be computed.</summary>
internal static class CheckVerb
{
    // How many characters of a line of a world people are shown.
    private const int Longest = 100;

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var trials = Arguments.Count("--trials", 100_000, 1, int.MaxValue, "How many worlds to evaluate at most");
        var alpha = new Option<string>("--alpha")
        {
            HelpName = "PROBABILITY",
            Description = "The probability of a false alarm allotted to this check",
            DefaultValueFactory = _ => "1e-6",
        };
        var power = new Option<bool>("--power")
        {
            Description = "Also attack wrong versions of the bound, as 'theory power' does",
        };
        var assumptions = new Option<bool>("--assumptions")
        {
            Description = "Also attack the bound without each assumption that worlds are made to satisfy: what it is for",
        };
        var seed = Arguments.Seed();
        var limit = Budget.Option();
        return new(
            "check",
            "Attacks a bound: searches worlds where both sides are computed for one that violates it",
            "theory check chen2025:encoder-generator-stated",
            [bound, trials, seed, alpha, power, assumptions, limit],
            input =>
            {
                using var budget = new Budget(input, limit);
                using var progress = new Progress(input with { Stop = default }, "attacking");
                var statement = Subject.ReadBound(input.Of(bound));
                var verdict = Check.Attack(
                    statement,
                    input.Of(trials),
                    input.Of(seed),
                    Grid.Number(input.Of(alpha), "--alpha"),
                    progress.Of(input.Of(trials)),
                    stop: budget.Stop
                );
                var mutants = input.Of(power)
                    ? Powers.Of(
                        statement,
                        input.Of(trials),
                        input.Of(seed),
                        Grid.Number(input.Of(alpha), "--alpha"),
                        stop: budget.Stop
                    )
                    : null;
                var purposes = input.Of(assumptions)
                    ? Purposes.Of(statement, input.Of(trials), input.Of(seed), budget.Stop).ToList()
                    : [];
                verdict = verdict with { Replay = Replayable(verdict, input.Of(bound)) };
                var report = Report(mutants is null ? verdict : verdict.Weighed(mutants), mutants, purposes);
                return report with
                {
                    Seed = input.Of(seed),
                    IsTruncated =
                        report.IsTruncated
                        || (mutants is not null || input.Of(assumptions)) && budget.Stop.IsCancellationRequested,
                };
            }
        )
        {
            HeedsStop = true,
        };
    }

    // A bound from a file is found by its file, not by its id.
    private static string Replayable(Verdict verdict, string given) =>
        given.StartsWith('@')
            ? verdict.Replay.Replace($"check {verdict.Id} ", $"check {Faults.Quoted(given)} ", StringComparison.Ordinal)
            : verdict.Replay;

    private static Report Report(Verdict verdict, PowerReport? power, IReadOnlyList<Purpose> purposes) =>
        new(
            Result(verdict, power, purposes),
            [.. Blocks(verdict), .. purposes.Select(Told), .. power is null ? [] : PowerVerb.Blocks(power)]
        )
        {
            IsTruncated = verdict.Truncated,
            Exit = verdict.Decision switch
            {
                Decision.NotRefuted => ExitCode.Done,
                Decision.Refuted => ExitCode.Refuted,
                _ => ExitCode.NotDecided,
            },
        };

    // Its world breaks the assumption and is no counterexample to the bound.
    private static Block Told(Purpose purpose) =>
        new Block.Paragraph(
            purpose.IsNeeded
                ? $"what it is for: without '{purpose.Assumption.Text}' the bound is refuted, {purpose.Without.Evidence}, in a world that breaks it"
                : (Cell)$"not shown to be needed: without '{purpose.Assumption.Text}' the greatest left/right is "
                    + purpose.Without.WorstRatio
        );

    private static JsonObject Result(Verdict verdict, PowerReport? power, IReadOnlyList<Purpose> purposes) =>
        new()
        {
            ["id"] = verdict.Id,
            ["verdict"] = verdict.Word,
            ["trials"] = verdict.Trials,
            ["violations"] = verdict.Violations,
            ["worstRatio"] = Json.Number(verdict.WorstRatio),
            ["aboveHalf"] = verdict.AboveHalf,
            ["evidence"] = verdict.Evidence,
            ["alpha"] = verdict.Alpha,
            ["assumptionsUnchecked"] = Json.Array(verdict.AssumptionsUnchecked),
            ["counterexample"] = verdict.Counterexample is { } found
                ? new JsonObject
                {
                    ["world"] = Json.Array(Lines(found.World)),
                    ["leftLower"] = Json.Number(found.LeftLower),
                    ["rightUpper"] = Json.Number(found.RightUpper),
                }
                : null,
            ["worstWorld"] = Json.Array(Lines(verdict.WorstWorld)),
            ["replay"] = verdict.Replay,
            ["exponents"] = Json.Array(
                verdict.Exponents.Select(check => new JsonObject
                {
                    ["along"] = check.Along,
                    ["claimed"] = Json.Number(check.Claimed),
                    ["measured"] = Json.Number(check.Measured.Value),
                    ["lower"] = Json.Number(check.Measured.Lower),
                    ["upper"] = Json.Number(check.Measured.Upper),
                    ["contradicts"] = check.Contradicts,
                })
            ),
            ["purposes"] = Json.Array(
                purposes.Select(purpose => new JsonObject
                {
                    ["without"] = purpose.Assumption.Text,
                    ["verdict"] = purpose.Without.Word,
                    ["worstRatio"] = Json.Number(purpose.Without.WorstRatio),
                    ["world"] = Json.Array(Lines(purpose.Without.Counterexample?.World ?? "")),
                })
            ),
            ["power"] = power is null ? null : PowerVerb.Result(power),
        };

    // A kernel of many rows would hide the rest; --json has it whole.
    private static Block.Verbatim Drawn(string world) =>
        new(
            string.Join(
                '\n',
                Lines(world).Select(line => line.Length <= Longest ? line : line[..Longest] + " ... (whole with --json)")
            )
        );

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<Block> Blocks(Verdict verdict)
    {
        yield return new Block.Title($"{verdict.Id}: {verdict.Word}");
        yield return new Block.Paragraph(verdict.Evidence);
        if (verdict.Trials > 0)
            yield return new Block.Fields([
                ("worlds evaluated", verdict.Trials),
                ("greatest left/right", verdict.WorstRatio),
                ("left above half of right", verdict.AboveHalf),
                ("left above right", verdict.Violations),
            ]);
        if (verdict.Exponents.Count > 0)
            yield return new Block.Table(
                ["along", "exponent claimed", "measured", "from", "to"],
                [
                    .. verdict.Exponents.Select(check =>
                        (IReadOnlyList<Cell>)
                            [check.Along, check.Claimed, check.Measured.Value, check.Measured.Lower, check.Measured.Upper]
                    ),
                ]
            );
        if (verdict.Counterexample is { } found)
        {
            yield return new Block.Paragraph("The simplest violating world found:");
            yield return Drawn(found.World);
        }
        else if (verdict.WorstWorld.Length > 0)
        {
            yield return new Block.Paragraph("The world where left/right was greatest:");
            yield return Drawn(verdict.WorstWorld);
        }
        foreach (var text in verdict.AssumptionsUnchecked)
            yield return new Block.Paragraph($"not checked by machine: {text}");
        yield return new Block.Paragraph($"replay: {verdict.Replay}");
    }
}
