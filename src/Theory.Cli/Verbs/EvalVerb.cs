using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Numerics;

namespace Theory.Cli.Verbs;

/// <summary><c>theory eval</c>: values of a bound, whole and per term, at a point or over a grid.</summary>
internal static class EvalVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var set = Settings.Option();
        var given = Assumed.Option();
        var grid = new Option<string[]>("--grid")
        {
            HelpName = "NAME=FROM:TO:COUNT[:log]",
            Description = "A range of values; several ranges are combined",
            DefaultValueFactory = _ => [],
        };
        var certified = new Option<bool>("--certified") { Description = "Also two numbers that surely enclose each value" };
        return new(
            "eval",
            "Values of a bound, whole and per term, with shares and elasticities; over a grid if asked",
            "theory eval \"tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m\" --set n=1000,m=1000 --grid tau=1:100:5:log",
            [bound, set, grid, given, certified],
            input =>
            {
                var subject = Subject.Read(input.Of(bound));
                var context = Assumed.Of(subject, input, given);
                var defined = subject.Define(context);
                var settings = Settings.Of(defined, input.Of(set), context);
                var axes = input.Of(grid).Select(Axis).ToList();
                var points = Points(settings, axes, context);
                var first = points.First();
                Complete(first);
                var slopes = first.Values.Select(v => Slope(first.Subject.Expr, v.Symbol)).ToList();
                var rows = points
                    .TakeWhile(_ => !input.Stop.IsCancellationRequested)
                    .Select(point => Evaluate(point, slopes, input.Of(certified)))
                    .ToList();
                return Report(subject, rows, settings, axes, input.Of(certified)) with
                {
                    Given = Assumed.InWords(context, subject.Expr),
                };
            }
        )
        {
            HeedsStop = true,
        };
    }

    private sealed record Row(
        IReadOnlyList<(string Name, double Value)> At,
        double Value,
        Interval? Enclosure,
        IReadOnlyList<(string Name, double Value)> Terms,
        IReadOnlyList<(string Name, double Value)> Elasticities,
        bool? IsVacuous
    );

    private static (string Name, IReadOnlyList<double> Values) Axis(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? (text[..sign].Trim(), Grid.Parse(text[(sign + 1)..], $"--grid {text[..sign].Trim()}"))
            : throw new ArgumentException($"--grid '{text}' names no symbol.\nWrite NAME=FROM:TO:COUNT, such as T=0.1:2:20.");
    }

    private static IEnumerable<Settings> Points(
        Settings settings,
        IEnumerable<(string Name, IReadOnlyList<double> Values)> axes,
        Context context
    ) =>
        axes.Aggregate(
            (IEnumerable<Settings>)[settings],
            (points, axis) =>
                points.SelectMany(point =>
                    axis.Values.Select(value => point.With(axis.Name, new Number(Rational.Exactly(value)), context, "--grid"))
                )
        );

    private static void Complete(Settings point)
    {
        var open = point.Subject.Open(point.Values.Select(v => v.Symbol)).ToList();
        if (open.Count > 0)
            throw new ArgumentException(
                $"{point.Subject.Name} has no value until these have: {string.Join("; ", open)}.\n"
                    + "Give each with --set NAME=VALUE"
                    + (
                        point.Subject.Bound is null
                            ? "."
                            : $", or a whole term: {string.Join(", ", point.Subject.Terms.Select(t => t.Name))}."
                    )
            );
    }

    private static Row Evaluate(Settings point, List<Expr?> slopes, bool certified)
    {
        var at = Assignment.Of(point.Values.Select(v => (v.Symbol.Name, v.Value.Evaluate())));
        var whole = point.Subject.Expr;
        var value = whole.Evaluate(at);
        return new(
            [.. point.Values.Select(v => (v.Name, v.Value.Evaluate()))],
            value,
            certified ? whole.Enclose(point.Intervals) : null,
            [.. point.Subject.Terms.Select(term => (term.Name, term.Expr.Evaluate(at)))],
            [
                .. point
                    .Values.Zip(
                        slopes,
                        (v, slope) => (v.Name, slope is null ? double.NaN : at[v.Symbol] * slope.Evaluate(at) / value)
                    )
                    .Where(e => !double.IsNaN(e.Item2)),
            ],
            point.Subject.IsVacuous(value, at)
        );
    }

    // The derivative that an elasticity, d log f / d log x, is computed from; null where a part has no value or it is too long.
    private static Expr? Slope(Expr whole, Symbol symbol)
    {
        try
        {
            var parts = whole.Derivative(symbol).SubExpressions().Take(LongestSlope + 1).ToList();
            return parts.Count > LongestSlope || parts.Any(part => part is Quantity) ? null : parts[0];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private const int LongestSlope = 100_000;

    private static Report Report(
        Subject subject,
        List<Row> rows,
        Settings settings,
        List<(string Name, IReadOnlyList<double> Values)> axes,
        bool certified
    )
    {
        var blocks = Blocks(subject, rows, settings, axes, certified).ToList();
        var terms = subject.Terms.Select(
            (term, k) => (term.Name, (IReadOnlyList<double>)[.. rows.Select(row => row.Terms[k].Value)])
        );
        var isTruncated = rows.Count < axes.Aggregate(1L, (all, axis) => all * axis.Values.Count);
        var figure = isTruncated
            ? null
            : GridFigure.Of(subject.Bound?.Title ?? $"${subject.Expr}$", axes, [.. rows.Select(row => row.Value)], [.. terms]);
        return new(new JsonObject { ["rows"] = Json.Array(rows.Select(Of)) }, blocks)
        {
            Paper = figure is null ? null : [.. blocks, new Block.Figure(figure)],
            IsTruncated = isTruncated,
        };
    }

    private static JsonObject Of(Row row) =>
        new()
        {
            ["at"] = Numbers(row.At),
            ["value"] = Json.Number(row.Value),
            ["lower"] = row.Enclosure is { } low ? Json.Number(low.Lower) : null,
            ["upper"] = row.Enclosure is { } high ? Json.Number(high.Upper) : null,
            ["terms"] = Json.Array(
                row.Terms.Select(term => new JsonObject
                {
                    ["name"] = term.Name,
                    ["value"] = Json.Number(term.Value),
                    ["share"] = Json.Number(term.Value / row.Value),
                })
            ),
            ["elasticities"] = Numbers(row.Elasticities),
            ["vacuous"] = row.IsVacuous,
        };

    private static JsonObject Numbers(IEnumerable<(string Name, double Value)> items) =>
        new(items.Select(item => KeyValuePair.Create(item.Name, (JsonNode?)Json.Number(item.Value))));

    private static IEnumerable<Block> Blocks(
        Subject subject,
        List<Row> rows,
        Settings settings,
        List<(string Name, IReadOnlyList<double> Values)> axes,
        bool certified
    )
    {
        if (settings.Values.Count > 0)
            yield return new Block.Paragraph(
                "at " + Cell.Join(", ", settings.Values.Select(v => (Cell)$"{v.Name} = " + (Cell)v.Value.Evaluate()))
            );
        var varied = axes.Select(axis => axis.Name).ToList();
        yield return new Block.Table(
            [
                .. varied.Select(name => (Cell)name),
                .. Names(subject),
                "value",
                .. certified ? (Cell[])["at least", "at most"] : [],
            ],
            [
                .. rows.Select(row =>
                    (IReadOnlyList<Cell>)
                        [
                            .. row.At.Where(at => varied.Contains(at.Name)).Select(at => (Cell)at.Value),
                            .. row.Terms.Select(term => (Cell)term.Value),
                            row.Value,
                            .. row.Enclosure is { } e ? (Cell[])[Cell.Number(e.Lower, 17), Cell.Number(e.Upper, 17)] : [],
                        ]
                ),
            ]
        );
        if (rows is [var only] && double.IsFinite(only.Value) && only.Value != 0)
        {
            yield return new Block.Paragraph(
                "shares: "
                    + Cell.Join(
                        ", ",
                        only.Terms.Zip(
                            Names(subject),
                            (term, name) => name + " " + Cell.Number(100 * term.Value / only.Value, 3) + "%"
                        )
                    )
            );
            if (only.Elasticities.Count > 0)
                yield return new Block.Paragraph(
                    "elasticities: "
                        + Cell.Join(", ", only.Elasticities.Select(e => (Cell)$"{e.Name} " + Cell.Number(e.Value, 4)))
                );
        }
        if (rows.Count(row => row.IsVacuous == true) is > 0 and var vacuous)
            yield return new Block.Paragraph(
                $"vacuous at {vacuous} of {rows.Count} point(s): the left side is never larger than that."
            );
        if (subject.Bound?.Mode is Mode.UpToConstants hidden)
            yield return new Block.Paragraph($"Values are up to constants that the source does not name: {hidden.Hidden}.");
    }

    private static IEnumerable<Cell> Names(Subject subject) =>
        subject.Terms.Select(term => subject.Bound is null ? Cell.Math(term.Expr) : term.Name);
}
