using System.Globalization;
using System.Text.Json.Nodes;
using Theory.Symbolics;

namespace Theory.Verification.Experiments;

/// <summary>
/// Measurements as JSON, in full precision: what is stored, and what programs get. Numbers that JSON has no word for are the texts
/// <c>inf</c>, <c>-inf</c> and <c>nan</c>.
/// </summary>
public static class MeasurementJson
{
    /// <summary>The measurement as an object.</summary>
    public static JsonObject Write(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return new()
        {
            ["numbers"] = new JsonObject(measurement.Numbers.Select(v => KeyValuePair.Create(v.Name, (JsonNode?)Write(v.Value)))),
            ["texts"] = new JsonObject(measurement.Texts.Select(v => KeyValuePair.Create(v.Name, (JsonNode?)v.Value))),
            ["conclusions"] = List(
                measurement.Conclusions,
                c => new JsonObject
                {
                    ["claim"] = c.Claim,
                    ["decision"] = c.Decision.ToString(),
                    ["evidence"] = c.Evidence,
                }
            ),
            ["tables"] = List(
                measurement.Tables,
                t => new JsonObject
                {
                    ["name"] = t.Name,
                    ["columns"] = List(t.Columns, c => c),
                    ["rows"] = List(t.Rows, row => List(row, e => e.Words is { } words ? Worded(words) : Write(e.Number))),
                }
            ),
            ["plots"] = List(measurement.Plots, Write),
        };
    }

    /// <summary>The figure as an object.</summary>
    public static JsonObject Write(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        return new()
        {
            ["name"] = plot.Name,
            ["title"] = plot.Title,
            ["x"] = Write(plot.X),
            ["y"] = Write(plot.Y),
            ["series"] = List(
                plot.Series,
                s => new JsonObject
                {
                    ["label"] = s.Label,
                    ["mark"] = s.Mark.ToString(),
                    ["x"] = List(s.X, Write),
                    ["y"] = List(s.Y, Write),
                    ["lower"] = List(s.Lower, Write),
                    ["upper"] = List(s.Upper, Write),
                }
            ),
            ["map"] = plot.Map is { } map
                ? new JsonObject
                {
                    ["label"] = map.Label,
                    ["x"] = List(map.X, Write),
                    ["y"] = List(map.Y, Write),
                    ["values"] = List(map.Values, Write),
                    ["kinds"] = List(map.Kinds, k => k),
                }
                : null,
        };
    }

    /// <summary>The measurement that was written.</summary>
    /// <exception cref="FormatException">The object is no measurement.</exception>
    public static Measurement Read(JsonNode json) =>
        Guarded(
            json,
            "measurement",
            () =>
                new Measurement(
                    json["numbers"]!.AsObject().Select(v => (v.Key, Number(v.Value))).ToTerms(),
                    json["texts"]!.AsObject().Select(v => (v.Key, (string)v.Value!)).ToTerms()
                )
                {
                    Conclusions = Items(
                        json,
                        "conclusions",
                        c => new Conclusion(Text(c, "claim"), Of<Decision>(c, "decision"), Text(c, "evidence"))
                    ),
                    Tables = Items(
                        json,
                        "tables",
                        t => new ResultTable(
                            Text(t, "name"),
                            Items(t, "columns", c => (string)c!),
                            Items(t, "rows", row => row.AsArray().Select(Entry).ToTerms())
                        )
                    ),
                    Plots = Items(json, "plots", Figure),
                }
        );

    /// <summary>The figure that was written.</summary>
    /// <exception cref="FormatException">The object is no figure.</exception>
    public static Plot ReadPlot(JsonNode json) => Guarded(json, "figure", () => Figure(json));

    private static T Guarded<T>(JsonNode json, string what, Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return read();
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"This is no {what}.", e);
        }
    }

    private static Plot Figure(JsonNode p) =>
        new(
            Text(p, "name"),
            Text(p, "title"),
            ReadAxis(p["x"]!),
            ReadAxis(p["y"]!),
            Items(
                p,
                "series",
                s => new PlotSeries(Text(s, "label"), Of<Mark>(s, "mark"), Numbers(s, "x"), Numbers(s, "y"))
                {
                    Lower = Numbers(s, "lower"),
                    Upper = Numbers(s, "upper"),
                }
            )
        )
        {
            Map = p["map"] is { } map ? ReadMap(map) : null,
        };

    private static ValueMap ReadMap(JsonNode json)
    {
        var map = new ValueMap(Text(json, "label"), Numbers(json, "x"), Numbers(json, "y"), Numbers(json, "values"))
        {
            Kinds = Items(json, "kinds", k => (string)k!),
        };
        return map.Values.Count == map.X.Count * map.Y.Count
            ? map
            : throw new ArgumentException("A map needs one value for each pair of centres.");
    }

    private static JsonObject Write(Axis axis) =>
        new()
        {
            ["label"] = axis.Label,
            ["log"] = axis.IsLogarithmic,
            ["low"] = double.IsNaN(axis.Low) ? null : Write(axis.Low),
            ["high"] = double.IsNaN(axis.High) ? null : Write(axis.High),
        };

    private static Axis ReadAxis(JsonNode axis) =>
        new(Text(axis, "label"), (bool)axis["log"]!)
        {
            Low = axis["low"] is { } low ? Number(low) : double.NaN,
            High = axis["high"] is { } high ? Number(high) : double.NaN,
        };

    private static JsonNode Write(double value) =>
        double.IsFinite(value) ? value
        : double.IsNaN(value) ? "nan"
        : value > 0 ? "inf"
        : "-inf";

    // Words that read as one of the texts for numbers get an object around them.
    private static JsonNode Worded(string words) => new JsonObject { ["words"] = words };

    private static Entry Entry(JsonNode? node) => node is JsonObject o ? (Entry)(string)o["words"]! : Number(node);

    private static double Number(JsonNode? node) =>
        node!.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? node.GetValue<double>()
            : (string)node! switch
            {
                "inf" => double.PositiveInfinity,
                "-inf" => double.NegativeInfinity,
                "nan" => double.NaN,
                var text => double.Parse(text!, CultureInfo.InvariantCulture),
            };

    private static JsonArray List<T>(Terms<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static Terms<T> Items<T>(JsonNode of, string name, Func<JsonNode, T> read) =>
        (of[name]?.AsArray() ?? []).Select(node => read(node!)).ToTerms();

    private static Terms<double> Numbers(JsonNode of, string name) => Items(of, name, node => Number(node));

    private static string Text(JsonNode of, string name) => (string)of[name]!;

    private static T Of<T>(JsonNode of, string name)
        where T : struct, Enum => Enum.Parse<T>(Text(of, name));
}
