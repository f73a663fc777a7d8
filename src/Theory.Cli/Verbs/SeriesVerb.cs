using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics;
using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Verbs;

/// <summary><c>theory series</c>: the first terms of an expansion.</summary>
internal static class SeriesVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var variable = Arguments.Required("--var", "NAME", "The symbol that tends somewhere");
        var at = Arguments.Required("--at", "inf|-inf|VALUE[+|-]", "Where it tends; from above unless a side is given");
        var terms = Arguments.Count("--terms", 4, 1, SeriesOf.MostTerms, "How many terms");
        var given = Assumed.Option();
        return new(
            "series",
            "The first terms of the expansion at a point or at infinity, by cases where a sign matters",
            "theory series \"s - 1 - log(s)\" --var s --at 1 --terms 3",
            [bound, variable, at, terms, given],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var x = Arguments.Symbol(input.Of(variable), subject, "--var");
                var context = Assumed.Of(subject, input, given);
                var to =
                    LimitVerb.Place(input.Of(at), "--at") is var place && place is Approach.To both
                        ? new Approach.FromAbove(both.Point)
                        : place;
                return Report(subject.Expr.ExpandAt(x, to, input.Of(terms), context)) with
                {
                    Given = Assumed.InWords(context.With(x, Domain.Real), subject.Expr),
                };
            }
        );
    }

    private static Report Report(Terms<SeriesCase> cases) =>
        new(
            new JsonObject
            {
                ["expr"] = cases is [{ Because: null } only] ? Json.Of(Sum.Of(only.Terms)) : null,
                ["latex"] = cases is [{ Because: null } one] ? Latex.Print(Sum.Of(one.Terms)) : null,
                ["cases"] = Json.Array(
                    cases.Select(@case => new JsonObject
                    {
                        ["when"] = Json.Array(@case.When.Select(condition => Json.Of(condition))),
                        ["terms"] = Json.Array(@case.Terms.Select(term => Json.Of(term))),
                        ["isAll"] = @case.IsAll,
                        ["refusal"] = @case.Because?.ToString(),
                    })
                ),
            },
            new Block.Table(
                ["when", "expansion"],
                [
                    .. cases.Select(@case =>
                        (IReadOnlyList<Cell>)
                            [
                                @case.When.Count == 0 ? "always" : Cell.Join(", ", @case.When.Select(Statements.Compared)),
                                @case.Because is { } refusal
                                    ? $"unknown: {refusal}"
                                    : Cell.Math(Sum.Of(@case.Terms)) + (@case.IsAll ? "" : " + ..."),
                            ]
                    ),
                ]
            )
        )
        {
            Exit = cases.Any(@case => @case.Because is not null) ? ExitCode.NotDecided : ExitCode.Done,
        };
}
