using System.Globalization;
using Theory.Symbolics;
using Theory.Verification.Experiments;

namespace Theory.Cli.Reports;

/// <summary>Figures of a sweep: each number over the parameter with the most values, one series for each choice of the others.</summary>
internal static class SweepPlots
{
    // More would be no figure, or no page.
    private const int MostSeries = 8;
    private const int MostPlots = 12;

    /// <summary>The figures; none where no parameter takes three or more numbers as values.</summary>
    public static IEnumerable<Plot> Of(IReadOnlyList<Setting> rows, IReadOnlyList<string> varied)
    {
        var axes = varied
            .Select(name => (Name: name, Values: rows.Select(r => Number(r.Parameters.Text(name))).Distinct().ToList()))
            .Where(axis => axis.Values.Count > 2 && axis.Values.All(v => v is not null))
            .OrderByDescending(axis => axis.Values.Count)
            .ToList();
        if (axes.Count == 0)
            return [];
        var (over, values) = axes[0];
        var series = rows.GroupBy(r =>
                string.Join(", ", varied.Where(n => n != over).Select(n => $"{n} = {r.Parameters.Text(n)}"))
            )
            .ToList();
        var shown = series.Take(MostSeries).ToList();
        return rows.SelectMany(r => r.Numbers.Keys)
            .Distinct()
            .Where(number =>
                rows.Any(r =>
                    r.Numbers.TryGetValue(number, out var s) && s.Least != rows[0].Numbers.GetValueOrDefault(number).Least
                )
            )
            .Take(MostPlots)
            .Select(number => new Plot(
                $"{number}-over-{over}",
                $"{AnyResult.Words(number)} over {over}"
                    + (
                        series.Count > MostSeries
                            ? $" (the first {MostSeries} of {series.Count} choices of the other parameters)"
                            : ""
                    ),
                new(over, IsWide(values.Select(v => v!.Value))),
                new(
                    AnyResult.Words(number),
                    IsWide(rows.Where(r => r.Numbers.ContainsKey(number)).Select(r => r.Numbers[number].Least))
                ),
                [.. shown.Select(group => Series(group.Key, group, over, number))]
            ));
    }

    /// <summary>A parameter's value as a number; null where it is none.</summary>
    public static double? Number(string value) =>
        Rational.TryParse(value, out var exact) ? exact.ToDouble()
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static PlotSeries Series(string label, IEnumerable<Setting> rows, string over, string number) =>
        PlotSeries.Of(
            label.Replace('$', ' '),
            Mark.Line,
            rows.Where(r => r.Numbers.ContainsKey(number))
                .Select(r => (X: Number(r.Parameters.Text(over))!.Value, Of: r.Numbers[number]))
                .OrderBy(p => p.X)
                .Select(p => (p.X, p.Of.Mean, p.Of.Least, p.Of.Greatest))
        );

    // Over two decades and more equal quotients are what is seen.
    private static bool IsWide(IEnumerable<double> values) =>
        values.Where(double.IsFinite).ToList() is { Count: > 0 } all && all.Min() > 0 && all.Max() / all.Min() >= 50;
}
