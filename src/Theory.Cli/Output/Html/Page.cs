using System.Text;
using Theory.Cli.Output.Figures;
using static Theory.Cli.Output.Html.HtmlText;

namespace Theory.Cli.Output.Html;

/// <summary>
/// A page of results in one file: style and figures within, no script, nothing from a network; for a narrow and a wide window, a light
/// and a dark one, and for paper.
/// </summary>
internal static class Page
{
    // What a browser is told not to do, should anything in the results ask for it.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private static readonly string Style = Resource("page.css");

    /// <summary>The page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="about">What it shows and what made it, in a few words.</param>
    /// <param name="sections">Its sections, in order.</param>
    /// <param name="notes">What a reader should know of what is missing.</param>
    public static string Write(
        string title,
        IReadOnlyList<string> about,
        IReadOnlyList<Section> sections,
        IReadOnlyList<string> notes
    )
    {
        var html = new StringBuilder(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="{Policy}"/>
            <title>{Escape(title)}</title>
            <style>
            {Style}{Palette.Style}
            </style>
            </head>
            <body>
            <header>
            <h1>{Escape(title)}</h1>
            {string.Concat(about.Select(line => $"<p>{Escape(line)}</p>\n"))}</header>
            <main>

            """
        );
        html.Append(Summary(sections)).Append(Contents(sections));
        foreach (var (i, section) in sections.Index())
            html.Append(Drawn(section, i));
        if (notes.Count > 0)
            html.Append("<section>\n<h2>Not shown</h2>\n<ul>\n")
                .AppendJoin("", notes.Select(note => $"<li>{Escape(note)}</li>\n"))
                .Append("</ul>\n</section>\n");
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Summary(IReadOnlyList<Section> sections)
    {
        var rows = sections
            .Index()
            .SelectMany(section => section.Item.Verdicts.Select(verdict => (section.Index, section.Item.Title, verdict)))
            .ToList();
        return rows.Count == 0
            ? ""
            : "<section>\n<h2>Verdicts</h2>\n<div class=\"wide all\" tabindex=\"0\"><table class=\"verdicts\">\n"
                + "<thead><tr><th>claim</th><th>verdict</th><th>evidence</th><th>from</th></tr></thead>\n<tbody>\n"
                + string.Concat(
                    rows.Select(row =>
                        $"<tr><td>{row.verdict.Claim.Html}</td><td>{Chip(row.verdict)}</td><td>{row.verdict.Evidence.Html}</td>"
                        + $"<td><a href=\"#s{row.Index + 1}\">{row.Title.Html}</a></td></tr>\n"
                    )
                )
                + "</tbody></table></div>\n</section>\n";
    }

    // The word says it; colour only repeats it.
    private static string Chip(StatedVerdict verdict) =>
        $"<span class=\"chip {verdict.Tone.ToString().ToLowerInvariant()}\">{Escape(verdict.Word)}</span>";

    private static string Contents(IReadOnlyList<Section> sections) =>
        sections.Count < 2
            ? ""
            : "<nav>\n<h2>Contents</h2>\n<ol>\n"
                + string.Concat(sections.Select((section, i) => $"<li><a href=\"#s{i + 1}\">{section.Title.Html}</a></li>\n"))
                + "</ol>\n</nav>\n";

    private static string Drawn(Section section, int index) =>
        $"<section id=\"s{index + 1}\">\n<h2>{section.Title.Html}</h2>\n"
        + (section.Command.Length > 0 ? $"<pre class=\"command\" tabindex=\"0\">$ {Escape(section.Command)}</pre>\n" : "")
        + HtmlText.Write(section.Blocks)
        + $"<footer>{string.Join(" · ", section.Provenance.Select(fact => fact.Html))}</footer>\n</section>\n";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
