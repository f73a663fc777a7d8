using System.CommandLine;
using System.CommandLine.Help;
using Theory.Cli.Output;
using Theory.Cli.Verbs;

namespace Theory.Cli.Line;

/// <summary>The whole command: from arguments to what is written and the exit code.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Plainly = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null, // @file.json is a bound
    };

    /// <summary>Runs the command; whatever happens, what is written is for a person.</summary>
    public static ExitCode Run(IReadOnlyList<string> args, Surroundings surroundings, CancellationToken stop = default)
    {
        try
        {
            return Answer(args, surroundings, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            surroundings.Error.WriteLine("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (Faults.OfInput(e) is { } lines)
        {
            surroundings.Error.WriteLine("error: " + lines);
            return ExitCode.BadInput;
        }
        catch (Exception e)
        {
            surroundings.Error.WriteLine(Faults.OfProgram(e, args));
            return ExitCode.Bug;
        }
    }

    /// <summary>The report of a command line that is known to be right.</summary>
    public static Report Report(IReadOnlyList<string> args, Input input)
    {
        var parsed = Root(new OutputOptions(), Version()).Parse(args, Plainly);
        return ((Verb)parsed.CommandResult.Command).Answer(input with { Parsed = parsed });
    }

    private static ExitCode Answer(IReadOnlyList<string> args, Surroundings surroundings, CancellationToken stop)
    {
        var (output, version) = (new OutputOptions(), Version());
        var root = Root(output, version);
        var parsed = root.Parse(args.Count == 0 ? ["--help"] : args, Plainly);
        if (parsed.Action is HelpAction)
            return Help(parsed, surroundings);
        if (parsed.GetResult(version) is { Implicit: false })
        {
            surroundings.Out.WriteLine(ThisProgram.Version);
            return ExitCode.Done;
        }
        if (Faults.OfLine(parsed, root) is { } fault)
        {
            surroundings.Error.WriteLine("error: " + fault);
            return ExitCode.BadInput;
        }
        var verb = (Verb)parsed.CommandResult.Command;
        var write = output.Writer(verb, parsed, surroundings);
        var report = verb.Answer(new(parsed, surroundings, stop)) with { Command = OutputOptions.CommandWithout(args, verb) };
        var code = write(report);
        if (!stop.IsCancellationRequested)
            return code;
        surroundings.Error.WriteLine("interrupted");
        return ExitCode.Interrupted;
    }

    private static Option<bool> Version() => new("--version") { Description = "Print the version" };

    private static Command Root(OutputOptions output, Option<bool> version)
    {
        var root = new Command("theory", "Generalization bounds of generative models: check, test, print, prove.") { version };
        root.Add(new HelpOption { Recursive = true, Description = "Show this help, with an example" });
        foreach (var option in output.All)
            root.Add(option);
        foreach (var verb in AllVerbs.Make())
            root.Add(verb);
        return root;
    }

    private static ExitCode Help(ParseResult parsed, Surroundings surroundings)
    {
        parsed.Invoke(new() { Output = surroundings.Out, Error = surroundings.Error });
        if (parsed.CommandResult.Command is Verb verb)
            surroundings.Out.WriteLine($"Example:\n  {verb.Example}\n");
        return ExitCode.Done;
    }
}
