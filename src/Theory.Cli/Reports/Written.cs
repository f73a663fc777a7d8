using Theory.Cli.Output;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Reports;

/// <summary>Mathematics that stands in a stored result as infix text, drawn again; what does not read as mathematics stays text.</summary>
internal static class Written
{
    private static readonly string[] Signs = ["<=", ">=", "<~", ":=", "<", ">", "=", "~"];

    /// <summary>An expression, or several with signs of comparison between them: <c>0 &lt; p &lt; 1</c>.</summary>
    public static Cell Math(string text)
    {
        if (Unbounded(text) is { } infinity)
            return infinity;
        var (parts, signs) = Sides(text);
        var drawn = parts.ConvertAll(part => Infix.TryParse(part, Meaning).Value);
        return drawn.Contains(null)
            ? text
            : Cell.Math(
                text,
                new Visual.Row(
                    drawn
                        .SelectMany(
                            (side, i) => i == 0 ? (Visual[])[Layout.Of(side!, true)] : [signs[i - 1], Layout.Of(side!, true)]
                        )
                        .ToTerms()
                )
            );
    }

    /// <summary>Several, separated by commas.</summary>
    public static Cell Listed(string text) => Cell.Join(", ", Split(text, ", ").Select(Math));

    /// <summary>A statement, one term of its right side a line.</summary>
    public static Block.Formula Statement(string left, string sign, string right, IReadOnlyList<string> terms)
    {
        var sides = terms.Prepend(left).Select(side => Infix.TryParse(side, Meaning).Value).ToList();
        return new($"{left} {sign} {right}", "")
        {
            MathMl =
                sides.Count < 2 || sides.Contains(null)
                    ? null
                    : MathMl.Print(
                        sides.Select(
                            (side, i) =>
                                i == 0
                                    ? Layout.Of(side!, true)
                                    : new Visual.Row([Sign(i == 1 ? sign : "+"), Layout.Of(side!, true)])
                        )
                    ),
        };
    }

    private static Cell? Unbounded(string text) =>
        text == "inf" ? double.PositiveInfinity
        : text == "-inf" ? double.NegativeInfinity
        : null;

    // Quantities are drawn with the separators of the field.
    private static Expr? Meaning(string head, Terms<Expr> arguments) =>
        (head, arguments.Count) is ("KL", 2) ? new Quantity(new Divergence(head, arguments)) : null;

    private static Visual Sign(string sign) => Visual.Text(sign);

    private static (List<string> Sides, List<Visual> Signs) Sides(string text)
    {
        var words = Split(text, " ");
        var (sides, signs) = (new List<string> { "" }, new List<Visual>());
        foreach (var word in words)
            if (Signs.Contains(word))
            {
                signs.Add(Sign(word));
                sides.Add("");
            }
            else
                sides[^1] += " " + word;
        return (sides, signs);
    }

    // Where no parenthesis is open.
    private static List<string> Split(string text, string separator)
    {
        var (parts, start, open) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            open +=
                text[i] is '(' or '[' ? 1
                : text[i] is ')' or ']' ? -1
                : 0;
            if (open > 0 || string.CompareOrdinal(text, i, separator, 0, separator.Length) != 0)
                continue;
            parts.Add(text[start..i]);
            start = i + separator.Length;
            i = start - 1;
        }
        return [.. parts, text[start..]];
    }

    // A divergence of which only the names of its laws are known.
    private sealed record Divergence(string Head, Terms<Expr> Laws) : IQuantity
    {
        public IEnumerable<Symbol> FreeSymbols => Laws.SelectMany(law => law.FreeSymbols()).Distinct();

        public IQuantity Substitute(Symbol symbol, Expr replacement) =>
            this with
            {
                Laws = Laws.Select(law => law.Substitute(symbol, replacement)).ToTerms(),
            };

        public Visual Layout(Func<Expr, Visual> layout) =>
            new Visual.Call(Naming.Layout(Head), Laws.Select(layout).ToTerms(), [@" \,\|\, "]);

        public bool Equals(IQuantity? other) => other is Divergence divergence && Equals(divergence);
    }
}
