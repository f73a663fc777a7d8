using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Subjects;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Output;

/// <summary>Reports whose result is one expression, in the infix notation of a choice of programs.</summary>
internal static class Formulas
{
    /// <summary>The option for the notation.</summary>
    public static Option<string> Option() =>
        Arguments.Choice(
            "--dialect",
            Enum.GetNames<Dialect>().Select(name => name.ToLowerInvariant()),
            "Whose infix notation is printed"
        );

    /// <summary>The report of an expression.</summary>
    public static Report Report(Expr e, Input input, Option<string> option)
    {
        var dialect = Enum.Parse<Dialect>(input.Of(option), ignoreCase: true);
        var locals = dialect is Dialect.SymPy ? SymPy.Locals(e) : "";
        var infix = Infix.Print(e, dialect);
        return new(
            new JsonObject
            {
                ["expr"] = infix,
                ["latex"] = Latex.Print(e),
                ["locals"] = locals.Length > 0 ? locals : null,
            },
            [
                new Block.Formula(infix, Latex.Print(e)),
                .. locals.Length > 0 ? new[] { new Block.Paragraph($"locals = {locals}") } : [],
            ]
        );
    }
}
