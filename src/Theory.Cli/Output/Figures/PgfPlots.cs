using System.Globalization;
using System.Text;
using Theory.Verification.Experiments;

namespace Theory.Cli.Output.Figures;

/// <summary>Figures as pgfplots pictures, for papers: data and all in one piece of LaTeX.</summary>
internal static class PgfPlots
{
    // TeX holds this many points of a series in its memory with ease.
    private const int Most = 400;

    /// <summary>What a document that shows figures loads.</summary>
    public const string Preamble = "\\usepackage{pgfplots}\n\\pgfplotsset{compat=1.16}\n";

    /// <summary>The figure as a <c>tikzpicture</c>.</summary>
    public static string Picture(Plot plot)
    {
        var tex = new StringBuilder("\\begin{tikzpicture}\n");
        for (var i = 0; i < Palette.Count; i++)
            tex.Append(CultureInfo.InvariantCulture, $"\\definecolor{{series{i}}}{{HTML}}{{{Palette.Series(i)}}}\n");
        tex.Append("\\begin{axis}[\n  width=.8\\linewidth, height=.5\\linewidth, grid=major, grid style={gray!25},\n");
        tex.Append(CultureInfo.InvariantCulture, $"  title={{{Label.InLatex(plot.Title)}}},\n");
        tex.Append(Options("x", plot.X)).Append(Options("y", plot.Y));
        tex.Append(
            "  legend style={font=\\small, draw=none, fill=none, at={(1.02,1)}, anchor=north west}, legend cell align=left"
        );
        tex.Append(plot.Map is null ? "]\n" : ", axis on top, enlargelimits=false, colormap/viridis" + MapOptions(plot.Map));
        if (plot.Map is { } map)
            tex.Append(Surface(map));
        foreach (var (i, series) in plot.Series.Index())
            tex.Append(Drawn(series, i % Palette.Count, plot));
        return tex.Append("\\end{axis}\n\\end{tikzpicture}\n").ToString();
    }

    /// <summary>The figure as a document that compiles.</summary>
    public static string Document(Plot plot) =>
        "\\documentclass{standalone}\n\\usepackage[T1]{fontenc}\n\\usepackage[utf8]{inputenc}\n\\usepackage{lmodern,amsmath,amssymb}\n"
        + $"{Preamble}\\setlength{{\\linewidth}}{{14cm}}\n\\begin{{document}}\n{Picture(plot)}\\end{{document}}\n";

    private static string Options(string name, Axis axis) =>
        $"  {name}label={{{Label.InLatex(axis.Label)}}}, {name}mode={(axis.IsLogarithmic ? "log" : "normal")},"
        + (double.IsNaN(axis.Low) ? "" : $" {name}min={Number(axis.Low)},")
        + (double.IsNaN(axis.High) ? "" : $" {name}max={Number(axis.High)},")
        + "\n";

    private static string MapOptions(ValueMap map) =>
        map.Kinds.Count > 0
            ? $", colorbar, colorbar style={{ytick={{{string.Join(',', Enumerable.Range(0, map.Kinds.Count))}}}, "
                + $"yticklabels={{{string.Join(',', map.Kinds.Select(kind => "{" + Label.InLatex(kind) + "}"))}}}}}]\n"
            : $", colorbar, colorbar style={{title={{{Label.InLatex(map.Label)}}}}}]\n";

    private static string Surface(ValueMap map)
    {
        var tex = new StringBuilder(
            $"\\addplot[matrix plot*, mesh/cols={map.X.Count}, point meta=explicit, forget plot] table[meta=v] {{\nx y v\n"
        );
        for (var row = 0; row < map.Y.Count; row++)
        for (var column = 0; column < map.X.Count; column++)
            tex.Append(
                CultureInfo.InvariantCulture,
                $"{Number(map.X[column])} {Number(map.Y[row])} {Number(map.Values[row * map.X.Count + column])}\n"
            );
        return tex.Append("};\n").ToString();
    }

    private static string Drawn(PlotSeries series, int colour, Plot plot)
    {
        var rows = Enumerable
            .Range(0, series.X.Count)
            .Where(i => Shows(plot.X, series.X[i]) && Shows(plot.Y, series.Y[i]))
            .ToList();
        if (rows.Count > Most)
            rows = [.. Enumerable.Range(0, Most).Select(i => rows[(int)((long)i * (rows.Count - 1) / (Most - 1))])];
        if (rows.Count == 0)
            return "";
        var tex = new StringBuilder();
        var hasIntervals = series.Lower.Count == series.X.Count && series.Upper.Count == series.X.Count;
        if (hasIntervals && series.Mark is Mark.Line or Mark.Dashed && series.Lower.Count > 0)
        {
            var inside = rows.Where(i => Shows(plot.Y, series.Lower[i]) && Shows(plot.Y, series.Upper[i])).ToList();
            var outline = inside
                .Select(i => (series.X[i], series.Upper[i]))
                .Concat(inside.AsEnumerable().Reverse().Select(i => (series.X[i], series.Lower[i])));
            tex.Append(
                CultureInfo.InvariantCulture,
                $"\\addplot[draw=none, fill=series{colour}, opacity=.18, forget plot] coordinates {{"
            );
            tex.AppendJoin(' ', outline.Select(p => $"({Number(p.Item1)},{Number(p.Item2)})")).Append("};\n");
        }
        var style = series.Mark switch
        {
            Mark.Line => $"series{colour}, thick",
            Mark.Dashed => $"series{colour}, thick, dashed",
            Mark.Points => $"series{colour}, only marks, mark=*, mark size=1.6pt"
                + (hasIntervals && series.Lower.Count > 0 ? ", error bars/.cd, y dir=both, y explicit" : ""),
            _ => $"ybar, bar width={Number(BarWidth(series))}, fill=series{colour}, draw=none, opacity=.65",
        };
        var bars = series.Mark == Mark.Points && hasIntervals && series.Lower.Count > 0;
        tex.Append(
            CultureInfo.InvariantCulture,
            $"\\addplot[{style}{(series.Label.Length == 0 ? ", forget plot" : "")}] coordinates {{\n"
        );
        foreach (var i in rows)
            tex.Append(
                bars && double.IsFinite(series.Lower[i]) && double.IsFinite(series.Upper[i])
                    ? $"({Number(series.X[i])},{Number(series.Y[i])}) += (0,{Number(series.Upper[i] - series.Y[i])}) -= (0,{Number(series.Y[i] - series.Lower[i])})\n"
                    : $"({Number(series.X[i])},{Number(series.Y[i])})\n"
            );
        tex.Append("};\n");
        if (series.Label.Length > 0)
            tex.Append(CultureInfo.InvariantCulture, $"\\addlegendentry{{{Label.InLatex(series.Label)}}}\n");
        return tex.ToString();
    }

    private static double BarWidth(PlotSeries series) =>
        series.X.Count < 2 ? 1 : series.X.Zip(series.X.Skip(1)).Min(p => Math.Abs(p.Second - p.First));

    private static bool Shows(Axis axis, double value) => double.IsFinite(value) && (!axis.IsLogarithmic || value > 0);

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("G8", CultureInfo.InvariantCulture) : "nan";
}
