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
    public static string Print(Visual visual) =>
        !Depth.HasRoom
            ? Depth.Fresh(() => Print(visual))
            : visual switch
            {
                Visual.Word w => w.Latex,
                Visual.Identifier n => Name(n.Spelling),
                Visual.Row r => string.Concat(r.Items.Select(Print)),
                Visual.Sum s => string.Concat(s.Items.Select(Term)),
                Visual.Negative n => "-" + Print(n.Body),
                Visual.Product p => Product(p.Items),
                Visual.Subscript s => $"{Print(s.Base)}_{{{Print(s.Index)}}}",
                Visual.Member m => $"{Print(m.Base)}_{{{string.Join(",", m.Indices.Select(Print))}}}",
                Visual.Superscript s => $"{Print(s.Base)}^{{{Inline(s.Exponent)}}}",
                Visual.Fraction f => $"\\frac{{{Print(f.Numerator)}}}{{{Print(f.Denominator)}}}",
                Visual.Root r => $"\\sqrt{{{Print(r.Body)}}}",
                Visual.Fenced f => Fence(f.Body.IsTall(), "(", Print(f.Body), ")"),
                Visual.Call c => Call(c),
                Visual.Accent a => $"{a.Name}{{{Print(a.Body)}}}",
                Visual.BigOperator b => (b.IsAverage ? Weight(b) : "")
                    + $"\\sum_{{{Print(b.Index)}={Print(b.Lower)}}}^{{{Print(b.Upper)}}} {Print(b.Body)}",
                _ => throw new UnreachableException(),
            };

    private static string Name(string name)
    {
        var (accent, word, subscripts) = Naming.Parts(name);
        var drawn = accent is null ? Naming.Latex(word) : $"\\{accent}{{{Naming.Latex(word)}}}";
        return subscripts.Length == 0 ? drawn : $"{drawn}_{{{string.Join(",", subscripts.Select(Naming.Latex))}}}";
    }

    private static string Term(Visual.Signed term, int position) =>
        (position, term.IsNegative) switch
        {
            (0, false) => "",
            (0, true) => "-",
            (_, false) => " + ",
            (_, true) => " - ",
        } + Print(term.Body);

    // Side by side, with a dot where two numbers would run together.
    private static string Product(Terms<Visual> factors) =>
        factors
            .Select(Print)
            .Aggregate((left, right) => char.IsAsciiDigit(right[0]) ? $"{left} \\cdot {right}" : $"{left} {right}");

    // An exponent stays on a line: n^{2/5}.
    private static string Inline(Visual exponent) =>
        exponent switch
        {
            Visual.Fraction f => $"{InlinePart(f.Numerator)}/{InlinePart(f.Denominator)}",
            Visual.Negative n => "-" + Inline(n.Body),
            Visual.Sum s => string.Concat(
                s.Items.Select((term, i) => Term(new(term.IsNegative, new Visual.Word("", Inline(term.Body))), i))
            ),
            _ => Print(exponent),
        };

    private static string InlinePart(Visual part) => part is Visual.Sum or Visual.Product ? $"({Inline(part)})" : Inline(part);

    private static string Call(Visual.Call call)
    {
        var head = Print(call.Head);
        var separators = call.LatexSeparators;
        var arguments = call.Arguments.Select(Print).ToArray();
        var inside =
            arguments[0] + string.Concat(arguments.Skip(1).Select((a, i) => (i < separators.Count ? separators[i] : ", ") + a));
        var isTall = call.Arguments.Any(argument => argument.IsTall());
        return head switch
        {
            _ when head.StartsWith(@"\mathbb{E}", StringComparison.Ordinal) => head + Fence(isTall, "[", inside, "]"),
            "\\min" or "\\max" => head + Fence(isTall, "\\{", inside, "\\}"),
            "\\log" when call.Arguments is [Visual.Identifier or Visual.Word or Visual.Fraction] => $"{head} {inside}",
            _ => head + Fence(isTall, "(", inside, ")"),
        };
    }

    private static string Fence(bool isTall, string open, string inside, string close) =>
        isTall ? $"\\left{open} {inside} \\right{close}" : $"{open}{inside}{close}";

    private static string Weight(Visual.BigOperator b) =>
        (Print(b.Lower), Print(b.Upper)) switch
        {
            ("1", var upper) => $"\\frac{{1}}{{{upper}}} ",
            ("0", var upper) => $"\\frac{{1}}{{{upper} + 1}} ",
            var (lower, upper) => $"\\frac{{1}}{{{upper} - {(b.Lower is Visual.Sum ? $"({lower})" : lower)} + 1}} ",
        };
}
