using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Simplification;

namespace Theory.Cli.Verbs;

/// <summary><c>theory solve</c>: how much of something brings a bound below a threshold.</summary>
internal static class SolveVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var below = Arguments.Required("--below", "VALUE", "The threshold");
        var @for = Arguments.Required("--for", "NAME", "The symbol, such as n");
        var set = Settings.Option();
        var given = Assumed.Option();
        return new(
            "solve",
            "The least value of a symbol from which on a bound is below a threshold",
            "theory solve \"R*sqrt(2*d/n)\" --below 0.1 --for n --set R=1,d=10 --given \"n integer, n >= 1\"",
            [bound, below, @for, set, given],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var context = Assumed.Of(subject, input, given).WithSignsOfQuantities(subject.Expr);
                var settings = Settings.Of(subject.Define(context), input.Of(set), context);
                var n = Arguments.Symbol(input.Of(@for), settings.Subject, "--for");
                var threshold = Grid.Exact(input.Of(below), "--below");
                var isComplete = !settings.Subject.Open([.. settings.Values.Select(v => v.Symbol), n]).Any();
                var whole = settings.Subject.Expr.Substitute(settings);
                var inverse = whole.Below(threshold, n, context);
                if (isComplete && (inverse is Inverse.Unknown || context.DomainOf(n).IsInteger))
                    inverse = whole.Below(threshold.Evaluate(), n, context, new Assignment<Interval>());
                if (inverse is Inverse.Exact exact)
                    inverse = new Inverse.Exact(exact.Value.Simplify(context));
                return Report(inverse, n, settings.Subject.Open([.. settings.Values.Select(v => v.Symbol), n])) with
                {
                    Given = Assumed.InWords(context, subject.Expr),
                };
            }
        );
    }

    private static Report Report(Inverse inverse, Symbol n, IEnumerable<string> open) =>
        inverse switch
        {
            Inverse.Exact exact => new(
                Result(Json.Of(exact.Value), true),
                new Block.Paragraph($"from {n} = " + Cell.Math(exact.Value) + About(exact.Value) + " on")
            ),
            Inverse.Integer integer => new(
                Result(Json.Number(integer.Value), true),
                new Block.Paragraph($"from {n} = " + (Cell)(long)integer.Value + " on, and not before")
            ),
            Inverse.Enclosed enclosed => new(
                Result(new JsonArray(Json.Number(enclosed.Value.Lower), Json.Number(enclosed.Value.Upper)), false),
                new Block.Paragraph(
                    $"the least {n} lies between "
                        + Cell.Number(enclosed.Value.Lower, 15)
                        + " and "
                        + Cell.Number(enclosed.Value.Upper, 15)
                )
            ),
            Inverse.Never never => new(Result(null, true, never.Because), new Block.Paragraph($"never: {never.Because}"))
            {
                Exit = ExitCode.Refuted,
            },
            Inverse.Unknown unknown => new(
                Result(null, false, unknown.Because.ToString()),
                [
                    new Block.Paragraph($"not decided: {unknown.Because}"),
                    .. open.Any() ? [new Block.Paragraph($"values that would help: {string.Join("; ", open)}")] : (Block[])[],
                ]
            )
            {
                Exit = ExitCode.NotDecided,
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // What a number in closed form amounts to.
    private static Cell About(Expr value) =>
        value is Number || value.FreeSymbols().Any() || value.SubExpressions().Any(part => part is Quantity)
            ? ""
            : ", about " + Cell.Number(value.Evaluate(), 6) + ",";

    private static JsonObject Result(JsonNode? n, bool exact, string? because = null) =>
        new()
        {
            ["n"] = n,
            ["exact"] = exact,
            ["because"] = because,
        };
}
