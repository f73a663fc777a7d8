using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Theory.Cli.Subjects;

/// <summary>JSON that a person or a program wrote to a file.</summary>
internal static class JsonFile
{
    // A name that occurs twice would make the same file mean two things.
    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false };

    /// <summary>What the file holds; all its texts are whole.</summary>
    /// <exception cref="JsonException">It is no JSON, names something twice or holds half a character; with its place.</exception>
    public static JsonNode? Read(string path)
    {
        var json = Encoding.UTF8.GetBytes(File.ReadAllText(path));
        var node = JsonNode.Parse(json, documentOptions: Strictly);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsWhole(ref reader))
            {
                var before = json.AsSpan(0, (int)reader.TokenStartIndex);
                throw new JsonException(
                    "a text with half of a surrogate pair",
                    path: null,
                    before.Count((byte)'\n'),
                    before.Length - 1 - before.LastIndexOf((byte)'\n')
                );
            }
        return node;
    }

    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
