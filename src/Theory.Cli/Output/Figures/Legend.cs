using Theory.Verification.Experiments;

namespace Theory.Cli.Output.Figures;

/// <summary>An entry of a figure's legend.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Swatch">The sign before it, at a place.</param>
internal sealed record Legend(string Text, Func<double, double, string> Swatch)
{
    /// <summary>The legend of a figure.</summary>
    public static IReadOnlyList<Legend> Of(Plot plot) =>
        [
            .. plot
                .Series.Index()
                .Where(s => s.Item.Label.Length > 0)
                .Select(s => new Legend(Label.InWords(s.Item.Label), (x, y) => Sign(s.Index, s.Item.Mark, x, y))),
            .. plot.Map is { } map ? OfMap(map) : [],
        ];

    private static IEnumerable<Legend> OfMap(ValueMap map)
    {
        if (map.Kinds.Count > 0)
            return map.Kinds.Select((kind, i) => Filled(Label.InWords(kind), Palette.Kind(i)));
        var finite = map.Values.Where(double.IsFinite).ToList();
        if (finite.Count == 0)
            return [];
        var (low, high) = (finite.Min(), finite.Max());
        return new[] { 1, 0.75, 0.5, 0.25, 0 }.Select(
            (share, i) =>
                Filled(
                    (i == 0 ? Label.InWords(map.Label) + " " : "") + Scale.Text(double.Round(low + share * (high - low), 12)),
                    Palette.Between(share)
                )
        );
    }

    private static Legend Filled(string text, string colour) =>
        new(
            text,
            (x, y) => $"<rect x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y - 6)}\" width=\"18\" height=\"12\" fill=\"{colour}\"/>\n"
        );

    private static string Sign(int index, Mark mark, double x, double y) =>
        $"<g class=\"s{index % Palette.Count}\">"
        + (
            mark switch
            {
                Mark.Points => $"<circle class=\"point\" cx=\"{Svg.Number(x + 9)}\" cy=\"{Svg.Number(y)}\" r=\"3.2\"/>",
                Mark.Bars => $"<rect class=\"bar\" x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y - 6)}\" width=\"18\" height=\"12\"/>",
                Mark.Dashed => Svg.Line("line dashed", x, y, x + 18, y),
                _ => Svg.Line("line", x, y, x + 18, y),
            }
        )
        + "</g>\n";
}
