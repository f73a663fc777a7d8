using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Theory.Testing;

namespace Theory.Benchmarks;

/// <summary>A program in Python that does the same work with the usual tools, and prints one line of JSON.</summary>
internal static class Peer
{
    /// <summary>What the peer printed, or null with a line that says why it did not run.</summary>
    public static JsonElement? Run(string script, int threads, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Golden.Root, "tests", "Theory.Benchmarks", "peers", script));
        foreach (var argument in arguments.Prepend(threads.ToString(CultureInfo.InvariantCulture)))
            start.ArgumentList.Add(argument);
        start.Environment["OPENBLAS_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
                return JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement;
            Console.Error.WriteLine($"  peer {script} did not run: {error.Result.Trim().Split('\n')[^1]}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"  peer {script} did not run: there is no /usr/bin/python3");
        }
        return null;
    }

    /// <summary>A peer's times.</summary>
    public static Timing TimeOf(JsonElement result) =>
        new(result.GetProperty("wall").GetDouble(), result.GetProperty("processor").GetDouble());
}
