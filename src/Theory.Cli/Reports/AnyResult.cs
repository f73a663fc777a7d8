using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Theory.Cli.Output;
using Theory.Verification.Experiments;

namespace Theory.Cli.Reports;

/// <summary>A result of whatever shape: names and values, lists of objects as tables, members that are known to hold formulas drawn.</summary>
internal static partial class AnyResult
{
    // So many rows a person looks through; the rest is in the file.
    private const int Most = 300;

    private static readonly HashSet<string> Formulas =
    [
        .. "expr left right rate minimum limit leading value certificate dominant conclusion argmin when infeasible n".Split(' '),
        .. "hypotheses unlisted witness".Split(' '),
    ];

    /// <summary>The result for people.</summary>
    public static IEnumerable<Block> Blocks(JsonNode? result) =>
        result switch
        {
            JsonObject members => Of(members),
            JsonArray rows when rows.Any(row => row is JsonObject) => Table(rows),
            null => [],
            _ => [new Block.Paragraph(Value("", result))],
        };

    private static IEnumerable<Block> Of(JsonObject members)
    {
        var shown = members.Where(m => !IsEmpty(m.Value) && !IsDrawnOtherwise(m.Key, members)).ToList();
        var plain = shown.Where(m => !IsTable(m.Value) && !IsLong(m.Value) && !AreSentences(m.Value)).ToList();
        if (plain.Count > 0)
            yield return new Block.Fields([.. plain.Select(m => (Words(m.Key), Value(m.Key, m.Value)))]);
        foreach (var (name, value) in shown)
            if (name == "plots" && value is JsonArray plots)
                foreach (var plot in plots)
                    yield return new Block.Figure(MeasurementJson.ReadPlot(plot!));
            else if (AreSentences(value))
            {
                yield return new Block.Title(Words(name));
                foreach (var sentence in value!.AsArray())
                    yield return new Block.Paragraph("– " + Stored.Text(sentence));
            }
            else if (IsLong(value))
            {
                yield return new Block.Title(Words(name));
                yield return new Block.Verbatim(Stored.Text(value));
            }
            else if (IsTable(value) && value!.AsArray() is { Count: > 0 } rows)
            {
                yield return new Block.Title(Words(name));
                foreach (var block in Table(rows))
                    yield return block;
            }
    }

    // LaTeX beside its infix is the same formula again.
    private static bool IsDrawnOtherwise(string name, JsonObject members) =>
        name == "latex" && members.Any(m => Formulas.Contains(m.Key) && m.Value is JsonValue);

    private static bool IsLong(JsonNode? node) => node is JsonValue && Stored.Text(node).Contains('\n', StringComparison.Ordinal);

    private static bool IsEmpty(JsonNode? node) => node is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };

    private static bool AreSentences(JsonNode? node) =>
        node is JsonArray items && !IsTable(items) && items.Any(item => Stored.Text(item).Length > 60);

    private static bool IsTable(JsonNode? node) => node is JsonArray items && items.Any(item => item is JsonObject);

    /// <summary>A table of objects: columns that are alike in all of many rows are said once.</summary>
    public static IEnumerable<Block> Table(JsonArray items)
    {
        var rows = items.Select(item => item is JsonObject o ? Flattened(o).ToList() : [("", Value("", item))]).ToList();
        var names = rows.SelectMany(row => row.Select(entry => entry.Name)).Distinct().ToList();
        var columns = names
            .Select(name =>
                (Name: name, Cells: rows.ConvertAll(row => row.FirstOrDefault(e => e.Name == name, (name, "")).Item2))
            )
            .Where(column => column.Cells.Any(cell => cell.Text.Length > 0))
            .ToList();
        var alike = rows.Count > 2 ? columns.Where(c => c.Cells.All(cell => cell == c.Cells[0])).ToList() : [];
        if (alike.Count == columns.Count)
            alike = [];
        if (alike.Count > 0)
            yield return new Block.Paragraph(
                "In all rows: " + Cell.Join(", ", alike.Select(c => Words(c.Name) + " = " + c.Cells[0])) + "."
            );
        var varied = columns.Except(alike).ToList();
        yield return new Block.Table(
            [.. varied.Select(c => (Cell)Words(c.Name))],
            [
                .. Enumerable
                    .Range(0, Math.Min(Most, rows.Count))
                    .Select(i => (IReadOnlyList<Cell>)[.. varied.Select(c => c.Cells[i])]),
            ]
        );
        if (rows.Count > Most)
            yield return new Block.Paragraph($"{rows.Count - Most:N0} more rows are in the file.");
    }

    // Members of members become columns of their own: values at a point, values by name.
    private static IEnumerable<(string Name, Cell Shown)> Flattened(JsonObject row)
    {
        foreach (var (name, value) in row)
            if (IsDrawnOtherwise(name, row))
                continue;
            else if (value is JsonObject inner && !IsEstimate(inner) && inner.All(m => m.Value is JsonValue or null))
                foreach (var (key, each) in inner)
                    yield return (name is "at" or "argmin" ? key : $"{name} {key}", Value(name, each));
            else if (
                value is JsonArray { Count: > 0 } list
                && list.All(item => item is JsonObject o && o["name"] is JsonValue && o["value"] is JsonValue)
            )
                foreach (var item in list)
                    yield return (Stored.Text(item!["name"]), Value("value", item["value"]));
            else
                yield return (name, Value(name, value));
    }

    /// <summary>A value in a cell.</summary>
    public static Cell Value(string name, JsonNode? node) =>
        node switch
        {
            null => "",
            JsonObject estimate when IsEstimate(estimate) => Estimated(estimate),
            JsonObject members => Cell.Join(
                ", ",
                members
                    .Where(m => !IsEmpty(m.Value))
                    .Select(m =>
                        Formulas.Contains(name)
                            ? Cell.Name(m.Key) + " = " + Value(name, m.Value)
                            : Words(m.Key) + " " + Value(m.Key, m.Value)
                    )
            ),
            JsonArray { Count: 0 } => name == "when" ? "always" : "none",
            JsonArray items => Cell.Join(
                items.Any(item => item is JsonObject) ? "; " : ", ",
                items.Select(item => Value(name, item))
            ),
            _ => Scalar(name, node.AsValue()),
        };

    private static Cell Scalar(string name, JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Number => Number(value),
            _ when Stored.Text(value) is "inf" or "-inf" || Formulas.Contains(name) => Written.Math(Stored.Text(value)),
            _ => Stored.Text(value),
        };

    private static Cell Number(JsonValue value) =>
        long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (Cell)whole
            : (Cell)value.GetValue<double>();

    private static bool IsEstimate(JsonObject o) =>
        o.ContainsKey("value") && o.ContainsKey("kind") && o.ContainsKey("lower") && o.ContainsKey("upper");

    private static Cell Estimated(JsonObject estimate) =>
        Value("", estimate["value"])
        + (
            Stored.Text(estimate["kind"]) switch
            {
                "exact" => "",
                "biased" => " (no interval)",
                _ => " [" + End(estimate["lower"]) + ", " + End(estimate["upper"]) + "]",
            }
        );

    private static Cell End(JsonNode? end) =>
        end is JsonValue value && value.GetValueKind() is JsonValueKind.Number
            ? Cell.Number(value.GetValue<double>(), 4)
            : Value("", end);

    /// <summary>The name of a member in words: <c>nullHeldOut</c> is "null held out".</summary>
    public static string Words(string name) => Capital().Replace(name, match => " " + match.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])[A-Z](?=[a-z])")]
    private static partial Regex Capital();
}
