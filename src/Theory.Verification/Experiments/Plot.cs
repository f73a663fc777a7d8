using Theory.Symbolics;

namespace Theory.Verification.Experiments;

/// <summary>
/// A figure as data: what is drawn, not how. Titles and labels are words; what stands between dollar signs in them is an expression in
/// infix notation, <c>"training time $tau$"</c>.
/// </summary>
/// <param name="Name">A short name, unique in the measurement, good for a file: <c>bound-over-T</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn over a map, in order.</param>
public sealed record Plot(string Name, string Title, Axis X, Axis Y, Terms<PlotSeries> Series)
{
    /// <summary>A map of values under the series, if any.</summary>
    public ValueMap? Map { get; init; }
}

/// <summary>An axis.</summary>
/// <param name="Label">What it measures, with its unit.</param>
/// <param name="IsLogarithmic">Whether equal quotients are equal lengths; then what is not positive is left out.</param>
public sealed record Axis(string Label, bool IsLogarithmic = false)
{
    /// <summary>The least value shown; not a number where the data decide.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>The greatest value shown; not a number where the data decide.</summary>
    public double High { get; init; } = double.NaN;
}

/// <summary>How a series is drawn.</summary>
public enum Mark
{
    /// <summary>A line through the points; one that is not finite breaks it.</summary>
    Line,

    /// <summary>A dashed line, for what is claimed or for reference.</summary>
    Dashed,

    /// <summary>Points, with their intervals if there are any.</summary>
    Points,

    /// <summary>Bars from zero, for histograms: each is centred at its x.</summary>
    Bars,
}

/// <summary>A series of points of a figure.</summary>
/// <param name="Label">Its name in the legend; empty for none.</param>
/// <param name="Mark">How it is drawn.</param>
/// <param name="X">The abscissas.</param>
/// <param name="Y">The ordinates, as many.</param>
public sealed record PlotSeries(string Label, Mark Mark, Terms<double> X, Terms<double> Y)
{
    /// <summary>The lower ends of intervals around the ordinates; empty for none. A line shows them as a band.</summary>
    public Terms<double> Lower { get; init; }

    /// <summary>The upper ends, as many as the lower ones.</summary>
    public Terms<double> Upper { get; init; }

    /// <summary>A line through points.</summary>
    public static PlotSeries Line(string label, IEnumerable<(double X, double Y)> points) => Of(label, Mark.Line, points);

    /// <summary>A series of points.</summary>
    public static PlotSeries Of(string label, Mark mark, IEnumerable<(double X, double Y)> points)
    {
        var all = points.ToList();
        return new(label, mark, all.Select(p => p.X).ToTerms(), all.Select(p => p.Y).ToTerms());
    }

    /// <summary>A series of estimates with the intervals around them.</summary>
    public static PlotSeries Of(string label, Mark mark, IEnumerable<(double X, double Y, double Lower, double Upper)> points)
    {
        var all = points.ToList();
        return Of(label, mark, all.Select(p => (p.X, p.Y))) with
        {
            Lower = all.Select(p => p.Lower).ToTerms(),
            Upper = all.Select(p => p.Upper).ToTerms(),
        };
    }
}

/// <summary>Values over a rectangle, drawn in colours.</summary>
/// <param name="Label">What the values are.</param>
/// <param name="X">The centres of the columns, ascending.</param>
/// <param name="Y">The centres of the rows, ascending.</param>
/// <param name="Values">The values, row by row from the lowest; what is not finite is left blank.</param>
public sealed record ValueMap(string Label, Terms<double> X, Terms<double> Y, Terms<double> Values)
{
    /// <summary>The words of a legend, where the values are the whole numbers 0, 1, 2 ... that stand for kinds, such as regimes.</summary>
    public Terms<string> Kinds { get; init; }
}
