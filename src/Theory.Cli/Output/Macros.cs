using System.Text.RegularExpressions;

namespace Theory.Cli.Output;

/// <summary>Macros of a paper: LaTeX is written with their names in place of their bodies.</summary>
/// <param name="All">Names with a backslash, and bodies.</param>
/// <param name="AreKnown">Whether the paper has them already, so that a fragment need not define them.</param>
internal sealed partial record Macros(IReadOnlyList<(string Name, string Body)> All, bool AreKnown)
{
    /// <summary>The word that stands for <see cref="Standard"/> in place of a file.</summary>
    public const string StandardName = "standard";

    /// <summary>Macros for what this program writes in words: divergences, expectation, joint laws.</summary>
    public static Macros Standard { get; } =
        new(
            [(@"\KL", @"\mathrm{KL}"), (@"\TV", @"\mathrm{TV}"), (@"\E", @"\mathbb{E}"), (@"\law", @"\operatorname{law}")],
            AreKnown: false
        );

    /// <summary>The macros without arguments of a file: \newcommand, \renewcommand, \providecommand, \def, \DeclareMathOperator.</summary>
    /// <exception cref="ArgumentException">It defines none.</exception>
    public static Macros Read(string file)
    {
        if (file == StandardName)
            return Standard;
        var found = new List<(string, string)>();
        foreach (Match match in Definition().Matches(Comment().Replace(File.ReadAllText(file), "")))
            if (Braced(match) is { Length: > 0 } body)
                found.Add((match.Groups["name"].Value, match.Groups["operator"].Success ? $@"\operatorname{{{body}}}" : body));
        return found.Count > 0
            ? new(found, AreKnown: true)
            : throw new ArgumentException(
                $"{file} defines no macro without arguments.\nWrite lines such as \\newcommand{{\\KL}}{{\\mathrm{{KL}}}}, or give --macros {StandardName}."
            );
    }

    /// <summary>LaTeX with the names; a document defines them in its preamble, a fragment above where the paper has them not.</summary>
    public string Apply(string latex)
    {
        // The longest body first: a part of it may be the body of another.
        var named = All.OrderByDescending(macro => macro.Body.Length)
            .Aggregate(latex, (text, macro) => Named(text, macro.Name, macro.Body));
        var used = All.Where(macro => Regex.IsMatch(named, Regex.Escape(macro.Name) + "(?![a-zA-Z])"));
        var definitions = string.Concat(used.Select(macro => $"\\providecommand{{{macro.Name}}}{{{macro.Body}}}\n"));
        var start = named.IndexOf(@"\begin{document}", StringComparison.Ordinal);
        return start >= 0 ? named.Insert(start, definitions)
            : AreKnown ? named
            : definitions + named;
    }

    // A body that ends in a letter, such as \pi, is not the beginning of a longer command.
    private static string Named(string text, string name, string body)
    {
        var end = char.IsLetter(body[^1]) ? "(?![a-zA-Z])" : "";
        var start = char.IsLetterOrDigit(body[0]) ? @"(?<![a-zA-Z0-9\\])" : "";
        return Regex.Replace(
            text,
            start + Regex.Escape(body) + end,
            match =>
                match.Index + match.Length < text.Length && char.IsLetter(text[match.Index + match.Length]) ? name + " " : name
        );
    }

    // The text in the braces that open where a definition's head ends.
    private static string Braced(Match head)
    {
        var (text, start, depth) = (head.Result("$'"), 0, 1);
        for (var i = start; i < text.Length; i++)
        {
            depth +=
                text[i] == '{' ? 1
                : text[i] == '}' ? -1
                : 0;
            if (depth == 0)
                return text[start..i].Trim();
        }
        return "";
    }

    [GeneratedRegex(
        @"(?:\\(?:re)?newcommand\*?|\\providecommand\*?|\\def|(?<operator>\\DeclareMathOperator\*?))\s*\{?\s*(?<name>\\[a-zA-Z]+)\s*\}?\s*\{"
    )]
    private static partial Regex Definition();

    [GeneratedRegex(@"(?<!\\)%.*")]
    private static partial Regex Comment();
}
