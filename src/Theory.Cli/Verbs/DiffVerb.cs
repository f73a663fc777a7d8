using System.CommandLine;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics.Calculus;

namespace Theory.Cli.Verbs;

/// <summary><c>theory diff</c>: derivatives.</summary>
internal static class DiffVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var variable = Arguments.Required("--var", "NAME", "The symbol");
        var order = Arguments.Count("--order", 1, 1, 20, "The order of the derivative");
        return new(
            "diff",
            "The derivative with respect to a symbol",
            "theory diff \"tau^4/(m*n) + 1/tau\" --var tau",
            [bound, variable, order],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var x = Arguments.Symbol(input.Of(variable), subject, "--var");
                return Formulas.Report(subject.Expr.Derivative(x, input.Of(order)));
            }
        );
    }
}
