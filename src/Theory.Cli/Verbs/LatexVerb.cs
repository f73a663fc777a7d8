using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Verbs;

/// <summary><c>theory latex</c>: a statement, a term or an expression in LaTeX.</summary>
internal static class LatexVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var term = new Option<string?>("--term") { HelpName = "NAME", Description = "One term of the right side" };
        var rename = new Option<string[]>("--rename")
        {
            HelpName = "OLD=NEW",
            Description = "Other letters, such as m=N; may be repeated",
            DefaultValueFactory = _ => [],
        };
        var align = new Option<bool>("--align") { Description = "One term a line" };
        var bibtex = new Option<bool>("--bibtex") { Description = "The BibTeX entry of its source instead" };
        var standalone = new Option<bool>("--standalone") { Description = "A whole document that compiles" };
        return new(
            "latex",
            "A statement in LaTeX for math mode, or a document that compiles",
            "theory latex li2023:training-dynamics --align",
            [bound, term, rename, align, standalone, bibtex],
            input =>
            {
                var subject = Renamed(Subject.Read(input.Of(bound)), input.Of(rename));
                if (input.Of(bibtex))
                    return Sources(subject);
                var math = input.Of(term) is { } name ? Latex.Print(subject.TermOf(name)) : Whole(subject, input.Of(align));
                var latex = input.Of(standalone) ? LatexText.Document($"\\[\n{math}\n\\]") : math;
                return new(new JsonObject { ["latex"] = latex }, new Block.Source(latex));
            }
        );
    }

    private static string Whole(Subject subject, bool aligned) =>
        subject.Bound is { } bound ? bound.InLatex(aligned) : Latex.Print(subject.Expr);

    // A composed bound has the sources of all its parts.
    private static Report Sources(Subject subject)
    {
        var bound =
            subject.Bound
            ?? throw new ArgumentException(
                $"'{subject.Name}' is an expression, which has no source.\nGive an id of the catalog, or @FILE.json."
            );
        var bibtex = string.Join("\n\n", Referenced(bound).DistinctBy(r => r.Key).Select(r => r.BibTeX));
        return new(new JsonObject { ["latex"] = bibtex }, new Block.Source(bibtex));
    }

    private static IEnumerable<Reference> Referenced(Bound bound) =>
        bound.Made is { } made ? made.Parts.SelectMany(Referenced)
        : bound.Reference.Key.Length > 0 ? [bound.Reference]
        : [];

    private static Subject Renamed(Subject subject, IEnumerable<string> renamings)
    {
        var pairs = renamings.SelectMany(text => text.Split(',')).Select(Pair).ToList();
        foreach (var (old, _) in pairs)
            _ = Arguments.Symbols(old.Name, subject, "--rename");
        return subject.Rename(pairs);
    }

    private static (Symbol Old, Symbol New) Pair(string text)
    {
        var names = text.Split('=', StringSplitOptions.TrimEntries);
        return names.Length == 2 && names.All(name => Infix.TryParse(name).Value is Symbol)
            ? (new(names[0]), new(names[1]))
            : throw new ArgumentException(
                $"--rename '{text}' is no renaming.\nWrite OLD=NEW with the names of symbols, such as m=N."
            );
    }
}
