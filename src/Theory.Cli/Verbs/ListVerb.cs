using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Proofs;
using Theory.Symbolics;
using Theory.Verification;

namespace Theory.Cli.Verbs;

/// <summary><c>theory list</c>: the catalog.</summary>
internal static class ListVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make() =>
        new("list", "The catalog of bounds, with what is known of each", "theory list", [], _ => Report());

    private static Report Report()
    {
        // Each standing is a proof replayed: worth both cores, and doing once.
        var entries = Catalog
            .All.AsParallel()
            .AsOrdered()
            .Select(bound => (Bound: bound, Standing: Standing.Of(bound), Instances: Check.Instances(bound)))
            .ToList();
        return new(
            Json.Array(entries.Select(entry => Of(entry.Bound, entry.Standing, entry.Instances))),
            new Block.Table(
                ["id", "says", "status"],
                [.. entries.Select(entry => (IReadOnlyList<Cell>)[entry.Bound.Id, entry.Bound.Title, entry.Standing.Label])]
            )
        );
    }

    private static JsonObject Of(Bound bound, Standing standing, Terms<string> instances) =>
        new()
        {
            ["id"] = bound.Id,
            ["title"] = bound.Title,
            ["paper"] = bound.Reference.Key,
            ["where"] = bound.Where,
            ["relation"] = bound.Relation.Sign(),
            ["mode"] = bound.Mode.InWords(),
            ["status"] = standing.Label,
            ["tight"] = bound.Tightness,
            ["rate"] = bound.StatedRate is { } rate ? Json.Of(rate) : null,
            ["derived"] = Derivation.All.Any(derivation => derivation.Bound.Id == bound.Id),
            ["instances"] = Json.Array(instances),
        };
}
