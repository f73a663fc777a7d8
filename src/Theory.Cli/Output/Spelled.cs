using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Output;

/// <summary>Mathematics in a line of text, in the notation that is chosen when a report is written.</summary>
/// <param name="In">The text in a notation.</param>
/// <param name="Of">The expressions in it.</param>
[JsonConverter(typeof(AsText))]
internal sealed record Spelled(Func<Dialect, string> In, params Terms<Expr> Of)
{
    /// <summary>An expression.</summary>
    public static Spelled Expression(Expr e) => new(dialect => Infix.Print(e, dialect), e);

    /// <summary>A comparison.</summary>
    public static Spelled Comparison(Statement.Comparison c) =>
        new(
            dialect =>
                $"{Infix.Print(c.Left, dialect)} {c.Relation.Sign()} {Infix.Print(c.Right, dialect)}"
                + (c.ForAll.Count == 0 ? "" : $" for all {string.Join(", ", c.ForAll)}"),
            c.Left,
            c.Right
        );

    /// <summary>A report in a notation; SymPy's may need names for what it reads as something else.</summary>
    public static Report Whole(Report report, Dialect dialect)
    {
        if (dialect is Dialect.Theory)
            return report;
        var seen = new List<Expr>();
        var (result, blocks) = (
            Part(report.Result, dialect, seen)!,
            report.Blocks.Select(block => Part(block, dialect)).ToList()
        );
        var locals = dialect is Dialect.SymPy ? SymPy.Locals(Sum.Of(seen)) : "";
        if (locals.Length > 0 && result is JsonObject answer)
            answer["locals"] = locals;
        return report with
        {
            Result = result,
            Blocks = locals.Length > 0 ? [.. blocks, new Block.Paragraph($"locals = {locals}")] : blocks,
        };
    }

    private static JsonNode? Part(JsonNode? node, Dialect dialect, List<Expr> seen)
    {
        switch (node)
        {
            case JsonObject members:
                return new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Part(m.Value, dialect, seen))));
            case JsonArray items:
                return Json.Array(items.Select(item => Part(item, dialect, seen)));
            case JsonValue value when value.TryGetValue<Spelled>(out var written):
                seen.AddRange(written.Of);
                return written.In(dialect);
            default:
                return node?.DeepClone();
        }
    }

    private static Block Part(Block block, Dialect dialect) =>
        block switch
        {
            Block.Title title => new Block.Title(title.Text.In(dialect)),
            Block.Paragraph paragraph => new Block.Paragraph(paragraph.Text.In(dialect)),
            Block.Formula { Spelling: { } spelling } formula => formula with { Infix = spelling(dialect) },
            Block.Fields fields => new Block.Fields([.. fields.Items.Select(item => (item.Name, item.Value.In(dialect)))]),
            Block.Steps steps => new Block.Steps([.. steps.Items.Select(step => (step.Text.In(dialect), step.Remark))]),
            Block.Table table => new Block.Table(
                [.. table.Header.Select(cell => cell.In(dialect))],
                [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select(cell => cell.In(dialect))])]
            ),
            _ => block,
        };

    // As a part of another result it is text in our own notation.
    private sealed class AsText : JsonConverter<Spelled>
    {
        public override Spelled Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Results are written, not read.");

        public override void Write(Utf8JsonWriter writer, Spelled value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.In(Dialect.Theory));
    }
}
