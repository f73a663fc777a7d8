using Theory.Symbolics;
using Theory.Verification.Experiments;

namespace Theory.Cli.Output;

/// <summary>The values of a bound over a grid as a figure: lines over one range, a map over two.</summary>
internal static class GridFigure
{
    // A range of values of more than two orders of magnitude is drawn on a logarithmic axis.
    private const double Wide = 100;

    /// <summary>The figure; null where one cannot show it.</summary>
    /// <param name="title">What is evaluated.</param>
    /// <param name="axes">The ranges, in the order in which points go through them, the last one fastest.</param>
    /// <param name="values">The value at each point.</param>
    /// <param name="terms">The values of the terms at each point, by their names.</param>
    public static Plot? Of(
        string title,
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> axes,
        IReadOnlyList<double> values,
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> terms
    ) =>
        axes switch
        {
            [var x] when x.Values.Count > 1 => Lines(title, x, values, terms),
            [var y, var x] when x.Values.Count > 1 && y.Values.Count > 1 => new Plot("grid", title, Axis(x), Axis(y), [])
            {
                Map = new ValueMap("value", x.Values.ToTerms(), y.Values.ToTerms(), values.ToTerms()),
            },
            _ => null,
        };

    private static Plot Lines(
        string title,
        (string Name, IReadOnlyList<double> Values) x,
        IReadOnlyList<double> values,
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> terms
    )
    {
        PlotSeries Drawn(string name, Mark mark, IReadOnlyList<double> ys) => PlotSeries.Of(name, mark, x.Values.Zip(ys));
        var parts = terms.Count > 1 ? terms.Select(t => Drawn(t.Name, Mark.Dashed, t.Values)) : [];
        return new("grid", title, Axis(x), new("value", IsWide(values)), [Drawn("whole", Mark.Line, values), .. parts]);
    }

    private static Axis Axis((string Name, IReadOnlyList<double> Values) axis) => new($"${axis.Name}$", IsWide(axis.Values));

    private static bool IsWide(IReadOnlyList<double> values) =>
        values.All(v => v > 0 && double.IsFinite(v)) && values.Max() > Wide * values.Min();
}
