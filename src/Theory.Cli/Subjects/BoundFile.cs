using System.Text.Encodings.Web;
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
                    JsonFile.Read(path) as JsonObject
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

    /// <summary>A file that says how a bound is composed.</summary>
    public static string Written(Recipe recipe, Bound made) =>
        new JsonObject
        {
            ["schema"] = 1,
            ["id"] = made.Id,
            ["title"] = made.Title,
            ["made"] = new JsonObject
            {
                ["from"] = recipe.From,
                ["steps"] = new JsonArray([.. recipe.Steps.Select(step => (JsonNode)step)]),
            },
        }.ToJsonString(
            new()
            {
                WriteIndented = true,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        ) + "\n";

    private static Bound Bound(Members file)
    {
        file.Allow(Known);
        if (file.Number("schema") != 1)
            throw file.Wrong("schema", "is not 1, the only version there is");
        var id = file.Text("id");
        if (!id.Contains(':', StringComparison.Ordinal))
            throw file.Wrong("id", $"'{id}' has no colon; write it as author:name");
        if (Catalog.Find(id) is not null)
            throw file.Wrong("id", $"'{id}' is an entry of the catalog; give yours another");
        return file.Within("made") is { } made ? Composed(file, made, id) : Stated(file, id);
    }

    private static Bound Composed(Members file, Members made, string id)
    {
        file.Allow("schema", "id", "title", "made");
        made.Allow("from", "steps");
        var bound = made.At("steps", new Recipe(made.Text("from"), [.. made.Texts("steps")]).Make);
        return bound with { Id = id, Title = file.Optional("title") ?? bound.Title };
    }

    private static Bound Stated(Members file, string id)
    {
        var declared = Declarations.Read(file);
        var words = declared.Vocabulary;
        var delta = file.Optional("delta") is null ? null : file.Expression("delta", words);
        var over = file.Optional("over") is { } names ? file.At("over", () => declared.Drawn(names)) : [];
        return new()
        {
            Id = id,
            Title = file.Optional("title") ?? id,
            Reading = file.Optional("reading") ?? "As written.",
            Reference = Reference(file, id),
            Where = file.Optional("source") ?? file.Path,
            Left = file.Expression("left", words),
            Relation = (Bounds.Relation)file.OneOf("relation", Relations, "<="),
            Terms = file.Objects("terms").Select(term => Term(term, words)).ToTerms() is { Count: > 0 } terms
                ? terms
                : throw file.Wrong("terms", "is empty; a bound has a term at least"),
            Mode = file.OneOf("mode", ["in expectation", "with probability", "up to constants"], "in expectation") switch
            {
                1 => new Mode.WithProbability(
                    over,
                    delta ?? throw file.Wrong("delta", "is missing: with what probability does it fail?")
                ),
                2 => new Mode.UpToConstants("what the author does not name", delta),
                _ => new Mode.InExpectation(),
            },
            Assumptions = file.Items("assumptions").Select(item => Assumed(item.Text, item.Object, declared)).ToTerms(),
            Glossary = file.Objects("symbols").Select(Entry).ToTerms(),
            StatedRate = file.Optional("rate") is null ? null : file.Expression("rate"),
        };
    }

    private static Assumption Assumed(string? text, Members? condition, Declarations declared)
    {
        if (condition is null)
            return Assumption.InWords(text!);
        condition.Allow("text", "holds");
        var holds = condition.Text("holds");
        return new(condition.Optional("text") ?? holds, condition.At("holds", () => declared.Judgement(holds)));
    }

    private static Reference Reference(Members file, string id)
    {
        var title = file.Optional("title") ?? id;
        if (file.Within("reference") is not { } reference)
            return new(id.Replace(':', '-'), "", title, DateTime.UnixEpoch.Year, "", file.Optional("source") ?? "");
        reference.Allow("key", "authors", "title", "year", "arxiv", "venue");
        return new(
            reference.Optional("key") ?? id.Replace(':', '-'),
            reference.Optional("authors") ?? "",
            reference.Optional("title") ?? title,
            reference.Number("year"),
            reference.Optional("arxiv") ?? "",
            reference.Optional("venue") ?? ""
        );
    }

    private static readonly string[] Known =
    [
        "schema",
        "id",
        "title",
        "made",
        "reading",
        "kernels",
        "functions",
        "draws",
        "points",
        "laws",
        "left",
        "relation",
        "terms",
        "mode",
        "delta",
        "over",
        "assumptions",
        "symbols",
        "rate",
        "source",
        "reference",
    ];

    private static Term Term(Members term, Vocabulary? words)
    {
        term.Allow("name", "expr", "meaning");
        return new(term.Text("name"), term.Expression("expr", words), term.Optional("meaning") ?? "");
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
}
