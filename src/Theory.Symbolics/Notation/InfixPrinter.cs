using System.Diagnostics;

namespace Theory.Symbolics.Notation;

/// <summary>Writes a drawing as a line of text.</summary>
internal sealed record InfixPrinter(Dialect Dialect)
{
    private bool IsSymPy => Dialect is Dialect.SymPy;

    public string Print(Visual visual) => Write(visual).ToString();

    private Rope Write(Visual visual) =>
        !Depth.HasRoom
            ? Depth.Fresh(visual, Write)
            : visual switch
            {
                Visual.Word w => $"{w.Infix}",
                Visual.Identifier n => $"{(IsSymPy ? SymPy.Name(n.Spelling) : n.Spelling)}",
                Visual.Row r => Rope.Concat(r.Items.Select(Write)),
                Visual.Sum s => Rope.Concat(s.Items.Select(Term)),
                Visual.Negative n => $"-{Negated(n.Body)}",
                Visual.Product p => Rope.Join("*", p.Items.Select(Write)),
                Visual.Subscript s => $"{Write(s.Base)}_{Write(s.Index)}",
                Visual.Member m => $"{Write(m.Base)}[{List(m.Indices)}]",
                Visual.Superscript s => $"{Write(s.Base)}{(IsSymPy ? "**" : "^")}{Exponent(s.Exponent)}",
                Visual.Fraction f => $"{Numerator(f.Numerator)}/{Denominator(f.Denominator)}",
                Visual.Root r => $"sqrt({Write(r.Body)})",
                Visual.Fenced f => $"({Write(f.Body)})",
                Visual.Call c => $"{Head(c)}({List(c.Arguments)})",
                Visual.Accent a => $"{a.Name.TrimStart('\\')}{Write(a.Body)}",
                Visual.BigOperator b => IsSymPy
                    ? Summed(b)
                    : $"{(b.IsAverage ? "mean" : "sum")}({Write(b.Index)}, {Write(b.Lower)}, {Write(b.Upper)}, {Write(b.Body)})",
                _ => throw new UnreachableException(),
            };

    private Rope List(Terms<Visual> items) => Rope.Join(", ", items.Select(Write));

    private string Head(Visual.Call call) =>
        (Dialect, Print(call.Head)) switch
        {
            (Dialect.SymPy, "min") => "Min",
            (Dialect.SymPy, "max") => "Max",
            (Dialect.SymPy, "diff") => "Derivative",
            (Dialect.MathNet, "log") => "ln",
            var (_, head) => head,
        };

    private Rope Summed(Visual.BigOperator b)
    {
        Rope sum = $"Sum({Write(b.Body)}, ({Write(b.Index)}, {Write(b.Lower)}, {Write(b.Upper)}))";
        return b.IsAverage ? $"({sum}/({Write(b.Upper)} - ({Write(b.Lower)}) + 1))" : sum;
    }

    private Rope Term(Visual.Signed term, int position) =>
        (position, term.IsNegative) switch
        {
            (0, false) => Write(term.Body),
            (0, true) => $"-{Negated(term.Body)}",
            (_, false) => $" + {Write(term.Body)}",
            (_, true) => $" - {Write(term.Body)}",
        };

    // Where prefix minus binds tightest, what it stands before is a number, a word or in parentheses.
    private Rope Negated(Visual body) =>
        Dialect is Dialect.MathNet
        && body
            is not (
                Visual.Word
                or Visual.Identifier
                or Visual.Fenced
                or Visual.Fraction { Numerator: Visual.Word, Denominator: Visual.Word }
            )
            ? $"({Write(body)})"
            : Write(body);

    private Rope Numerator(Visual visual) => visual is Visual.Sum ? $"({Write(visual)})" : Write(visual);

    private Rope Denominator(Visual visual) =>
        visual is Visual.Sum or Visual.Product or Visual.Fraction or Visual.Negative ? $"({Write(visual)})" : Write(visual);

    private Rope Exponent(Visual visual) =>
        visual is Visual.Sum or Visual.Product or Visual.Fraction or Visual.Negative or Visual.Row
            ? $"({Write(visual)})"
            : Write(visual);
}
