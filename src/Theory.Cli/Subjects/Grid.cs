using System.Globalization;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;

namespace Theory.Cli.Subjects;

/// <summary>Values as a person writes them: <c>1000</c>, <c>1/20</c>, <c>10^6</c>, <c>0.1,0.5,2</c>, <c>0.1:2:20</c>, <c>1:1e6:7:log</c>.</summary>
internal static class Grid
{
    private const int MostPoints = 1_000_000;

    /// <summary>The values of <c>FROM:TO:COUNT[:log]</c> or of a list.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option that it was given for, which an error names.</param>
    /// <exception cref="ArgumentException">The text is none of this.</exception>
    public static IReadOnlyList<double> Parse(string text, string option)
    {
        var parts = text.Split(':');
        if (parts.Length == 1)
            return [.. text.Split(',').Select(part => Number(part, option))];
        var isLog = parts is [_, _, _, "log"];
        if (
            !(isLog || parts.Length == 3)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        )
            throw new ArgumentException(
                $"{option} '{text}' is no grid.\nWrite FROM:TO:COUNT such as 0.1:2:20, FROM:TO:COUNT:log, or values such as 0.1,0.5,2."
            );
        var (from, to) = (Number(parts[0], option), Number(parts[1], option));
        if (count is < 2 or > MostPoints || !(from < to) || isLog && !(from > 0))
            throw new ArgumentException(
                $"{option} '{text}' is no grid: it needs FROM < TO, 2 to {MostPoints} points, and for log a positive FROM."
            );
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(k => (double)k / (count - 1))
                .Select(s => isLog ? from * Math.Pow(to / from, s) : from + (to - from) * s),
        ];
    }

    /// <summary>The value of an expression without symbols, such as <c>1/20</c> or <c>10^6</c>.</summary>
    /// <exception cref="ArgumentException">It is no number.</exception>
    public static double Number(string text, string option) => Exact(text, option).Evaluate();

    /// <summary>An expression without symbols, as written.</summary>
    /// <exception cref="ArgumentException">It is no number.</exception>
    public static Expr Exact(string text, string option)
    {
        var parsed = Infix.TryParse(text.Trim());
        return
            parsed.Value is { } e
            && !e.FreeSymbols().Any()
            && !e.SubExpressions().OfType<Quantity>().Any()
            && !double.IsNaN(e.Evaluate())
            ? e
            : throw new ArgumentException(
                $"{option} has '{text.Trim()}' for a number.\nWrite a number such as 1000, 0.05, 1/20 or 10^6."
            );
    }
}
