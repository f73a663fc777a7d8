using System.Text.Json.Nodes;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Subjects;

/// <summary>The members of an object of a bound's file, with its place for errors.</summary>
internal sealed record Members(string Path, string Place, JsonObject Object)
{
    /// <summary>What is said of a member that is wrong.</summary>
    public ArgumentException Wrong(string member, string what) =>
        new(
            $"{Path}: {Place}{member} {what}.\n'theory show --schema' prints the form of a bound.".Replace(
                "..\n",
                ".\n",
                StringComparison.Ordinal
            )
        );

    /// <summary>Refuses members of other names.</summary>
    public void Allow(params string[] names)
    {
        if (Object.Select(member => member.Key).FirstOrDefault(key => !names.Contains(key)) is { } odd)
            throw Wrong(odd, $"is unknown; known are {string.Join(", ", names)}");
    }

    /// <summary>A text, or null.</summary>
    public string? Optional(string name) =>
        Object[name] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => throw Wrong(name, "is not a text"),
        };

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => Optional(name) ?? throw Wrong(name, "is missing");

    /// <summary>A whole number that must be there.</summary>
    public int Number(string name) =>
        Object[name] is JsonValue value && value.TryGetValue<int>(out var number)
            ? number
            : throw Wrong(name, "is missing or no whole number");

    /// <summary>Which of some words a text is.</summary>
    public int OneOf(string name, string[] allowed, string byDefault) =>
        Array.IndexOf(allowed, Optional(name) ?? byDefault) is >= 0 and var index
            ? index
            : throw Wrong(name, $"is '{Optional(name)}'; allowed are {string.Join(", ", allowed)}");

    /// <summary>An expression, in whose quantities a vocabulary sees a meaning.</summary>
    public Expr Expression(string name, Vocabulary? vocabulary = null) => At(name, () => Infix.Parse(Text(name), vocabulary));

    /// <summary>What an action gives; where it fails, the message begins with the place in the file.</summary>
    public T At<T>(string member, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e) when (!e.Message.StartsWith($"{Path}: ", StringComparison.Ordinal))
        {
            throw new ArgumentException($"{Path}: {Place}{member}: {e.Message}", e);
        }
    }

    /// <summary>Takes an action; where it fails, the message begins with the place in the file.</summary>
    public void At(string member, Action take) =>
        At<object?>(
            member,
            () =>
            {
                take();
                return null;
            }
        );

    /// <summary>The names and texts of an object, each with its place.</summary>
    public IEnumerable<(string Name, string Text, string Place)> Pairs(string name) =>
        Object[name] switch
        {
            null => [],
            JsonObject pairs => pairs.Select(pair =>
                pair.Value is JsonValue value && value.TryGetValue<string>(out var text)
                    ? (pair.Key, text, $"{name}.{pair.Key}")
                    : throw Wrong($"{name}.{pair.Key}", "is not a text")
            ),
            _ => throw Wrong(name, "is no object of names and texts"),
        };

    /// <summary>An object, or null.</summary>
    public Members? Within(string name) =>
        Object[name] switch
        {
            null => null,
            JsonObject inner => new(Path, $"{Place}{name}.", inner),
            _ => throw Wrong(name, "is no object"),
        };

    /// <summary>The items of a list, each a text or an object.</summary>
    public IEnumerable<(string? Text, Members? Object)> Items(string name) =>
        List(name)
            .Select(
                (item, i) =>
                    item switch
                    {
                        JsonValue value when value.TryGetValue<string>(out var text) => ((string?)text, (Members?)null),
                        JsonObject inner => (null, new Members(Path, $"{Place}{name}[{i}].", inner)),
                        _ => throw Wrong($"{name}[{i}]", "is neither a text nor an object"),
                    }
            );

    /// <summary>The objects of a list.</summary>
    public IEnumerable<Members> Objects(string name) =>
        List(name)
            .Select(
                (item, i) =>
                    new Members(Path, $"{Place}{name}[{i}].", item as JsonObject ?? throw Wrong($"{name}[{i}]", "is no object"))
            );

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts(string name) =>
        List(name)
            .Select(
                (item, i) =>
                    item is JsonValue value && value.TryGetValue<string>(out var text)
                        ? text
                        : throw Wrong($"{name}[{i}]", "is not a text")
            );

    private JsonArray List(string name) =>
        Object[name] switch
        {
            null => [],
            JsonArray list => list,
            _ => throw Wrong(name, "is not a list"),
        };
}
