using System.CommandLine;
using System.Globalization;
using Theory.Symbolics;

namespace Theory.Cli.Subjects;

/// <summary>Arguments and options that several verbs share, and how their text is read.</summary>
internal static class Arguments
{
    /// <summary>BOUND.</summary>
    public static Argument<string> Bound() =>
        new("BOUND") { Description = "An id of the catalog ('theory list'), an expression in quotes, or @FILE.json" };

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

    /// <summary>One symbol of a subject.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Symbol Symbol(string name, Subject subject, string option) =>
        Symbols(name, subject, option) is [var only]
            ? only
            : throw new ArgumentException($"{option} takes one name; '{name}' is several or none.");

    /// <summary>An option that takes a whole number of a range.</summary>
    public static Option<int> Count(string name, int byDefault, int least, int most, string description) =>
        new(name)
        {
            HelpName = "COUNT",
            Description = description,
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                if (
                    int.TryParse(
                        result.Tokens[0].Value,
                        NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture,
                        out var count
                    )
                    && count >= least
                    && count <= most
                )
                    return count;
                result.AddError($"{name} {result.Tokens[0].Value} is not allowed: give a whole number from {least} to {most}.");
                return byDefault;
            },
        };

    /// <summary>An option that takes one of some words; the first is its default.</summary>
    public static Option<string> Choice(string name, IEnumerable<string> words, string description)
    {
        var allowed = words.ToArray();
        return new(name)
        {
            HelpName = string.Join('|', allowed),
            Description = description,
            DefaultValueFactory = _ => allowed[0],
            CustomParser = result =>
            {
                if (!allowed.Contains(result.Tokens[0].Value))
                    result.AddError($"{name} {result.Tokens[0].Value} is not allowed: give {string.Join(", ", allowed)}.");
                return result.Tokens[0].Value;
            },
        };
    }

    /// <summary>The seed of whatever is drawn.</summary>
    public static Option<ulong> Seed() =>
        new("--seed")
        {
            HelpName = "NUMBER",
            Description = "The seed: the same seed, the same result",
            DefaultValueFactory = _ => 1,
            CustomParser = result =>
            {
                if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                    result.AddError(
                        $"--seed {result.Tokens[0].Value} is not allowed: give a whole number from 0 to {ulong.MaxValue}."
                    );
                return seed;
            },
        };
}
