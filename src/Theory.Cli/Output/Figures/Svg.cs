using System.Globalization;
using System.Text;
using Theory.Verification.Experiments;
using static Theory.Cli.Output.Html.HtmlText;

namespace Theory.Cli.Output.Figures;

/// <summary>
/// Figures as static SVG: no script, nothing from elsewhere; values show on hover (<c>title</c>), and colours suit a light, a dark and a
/// printed page.
/// </summary>
internal static class Svg
{
    private const double Left = 70;
    private const double Bottom = 54;

    // At most this many points of a series answer to hovering.
    private const int Hovered = 150;

    /// <summary>The figure as a file of its own.</summary>
    public static string Document(Plot plot) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Element(plot);

    /// <summary>The figure as an element that holds its style, the legend at its right.</summary>
    public static string Element(Plot plot) =>
        Drawn(plot, new(640, 310, HasLegendBelow: false), $"<style>{Palette.Style}</style>\n");

    /// <summary>
    /// The figure as an element of a page that has <see cref="Palette.Style"/>: narrow, so that a telephone shows it in a legible size, the
    /// legend below.
    /// </summary>
    public static string Narrow(Plot plot) => Drawn(plot, new(420, 270, HasLegendBelow: true), "");

    private static string Drawn(Plot plot, Shape shape, string style)
    {
        var x = Scale.Of(plot.X, plot.Series.SelectMany(s => s.X).Concat(Edges(plot.Map?.X)));
        var y = Scale.Of(
            plot.Y,
            plot.Series.SelectMany(s =>
                    s.Y.Concat(s.Lower).Concat(s.Upper).Concat(s.Mark == Mark.Bars ? [plot.Y.IsLogarithmic ? double.NaN : 0] : [])
                )
                .Concat(Edges(plot.Map?.Y))
        );
        if (plot.Map is { } map)
            (x, y) = (Fitted(x, map.X), Fitted(y, map.Y));
        var legend = Legend.Of(plot);
        var title = Wrapped(Label.InWords(plot.Title), shape.LettersOfTitle).ToList();
        var right = legend.Count > 0 && !shape.HasLegendBelow ? 168 : 16;
        var frame = new Frame(x, y, Left, 18 + 18 * title.Count, shape.Width - Left - right, shape.Frame);
        var below = frame.Top + frame.Height + Bottom + (shape.HasLegendBelow ? 8 : 0);
        var entries = legend.Select(entry => (entry, Lines: Wrapped(entry.Text, shape.LettersOfLegend).ToList())).ToList();
        var height = below + (shape.HasLegendBelow ? entries.Sum(e => 14 * e.Lines.Count + 5) : 0);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 {Number(shape.Width)} {Number(height)}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n<title>{Escape(Label.InWords(plot.Title))}</title>\n{style}"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"page\" width=\"{Number(shape.Width)}\" height=\"{Number(height)}\"/>\n"
        );
        foreach (var (i, line) in title.Index())
            svg.Append(Text(shape.Width / 2, 20 + 18 * i, line, "middle", " font-size=\"14\""));
        if (plot.Map is { } values)
            Draw(svg, values, frame);
        Draw(svg, frame, plot);
        foreach (var (i, series) in plot.Series.Index())
            Draw(svg, series, frame, i);
        if (shape.HasLegendBelow)
            Draw(svg, entries, frame.Left, below);
        else
            Draw(svg, entries, frame.Left + frame.Width + 14, frame.Top + 10);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Frame frame, Plot plot)
    {
        foreach (var (value, text) in frame.X.Ticks.Where(t => frame.X.Holds(t.Value)))
        {
            svg.Append(Line("grid", frame.AtX(value), frame.Top, frame.AtX(value), frame.Top + frame.Height));
            svg.Append(Text(frame.AtX(value), frame.Top + frame.Height + 17, text, "middle"));
        }
        foreach (var (value, text) in frame.Y.Ticks.Where(t => frame.Y.Holds(t.Value)))
        {
            svg.Append(Line("grid", frame.Left, frame.AtY(value), frame.Left + frame.Width, frame.AtY(value)));
            svg.Append(Text(frame.Left - 6, frame.AtY(value) + 4, text, "end"));
        }
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"frame\" x=\"{frame.Left}\" y=\"{frame.Top}\" width=\"{frame.Width}\" height=\"{frame.Height}\"/>\n"
        );
        svg.Append(Text(frame.Left + frame.Width / 2, frame.Top + frame.Height + 40, Label.InWords(plot.X.Label), "middle"));
        var (tx, ty) = (16, frame.Top + frame.Height / 2);
        svg.Append(Text(tx, ty, Label.InWords(plot.Y.Label), "middle", $" transform=\"rotate(-90 {Number(tx)} {Number(ty)})\""));
    }

    private static void Draw(StringBuilder svg, PlotSeries series, Frame frame, int index)
    {
        var points = series
            .X.Zip(series.Y)
            .Select(
                (p, i) =>
                    (
                        p.First,
                        p.Second,
                        Lower: i < series.Lower.Count ? series.Lower[i] : double.NaN,
                        Upper: i < series.Upper.Count ? series.Upper[i] : double.NaN
                    )
            )
            .ToList();
        var style = $"s{index % Palette.Count}";
        svg.Append($"<g class=\"{style}\">\n");
        var shown = points.Where(p => frame.X.Holds(p.First)).ToList();
        if (series.Mark == Mark.Bars)
            Bars(svg, shown.Select(p => (p.First, p.Second)).ToList(), frame);
        if (series.Mark is Mark.Line or Mark.Dashed)
        {
            if (series.Lower.Count > 0)
                svg.Append(Band(shown.Select(p => (p.First, p.Lower, p.Upper)), frame));
            foreach (var run in Runs(shown.Select(p => (p.First, p.Second)), frame))
                svg.Append(
                    $"<polyline class=\"line{(series.Mark == Mark.Dashed ? " dashed" : "")}\" points=\"{string.Join(' ', run.Select(p => $"{Number(frame.AtX(p.X))},{Number(frame.AtY(p.Y))}"))}\"/>\n"
                );
        }
        else if (series.Mark == Mark.Points)
            foreach (var (px, _, low, high) in shown.Where(p => double.IsFinite(p.Second + p.Lower + p.Upper)))
                svg.Append(
                    Line("line", frame.AtX(px), frame.AtY(frame.InsideY(low)), frame.AtX(px), frame.AtY(frame.InsideY(high)))
                );
        if (series.Mark != Mark.Bars)
            foreach (var (px, py, low, high) in Thinned(shown.Where(p => frame.Y.Holds(p.Second)).ToList()))
                svg.Append(
                    $"<circle class=\"{(series.Mark == Mark.Points ? "point" : "hover")}\" cx=\"{Number(frame.AtX(px))}\" cy=\"{Number(frame.AtY(py))}\" r=\"{(series.Mark == Mark.Points ? "3.2" : "6")}\"><title>{Escape(Said(series.Label, px, py, low, high))}</title></circle>\n"
                );
        svg.Append("</g>\n");
    }

    private static IEnumerable<T> Thinned<T>(IReadOnlyList<T> points) =>
        points.Count <= Hovered
            ? points
            : Enumerable.Range(0, Hovered).Select(i => points[i * (points.Count - 1) / (Hovered - 1)]);

    private static string Said(string label, double x, double y, double low, double high) =>
        $"{Label.InWords(label)}{(label.Length > 0 ? ": " : "")}({Scale.Text(x)}, {Scale.Text(y)})"
        + (double.IsFinite(low) && double.IsFinite(high) ? $" [{Scale.Text(low)}, {Scale.Text(high)}]" : "");

    private static void Bars(StringBuilder svg, List<(double X, double Y)> points, Frame frame)
    {
        var wide =
            points.Count < 2 ? 20 : points.Zip(points.Skip(1)).Min(p => Math.Abs(frame.AtX(p.Second.X) - frame.AtX(p.First.X)));
        var ground = frame.AtY(frame.InsideY(frame.Y.Axis.IsLogarithmic ? frame.Y.Low : 0));
        foreach (var (px, py) in points.Where(p => double.IsFinite(frame.Y.At(p.Y))))
        {
            var top = frame.AtY(frame.InsideY(py));
            svg.Append(
                $"<rect class=\"bar\" x=\"{Number(frame.AtX(px) - wide / 2)}\" y=\"{Number(Math.Min(top, ground))}\" width=\"{Number(wide)}\" height=\"{Number(Math.Abs(ground - top))}\"><title>({Scale.Text(px)}, {Scale.Text(py)})</title></rect>\n"
            );
        }
    }

    private static string Band(IEnumerable<(double X, double Low, double High)> points, Frame frame)
    {
        var seen = points
            .Where(p => double.IsFinite(p.Low) && double.IsFinite(p.High))
            .Select(p => (X: frame.AtX(p.X), Low: frame.AtY(frame.InsideY(p.Low)), High: frame.AtY(frame.InsideY(p.High))))
            .ToList();
        var outline = seen.Select(p => (p.X, Y: p.High)).Concat(seen.AsEnumerable().Reverse().Select(p => (p.X, Y: p.Low)));
        return $"<polygon class=\"band\" points=\"{string.Join(' ', outline.Select(p => $"{Number(p.X)},{Number(p.Y)}"))}\"/>\n";
    }

    // A line is broken where a value cannot be drawn, and cut at the frame's lower and upper edge.
    private static IEnumerable<List<(double X, double Y)>> Runs(IEnumerable<(double X, double Y)> points, Frame frame)
    {
        var run = new List<(double X, double Y)>();
        foreach (var p in points)
        {
            if (double.IsFinite(frame.Y.At(p.Y)))
            {
                run.Add((p.X, frame.InsideY(p.Y)));
                continue;
            }
            if (run.Count > 1)
                yield return run;
            run = [];
        }
        if (run.Count > 1)
            yield return run;
    }

    private static void Draw(StringBuilder svg, ValueMap map, Frame frame)
    {
        var finite = map.Values.Where(double.IsFinite).ToList();
        var (low, high) = finite.Count == 0 ? (0.0, 1.0) : (finite.Min(), finite.Max());
        var (xs, ys) = (Edges(map.X).ToList(), Edges(map.Y).ToList());
        for (var row = 0; row < map.Y.Count; row++)
        for (var column = 0; column < map.X.Count; column++)
        {
            var value = map.Values[row * map.X.Count + column];
            if (!double.IsFinite(value))
                continue;
            var (x0, x1) = (frame.AtX(xs[column]), frame.AtX(xs[column + 1]));
            var (y0, y1) = (frame.AtY(ys[row + 1]), frame.AtY(ys[row]));
            var colour =
                map.Kinds.Count > 0 ? Palette.Kind((int)value) : Palette.Between(high > low ? (value - low) / (high - low) : 0.5);
            var said = (int)value is >= 0 and var kind && kind < map.Kinds.Count ? map.Kinds[kind] : Scale.Text(value);
            svg.Append(
                $"<rect x=\"{Number(x0)}\" y=\"{Number(y0)}\" width=\"{Number(x1 - x0 + 0.3)}\" height=\"{Number(y1 - y0 + 0.3)}\" fill=\"{colour}\"><title>({Scale.Text(map.X[column])}, {Scale.Text(map.Y[row])}): {Escape(said)}</title></rect>\n"
            );
        }
    }

    private static void Draw(StringBuilder svg, IEnumerable<(Legend Entry, List<string> Lines)> legend, double x, double y)
    {
        foreach (var (entry, lines) in legend)
        {
            svg.Append(entry.Swatch(x, y));
            foreach (var line in lines)
            {
                svg.Append(Text(x + 24, y + 4, line, "start", " font-size=\"11\""));
                y += 14;
            }
            y += 5;
        }
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length >= width)
            {
                yield return line;
                line = word;
            }
            else
                line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }

    // The edges of cells around their centres.
    private static IEnumerable<double> Edges(Symbolics.Terms<double>? centres)
    {
        if (centres is not { Count: > 0 } c)
            yield break;
        if (c.Count == 1)
        {
            yield return c[0] - 0.5;
            yield return c[0] + 0.5;
            yield break;
        }
        // On a logarithmic axis cells are even in quotients: recognised by the centres themselves.
        var even =
            c[0] > 0
            && Math.Abs(c[^1] / c[^2] / (c[1] / c[0]) - 1) < 1e-6
            && Math.Abs(c[^1] - c[^2] - (c[1] - c[0])) > 1e-6 * c[^1];
        double Between(double a, double b) => even ? Math.Sqrt(a * b) : (a + b) / 2;
        yield return even ? c[0] * c[0] / Between(c[0], c[1]) : 2 * c[0] - Between(c[0], c[1]);
        for (var i = 0; i + 1 < c.Count; i++)
            yield return Between(c[i], c[i + 1]);
        yield return even ? c[^1] * c[^1] / Between(c[^2], c[^1]) : 2 * c[^1] - Between(c[^2], c[^1]);
    }

    private static Scale Fitted(Scale scale, Symbolics.Terms<double> centres) =>
        Edges(centres).ToList() is [var first, .., var last]
            ? scale with
            {
                Low = double.IsNaN(scale.Axis.Low) ? first : scale.Low,
                High = double.IsNaN(scale.Axis.High) ? last : scale.High,
            }
            : scale;

    /// <summary>A line between two points.</summary>
    internal static string Line(string style, double x0, double y0, double x1, double y1) =>
        $"<line class=\"{style}\" x1=\"{Number(x0)}\" y1=\"{Number(y0)}\" x2=\"{Number(x1)}\" y2=\"{Number(y1)}\"/>\n";

    private static string Text(double x, double y, string text, string anchor, string more = "") =>
        $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\"{more}>{Escape(text)}</text>\n";

    /// <summary>A coordinate.</summary>
    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // The width of the whole and the height of the frame, user units: about a pixel.
    private sealed record Shape(double Width, double Frame, bool HasLegendBelow)
    {
        public int LettersOfTitle => (int)(Width / 7.2);

        public int LettersOfLegend => HasLegendBelow ? (int)(Width / 7) : 20;
    }

    private sealed record Frame(Scale X, Scale Y, double Left, double Top, double Width, double Height)
    {
        public double AtX(double value) => Left + Width * X.At(value);

        public double AtY(double value) => Top + Height * (1 - Y.At(value));

        public double InsideY(double value) => Math.Clamp(value, Y.Low, Y.High);
    }
}
