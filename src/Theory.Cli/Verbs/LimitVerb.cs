using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics;
using Theory.Symbolics.Limits;

namespace Theory.Cli.Verbs;

/// <summary><c>theory limit</c>: limits and leading terms.</summary>
internal static class LimitVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var variable = Arguments.Required("--var", "NAME", "The symbol that tends somewhere");
        var to = Arguments.Required("--to", "inf|-inf|0+|0-|VALUE", "Where it tends");
        var given = Assumed.Option();
        return new(
            "limit",
            "The limit and the leading term, by cases where a sign matters",
            "theory limit \"s - 1 - log(s)\" --var s --to 1+",
            [bound, variable, to, given],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var x = Arguments.Symbol(input.Of(variable), subject, "--var");
                var context = Assumed.Of(subject, input, given);
                var cases = subject.Expr.Limit(x, Place(input.Of(to), "--to"), context);
                return new Report(new JsonObject { ["cases"] = Json.Array(cases.Select(Limits.Of)) }, Limits.Table(cases))
                {
                    Given = Assumed.InWords(context.With(x, Domain.Real), subject.Expr),
                    Exit = cases.Any(c => c.Limit is LimitValue.Unknown or LimitValue.Between)
                        ? ExitCode.NotDecided
                        : ExitCode.Done,
                };
            }
        );
    }

    /// <summary>Where a variable tends: a number, with + or - for a side, or an infinity.</summary>
    public static Approach Place(string text, string option) =>
        text switch
        {
            "inf" or "+inf" => new Approach.PlusInfinity(),
            "-inf" => new Approach.MinusInfinity(),
            [.. var point, '+'] => new Approach.FromAbove(Grid.Exact(point, option)),
            [.. var point, '-'] => new Approach.FromBelow(Grid.Exact(point, option)),
            _ => new Approach.To(Grid.Exact(text, option)),
        };
}
