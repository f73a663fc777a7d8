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
        var standalone = new Option<bool>("--standalone") { Description = "A whole document that compiles" };
        return new(
            "latex",
            "A statement in LaTeX for math mode, or a document that compiles",
            "theory latex li2023:training-dynamics --align",
            [bound, term, rename, align, standalone],
            input =>
            {
                var subject = Renamed(Subject.Read(input.Of(bound)), input.Of(rename));
                var math = input.Of(term) is { } name ? Latex.Print(Term(subject, name)) : Whole(subject, input.Of(align));
                var latex = input.Of(standalone) ? LatexText.Document($"\\[\n{math}\n\\]") : math;
                return new(new JsonObject { ["latex"] = latex }, new Block.Source(latex));
            }
        );
    }

    private static string Whole(Subject subject, bool aligned) =>
        subject.Bound is { } bound ? bound.InLatex(aligned) : Latex.Print(subject.Expr);

    private static Expr Term(Subject subject, string name) =>
        subject.Terms.FirstOrDefault(term => term.Name == name)?.Expr
        ?? throw new ArgumentException(
            $"--term names '{name}', which {subject.Name} does not have.\nIts terms: {string.Join(", ", subject.Terms.Select(term => term.Name))}."
        );

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
