using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Proofs;

namespace Theory.Cli.Verbs;

/// <summary><c>theory list</c>: the catalog.</summary>
internal static class ListVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make() =>
        new(
            "list",
            "The catalog of bounds, with what is known of each",
            "theory list",
            [],
            input =>
                new(
                    Json.Array(Catalog.All.Select(Of)),
                    new Block.Table(
                        ["id", "says", "status"],
                        [.. Catalog.All.Select(bound => (IReadOnlyList<Cell>)[bound.Id, bound.Title, Standing.Of(bound).Label])]
                    )
                )
        );

    private static JsonObject Of(Bound bound) =>
        new()
        {
            ["id"] = bound.Id,
            ["title"] = bound.Title,
            ["paper"] = bound.Reference.Key,
            ["where"] = bound.Where,
            ["relation"] = bound.Relation.Sign(),
            ["mode"] = bound.Mode.InWords(),
            ["status"] = Standing.Of(bound).Label,
            ["tight"] = bound.Tightness,
            ["rate"] = bound.StatedRate is { } rate ? Json.Of(rate) : null,
            ["derived"] = Derivation.All.Any(derivation => derivation.Bound.Id == bound.Id),
        };
}
