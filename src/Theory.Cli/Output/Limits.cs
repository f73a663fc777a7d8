using System.Text.Json.Nodes;
using Theory.Symbolics.Limits;

namespace Theory.Cli.Output;

/// <summary>Limits by cases.</summary>
internal static class Limits
{
    /// <summary>A case for programs.</summary>
    public static JsonObject Of(LimitCase @case) =>
        new()
        {
            ["when"] = Json.Array(@case.When.Select(condition => Json.Of(condition))),
            ["limit"] = Node(@case.Limit),
            ["leading"] = @case.Leading is { } leading ? Json.Of(leading) : null,
        };

    /// <summary>Cases for people.</summary>
    public static Block Table(IEnumerable<LimitCase> cases) =>
        new Block.Table(
            ["when", "limit", "leading term"],
            [
                .. cases.Select(@case =>
                    (IReadOnlyList<Cell>)
                        [
                            @case.When.Count == 0 ? "always" : Cell.Join(", ", @case.When.Select(Statements.Compared)),
                            Value(@case.Limit),
                            @case.Leading is { } leading ? Cell.Math(leading) : "",
                        ]
                ),
            ]
        );

    /// <summary>A case in one line: the limit, and the leading term where it says more.</summary>
    public static Cell InWords(LimitCase @case) =>
        Value(@case.Limit)
        + (
            @case.Leading is { } leading && !(@case.Limit is LimitValue.Finite finite && finite.Value == leading)
                ? " ~ " + Cell.Math(leading)
                : ""
        )
        + (@case.IsCited ? " (cited)" : "")
        + (@case.When.Count == 0 ? "" : " if " + Cell.Join(", ", @case.When.Select(Statements.Compared)));

    /// <summary>A limit for programs.</summary>
    public static JsonNode Node(LimitValue value) =>
        value is LimitValue.Finite finite ? Json.Of(finite.Value) : Value(value).Text;

    /// <summary>A limit in words.</summary>
    public static Cell Value(LimitValue value) =>
        value switch
        {
            LimitValue.Finite finite => Cell.Math(finite.Value),
            LimitValue.Infinite infinite => infinite.Sign * double.PositiveInfinity,
            LimitValue.Between { Low: { } low, High: { } high } => "between " + Cell.Math(low) + " and " + Cell.Math(high),
            LimitValue.Between { Low: { } low } => "at least " + Cell.Math(low),
            LimitValue.Between { High: { } high } => "at most " + Cell.Math(high),
            _ => value.ToString()!,
        };
}
