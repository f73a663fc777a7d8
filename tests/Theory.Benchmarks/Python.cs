using System.Diagnostics;
using System.Globalization;

namespace Theory.Benchmarks;

/// <summary>Peers that run in Debian's Python.</summary>
internal static class Python
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>
    /// The best time in seconds of a statement over repeated runs after a warm-up, or null where the interpreter or a module is
    /// absent.
    /// </summary>
    /// <param name="setup">Statements that are not timed.</param>
    /// <param name="statement">What is timed.</param>
    public static double? Seconds(string setup, string statement)
    {
        if (!File.Exists(Interpreter))
            return null;
        var script = $"""
            import timeit, sys
            timer = timeit.Timer({Quoted(statement)}, {Quoted(setup)})
            timer.timeit(1)
            calls, _ = timer.autorange()
            print(min(timer.repeat(10, max(1, calls // 5))) / max(1, calls // 5))
            """;
        var start = new ProcessStartInfo(Interpreter, ["-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? double.Parse(output, CultureInfo.InvariantCulture) : null;
    }

    private static string Quoted(string text) => "\"\"\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal) + "\"\"\"";
}
