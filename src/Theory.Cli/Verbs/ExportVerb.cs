using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics;
using Theory.Symbolics.Export;

namespace Theory.Cli.Verbs;

/// <summary><c>theory export</c>: the right side of a bound, or an expression, as a program.</summary>
internal static class ExportVerb
{
    private static readonly string[] Languages = ["python", "csharp", "sympy", "mathnet"];

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var to = Arguments.Choice("--to", Languages, "The language");
        var term = new System.CommandLine.Option<string?>("--term")
        {
            HelpName = "NAME",
            Description = "One term of the right side",
        };
        return new(
            "export",
            "A bound as a program: a function in Python or C#, an expression of SymPy or MathNet.Symbolics",
            "theory export mbacke2023-wgan:sharp --to python",
            [bound, to, term],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var e = input.Of(term) is { } name ? subject.TermOf(name) : subject.Expr;
                var (language, function) = (input.Of(to), Function(subject));
                var code = language switch
                {
                    "csharp" => SourceCode.CSharp(e, Capitalised(function), Summary(subject)),
                    "sympy" => SourceCode.SymPy(e, subject.Domains),
                    "mathnet" => SourceCode.MathNet(e),
                    _ => SourceCode.Python(e, function, Summary(subject)),
                };
                return new(Result(language, code, e), new Block.Verbatim(code));
            }
        );
    }

    private static JsonObject Result(string language, string code, Expr e) =>
        new()
        {
            ["language"] = language,
            ["code"] = code,
            ["parameters"] = Json.Array(
                ExportedExpression
                    .Of(e)
                    .Parameters.Select(p => new JsonObject
                    {
                        ["name"] = p.Name,
                        ["meaning"] = p.Meaning,
                        ["indices"] = p.Indices,
                    })
            ),
        };

    private static string Summary(Subject subject) =>
        subject.Bound is { } bound ? $"{bound.Title} ({bound.Id}): the right side." : $"{subject.Name}.";

    // li2023:early-stopping-optimal becomes early_stopping_optimal.
    private static string Function(Subject subject)
    {
        if (subject.Bound is null)
            return "bound";
        var words = string.Concat(subject.Name.Split(':')[^1].Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return char.IsAsciiLetter(words[0]) ? words : $"bound_{words}";
    }

    private static string Capitalised(string name) =>
        string.Concat(
            name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );
}
