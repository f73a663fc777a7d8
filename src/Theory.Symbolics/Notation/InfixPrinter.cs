using System.Diagnostics;

namespace Theory.Symbolics.Notation;

/// <summary>Writes a drawing as a line of text.</summary>
internal static class InfixPrinter
{
    public static string Write(Visual visual) =>
        visual switch
        {
            Visual.Word w => w.Infix,
            Visual.Identifier n => n.Spelling,
            Visual.Row r => string.Concat(r.Items.Select(Write)),
            Visual.Sum s => string.Concat(s.Items.Select(Term)),
            Visual.Negative n => "-" + Write(n.Body),
            Visual.Product p => string.Join("*", p.Items.Select(Write)),
            Visual.Subscript s => $"{Write(s.Base)}_{Write(s.Index)}",
            Visual.Member m => $"{Write(m.Base)}[{List(m.Indices)}]",
            Visual.Superscript s => $"{Write(s.Base)}^{Exponent(s.Exponent)}",
            Visual.Fraction f => $"{Numerator(f.Numerator)}/{Denominator(f.Denominator)}",
            Visual.Root r => $"sqrt({Write(r.Body)})",
            Visual.Fenced f => $"({Write(f.Body)})",
            Visual.Call c => $"{Write(c.Head)}({List(c.Arguments)})",
            Visual.Accent a => a.Name.TrimStart('\\') + Write(a.Body),
            Visual.BigOperator b =>
                $"{(b.IsAverage ? "mean" : "sum")}({Write(b.Index)}, {Write(b.Lower)}, {Write(b.Upper)}, {Write(b.Body)})",
            _ => throw new UnreachableException(),
        };

    private static string List(Terms<Visual> items) => string.Join(", ", items.Select(Write));

    private static string Term(Visual.Signed term, int position) =>
        (position, term.IsNegative) switch
        {
            (0, false) => "",
            (0, true) => "-",
            (_, false) => " + ",
            (_, true) => " - ",
        } + Write(term.Body);

    private static string Numerator(Visual visual) => visual is Visual.Sum ? $"({Write(visual)})" : Write(visual);

    private static string Denominator(Visual visual) =>
        visual is Visual.Sum or Visual.Product or Visual.Fraction or Visual.Negative ? $"({Write(visual)})" : Write(visual);

    private static string Exponent(Visual visual) =>
        visual is Visual.Sum or Visual.Product or Visual.Fraction or Visual.Negative or Visual.Row
            ? $"({Write(visual)})"
            : Write(visual);
}
