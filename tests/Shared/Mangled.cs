using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Theory.Testing;

/// <summary>Files near valid ones: what is left of them after a slip of the pen, a cut transfer, or another program.</summary>
internal static class Mangled
{
    // What stands where something else was expected.
    private static readonly string[] Strangers =
    [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e999",
        "99999999999999999999",
        "\"\"",
        "\"x\"",
        "\"\\ud800\"",
        "\"a ~ b -> c, (\"",
        "{}",
        "[]",
        "[null]",
        "[[1]]",
        "{\"x\": null}",
        "",
    ];

    /// <summary>Bytes of one of the files, cut or changed in up to a few places.</summary>
    public static Gen<byte[]> Bytes(params byte[][] files) =>
        from file in Gen.Elements(files)
        from cut in Gen.Frequency((3, Gen.Constant(file.Length)), (1, Gen.Choose(0, file.Length)))
        from edits in (
            from at in Gen.Choose(0, Math.Max(0, cut - 1))
            from value in Gen.Choose(0, 255)
            select (at, (byte)value)
        ).ListOf(3)
        select Edited(file[..cut], edits);

    /// <summary>One of the JSON texts with a value or name of it replaced, or two; sometimes with other bytes changed.</summary>
    public static Gen<string> Json(params string[] texts) =>
        Gen.Frequency(
            (3, Gen.Elements(texts).SelectMany(Replaced)),
            (2, Gen.Elements(texts).SelectMany(Replaced).SelectMany(text => IsJson(text) ? Replaced(text) : Gen.Constant(text))),
            (1, Bytes([.. texts.Select(Encoding.UTF8.GetBytes)]).Select(Encoding.UTF8.GetString))
        );

    private static Gen<string> Replaced(string json) =>
        from at in Gen.Elements<(int Start, int End)>(Values(json))
        from stranger in Gen.Elements(Strangers)
        select Encoding.UTF8.GetString([
            .. Encoding.UTF8.GetBytes(json)[..at.Start],
            .. Encoding.UTF8.GetBytes(stranger),
            .. Encoding.UTF8.GetBytes(json)[at.End..],
        ]);

    // Where the values and names of a JSON text stand in its bytes.
    private static List<(int Start, int End)> Values(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var (found, open) = (new List<(int, int)>(), new Stack<int>());
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push((int)reader.TokenStartIndex);
            else
                found.Add(
                    (
                        reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray
                            ? open.Pop()
                            : (int)reader.TokenStartIndex,
                        (int)reader.BytesConsumed
                    )
                );
        return found;
    }

    private static bool IsJson(string text)
    {
        try
        {
            return Values(text).Count > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Edited(byte[] file, IEnumerable<(int At, byte Value)> edits)
    {
        foreach (var (at, value) in edits.Where(edit => edit.At < file.Length))
            file[at] = value;
        return file;
    }
}
