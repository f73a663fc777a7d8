using System.Globalization;
using Theory.Cli.Output.Html;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Output;

/// <summary>A piece of a report in its spellings.</summary>
/// <param name="Text">For people at a terminal.</param>
/// <param name="Latex">For papers; mathematics stands between dollar signs.</param>
/// <param name="Spelling">The text in each infix notation, where it holds mathematics.</param>
internal readonly record struct Cell(string Text, string Latex, Func<Dialect, string>? Spelling = null)
{
    private readonly string? html;
    private readonly string? plain;

    /// <summary>For files of values: numbers with all their digits and no other sign.</summary>
    public string Plain
    {
        get => plain ?? Text;
        init => plain = value;
    }

    /// <summary>The piece with its text in a notation.</summary>
    public Cell In(Dialect dialect) => Spelling?.Invoke(dialect) is { } text ? this with { Text = text, Plain = text } : this;

    /// <summary>For pages: MathML where it is mathematics, else the text.</summary>
    public string Html
    {
        get => html ?? HtmlText.Escape(Text);
        init => html = value;
    }

    /// <summary>Words.</summary>
    public static implicit operator Cell(string words) => new(words, LatexText.Escape(words));

    /// <summary>A number, rounded for people.</summary>
    public static implicit operator Cell(double value) => Number(value, 6);

    /// <summary>A count.</summary>
    public static implicit operator Cell(long value) =>
        (Cell)value.ToString("N0", CultureInfo.InvariantCulture) with
        {
            Plain = value.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>A number to some significant digits.</summary>
    public static Cell Number(double value, int digits) =>
        value switch
        {
            double.PositiveInfinity => new Cell("inf", @"$\infty$") with { Html = "∞" },
            double.NegativeInfinity => new Cell("-inf", @"$-\infty$") with { Html = "−∞" },
            double.NaN => "undefined",
            0 => Rounded(0, "0"), // -0 too
            _ => Rounded(value, value.ToString($"G{digits}", CultureInfo.InvariantCulture)),
        };

    // A page tells all digits when the pointer rests on the rounded ones.
    private static Cell Rounded(double value, string text)
    {
        var parts = text.Split('E');
        var exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        var shown = $"{parts[0]}{(exponent == 0 ? "" : $"·10<sup>{exponent}</sup>")}".Replace("-", "−", StringComparison.Ordinal);
        return new Cell(
            exponent == 0 ? text : $"{parts[0]}e{exponent}",
            exponent == 0 ? $"${text}$" : $@"${parts[0]} \cdot 10^{{{exponent}}}$"
        ) with
        {
            Plain = value.ToString("R", CultureInfo.InvariantCulture),
            Html =
                value.ToString("R", CultureInfo.InvariantCulture) == text ? shown : $"<span title=\"{value:R}\">{shown}</span>",
        };
    }

    /// <summary>An expression.</summary>
    public static Cell Math(Expr e) =>
        Math(Infix.Print(e), Layout.Of(e, isDisplay: true)) with
        {
            Spelling = dialect => Infix.Print(e, dialect),
        };

    /// <summary>Mathematics as it is drawn.</summary>
    public static Cell Math(string infix, Visual visual) =>
        new(infix, $"${Symbolics.Notation.Latex.Print(visual)}$") { Html = MathMl.Print(visual) };

    /// <summary>What a person types.</summary>
    public static Cell Code(string text) =>
        new Cell(text, LatexText.Escape(text)) with
        {
            Html = $"<code>{HtmlText.Escape(text)}</code>",
        };

    /// <summary>The name of a symbol or of whatever a glossary lists.</summary>
    public static Cell Name(string name) => Infix.TryParse(name).Value is Symbol symbol ? Math(symbol) : name;

    /// <summary>One after the other.</summary>
    public static Cell operator +(Cell a, Cell b) =>
        new(
            a.Text + b.Text,
            a.Latex + b.Latex,
            a.Spelling is null && b.Spelling is null ? null : dialect => a.In(dialect).Text + b.In(dialect).Text
        )
        {
            Html = a.Html + b.Html,
            Plain = a.Plain + b.Plain,
        };

    /// <summary>Pieces with a separator between each two.</summary>
    public static Cell Join(string separator, IEnumerable<Cell> cells) =>
        cells.Aggregate(default(Cell?), (all, next) => all is { } some ? some + separator + next : next) ?? "";
}
