using System.Globalization;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Output;

/// <summary>A piece of a report in its two spellings.</summary>
/// <param name="Text">For people at a terminal.</param>
/// <param name="Latex">For papers; mathematics stands between dollar signs.</param>
internal readonly record struct Cell(string Text, string Latex)
{
    /// <summary>Words.</summary>
    public static implicit operator Cell(string words) => new(words, LatexText.Escape(words));

    /// <summary>A number, rounded for people.</summary>
    public static implicit operator Cell(double value) => Number(value, 6);

    /// <summary>A count.</summary>
    public static implicit operator Cell(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number to some significant digits.</summary>
    public static Cell Number(double value, int digits) =>
        value switch
        {
            double.PositiveInfinity => new("inf", @"$\infty$"),
            double.NegativeInfinity => new("-inf", @"$-\infty$"),
            double.NaN => "undefined",
            _ => Rounded(value.ToString($"G{digits}", CultureInfo.InvariantCulture)),
        };

    private static Cell Rounded(string text)
    {
        var parts = text.Split('E');
        return parts.Length == 1
            ? new(text, $"${text}$")
            : new(
                $"{parts[0]}e{int.Parse(parts[1], CultureInfo.InvariantCulture)}",
                $@"${parts[0]} \cdot 10^{{{int.Parse(parts[1], CultureInfo.InvariantCulture)}}}$"
            );
    }

    /// <summary>An expression.</summary>
    public static Cell Math(Expr e) => new(Infix.Print(e), $"${Symbolics.Notation.Latex.Print(e)}$");

    /// <summary>The name of a symbol or of whatever a glossary lists.</summary>
    public static Cell Name(string name) => Infix.TryParse(name).Value is Symbol symbol ? Math(symbol) : name;

    /// <summary>One after the other.</summary>
    public static Cell operator +(Cell a, Cell b) => new(a.Text + b.Text, a.Latex + b.Latex);

    /// <summary>Pieces with a separator between each two.</summary>
    public static Cell Join(string separator, IEnumerable<Cell> cells) =>
        cells.Aggregate(default(Cell?), (all, next) => all is { } some ? some + separator + next : next) ?? "";
}
