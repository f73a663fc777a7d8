using System.Diagnostics;

namespace Theory.Testing;

/// <summary>A fact that asks SymPy; visibly skipped where <c>python3</c> has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SymPyFactAttribute : FactAttribute
{
    public SymPyFactAttribute()
    {
        if (!Python.HasSymPy)
            Skip = "python3 with SymPy was not found: install it (Debian: python3-sympy) to compare with it.";
    }
}

/// <summary>Programs in Python, where there is one.</summary>
internal static class Python
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(30);

    /// <summary>What a program prints, given lines to read.</summary>
    public static string Run(string program, string input) =>
        TryRun(Interpreter.Value ?? "python3", program, input)
        ?? throw new InvalidOperationException("python3 did not run the program; its messages stand above.");

    // Debian installs SymPy for its own interpreter, which need not be the first on the path.
    private static readonly Lazy<string?> Interpreter = new(() =>
        new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(python => TryRun(python, "import sympy, mpmath", "") is not null)
    );

    /// <summary>Whether there is an interpreter with SymPy.</summary>
    public static bool HasSymPy => Interpreter.Value is not null;

    private static string? TryRun(string python, string program, string input)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(python, ["-c", program])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            // All three at once, or a full pipe would hold up the others.
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            var writing = Task.Run(() =>
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            });
            // Some questions have no end: a program that hangs is killed and counts as failed.
            if (!process.WaitForExit(LongestRun))
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine(errors.Result);
                return null;
            }
            writing.Wait();
            return output.Result;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
