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

    private static IRenderable Drawn(Block block) =>
        block switch
        {
            Block.Title title => Line(title.Text.Text, new Style(decoration: Decoration.Bold)),
            Block.Paragraph paragraph => Line(paragraph.Text.Text),
            Block.Formula formula => new Padder(Line(formula.Infix, new Style(Color.Teal)), new Padding(2, 0, 0, 0)),
            Block.Steps steps => Drawn(steps),
            Block.Source source => Line(source.Latex.TrimEnd()),
            Block.Verbatim verbatim => Line(verbatim.Text.TrimEnd()),
            Block.Fields fields => Drawn(fields),
            Block.Table table => Drawn(table),
            Block.Figure figure => Line(
                $"figure {figure.Plot.Name}: {Label.InWords(figure.Plot.Title)} (drawn with --out FOLDER/)"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Rows Line(string text, Style? style = null) => new(new Text(text, style));

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
