using System.Text.Json.Nodes;
using Theory.Cli.Output;
using Theory.Cli.Output.Html;
using Theory.Verification.Experiments;

namespace Theory.Cli.Reports;

/// <summary>How results whose shape a verb promises are drawn: recognised by their members, so that it does not matter which verb wrote them.</summary>
internal static class Shapes
{
    private sealed record Shape(string Members, Func<JsonObject, Drawn> Draw);

    private static readonly Shape[] Known =
    [
        new("numbers texts tables plots", Measured),
        new("verdict trials worstRatio evidence", Attacked),
        new("left relation right reading terms", Stated),
        new("steps axioms hypotheses", Proved),
        new("on whole terms", Depending),
        new("regimes infeasible", Balanced),
    ];

    /// <summary>A result drawn; what has no known shape, or is damaged, as names and values.</summary>
    public static Drawn Of(JsonNode result)
    {
        try
        {
            return
                result is JsonObject members
                && Known.FirstOrDefault(shape => shape.Members.Split(' ').All(members.ContainsKey)) is { } known
                ? known.Draw(members)
                : new("", [.. AnyResult.Blocks(result)]);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return new("", [new Block.Verbatim(result.ToString())]);
        }
    }

    /// <summary>A result as a part of a page.</summary>
    /// <param name="Title">Its title; empty where its command says it best.</param>
    /// <param name="Blocks">What it says.</param>
    internal sealed record Drawn(Cell Title, IReadOnlyList<Block> Blocks)
    {
        /// <summary>What it says of claims.</summary>
        public IReadOnlyList<StatedVerdict> Verdicts { get; init; } = [];

        /// <summary>The command that gives it again, where the result holds it.</summary>
        public string Command { get; init; } = "";
    }

    private static Drawn Measured(JsonObject result)
    {
        var measurement = MeasurementJson.Read(result);
        var name = Stored.Text(result["experiment"]);
        var parameters = result["parameters"] is JsonObject given
            ? given.Aggregate(Parameters.None, (all, p) => all.With(p.Key, Stored.Text(p.Value)))
            : Parameters.None;
        return new(
            name,
            [
                .. Experiments.About(name),
                .. Measurements.Blocks(measurement),
                new Block.Paragraph(
                    $"parameters: {parameters}; version {Stored.Text(result["experimentVersion"])} of the experiment; arithmetic: {Stored.Text(result["provider"])}"
                ),
            ]
        )
        {
            Verdicts = [.. Experiments.Verdicts(name, parameters, measurement)],
        };
    }

    private static Drawn Attacked(JsonObject result)
    {
        var (id, verdict) = (Text(result, "id"), Text(result, "verdict"));
        var found = result["counterexample"] as JsonObject;
        var world = Lines(found is null ? result["worstWorld"] : found["world"]);
        return new(
            $"{id}: {verdict}",
            [
                new Block.Fields([
                    ("evidence", Text(result, "evidence")),
                    ("worlds evaluated", Member(result, "trials")),
                    ("greatest left/right", Member(result, "worstRatio")),
                    ("left above half of right", Member(result, "aboveHalf")),
                    ("left above right", Member(result, "violations")),
                    ("probability of a false alarm", Member(result, "alpha")),
                    .. Lines(result["assumptionsUnchecked"]).Select(text => ("not checked by machine", (Cell)text)),
                ]),
                .. world.Count == 0
                    ? Array.Empty<Block>()
                    :
                    [
                        new Block.Title(
                            found is null ? "The world where left/right was greatest" : "The simplest violating world found"
                        ),
                        new Block.Verbatim(string.Join('\n', world)),
                    ],
                .. result["power"] is { } power ? AnyResult.Blocks(power).Prepend(new Block.Title("Wrong versions")) : [],
            ]
        )
        {
            Command = Text(result, "replay"),
            Verdicts = [StatedVerdict.Of(id, verdict, Text(result, "evidence"))],
        };
    }

    private static Drawn Stated(JsonObject result)
    {
        var terms = result["terms"]!.AsArray();
        JsonArray list(string name) => result[name] as JsonArray ?? [];
        return new(
            Text(result, "title") is { Length: > 0 } title ? title : Text(result, "id"),
            [
                Written.Statement(
                    Text(result, "left"),
                    Text(result, "relation"),
                    Text(result, "right"),
                    [.. terms.Select(term => Stored.Text(term!["expr"]))]
                ),
                new Block.Fields([
                    ("id", Text(result, "id")),
                    ("holds", Text(result, "mode")),
                    ("status", $"{Text(result, "status")}: {Text(result, "why")}"),
                    .. Said(result, "tight"),
                    .. result["rate"] is { } rate ? new[] { ("rate", AnyResult.Value("rate", rate)) } : [],
                    .. Lines(result["see"]) is { Count: > 0 } see ? new[] { ("see also", (Cell)string.Join(", ", see)) } : [],
                    .. Said(result, "reading"),
                    .. Said(result, "note"),
                ]),
                new Block.Table(
                    ["term", "", "meaning"],
                    [
                        .. terms.Select(term =>
                            (IReadOnlyList<Cell>)[Text(term, "name"), Written.Math(Text(term, "expr")), Text(term, "meaning")]
                        ),
                    ]
                ),
                new Block.Table(
                    ["assumption", "checked by machine"],
                    [
                        .. list("assumptions")
                            .Select(a =>
                                (IReadOnlyList<Cell>)[Text(a, "text"), AnyResult.Value("", (a as JsonObject)?["checkable"])]
                            ),
                    ]
                ),
                new Block.Table(
                    ["symbol", "meaning", "domain", "unit"],
                    [
                        .. list("symbols")
                            .Select(s =>
                                (IReadOnlyList<Cell>)
                                    [
                                        Cell.Name(Text(s, "name")),
                                        Text(s, "meaning"),
                                        Written.Listed(Text(s, "domain")),
                                        Text(s, "unit"),
                                    ]
                            ),
                    ]
                ),
                .. Text(result, "bibtex") is { Length: > 0 } bibtex ? [new Block.Verbatim(bibtex)] : Array.Empty<Block>(),
            ]
        );
    }

