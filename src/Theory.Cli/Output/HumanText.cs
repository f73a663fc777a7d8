using Spectre.Console;
using Spectre.Console.Rendering;
using Theory.Cli.Line;
using Theory.Cli.Output.Figures;

namespace Theory.Cli.Output;

/// <summary>Reports for people at a terminal.</summary>
internal static class HumanText
{
    // Where no terminal shows the text no line is wrapped.
    private const int Unwrapped = 100_000;

    // Nor is a text that fills a terminal and more: its words are formulas, and to lay it out takes time like the square of its length.
    private const int Longest = 4_000;

    /// <summary>The report as text.</summary>
    public static string Write(Report report, Surroundings surroundings)
    {
        using var written = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new()
            {
                Ansi = surroundings.IsColoured ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = surroundings.IsColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(written),
            }
        );
        console.Profile.Width = surroundings.Width ?? Unwrapped;
        console.Profile.Capabilities.Unicode = true;
        foreach (var block in report.Blocks.Concat(Footer(report)))
            if (Words(block) is { } words && (surroundings.Width is null || words.Text.Length > Longest))
                written.WriteLine(words.Indent + words.Text.Replace("\n", "\n" + words.Indent, StringComparison.Ordinal));
            else
                console.Write(Drawn(block));
        return string.Join('\n', written.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static IEnumerable<Block> Footer(Report report)
    {
        if (report.Given.Count > 0)
            yield return new Block.Paragraph("given: " + string.Join(", ", report.Given));
        if (report.Seed is { } seed)
            yield return new Block.Paragraph($"seed: {seed}");
        if (report.IsTruncated)
            yield return new Block.Paragraph("truncated: the work ended before it was complete");
    }

    // The text of a block that is nothing else, and what stands before its lines.
    private static (string Text, string Indent, Style? Style)? Words(Block block) =>
        block switch
        {
            Block.Title title => (title.Text.Text, "", new Style(decoration: Decoration.Bold)),
            Block.Paragraph paragraph => (paragraph.Text.Text, "", null),
            Block.Formula formula => (formula.Infix, "  ", new Style(Color.Teal)),
            Block.Source source => (source.Latex.TrimEnd(), "", null),
            Block.Verbatim verbatim => (verbatim.Text.TrimEnd(), "", null),
            Block.Figure figure => (
                $"figure {figure.Plot.Name}: {Label.InWords(figure.Plot.Title)} (drawn with --out FOLDER/)",
                "",
                null
            ),
            _ => null,
        };

    private static IRenderable Drawn(Block block) =>
        block switch
        {
            Block.Steps steps => Drawn(steps),
            Block.Fields fields => Drawn(fields),
            Block.Table table => Drawn(table),
            _ when Words(block) is { } words => new Padder(
                new Rows(new Text(words.Text, words.Style)),
                new Padding(words.Indent.Length, 0, 0, 0)
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Grid Drawn(Block.Fields fields)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn(new GridColumn().PadLeft(0));
        foreach (var (name, value) in fields.Items)
            grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value.Text));
        return grid;
    }

    private static Grid Drawn(Block.Steps steps)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().RightAligned().PadLeft(2).PadRight(2)).AddColumn();
        foreach (var (i, (text, remark)) in steps.Items.Index())
            grid.AddRow(new Text($"{i + 1}."), new Text($"{text.Text}  ({remark})"));
        return grid;
    }

    private static Table Drawn(Block.Table rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in rows.Header)
            table.AddColumn(new TableColumn(new Text(name.Text)));
        foreach (var row in rows.Rows)
            table.AddRow(row.Select(cell => new Text(cell.Text)));
        return table;
    }
}
