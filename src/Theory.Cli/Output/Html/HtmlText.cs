using System.Text;
using Theory.Cli.Output.Figures;

namespace Theory.Cli.Output.Html;

/// <summary>Reports for web pages: parts of a page, without script and with nothing from elsewhere.</summary>
internal static class HtmlText
{
    /// <summary>The blocks in a section; headings begin below those of sections. Figures that follow each other stand side by side.</summary>
    public static string Write(IEnumerable<Block> blocks)
    {
        var html = new StringBuilder();
        var areFigures = false;
        foreach (var block in blocks)
        {
            if (block is Block.Figure != areFigures)
                html.Append(areFigures ? "</div>\n" : "<div class=\"figures\">\n");
            areFigures = block is Block.Figure;
            html.Append(Of(block));
        }
        return html.Append(areFigures ? "</div>\n" : "").ToString();
    }

    /// <summary>Words as a page shows them; characters that no page may hold, such as zero bytes, are replaced.</summary>
    public static string Escape(string words)
    {
        var written = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes()) // half a surrogate pair becomes U+FFFD
            written.Append(
                rune.Value switch
                {
                    '&' => "&amp;",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '"' => "&quot;",
                    '\'' => "&#39;",
                    '\n' or '\t' => rune.ToString(),
                    0xFFFE or 0xFFFF => "\uFFFD",
                    _ => Rune.IsControl(rune) ? "\uFFFD" : rune.ToString(),
                }
            );
        return written.ToString();
    }

    private static string Of(Block block) =>
        block switch
        {
            Block.Title title => $"<h3>{title.Text.Html}</h3>\n",
            Block.Paragraph { Text.Text.Length: 0 } => "",
            Block.Paragraph paragraph => $"<p>{paragraph.Text.Html}</p>\n",
            Block.Formula formula => Wide("formula", formula.MathMl ?? $"<code>{Escape(formula.Infix)}</code>"),
            Block.Fields fields => Described(fields),
            Block.Table table => Wide("", Tabular(table)),
            Block.Steps steps => Enumerated(steps),
            Block.Source source => Verbatim(source.Latex),
            Block.Verbatim verbatim => Verbatim(verbatim.Text),
            Block.Figure figure => $"<figure>{Svg.Narrow(figure.Plot)}</figure>\n",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // What may be wider than a telephone scrolls in a box of its own, which the keyboard reaches.
    private static string Wide(string style, string html) => $"<div class=\"wide {style}\" tabindex=\"0\">{html}</div>\n";

    private static string Verbatim(string text) => $"<pre tabindex=\"0\">{Escape(text.TrimEnd())}</pre>\n";

    private static string Described(Block.Fields fields) =>
        "<dl>\n"
        + string.Concat(fields.Items.Select(field => $"<div><dt>{Escape(field.Name)}</dt><dd>{field.Value.Html}</dd></div>\n"))
        + "</dl>\n";

    private static string Enumerated(Block.Steps steps) =>
        "<ol>\n"
        + string.Concat(
            steps.Items.Select(step =>
                $"<li><div class=\"wide\" tabindex=\"0\">{step.Text.Html}</div><small>{Escape(step.Remark)}</small></li>\n"
            )
        )
        + "</ol>\n";

    private static string Tabular(Block.Table table) =>
        $"<table>\n<thead><tr>{Cells("th", table.Header)}</tr></thead>\n<tbody>\n"
        + string.Concat(table.Rows.Select(row => $"<tr>{Cells("td", row)}</tr>\n"))
        + "</tbody></table>";

    private static string Cells(string tag, IEnumerable<Cell> cells) =>
        string.Concat(cells.Select(cell => $"<{tag}>{cell.Html}</{tag}>"));
}
