using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Theory.Bounds;
using Theory.Cli.Output;

namespace Theory.Cli.Line;

/// <summary>What is said when something is wrong: what was given, what is allowed, what to do; never a stack trace.</summary>
internal static class Faults
{
    /// <summary>What is wrong with the words of a command line, or null.</summary>
    public static string? OfLine(ParseResult parsed, Command root)
    {
        var command = parsed.CommandResult.Command;
        var stray = MistakenForArgument(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);
        if (stray is not null && command is not Verb)
            return $"There is no verb '{stray}'. {Meant(stray, root.Subcommands.Select(verb => verb.Name))}\n"
                + "'theory --help' lists the verbs.";
        if (stray is not null && stray.StartsWith('-'))
            return $"'{stray}' is not an option of 'theory {command.Name}'. "
                + $"{Meant(stray, OptionsOf(command, root).Select(option => option.Name))}\n"
                + $"'theory {command.Name} --help' lists its options.";
        if (stray is not null)
            return $"'{stray}' is one argument too many for 'theory {command.Name}'.\n"
                + "An expression with spaces or parentheses needs quotes: "
                + (command as Verb)?.Example;
        return parsed.Errors.Count == 0 ? null : Missing(parsed.Errors[0], command);
    }

    private static IEnumerable<Option> OptionsOf(Command command, Command root) =>
        command.Options.Concat(root.Options.Where(option => option.Recursive));

    // The parser takes an option that it does not know for an argument's value.
    private static string? MistakenForArgument(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(result => result.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(value =>
                value.Length > 2 && value.StartsWith("--", StringComparison.Ordinal) && char.IsLetter(value[2])
            );

    private static string Meant(string word, IEnumerable<string> known) =>
        $"Did you mean {string.Join(" or ", Spelling.Nearest(word, known).Take(2).Select(near => $"'{near}'"))}?";

    private static string Missing(System.CommandLine.Parsing.ParseError error, Command command) =>
        error.SymbolResult is ArgumentResult { Argument: { } argument }
        && error.Message.StartsWith("Required", StringComparison.Ordinal)
            ? $"'theory {command.Name}' needs {argument.Name}: {argument.Description}.\nFor example: {(command as Verb)?.Example}"
        : error.SymbolResult is OptionResult { Option: { Required: true } option } && option.Name.Length > 0
            ? $"'theory {command.Name}' needs {option.Name}: {option.Description}.\nFor example: {(command as Verb)?.Example}"
        : $"{error.Message}\nFor example: {(command as Verb)?.Example ?? "theory list"}";

    /// <summary>What an exception says about the input; null where it says something about this program.</summary>
    public static string? OfInput(Exception e) =>
        e switch
        {
            ArgumentNullException => null,
            ArgumentException argument => WithoutParameter(argument),
            FileNotFoundException { FileName: { } file } =>
                $"There is no file '{Shown(file)}'.\nGive the path of a file that exists.",
            DirectoryNotFoundException => $"{FirstLine(e.Message)}\nGive the path of a folder that exists.",
            UnauthorizedAccessException when FolderIn(e.Message) is { } folder =>
                $"'{folder}' is a folder.\nGive the path of a file.",
            UnauthorizedAccessException => $"{FirstLine(e.Message)}\nGive a path that may be read, or for --out written.",
            IOException => FirstLine(e.Message),
            _ => null,
        };

    // Reading a folder is refused with the words for a file that may not be read.
    private static string? FolderIn(string message) =>
        message.Split('\'') is [_, var path, ..] && Directory.Exists(path)
            ? Path.GetRelativePath(Environment.CurrentDirectory, path)
            : null;

    // ArgumentException adds " (Parameter 'x')", which speaks to programmers.
    private static string WithoutParameter(ArgumentException e) =>
        e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal);

    private static string Shown(string path) =>
        Path.GetRelativePath(Environment.CurrentDirectory, path) is var near && near.Length < path.Length ? near : path;

    /// <summary>What is said of a fault of this program.</summary>
    public static string OfProgram(Exception e, IReadOnlyList<string> args) =>
        $"bug: {e.GetType().Name}: {FirstLine(e.Message)} (theory {ThisProgram.Version}, {Place(e)})\n"
        + "This is a fault of theory, not of what it was given. Please report it with its command line:\n"
        + $"theory {string.Join(' ', args.Select(Quoted))}";

    private static string Place(Exception e) =>
        new StackTrace(e).GetFrame(0)?.GetMethod() is { } method
            ? $"{method.DeclaringType?.Name}.{method.Name}"
            : "place unknown";

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r');

    /// <summary>A word as a shell reads it back.</summary>
    public static string Quoted(string arg) =>
        arg.Length > 0 && arg.All(c => char.IsLetterOrDigit(c) || "-_.:/@=".Contains(c, StringComparison.Ordinal))
            ? arg
            : "'" + arg.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
