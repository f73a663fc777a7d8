using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Output.Html;
using Theory.Cli.Reports;

namespace Theory.Cli.Verbs;

/// <summary><c>theory report</c>: stored results as one page.</summary>
internal static class ReportVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var path = new Argument<string>("STORE_OR_DIR")
        {
            Description = "The store of a sweep, a result written with --json, or a folder of them",
        };
        var title = new Option<string>("--title")
        {
            HelpName = "TEXT",
            Description = "The title of the page",
            DefaultValueFactory = _ => "Report",
        };
        return new(
            "report",
            "One self-contained HTML page of stored results: formulas, tables, figures, verdicts, and the command behind each",
            "theory report results/ -o report.html",
            [path, title],
            input =>
            {
                var page =
                    input.Out
                    ?? throw new ArgumentException("'theory report' needs -o FILE.html: the page that the results go into.");
                if (Directory.Exists(page))
                    throw new ArgumentException($"'{page}' is a folder.\nGive -o the path of a file, such as report.html.");
                var results = Results.At(input.Of(path), input);
                foreach (var note in results.Skipped)
                    input.Surroundings.Error.WriteLine("skipped: " + note);
                var html = Page.Write(input.Of(title), About(results, input.Of(path)), results.Sections, results.Skipped);
                if (Path.GetDirectoryName(page) is { Length: > 0 } folder)
                    Directory.CreateDirectory(folder);
                File.WriteAllText(page, html);
                return Report(results, page);
            }
        )
        {
            OwnsOut = true,
            HeedsStop = true,
        };
    }

    private static List<string> About(Results results, string path) =>
        [
            string.Join(
                " and ",
                new[]
                {
                    results.Documents > 0 ? $"{results.Documents:N0} result(s) of commands" : "",
                    results.Cells > 0 ? $"{results.Cells:N0} result(s) of sweeps" : "",
                }.Where(part => part.Length > 0)
            ) + $" from {path}; this page was made by theory {ThisProgram.Version}.",
        ];

    private static Report Report(Results results, string page)
    {
        var verdicts = results
            .Sections.SelectMany(section => section.Verdicts)
            .GroupBy(verdict => verdict.Word)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        return new(
            new JsonObject
            {
                ["page"] = page,
                ["documents"] = results.Documents,
                ["cells"] = results.Cells,
                ["sections"] = results.Sections.Count,
                ["verdicts"] = new JsonObject(verdicts.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Count()))),
                ["skipped"] = Json.Array(results.Skipped),
            },
            new Block.Fields([
                ("page", page),
                ("results of commands", (long)results.Documents),
                ("results of sweeps", results.Cells),
                .. verdicts.Select(v => (v.Key, (Cell)(long)v.Count())),
                .. results.Skipped.Count > 0 ? new[] { ("files skipped", (Cell)(long)results.Skipped.Count) } : [],
            ])
        );
    }
}
