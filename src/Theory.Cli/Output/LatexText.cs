using System.Text;
using Theory.Cli.Output.Figures;

namespace Theory.Cli.Output;

/// <summary>Reports for papers: a fragment, or a document that compiles.</summary>
internal static class LatexText
{
    /// <summary>The blocks as a fragment.</summary>
    public static string Write(IEnumerable<Block> blocks) => string.Join("\n", blocks.Select(Of).Where(text => text.Length > 0));

    /// <summary>A document around a fragment.</summary>
    public static string Document(string fragment) =>
        $$"""
            \documentclass{article}
            \usepackage[T1]{fontenc}
            \usepackage{lmodern,amsmath,amssymb,amsthm,booktabs,longtable}
            \usepackage[margin=25mm]{geometry}
            {{PgfPlots.Preamble.TrimEnd()}}
            \newtheorem{theorem}{Theorem}
            \newtheorem{proposition}[theorem]{Proposition}
            \allowdisplaybreaks
            \begin{document}
            {{fragment.TrimEnd()}}
            \end{document}

            """;

    private static string Of(Block block) =>
        block switch
        {
            Block.Title title => $@"\paragraph{{{title.Text.Latex}.}}" + "\n",
            Block.Paragraph paragraph => paragraph.Text.Latex + "\n",
            Block.Formula formula => $"\\[\n  {formula.Latex}\n\\]\n",
            Block.Fields fields => Described(fields),
            Block.Table table => Tabular(table),
            Block.Steps steps => Enumerated(steps),
            Block.Source source => source.Latex + "\n",
            Block.Figure figure => $"\\begin{{center}}\n{PgfPlots.Picture(figure.Plot)}\\end{{center}}\n",
            Block.Verbatim verbatim => $"\\begin{{verbatim}}\n{verbatim.Text.TrimEnd()}\n\\end{{verbatim}}\n",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Described(Block.Fields fields) =>
        "\\begin{description}\n"
        + string.Concat(fields.Items.Select(field => $"  \\item[{Escape(field.Name)}] {field.Value.Latex}\n"))
        + "\\end{description}\n";

    private static string Enumerated(Block.Steps steps) =>
        "\\begin{enumerate}\n"
        + string.Concat(steps.Items.Select(step => $"  \\item {step.Text.Latex} ({Escape(step.Remark)})\n"))
        + "\\end{enumerate}\n";

    private static string Tabular(Block.Table table) =>
        $"\\begin{{center}}\n\\begin{{tabular}}{{{new string('l', table.Header.Count)}}}\n  \\toprule\n"
        + Row(table.Header)
        + "  \\midrule\n"
        + string.Concat(table.Rows.Select(Row))
        + "  \\bottomrule\n\\end{tabular}\n\\end{center}\n";

    private static string Row(IReadOnlyList<Cell> cells) => $"  {string.Join(" & ", cells.Select(cell => cell.Latex))} \\\\\n";

    /// <summary>Words as LaTeX prints them.</summary>
    public static string Escape(string words)
    {
        var written = new StringBuilder(words.Length);
        foreach (var c in words)
            written.Append(
                c switch
                {
                    '\\' => @"\textbackslash{}",
                    '~' => @"\textasciitilde{}",
                    '^' => @"\textasciicircum{}",
                    '<' => "$<$",
                    '>' => "$>$",
                    '|' => "$|$",
                    '{' or '}' or '$' or '&' or '#' or '_' or '%' => $@"\{c}",
                    _ => c.ToString(),
                }
            );
        return written.ToString();
    }
}
