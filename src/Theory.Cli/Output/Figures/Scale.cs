using System.Globalization;
using Theory.Verification.Experiments;

namespace Theory.Cli.Output.Figures;

/// <summary>An axis with its range decided: where a value stands, and which values are marked.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Low">The least value shown.</param>
/// <param name="High">The greatest value shown.</param>
internal sealed record Scale(Axis Axis, double Low, double High)
{
    /// <summary>The scale on which all the values are seen.</summary>
    public static Scale Of(Axis axis, IEnumerable<double> values)
    {
        var seen = values.Where(v => double.IsFinite(v) && (!axis.IsLogarithmic || v > 0)).ToList();
        var (low, high) = seen.Count == 0 ? (axis.IsLogarithmic ? 1 : 0, axis.IsLogarithmic ? 10 : 1) : (seen.Min(), seen.Max());
        if (low == high)
            (low, high) = axis.IsLogarithmic ? (low / 2, high * 2) : (low - Width(low), high + Width(high));
        if (axis.IsLogarithmic)
        {
            var room = Math.Pow(high / low, 0.03);
            (low, high) = (low / room, high * room);
        }
        else
        {
            var room = 0.03 * (high - low);
            (low, high) = (low >= 0 && low < room ? 0 : low - room, high <= 0 && -high < room ? 0 : high + room);
        }
        return new(axis, double.IsNaN(axis.Low) ? low : axis.Low, double.IsNaN(axis.High) ? high : axis.High);

        static double Width(double v) => v == 0 ? 1 : 0.1 * Math.Abs(v);
    }

    /// <summary>Where a value stands between the ends of the axis, from 0 to 1; not a number where it cannot stand.</summary>
    public double At(double value) =>
        !double.IsFinite(value) || Axis.IsLogarithmic && value <= 0 ? double.NaN
        : Axis.IsLogarithmic ? Math.Log(value / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>Whether a value stands on the axis.</summary>
    public bool Holds(double value) => At(value) is >= -1e-9 and <= 1 + 1e-9;

    /// <summary>The values that are marked, about six.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks
    {
        get
        {
            if (!Axis.IsLogarithmic || High / Low < 20)
                return [.. Round(Low, High).Where(v => !Axis.IsLogarithmic || v > 0).Select(v => (v, Text(v)))];
            var (first, last) = ((int)Math.Ceiling(Math.Log10(Low) - 1e-9), (int)Math.Floor(Math.Log10(High) + 1e-9));
            var step = Math.Max(1, (last - first + 5) / 6);
            return
            [
                .. Enumerable
                    .Range(first, last - first + 1)
                    .Where(power => power % step == 0)
                    .Select(power => (Math.Pow(10, power), Decade(power))),
            ];
        }
    }

    private static IEnumerable<double> Round(double low, double high)
    {
        var rough = (high - low) / 6;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = unit * new[] { 1.0, 2, 5, 10 }.First(k => k * unit >= rough);
        for (var k = Math.Ceiling(low / step - 1e-9); k * step <= high + 1e-9 * step; k++)
            yield return k * step;
    }

    private static string Decade(int power) =>
        power is >= -2 and <= 3 ? Math.Pow(10, power).ToString("G6", CultureInfo.InvariantCulture) : "10" + Raised(power);

    private static string Raised(int power) =>
        (power < 0 ? "⁻" : "")
        + string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture).Select(d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d - '0']));

    /// <summary>A value as it is marked.</summary>
    public static string Text(double value) =>
        Math.Abs(value) < 1e-12
            ? "0"
            : value.ToString("G6", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
}
