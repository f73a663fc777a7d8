using System.Diagnostics;
using System.Runtime.InteropServices;
using Theory.Testing;

namespace Theory.Benchmarks;

/// <summary>
/// The command as a whole process, by the clock: its start, published ReadyToRun and from the Release build, where the limit is a program
/// that does nothing (this one, with the argument <c>nothing</c>); and the example that each verb's help ends with.
/// </summary>
internal static class Commands
{
    private const int Rounds = 10;

    private static readonly string Release = Path.Combine(Golden.Root, "src", "Theory.Cli", "bin", "Release", "net10.0");

    public static IEnumerable<Row> Rows()
    {
        var folder = Directory.CreateTempSubdirectory("theory-benchmark-");
        try
        {
            var published = Path.Combine(folder.FullName, "published");
            string[] publish = ["publish", Path.Combine(Golden.Root, "src", "Theory.Cli"), "-c", "Release", "-o", published];
            string[] readyToRun =
            [
                "-r",
                RuntimeInformation.RuntimeIdentifier,
                "--self-contained",
                "false",
                "-p:PublishReadyToRun=true",
            ];
            Output(folder.FullName, "dotnet", [.. publish, .. readyToRun]);
            foreach (var row in Starts(folder.FullName, published).Concat(Examples(folder.FullName)))
                yield return row;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<Row> Starts(string folder, string published)
    {
        string[][] commands =
        [
            ["--version"],
            ["rate", "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m", "--min", "tau", "--given", "m = n^kappa"],
            ["depends", "li2023:training-dynamics", "--on", "tau"],
            ["latex", "li2023:training-dynamics"],
        ];
        var nothing = Best(folder, Path.Combine(AppContext.BaseDirectory, "Theory.Benchmarks"), ["nothing"]);
        return commands.SelectMany(command =>
            new[] { ("ReadyToRun", published), ("Release build", Release) }.Select(build => new Row(
                $"start and `theory {command[0]}`, {build.Item1}",
                Best(folder, Path.Combine(build.Item2, "theory"), command),
                Least: nothing
            ))
        );
    }

    // One run each, in the order of the help: what a sweep leaves is there for those that read it.
    private static IEnumerable<Row> Examples(string folder)
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "examples"), Path.Combine(Golden.Root, "examples"));
        var theory = Path.Combine(Release, "theory");
        var verbs = Output(folder, theory, ["--help"]).Split('\n').SkipWhile(line => line != "Commands:").Skip(1);
        foreach (var verb in verbs.Select(line => line.Trim().Split(' ')[0]).Where(verb => verb.Length > 0))
        {
            var example = Output(folder, theory, [verb, "--help"])
                .Split('\n')
                .Last(line => line.StartsWith("  theory ", StringComparison.Ordinal))
                .Trim();
            if (verb == "merge")
                Shared(folder);
            yield return new(
                $"`{example.Replace("|", "\\|", StringComparison.Ordinal)}`",
                Timing.Of(() => Output(folder, "/bin/sh", ["-c", $"PATH=\"{Release}:$PATH\"; {example}"])).Wall
            );
        }
    }

    // The store of the sweep as two parts, and in a folder.
    private static void Shared(string folder)
    {
        var store = Path.Combine(folder, "results.db");
        File.Copy(store, store + ".part1");
        File.Copy(store, store + ".part2");
        File.Move(store, Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "results")).FullName, "results.db"));
    }

    private static double Best(string folder, string program, string[] arguments) =>
        Enumerable.Range(0, Rounds + 1).Skip(1).Min(_ => Timing.Of(() => Output(folder, program, arguments)).Wall);

    private static string Output(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 1 ? output : throw new InvalidOperationException($"{program}: {error.Result}");
    }
}
