using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Verbs;

/// <summary><c>theory show</c>: one statement with all that belongs to it.</summary>
internal static class ShowVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        bound.Arity = ArgumentArity.ZeroOrOne;
        var schema = new Option<bool>("--schema") { Description = "The JSON schema of a bound of one's own, @FILE.json" };
        return new(
            "show",
            "A statement and its reading, terms, assumptions, symbols, status and source",
            "theory show chen2025:vae-averaged",
            [bound, schema],
            input =>
                input.Of(schema) ? new(JsonNode.Parse(BoundFile.Schema)!, new Block.Verbatim(BoundFile.Schema))
                : input.Parsed.GetValue(bound) is { } name ? Report(Subject.ReadBound(name))
                : throw new ArgumentException(
                    "'theory show' needs BOUND: an id of the catalog, or @FILE.json.\nFor example: theory show chen2025:vae-averaged"
                )
        );
    }

    /// <summary>A statement with all that belongs to it.</summary>
    public static Report Report(Bound bound)
    {
        var status = Standing.Of(bound);
        return new(Result(bound, status), [.. Blocks(bound, status)]);
    }

    /// <summary>The statement as a result.</summary>
    public static JsonObject Result(Bound bound, Standing status) =>
        new()
        {
            ["id"] = bound.Id,
            ["title"] = bound.Title,
            ["left"] = Json.Of(bound.Left),
            ["relation"] = bound.Relation.Sign(),
            ["right"] = Json.Of(bound.Right),
            ["latex"] = bound.InLatex(),
            ["mode"] = bound.Mode.InWords(),
            ["reading"] = bound.Reading,
            ["status"] = status.Label,
            ["why"] = status.Why,
            ["see"] = Json.Array(bound.See),
            ["terms"] = Json.Array(
                bound.Terms.Select(term => new JsonObject
                {
                    ["name"] = term.Name,
                    ["expr"] = Json.Of(term.Expr),
                    ["latex"] = Latex.Print(term.Expr),
                    ["meaning"] = term.Meaning,
                })
            ),
            ["assumptions"] = Json.Array(
                bound.Assumptions.Select(assumption => new JsonObject
                {
                    ["text"] = assumption.Text,
                    ["latex"] = assumption.Judgement.IsCheckable ? assumption.Judgement.InLatex() : null,
                    ["checkable"] = assumption.Judgement.IsCheckable,
                })
            ),
            ["symbols"] = Json.Array(
                bound.Glossary.Select(entry => new JsonObject
                {
                    ["name"] = entry.Name,
                    ["meaning"] = entry.Text,
                    ["domain"] = entry.Domain,
                    ["role"] = entry.Role.ToString(),
                    ["unit"] = entry.Unit,
                })
            ),
            ["rate"] = bound.StatedRate is { } rate ? Json.Of(rate) : null,
            ["tight"] = bound.Tightness,
            ["note"] = bound.Note,
            ["made"] = bound.Made?.InWords,
            ["bibtex"] = bound.Reference.BibTeX,
        };

    private static string Source(Bound bound) =>
        bound.Reference.Authors.Length == 0
            ? bound.Where
            : $"{bound.Reference.Authors} ({bound.Reference.Year}), {bound.Where}"
                + (bound.Reference.ArXiv.Length > 0 ? $", arXiv:{bound.Reference.ArXiv}" : "");

    private static IEnumerable<Block> Blocks(Bound bound, Standing status)
    {
        yield return new Block.Title(bound.Title);
        yield return new Block.Formula(
            $"{bound.Left} {bound.Relation.Sign()} {bound.Right}",
            bound.InLatex(aligned: true),
            dialect => $"{Infix.Print(bound.Left, dialect)} {bound.Relation.Sign()} {Infix.Print(bound.Right, dialect)}"
        );
        yield return new Block.Fields([
            ("id", bound.Id),
            ("source", Source(bound)),
            ("holds", bound.Mode.InWords()),
            ("status", $"{status.Label}: {status.Why}"),
            ("tight", bound.Tightness),
            .. bound.StatedRate is { } rate ? new[] { ("rate", Cell.Math(rate)) } : [],
            .. bound.See.Count > 0 ? new[] { ("see also", (Cell)string.Join(", ", bound.See)) } : [],
        ]);
        yield return new Block.Paragraph($"Reading. {bound.Reading}");
        if (bound.Note.Length > 0)
            yield return new Block.Paragraph($"Note. {bound.Note}");
        yield return new Block.Table(
            ["term", "", "meaning"],
            [.. bound.Terms.Select(term => (IReadOnlyList<Cell>)[term.Name, Cell.Math(term.Expr), term.Meaning])]
        );
        if (bound.Assumptions.Count > 0)
            yield return new Block.Table(
                ["assumption", "checked by machine"],
                [.. bound.Assumptions.Select(a => (IReadOnlyList<Cell>)[a.Text, a.Judgement.IsCheckable ? "yes" : "no"])]
            );
        yield return new Block.Table(
            ["symbol", "meaning", "domain", "unit"],
            [.. bound.Glossary.Select(e => (IReadOnlyList<Cell>)[Cell.Name(e.Name), e.Text, e.Domain, e.Unit])]
        );
        yield return new Block.Verbatim(bound.Reference.BibTeX);
    }
}
