using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Limits;

namespace Theory.Cli.Verbs;

/// <summary><c>theory depends</c>: how a bound moves with one symbol, whole and per term.</summary>
internal static class DependsVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var on = Arguments.Required("--on", "NAME", "The symbol");
        var given = Assumed.Option();
        return new(
            "depends",
            "How a bound depends on a symbol: direction, curvature, limits and leading terms, whole and per term",
            "theory depends li2023:training-dynamics --on tau",
            [bound, on, given],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var symbol = Arguments.Symbol(input.Of(on), subject, "--on");
                // What moves is what may need the sign of a quantity; facts about the rest would only stand in the way of refuting points.
                var moving = subject.Terms.Select(term => term.Expr).Where(e => e.FreeSymbols().Contains(symbol));
                var context = Assumed.Of(subject, input, given).WithSignsOfQuantities(moving);
                var parts = subject.Terms.Select(term => (term.Name, Is: Of(term.Expr, symbol, context))).ToList();
                var (whole, assumed) = (Of(subject.Expr, symbol, context), Assumed.InWords(context, subject.Expr));
                return Report(symbol, whole, parts, subject) with
                {
                    Given = assumed,
                    Paper = [Propositions.OfDependence(subject.Title, symbol, assumed, Named(subject, parts, whole))],
                };
            }
        );
    }

    // What the terms are called in a paper; one of an expression by itself.
    private static List<(Cell, Dependence)> Named(Subject subject, List<(string Name, Dependence Is)> parts, Dependence whole) =>
        [
            .. parts
                .Where(_ => parts.Count > 1)
                .Select(part =>
                    (
                        subject.Bound is null
                            ? Cell.Math(subject.Terms.First(t => t.Name == part.Name).Expr)
                            : (Cell)$"The term {part.Name}, "
                                + Cell.Math(subject.Terms.First(t => t.Name == part.Name).Expr)
                                + ",",
                        part.Is
                    )
                ),
            ("The whole", whole),
        ];

    // Facts about quantities may say how they move, closed forms what they tend to: either settles what it can.
    private static Dependence Of(Expr e, Symbol on, Context context)
    {
        var (written, closed) = (e.Depends(on, context), e.InClosedForm(context));
        if (closed == e)
            return written;
        var form = closed.Depends(on, context);
        return form with
        {
            Direction = form.Direction.Status is Status.Unknown ? written.Direction : form.Direction,
            Curvature = form.Curvature.Status is Status.Unknown ? written.Curvature : form.Curvature,
        };
    }

    private static Report Report(Symbol on, Dependence whole, List<(string Name, Dependence Is)> parts, Subject subject)
    {
        var lines = parts.Count > 1 ? [.. parts, ("whole", whole)] : (List<(string Name, Dependence Is)>)[("whole", whole)];
        return new(
            new JsonObject
            {
                ["on"] = on.Name,
                ["whole"] = Of("whole", whole),
                ["terms"] = Json.Array(parts.Select(part => Of(part.Name, part.Is))),
            },
            [
                new Block.Table(
                    ["term", "direction", "curvature", .. whole.Limits.Select(limit => $"as {on} -> {limit.To}")],
                    [
                        .. lines.Select(line =>
                            (IReadOnlyList<Cell>)
                                [
                                    line.Name == "whole" || subject.Bound is not null
                                        ? line.Name
                                        : Cell.Math(subject.Terms.First(t => t.Name == line.Name).Expr),
                                    Word(line.Is.Direction),
                                    Word(line.Is.Curvature),
                                    .. line.Is.Limits.Select(limit => Cell.Join("; ", limit.Cases.Select(Limits.InWords))),
                                ]
                        ),
                    ]
                ),
                .. Because("direction", whole.Direction),
                .. Because("curvature", whole.Curvature),
            ]
        )
        {
            Exit = whole.Direction.Status is Status.Unknown ? ExitCode.NotDecided : ExitCode.Done,
        };
    }

    private static IEnumerable<Block> Because<T>(string what, Finding<T> finding)
    {
        if (finding.Because.Count > 0)
            yield return new Block.Paragraph($"{what}: {string.Join("; ", finding.Because)}");
        if (finding.Blocking is { } refusal)
            yield return new Block.Paragraph($"{what} not settled: {refusal}");
    }

    private static string Word<T>(Finding<T> finding) =>
        $"{Lower(finding.Value)}" + (finding.Status is Status.Proven or Status.Unknown ? "" : $" ({Lower(finding.Status)})");

    private static string Lower<T>(T value) => value!.ToString()!.ToLowerInvariant();

    private static JsonObject Of(string name, Dependence dependence) =>
        new()
        {
            ["name"] = name,
            ["direction"] = Lower(dependence.Direction.Value),
            ["curvature"] = Lower(dependence.Curvature.Value),
            ["logLogConvex"] = dependence.IsLogLogConvex.Status is Status.Unknown ? null : dependence.IsLogLogConvex.Value,
            ["limits"] = Json.Array(
                dependence.Limits.SelectMany(limit =>
                    limit.Cases.Select(@case => new JsonObject
                    {
                        ["to"] = limit.To.ToString(),
                        ["when"] = Json.Array(@case.When.Select(condition => Json.Of(condition))),
                        ["value"] = Limits.Node(@case.Limit),
                        ["cited"] = @case.IsCited,
                    })
                )
            ),
            ["leading"] = Json.Array(
                dependence.Limits.SelectMany(limit =>
                    limit
                        .Cases.Where(@case => @case.Leading is not null)
                        .Select(@case => new JsonObject
                        {
                            ["to"] = limit.To.ToString(),
                            ["when"] = Json.Array(@case.When.Select(condition => Json.Of(condition))),
                            ["expr"] = Json.Of(@case.Leading!),
                        })
                )
            ),
            ["status"] = Lower(dependence.Status),
            ["because"] = Json.Array(dependence.Direction.Because.Concat(dependence.Curvature.Because)),
        };
}
