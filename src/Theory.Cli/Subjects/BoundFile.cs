using System.Text.Json;
using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Subjects;

/// <summary>A person's own bound in a JSON file; <see cref="Schema"/> says its form.</summary>
internal static class BoundFile
{
    private static readonly string[] Relations = ["<=", "<~", "=", ":=", "~"];

    /// <summary>The JSON schema of such files.</summary>
    public static string Schema
    {
        get
        {
            using var stream = typeof(BoundFile).Assembly.GetManifestResourceStream("bound.schema.json")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Reads the bound.</summary>
    /// <exception cref="ArgumentException">The file is no JSON or no bound; the message names the member at fault.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Bound Read(string path)
    {
        try
        {
            return Bound(
                new Members(
                    path,
                    "",
                    JsonNode.Parse(File.ReadAllText(path)) as JsonObject
                        ?? throw new ArgumentException(
                            $"{path} holds no JSON object.\n'theory show --schema' prints the form of a bound."
                        )
                )
            );
        }
        catch (JsonException e)
        {
            throw new ArgumentException(
                $"{path}, line {e.LineNumber + 1}: this is not JSON.\n'theory show --schema' prints the form of a bound."
            );
        }
    }

    private static Bound Bound(Members file)
    {
        file.Allow(
            "schema",
            "id",
            "title",
            "reading",
            "left",
            "relation",
            "terms",
            "mode",
            "delta",
            "assumptions",
            "symbols",
            "rate",
            "source"
        );
        if (file.Number("schema") != 1)
            throw file.Wrong("schema", "is not 1, the only version there is");
        var id = file.Text("id");
        if (!id.Contains(':', StringComparison.Ordinal))
            throw file.Wrong("id", $"'{id}' has no colon; write it as author:name");
        var delta = file.Optional("delta") is null ? null : file.Expression("delta");
        return new()
        {
            Id = id,
            Title = file.Optional("title") ?? id,
            Reading = file.Optional("reading") ?? "As written.",
            Reference = new(
                id.Replace(':', '-'),
                "",
                file.Optional("title") ?? id,
                DateTime.UnixEpoch.Year,
                "",
                file.Optional("source") ?? ""
            ),
            Where = file.Optional("source") ?? file.Path,
            Left = file.Expression("left"),
            Relation = (Bounds.Relation)file.OneOf("relation", Relations, "<="),
            Terms = file.Objects("terms").Select(Term).ToTerms() is { Count: > 0 } terms
                ? terms
                : throw file.Wrong("terms", "is empty; a bound has a term at least"),
            Mode = file.OneOf("mode", ["in expectation", "with probability", "up to constants"], "in expectation") switch
            {
                1 => new Mode.WithProbability(
                    [],
                    delta ?? throw file.Wrong("delta", "is missing: with what probability does it fail?")
                ),
                2 => new Mode.UpToConstants("what the author does not name", delta),
                _ => new Mode.InExpectation(),
            },
            Assumptions = file.Texts("assumptions").Select(Assumption.InWords).ToTerms(),
            Glossary = file.Objects("symbols").Select(Entry).ToTerms(),
            StatedRate = file.Optional("rate") is null ? null : file.Expression("rate"),
        };
    }

    private static Term Term(Members term)
    {
        term.Allow("name", "expr", "meaning");
        return new(term.Text("name"), term.Expression("expr"), term.Optional("meaning") ?? "");
    }

    private static GlossaryEntry Entry(Members entry)
    {
        entry.Allow("name", "meaning", "domain", "role", "unit");
        var roles = Enum.GetNames<Role>();
        var domain = entry.Optional("domain") ?? "";
        if (Hypotheses.Parse(domain).Error is { } error)
            throw new ArgumentException($"{entry.Path}: {entry.Place}domain: {error}");
        return new(
            entry.Text("name"),
            entry.Optional("meaning") ?? "",
            (Role)entry.OneOf("role", roles, nameof(Role.Other)),
            domain,
            entry.Optional("unit") ?? "1"
        );
    }

    // The members of an object of the file, with its place for errors.
    private sealed record Members(string Path, string Place, JsonObject Object)
    {
        public ArgumentException Wrong(string member, string what) =>
            new(
                $"{Path}: {Place}{member} {what}.\n'theory show --schema' prints the form of a bound.".Replace(
                    "..\n",
                    ".\n",
                    StringComparison.Ordinal
                )
            );

        public void Allow(params string[] names)
        {
            if (Object.Select(member => member.Key).FirstOrDefault(key => !names.Contains(key)) is { } odd)
                throw Wrong(odd, $"is unknown; known are {string.Join(", ", names)}");
        }

        public string? Optional(string name) =>
            Object[name] switch
            {
                null => null,
                JsonValue value when value.TryGetValue<string>(out var text) => text,
                _ => throw Wrong(name, "is not a text"),
            };

        public string Text(string name) => Optional(name) ?? throw Wrong(name, "is missing");

        public int Number(string name) =>
            Object[name] is JsonValue value && value.TryGetValue<int>(out var number)
                ? number
                : throw Wrong(name, "is missing or no whole number");

        public int OneOf(string name, string[] allowed, string byDefault) =>
            Array.IndexOf(allowed, Optional(name) ?? byDefault) is >= 0 and var index
                ? index
                : throw Wrong(name, $"is '{Optional(name)}'; allowed are {string.Join(", ", allowed)}");

        public Expr Expression(string name)
        {
            var parsed = Infix.TryParse(Text(name));
            return parsed.Value ?? throw new ArgumentException($"{Path}: {Place}{name}: {parsed.Error}");
        }

        public IEnumerable<Members> Objects(string name) =>
            List(name)
                .Select(
                    (item, i) =>
                        new Members(
                            Path,
                            $"{Place}{name}[{i}].",
                            item as JsonObject ?? throw Wrong($"{name}[{i}]", "is no object")
                        )
                );

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
}
