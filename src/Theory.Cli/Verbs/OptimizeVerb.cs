using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Simplification;

namespace Theory.Cli.Verbs;

/// <summary><c>theory optimize</c>: the least value over free parameters, in closed form or certified.</summary>
internal static class OptimizeVerb
{
    // Where a certified minimum is sought unless a range is given.
    private static readonly Interval Anywhere = Interval.Of(1e-6, 1e6);

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var min = Arguments.Required("--min", "NAMES", "The free parameters, such as lambda");
        var set = Settings.Option();
        var range = new Option<string[]>("--range")
        {
            HelpName = "NAME=FROM:TO",
            Description = "Where a certified minimum is sought, where there is no closed form (1e-6:1e6 by default)",
            DefaultValueFactory = _ => [],
        };
        var given = Assumed.Option();
        return new(
            "optimize",
            "The least value over free parameters and where it is attained: in closed form, else enclosed",
            "theory optimize mbacke2023-wgan:sharp --min lambda",
            [bound, min, set, range, given],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var context = Assumed.Of(subject, input, given).WithSignsOfQuantities(subject.Expr);
                var settings = Settings.Of(subject.Define(context), input.Of(set), context);
                var over = Arguments.Symbols(input.Of(min), settings.Subject, "--min");
                var minimum = settings.Subject.Expr.Substitute(settings).Minimise(over, context);
                if (
                    minimum is Minimum.Unknown
                    && !settings.Subject.Open([.. settings.Values.Select(v => v.Symbol), .. over]).Any()
                )
                    minimum = settings.Subject.Expr.MinimiseOver(Box(over, input.Of(range)), settings.Intervals, context);
                return Report(Simplified(minimum, context), settings.Subject, over) with
                {
                    Given = Assumed.InWords(context, subject.Expr),
                };
            }
        );
    }

    private static Minimum Simplified(Minimum minimum, Context context) =>
        minimum is Minimum.Exact exact
            ? new Minimum.Exact(
                exact.Argmin.Select(a => (a.Symbol, a.Value.Simplify(context))).ToTerms(),
                exact.Value.Simplify(context)
            )
            : minimum;

    private static Terms<(Symbol, Interval)> Box(Terms<Symbol> over, string[] ranges)
    {
        var given = ranges.Select(Range).ToList();
        if (given.FirstOrDefault(r => !over.Contains(r.Symbol)) is { Symbol: { } odd })
            throw new ArgumentException($"--range names '{odd}', which --min does not: {string.Join(", ", over)}.");
        return over.Select(x => (x, given.Where(r => r.Symbol == x).Select(r => r.Range).DefaultIfEmpty(Anywhere).First()))
            .ToTerms();
    }

    private static (Symbol Symbol, Interval Range) Range(string text)
    {
        var parts = text.Split('=', ':');
        return parts.Length == 3
            ? (new(parts[0].Trim()), Interval.Of(Grid.Number(parts[1], "--range"), Grid.Number(parts[2], "--range")))
            : throw new ArgumentException($"--range '{text}' is no range.\nWrite NAME=FROM:TO, such as lambda=0.1:100.");
    }

    private static Report Report(Minimum minimum, Subject subject, Terms<Symbol> over) =>
        minimum switch
        {
            Minimum.Exact exact => new(
                Case(exact.Argmin.Select(a => (a.Symbol, Json.Of(a.Value))), Json.Of(exact.Value), "attained"),
                new Block.Fields([
                    ("minimum", Cell.Math(exact.Value)),
                    .. exact.Argmin.Select(a => ($"at {a.Symbol}", Cell.Math(a.Value))),
                ])
            ),
            Minimum.Infimum infimum => new(
                Case([], Json.Of(infimum.Value), infimum.Approached),
                new Block.Paragraph(
                    "Not attained: the infimum " + Cell.Math(infimum.Value) + $" is approached as {infimum.Approached}."
                )
            ),
            Minimum.Certified certified => new(
                Case(
                    certified.Argmin.Select(a => (a.Symbol, (JsonNode)Of(a.Value))),
                    Of(certified.Value),
                    "enclosed",
                    exact: false
                ),
                new Block.Fields([
                    ("minimum between", Shown(certified.Value)),
                    .. certified.Argmin.Select(a => ($"at {a.Symbol} between", Shown(a.Value))),
                    .. certified.Box.Select(b => ($"sought for {b.Symbol} in", Shown(b.Range))),
                    ("boxes looked at", certified.Steps),
                ])
            )
            {
                IsTruncated = certified.IsTruncated,
            },
            Minimum.Unknown { Because: var refusal } => new(
                new JsonObject { ["cases"] = new JsonArray(), ["refusal"] = refusal.ToString() },
                new Block.Paragraph("No closed form: " + Cell.Math(refusal.Blocking) + $": {refusal.Why}."),
                new Block.Paragraph(
                    $"For a certified minimum give values with --set to: {string.Join("; ", subject.Open(over))}."
                )
            )
            {
                Exit = ExitCode.NotDecided,
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject Case(
        IEnumerable<(Symbol Symbol, JsonNode Value)> argmin,
        JsonNode minimum,
        string how,
        bool exact = true
    ) =>
        new()
        {
            ["cases"] = new JsonArray(
                new JsonObject
                {
                    ["when"] = new JsonArray(),
                    ["argmin"] = new JsonObject(argmin.Select(a => KeyValuePair.Create(a.Symbol.Name, (JsonNode?)a.Value))),
                    ["minimum"] = minimum,
                    ["exact"] = exact,
                    ["how"] = how,
                }
            ),
            ["refusal"] = null,
        };

    private static JsonArray Of(Interval interval) => [Json.Number(interval.Lower), Json.Number(interval.Upper)];

    private static Cell Shown(Interval interval) => Cell.Number(interval.Lower, 12) + " and " + Cell.Number(interval.Upper, 12);
}
