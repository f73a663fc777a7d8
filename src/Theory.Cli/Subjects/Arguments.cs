using System.CommandLine;
using Theory.Symbolics;

namespace Theory.Cli.Subjects;

/// <summary>Arguments and options that several verbs share, and how their text is read.</summary>
internal static class Arguments
{
    /// <summary>BOUND.</summary>
    public static Argument<string> Bound() =>
        new("BOUND") { Description = "An id of the catalog ('theory list'), or an expression in quotes" };

    /// <summary>An option that must be given.</summary>
    public static Option<string> Required(string name, string placeholder, string description) =>
        new(name)
        {
            HelpName = placeholder,
            Description = description,
            Required = true,
        };

    /// <summary>Names of symbols, separated by commas.</summary>
    /// <exception cref="ArgumentException">One is no name, or no symbol of the subject.</exception>
    public static Terms<Symbol> Symbols(string text, Subject subject, string option)
    {
        var known = subject.Expr.FreeSymbols().ToList();
        return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name =>
                known.Find(symbol => symbol.Name == name)
                ?? throw new ArgumentException(
                    $"{option} names '{name}', which does not occur in {subject.Name}.\n"
                        + (
                            known.Count == 0
                                ? "It has no symbols at all."
                                : $"Its symbols: {string.Join(", ", known.Select(symbol => symbol.Name))}."
                        )
                )
            )
            .ToTerms();
    }
}
