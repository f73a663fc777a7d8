using System.Diagnostics;

namespace Theory.Testing;

/// <summary>A fact that asks SymPy; visibly skipped where <c>python3</c> has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SymPyFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Present = new(() =>
        Python.TryRun("import sympy, mpmath; print('ok')", "") is { } answer && answer.Trim() == "ok"
    );

    public SymPyFactAttribute()
    {
        if (!Present.Value)
            Skip = "python3 with SymPy was not found: install it (Debian: python3-sympy) to compare with it.";
    }
}

/// <summary>Programs in Python, where there is one.</summary>
internal static class Python
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(Forall.Full ? 30 : 3);

    /// <summary>What a program prints, given lines to read.</summary>
    public static string Run(string program, string input) =>
        TryRun(program, input)
        ?? throw new InvalidOperationException("python3 did not run the program; its messages stand above.");

    /// <summary>What a program prints; null where python3 is absent or fails.</summary>
    public static string? TryRun(string program, string input)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("python3", ["-c", program])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            // Some questions have no end: a program that hangs is killed and counts as failed.
            using var limit = new Timer(_ => process.Kill(entireProcessTree: true), null, LongestRun, Timeout.InfiniteTimeSpan);
            var errors = process.StandardError.ReadToEndAsync();
            var writing = Task.Run(() =>
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            });
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            writing.Wait();
            if (process.ExitCode != 0)
                Console.Error.WriteLine(errors.Result);
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
