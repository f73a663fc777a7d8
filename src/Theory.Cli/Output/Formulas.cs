using System.Text.Json.Nodes;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Output;

/// <summary>Reports whose result is one expression.</summary>
internal static class Formulas
{
    /// <summary>The report of an expression.</summary>
    public static Report Report(Expr e) =>
        new(
            new JsonObject
            {
                ["expr"] = Json.Of(e),
                ["latex"] = Latex.Print(e),
                ["locals"] = null,
            },
            new Block.Formula(Infix.Print(e), Latex.Print(e), dialect => Infix.Print(e, dialect))
        );
}
