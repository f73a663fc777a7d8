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

    // An option and its value in one word.
    private static readonly string[] Joined = ["--out=", "--out:", "-o=", "-o:"];

    /// <summary>The command line that gives a report again, whatever form it was written in.</summary>
    public static string CommandWithout(IReadOnlyList<string> args, Verb verb)
    {
        var kept = new List<string> { "theory" };
        for (var i = 0; i < args.Count; i++)
            if (args[i] is "--out" or "-o" && !verb.OwnsOut)
                i++; // and where to
            else if (
                args[i] is not ("--json" or "--latex" or "--csv")
                && (verb.OwnsOut || !Joined.Any(start => args[i].StartsWith(start, StringComparison.Ordinal)))
            )
                kept.Add(Faults.Quoted(args[i]));
        return string.Join(' ', kept);
    }

    /// <summary>What writes a report as asked. What is asked for is checked before any work is done.</summary>
    /// <exception cref="ArgumentException">Forms exclude each other, or the macros are none.</exception>
    /// <exception cref="IOException">Nothing can be written where it is asked for, or the macros cannot be read.</exception>
    public Func<Report, ExitCode> Writer(Verb verb, ParseResult parsed, Surroundings surroundings)
    {
        var asked = new[] { (json, Form.Json), (latex, Form.Latex), (csv, Form.Csv) }
            .Where(pair => parsed.GetValue(pair.Item1))
            .Select(pair => pair.Item2)
            .ToList();
        if (asked.Count > 1)
            throw new ArgumentException(
                "--json, --latex and --csv exclude each other.\nGive one of them, or --out FOLDER for all."
            );
        var form = asked.Count == 1 ? asked[0] : (Form?)null;
        var notation = Enum.Parse<Dialect>(parsed.GetValue(dialect)!, ignoreCase: true);
        var known = parsed.GetValue(macros) is { } named ? Macros.Read(named) : null;
        var path = verb.OwnsOut ? null : parsed.GetValue(file);
        if (path is not null)
            Try(path);
        return report =>
        {
            Write(Spelled.Whole(report, notation), verb.Name, form, path, known, surroundings);
            return report.Exit;
        };
    }

    private static void Write(Report report, string name, Form? asked, string? path, Macros? macros, Surroundings surroundings)
    {
        string Text(Form form) => Written(report, form, surroundings with { Width = null, IsColoured = false }, macros);
        if (path is null)
            surroundings.Out.Write(Written(report, asked ?? Form.Text, surroundings, macros));
        else if (IsFolder(path))
        {
            foreach (var (suffix, form) in AllForms(report, asked))
                Save(Path.Combine(path, name + suffix), Text(form), surroundings);
            foreach (var plot in (report.Paper ?? report.Blocks).OfType<Block.Figure>().Select(figure => figure.Plot))
            {
                Save(Path.Combine(path, plot.Name + ".svg"), Svg.Document(plot), surroundings);
                Save(Path.Combine(path, plot.Name + ".tex"), PgfPlots.Document(plot), surroundings);
            }
        }
        else
            Save(path, Text(asked ?? FormOf(path)), surroundings);
    }

    private static bool IsFolder(string path) => Directory.Exists(path) || path.EndsWith('/');

    // Hours of work should not end in a path that cannot be written: a new file is made there and taken away again.
    private static void Try(string path)
    {
        var target = IsFolder(path) ? Path.Combine(path, $".theory-{Environment.ProcessId}") : path;
        if (File.Exists(target))
            return;
        MakeFolder(target);
        File.Create(target).Dispose();
        File.Delete(target);
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

    private static void Save(string path, string text, Surroundings surroundings)
    {
        MakeFolder(path);
        File.WriteAllText(path, text);
        surroundings.Error.WriteLine($"written: {path}");
    }

    private static void MakeFolder(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
    }
}