    private static Drawn Proved(JsonObject result)
    {
        var (id, status) = (Text(result, "id"), Text(result, "status"));
        var steps = result["steps"]!.AsArray();
        return new(
            $"{id}: {status}",
            [
                new Block.Steps([
                    .. steps.Select(step =>
                        (
                            Written.Math(Stored.Text(step!["conclusion"])),
                            Stored.Text(step["rule"])
                                + (Lines(step["premises"]) is { Count: > 0 } from ? $", from {string.Join(", ", from)}" : "")
                        )
                    ),
                ]),
                new Block.Fields([
                    .. Lines(result["hypotheses"]).Select(text => ("hypothesis", Written.Math(text))),
                    .. Lines(result["unlisted"]).Select(text => ("not among the assumptions", Written.Math(text))),
                    .. Lines(result["lemmas"]).Select(text => ("lemma, without proof", (Cell)text)),
                    ("axioms", string.Join(", ", Lines(result["axioms"]))),
                ]),
            ]
        )
        {
            Verdicts = [StatedVerdict.Of(id, status, $"{steps.Count} steps; {Lines(result["lemmas"]).Count} lemmas")],
        };
    }

    private static Drawn Depending(JsonObject result)
    {
        var on = Text(result, "on");
        var parts = result["terms"]!.AsArray().Append(result["whole"]).Select(part => part!.AsObject()).ToList();
        Cell limits(JsonObject part) =>
            Cell.Join(
                "; ",
                (part["limits"] as JsonArray ?? []).Select(limit =>
                    Toward(on, limit)
                    + Written.Math(Text(limit, "value"))
                    + Cell.Join("", Lines(limit!["when"]).Select(when => " if " + Written.Math(when)))
                )
            );
        Cell leading(JsonObject part) =>
            Cell.Join(
                "; ",
                (part["leading"] as JsonArray ?? []).Select(term => Toward(on, term) + Written.Math(Text(term, "expr")))
            );
        return new(
            "",
            [
                new Block.Table(
                    ["term", "direction", "curvature", "status", "limits", "leading terms"],
                    [
                        .. parts.Select(part =>
                            (IReadOnlyList<Cell>)
                                [
                                    Text(part, "name"),
                                    Text(part, "direction"),
                                    Text(part, "curvature"),
                                    Text(part, "status"),
                                    limits(part),
                                    leading(part),
                                ]
                        ),
                    ]
                ),
                new Block.Paragraph("because: " + string.Join("; ", Lines(parts[^1]["because"]))),
            ]
        );
    }

    private static Drawn Balanced(JsonObject result) =>
        result["regimes"] is JsonArray { Count: > 0 } regimes
            ? new(
                "",
                [
                    .. AnyResult.Table([.. regimes.Select(Copy)]),
                    .. Lines(result["infeasible"])
                        .Select(when => new Block.Paragraph("No choice is possible when " + Written.Math(when) + ".")),
                    .. result["floors"] is JsonArray { Count: > 0 } floors
                        ? new[]
                        {
                            new Block.Paragraph(
                                "Added to each rate, floors: "
                                    + Cell.Join(", ", floors.Select(floor => Written.Math(Text(floor, "expr"))))
                                    + "."
                            ),
                        }
                        : [],
                ]
            )
            : new("", [.. AnyResult.Blocks(result)]);

    private static Cell Toward(string on, JsonNode? limit) =>
        "as " + Cell.Name(on) + " → " + (Text(limit, "to") is "inf" ? Written.Math("inf") : Text(limit, "to")) + ": ";

    private static Cell Member(JsonObject of, string name) => AnyResult.Value(name, of[name]);

    private static IEnumerable<(string, Cell)> Said(JsonObject of, string name) =>
        Text(of, name) is { Length: > 0 } text ? [(name, (Cell)text)] : [];

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    private static string Text(JsonNode? of, string name) => Stored.Text((of as JsonObject)?[name]);

    private static List<string> Lines(JsonNode? list) => list is JsonArray items ? [.. items.Select(Stored.Text)] : [];
}
