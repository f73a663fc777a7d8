using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;

namespace Theory.Cli.Verbs;

/// <summary><c>theory list</c>: the catalog.</summary>
internal static class ListVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make() =>
        new("list", "The catalog of bounds, with what is known of each", "theory list --json", [], _ => Report());

    private static Report Report() =>
        new(
            Json.Array(
                Catalog.All.Select(bound => new JsonObject
                {
                    ["id"] = bound.Id,
                    ["title"] = bound.Title,
                    ["paper"] = bound.Reference.Key,
                    ["where"] = bound.Where,
                })
            ),
            new Block.Table(["id", "title"], [.. Catalog.All.Select(bound => (IReadOnlyList<Cell>)[bound.Id, bound.Title])])
        );
}
