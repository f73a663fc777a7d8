using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Symbolics;

namespace Theory.Cli.Output;

/// <summary>Results for programs.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // <= stays <=: the document is no part of a web page
    };

    /// <summary>The report as one document.</summary>
    public static string Write(Report report)
    {
        var document = new JsonObject
        {
            ["schema"] = 1,
            ["version"] = ThisProgram.Version,
            ["command"] = report.Command,
            ["given"] = Array(report.Given.Select(text => (JsonNode)text)),
            ["seed"] = report.Seed,
        };
        if (report.IsTruncated)
            document["truncated"] = true;
        document["result"] = report.Result.DeepClone();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            document.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    /// <summary>A list.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    /// <summary>A list of words.</summary>
    public static JsonArray Array(IEnumerable<string> items) => Array(items.Select(item => (JsonNode?)item));

    /// <summary>A number; what JSON has no number for is a string: inf, -inf, nan.</summary>
    public static JsonNode Number(double value) =>
        value switch
        {
            double.PositiveInfinity => "inf",
            double.NegativeInfinity => "-inf",
            double.NaN => "nan",
            0 => 0.0, // -0 too
            _ => value,
        };

    /// <summary>An exact rational, as text.</summary>
    public static JsonNode Of(Rational value) => value.ToString();

    /// <summary>An expression, as infix text.</summary>
    public static JsonNode Of(Expr e) => JsonValue.Create(Spelled.Expression(e))!;

    /// <summary>A comparison, as infix text.</summary>
    public static JsonNode Of(Statement.Comparison comparison) => JsonValue.Create(Spelled.Comparison(comparison))!;
}
