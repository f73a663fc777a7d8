using System.Text.RegularExpressions;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Output.Figures;

/// <summary>Titles and labels of figures: words, and expressions between dollar signs.</summary>
internal static partial class Label
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The label in Unicode: Greek letters and powers as characters.</summary>
    public static string InWords(string label) => Map(label, words => words, Unicode);

    /// <summary>The label in LaTeX.</summary>
    public static string InLatex(string label) => Map(label, LatexText.Escape, math => $"${Mathematics(math)}$");

    /// <summary>The label as a piece of a report.</summary>
    public static Cell InCell(string label) =>
        label
            .Split('$')
            .Select(
                (part, i) =>
                    i % 2 == 0 ? (Cell)part
                    : Infix.TryParse(part) is { Value: { } e } ? Cell.Math(e) with { Text = Unicode(part) }
                    : part
            )
            .Aggregate((a, b) => a + b);

    private static string Map(string label, Func<string, string> words, Func<string, string> math) =>
        string.Concat(label.Split('$').Select((part, i) => i % 2 == 0 ? words(part) : math(part)));

    private static string Mathematics(string math) =>
        Infix.TryParse(math) is { Value: { } e } ? Latex.Print(e) : $"\\text{{{LatexText.Escape(math)}}}";

    private static string Unicode(string math) =>
        Power()
            .Replace(
                Word().Replace(math, match => Naming.Unicode(match.Value)),
                match => string.Concat(match.Value[1..].Select(digit => Superscripts[digit - '0']))
            )
            .Replace("*", "·", StringComparison.Ordinal);

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\^\d+(?![\d.])")]
    private static partial Regex Power();
}
