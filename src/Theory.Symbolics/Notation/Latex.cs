using System.Diagnostics;

namespace Theory.Symbolics.Notation;

/// <summary>LaTeX as an author writes it, for math mode; no package is needed.</summary>
public static class Latex
{
    /// <summary>The expression in LaTeX.</summary>
    /// <example>
    /// <code>Latex.Print(Infix.Parse("sqrt(2*R^2*KL/n)"))</code>
    /// is <c>\sqrt{\frac{2 R^{2} \mathrm{KL}}{n}}</c>.
    /// </example>
    public static string Print(Expr e) => Print(Layout.Of(e, isDisplay: true));

    /// <summary>The drawing in LaTeX.</summary>
    public static string Print(Visual visual) => Write(visual).ToString();

    private static Rope Write(Visual visual) =>
        !Depth.HasRoom
            ? Depth.Fresh(visual, Write)
            : visual switch
            {
                Visual.Word w => $"{w.Latex}",
                Visual.Identifier n => $"{Name(n.Spelling)}",
                Visual.Row r => Rope.Concat(r.Items.Select(Write)),
                Visual.Sum s => Rope.Concat(s.Items.Select(Term)),
                Visual.Negative n => $"-{Write(n.Body)}",
                Visual.Product p => Product(p.Items),
                Visual.Subscript s => $"{Write(s.Base)}_{{{Write(s.Index)}}}",
                Visual.Member m => $"{Write(m.Base)}_{{{Rope.Join(",", m.Indices.Select(Write))}}}",
                Visual.Superscript s => $"{Write(s.Base)}^{{{Inline(s.Exponent)}}}",
                Visual.Fraction f => $"\\frac{{{Write(f.Numerator)}}}{{{Write(f.Denominator)}}}",
                Visual.Root r => $"\\sqrt{{{Write(r.Body)}}}",
                Visual.Fenced f => Fence(f.Body.IsTall, "(", Write(f.Body), ")"),
                Visual.Call c => Call(c),
                Visual.Accent a => $"{a.Name}{{{Write(a.Body)}}}",
                Visual.BigOperator b =>
                    $"{(b.IsAverage ? Weight(b) : "")}\\sum_{{{Write(b.Index)}={Write(b.Lower)}}}^{{{Write(b.Upper)}}} {Write(b.Body)}",
                _ => throw new UnreachableException(),
            };

    private static string Name(string name)
    {
        var (accent, word, subscripts) = Naming.Parts(name);
        var drawn = accent is null ? Naming.Latex(word) : $"\\{accent}{{{Naming.Latex(word)}}}";
        return subscripts.Length == 0 ? drawn : $"{drawn}_{{{string.Join(",", subscripts.Select(Naming.Latex))}}}";
    }

    private static Rope Term(Visual.Signed term, int position) => $"{Sign(term, position)}{Write(term.Body)}";

    private static string Sign(Visual.Signed term, int position) =>
        (position, term.IsNegative) switch
        {
            (0, false) => "",
            (0, true) => "-",
            (_, false) => " + ",
            (_, true) => " - ",
        };

    // Side by side, with a dot where two numbers would run together, and the argument of a logarithm in parentheses where the next factor
    // would seem to belong to it.
    private static Rope Product(Terms<Visual> factors) =>
        Rope.Concat(
            factors
                .Select((f, i) => f is Visual.Call call ? Call(call, isLast: i == factors.Count - 1) : Write(f))
                .Select((f, i) => (Rope)$"{(i == 0 ? "" : f.First is >= '0' and <= '9' ? " \\cdot " : " ")}{f}")
        );

    // An exponent stays on a line: n^{2/5}.
    private static Rope Inline(Visual exponent) =>
        exponent switch
        {
            Visual.Fraction f => $"{InlinePart(f.Numerator)}/{InlinePart(f.Denominator)}",
            Visual.Negative n => $"-{Inline(n.Body)}",
            Visual.Sum s => Rope.Concat(s.Items.Select((term, i) => (Rope)$"{Sign(term, i)}{Inline(term.Body)}")),
            _ => Write(exponent),
        };

    private static Rope InlinePart(Visual part) =>
        part is Visual.Sum or Visual.Product or Visual.Fraction ? $"({Inline(part)})" : Inline(part);

    private static Rope Call(Visual.Call call, bool isLast = true)
    {
        var head = Print(call.Head);
        var separators = call.LatexSeparators;
        var inside = Rope.Concat(
            call.Arguments.Select((a, i) => (Rope)$"{(i == 0 ? "" : i <= separators.Count ? separators[i - 1] : ", ")}{Write(a)}")
        );
        var isTall = call.Arguments.Any(argument => argument.IsTall);
        return head switch
        {
            _ when head.StartsWith(@"\mathbb{E}", StringComparison.Ordinal) => $"{head}{Fence(isTall, "[", inside, "]")}",
            "\\min" or "\\max" => $"{head}{Fence(isTall, "\\{", inside, "\\}")}",
            "\\log" when isLast && call.Arguments is [Visual.Identifier or Visual.Word or Visual.Fraction] => $"{head} {inside}",
            _ => $"{head}{Fence(isTall, "(", inside, ")")}",
        };
    }

    private static Rope Fence(bool isTall, string open, Rope inside, string close) =>
        isTall ? (Rope)$"\\left{open} {inside} \\right{close}" : $"{open}{inside}{close}";

    private static string Weight(Visual.BigOperator b) =>
        (Print(b.Lower), Print(b.Upper)) switch
        {
            ("1", var upper) => $"\\frac{{1}}{{{upper}}} ",
            ("0", var upper) => $"\\frac{{1}}{{{upper} + 1}} ",
            var (lower, upper) =>
                $"\\frac{{1}}{{{upper} - {(b.Lower is Visual.Sum or Visual.Negative ? $"({lower})" : lower)} + 1}} ",
        };
}
