using System.Diagnostics;
using System.Net;

namespace Theory.Symbolics.Notation;

/// <summary>Presentation MathML, for web pages.</summary>
public static class MathMl
{
    private const string Namespace = "http://www.w3.org/1998/Math/MathML";

    /// <summary>The expression as a <c>math</c> element.</summary>
    public static string Print(Expr e) => Print(Layout.Of(e, isDisplay: true));

    /// <summary>What is drawn as a <c>math</c> element.</summary>
    public static string Print(Visual visual) => Document($"<math xmlns=\"{Namespace}\">{Write(visual)}</math>");

    /// <summary>A displayed formula over several lines, all but the first indented.</summary>
    public static string Print(IEnumerable<Visual> lines) =>
        Document(
            $"<math xmlns=\"{Namespace}\" display=\"block\"><mtable displaystyle=\"true\">{Rope.Concat(lines.Select(Line))}</mtable></math>"
        );

    private static Rope Line(Visual line, int position) =>
        $"<mtr><mtd>{(position == 0 ? "" : "<mspace width=\"2em\"/>")}{Write(line)}</mtd></mtr>";

    private static string Document(Rope element) => element.ToString();

    private static Rope Write(Visual visual) =>
        !Depth.HasRoom
            ? Depth.Fresh(visual, Write)
            : visual switch
            {
                Visual.Word w => IsName(w.Infix) ? Name(w.Infix) : Word(w.Infix),
                Visual.Identifier n => Name(n.Spelling),
                Visual.Row r => Row(r.Items.Select(Write)),
                Visual.Sum s => Row(s.Items.Select(Signed)),
                Visual.Negative n => Row([Sign("−"), Write(n.Body)]),
                Visual.Product p => Row(p.Items.Select(Factor)),
                Visual.Subscript s => $"<msub>{Write(s.Base)}{Write(s.Index)}</msub>",
                Visual.Member m => $"<msub>{Write(m.Base)}{Row([List(m.Indices)])}</msub>",
                Visual.Superscript s => $"<msup>{Write(s.Base)}{Write(s.Exponent)}</msup>",
                Visual.Fraction f => $"<mfrac>{Write(f.Numerator)}{Write(f.Denominator)}</mfrac>",
                Visual.Root r => $"<msqrt>{Write(r.Body)}</msqrt>",
                Visual.Fenced f => Fence("(", ")", f.Body.IsTall, Write(f.Body)),
                Visual.Call c => Row([Write(c.Head), Sign("&#x2061;"), Arguments(c)]),
                Visual.Accent a => Accented(a.Name.TrimStart('\\'), Write(a.Body)),
                Visual.BigOperator b => Row([
                    b.IsAverage ? (Rope)$"<mfrac><mn>1</mn>{Count(b)}</mfrac>" : $"",
                    $"<munderover><mo>∑</mo>{Row([Write(b.Index), Sign("="), Write(b.Lower)])}{Write(b.Upper)}</munderover>",
                    Write(b.Body),
                ]),
                _ => throw new UnreachableException(),
            };

    private static Rope Row(IEnumerable<Rope> parts) => $"<mrow>{Rope.Concat(parts)}</mrow>";

    private static Rope Sign(string sign) => $"<mo>{sign}</mo>";

    private static Rope Word(string word) =>
        Relation(word.Trim()) is { } relation ? Sign(relation)
        : word.All(char.IsAsciiDigit) ? (Rope)$"<mn>{word}</mn>"
        : $"<mi>{WebUtility.HtmlEncode(Naming.Unicode(word))}</mi>";

    private static bool IsName(string word) =>
        word.Length > 0 && char.IsAsciiLetter(word[0]) && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string? Relation(string word) =>
        word switch
        {
            "<=" => "≤",
            ">=" => "≥",
            "<~" => "≲",
            "~" => "≍",
            "<" => "&lt;",
            ">" => "&gt;",
            "=" or ":=" or "+" => word,
            _ => null,
        };

    private static Rope Name(string name)
    {
        var (accent, word, subscripts) = Naming.Parts(name);
        var drawn = accent is null ? Word(word) : Accented(accent, Word(word));
        return subscripts.Length == 0 ? drawn : $"<msub>{drawn}{Row([Separated(subscripts.Select(Word))])}</msub>";
    }

    private static Rope Accented(string accent, Rope body)
    {
        var sign = accent switch
        {
            "hat" => "^",
            "tilde" => "~",
            "bar" => "¯",
            "check" => "ˇ",
            "vec" => "→",
            _ => "˙",
        };
        return $"<mover accent=\"true\">{body}{Sign(sign)}</mover>";
    }

    private static Rope Signed(Visual.Signed term, int position) =>
        (position, term.IsNegative) switch
        {
            (0, false) => Write(term.Body),
            (_, true) => $"{Sign("−")}{Write(term.Body)}",
            _ => $"{Sign("+")}{Write(term.Body)}",
        };

    // Side by side; a dot where two numbers would run together.
    private static Rope Factor(Visual factor, int position) =>
        position == 0 ? Write(factor) : $"{Sign(StartsWithNumber(factor) ? "⋅" : "&#x2062;")}{Write(factor)}";

    private static bool StartsWithNumber(Visual factor) =>
        factor switch
        {
            Visual.Word w => char.IsAsciiDigit(w.Infix[0]),
            Visual.Superscript s => StartsWithNumber(s.Base),
            _ => false,
        };

    private static Rope List(Terms<Visual> items) => Separated(items.Select(Write));

    private static Rope Separated(IEnumerable<Rope> items) => Rope.Join("<mo>,</mo>", items);

    private static Rope Arguments(Visual.Call call)
    {
        var isTall = call.Arguments.Any(argument => argument.IsTall);
        var inside = Rope.Concat(
            call.Arguments.Select(
                (argument, i) =>
                    i == 0 ? Write(argument) : (Rope)$"{Sign(Separator(call.LatexSeparators, i - 1))}{Write(argument)}"
            )
        );
        return call.Head is Visual.Word { Infix: "min" or "max" }
            ? Fence("{", "}", isTall, inside)
            : Fence("(", ")", isTall, inside);
    }

    private static string Separator(Terms<string> separators, int i) =>
        (i < separators.Count ? separators[i].Trim() : ",") switch
        {
            @"\,\|\," => "∥",
            @",\dots," => ",…,",
            var sign => WebUtility.HtmlEncode(sign),
        };

    private static Rope Fence(string open, string close, bool isTall, Rope inside)
    {
        var stretchy = isTall ? "" : " stretchy=\"false\"";
        return Row([$"<mo{stretchy}>{open}</mo>", inside, $"<mo{stretchy}>{close}</mo>"]);
    }

    private static Rope Count(Visual.BigOperator b) =>
        b.Lower is Visual.Word { Infix: "1" }
            ? Write(b.Upper)
            : Row([
                Write(b.Upper),
                Sign("−"),
                Write(b.Lower is Visual.Sum or Visual.Negative ? new Visual.Fenced(b.Lower) : b.Lower),
                Sign("+"),
                $"<mn>1</mn>",
            ]);
}
