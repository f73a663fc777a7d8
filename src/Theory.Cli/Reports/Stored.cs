using System.Text.Json;
using System.Text.Json.Nodes;
using Theory.Cli.Subjects;

namespace Theory.Cli.Reports;

/// <summary>A result as a verb wrote it to a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Command">The command line that made it; empty where the file does not say.</param>
/// <param name="Version">The version of the program that made it.</param>
/// <param name="Given">What was assumed.</param>
/// <param name="Seed">The seed as it was written; empty for none.</param>
/// <param name="IsTruncated">Whether its work ended before its budget.</param>
/// <param name="Result">The result.</param>
internal sealed record Stored(
    string File,
    string Command,
    string Version,
    IReadOnlyList<string> Given,
    string Seed,
    bool IsTruncated,
    JsonNode Result
)
{
    private const int Schema = 1;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It holds no result of this program; the message says what it is instead.</exception>
    public static Stored Read(string path)
    {
        try
        {
            var document = JsonFile.Read(path) as JsonObject ?? throw new FormatException("a JSON value that is no object");
            return (document["schema"], document["result"]) switch
            {
                (null, _) or (_, null) => throw new FormatException("JSON, but no result of theory (\"schema\" and \"result\")"),
                (JsonValue schema, _) when !schema.TryGetValue(out int number) || number != Schema => throw new FormatException(
                    $"of schema {schema.ToJsonString()}; this version reads {Schema}"
                ),
                (_, var result) => new(
                    path,
                    Text(document["command"]),
                    Text(document["version"]),
                    document["given"] is JsonArray given ? [.. given.Select(Text)] : [],
                    Text(document["seed"]),
                    document["truncated"]?.GetValueKind() == JsonValueKind.True,
                    result
                ),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException($"no JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
    }

    /// <summary>A text or number as it is written; empty where there is none.</summary>
    public static string Text(JsonNode? node) =>
        node is not JsonValue value ? ""
        : value.TryGetValue(out string? text) ? text
        : value.ToJsonString();
}
