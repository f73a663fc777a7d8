using System.CommandLine;
using Theory.Cli.Output;
using Theory.Cli.Output.Figures;
using Theory.Cli.Subjects;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Line;

/// <summary>In which form a report is written, and where: options that every verb has.</summary>
internal sealed class OutputOptions
{
    private readonly Option<bool> json = new("--json") { Description = "One JSON document for programs", Recursive = true };
    private readonly Option<bool> latex = new("--latex") { Description = "LaTeX for papers", Recursive = true };
    private readonly Option<bool> csv = new("--csv") { Description = "The tables as comma-separated values", Recursive = true };

    private readonly Option<string?> file = new("--out", "-o")
    {
        Description = "Write to a file (.json, .csv and .tex, a document, choose the form), or all forms to a folder",
        HelpName = "FILE|DIR",
        Recursive = true,
    };

    private readonly Option<string?> macros = new("--macros")
    {
        Description =
            "Write LaTeX with the macros of a file of \\newcommand lines; 'standard' for \\KL, \\TV, \\E and \\law, which it prints",
        HelpName = "FILE|standard",
        Recursive = true,
    };

    private readonly Option<string> dialect = Arguments.Choice(
        "--dialect",
        Enum.GetNames<Dialect>().Select(name => name.ToLowerInvariant()),
        "Whose infix notation is printed"
    );

    /// <summary>The options.</summary>
    public OutputOptions() => dialect.Recursive = true;

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [json, latex, csv, file, macros, dialect];

    /// <summary>Where the person wants what is written; null for standard output.</summary>
    public static string? Destination(ParseResult parsed) => parsed.GetValue<string?>("--out");

    /// <summary>The command line that gives a report again, whatever form it was written in.</summary>
    public static string CommandWithout(IReadOnlyList<string> args, Verb verb)
    {
        var kept = new List<string> { "theory" };
        for (var i = 0; i < args.Count; i++)
            if (args[i] is "--out" or "-o" && !verb.OwnsOut)
                i++; // and where to
            else if (
                args[i] is not ("--json" or "--latex" or "--csv")
                && (
                    verb.OwnsOut
                    || !args[i].StartsWith("--out=", StringComparison.Ordinal)
                        && !args[i].StartsWith("-o=", StringComparison.Ordinal)
                )
            )
                kept.Add(Faults.Quoted(args[i]));
        return string.Join(' ', kept);
    }

    /// <summary>Writes a report as asked.</summary>
    public ExitCode Write(Report report, Verb verb, ParseResult parsed, Surroundings surroundings)
    {
        var asked = new[] { (json, Form.Json), (latex, Form.Latex), (csv, Form.Csv) }
            .Where(pair => parsed.GetValue(pair.Item1))
            .Select(pair => pair.Item2)
            .ToList();
        if (asked.Count > 1)
            throw new ArgumentException(
                "--json, --latex and --csv exclude each other.\nGive one of them, or --out FOLDER for all."
            );
        report = Spelled.Whole(report, Enum.Parse<Dialect>(parsed.GetValue(dialect)!, ignoreCase: true));
        var form = asked.Count == 1 ? asked[0] : (Form?)null;
        var known = parsed.GetValue(macros) is { } named ? Macros.Read(named) : null;
        string Text(Report whole, Form of, Surroundings where) => Written(whole, of, where, known);
        if (verb.OwnsOut || parsed.GetValue(file) is not { } path)
            surroundings.Out.Write(Text(report, form ?? Form.Text, surroundings));
        else if (Directory.Exists(path) || path.EndsWith('/'))
        {
            foreach (var (name, each) in AllForms(report, form))
                Save(Path.Combine(path, verb.Name + name), Text(report, each, Unadorned(surroundings)), surroundings);
            foreach (var plot in (report.Paper ?? report.Blocks).OfType<Block.Figure>().Select(figure => figure.Plot))
            {
                Save(Path.Combine(path, plot.Name + ".svg"), Svg.Document(plot), surroundings);
                Save(Path.Combine(path, plot.Name + ".tex"), PgfPlots.Document(plot), surroundings);
            }
        }
        else
            Save(path, Text(report, form ?? FormOf(path), Unadorned(surroundings)), surroundings);
        return report.Exit;
    }

    private enum Form
    {
        Text,
        Json,
        Latex,
        LatexDocument,
        Csv,
    }

    private static string Written(Report report, Form form, Surroundings surroundings, Macros? macros)
    {
        var paper = report.Paper ?? report.Blocks;
        // LaTeX that was asked for as such is LaTeX in text too.
        var isLatex =
            form is Form.Latex or Form.LatexDocument || form is Form.Text && report.Blocks.All(block => block is Block.Source);
        var text = form switch
        {
            Form.Json => Json.Write(report),
            Form.Latex => LatexText.Write(paper),
            Form.LatexDocument => LatexText.Document(LatexText.Write(paper)),
            Form.Csv => CsvText.Write(report.Blocks),
            _ => HumanText.Write(report, surroundings),
        };
        return macros is not null && isLatex ? macros.Apply(text) : text;
    }

    private static IEnumerable<(string Suffix, Form Form)> AllForms(Report report, Form? asked) =>
        new[] { (".txt", Form.Text), (".json", Form.Json), (".tex", Form.LatexDocument), (".csv", Form.Csv) }
            .Where(pair => asked is null || pair.Item2 == asked)
            .Where(pair => pair.Item2 != Form.Csv || report.Blocks.Any(block => block is Block.Table));

    private static Form FormOf(string path) =>
        Path.GetExtension(path) switch
        {
            ".json" => Form.Json,
            ".tex" => Form.LatexDocument,
            ".csv" => Form.Csv,
            _ => Form.Text,
        };

    private static Surroundings Unadorned(Surroundings surroundings) => surroundings with { Width = null, IsColoured = false };

    private static void Save(string path, string text, Surroundings surroundings)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path, text);
        surroundings.Error.WriteLine($"written: {path}");
    }
}
