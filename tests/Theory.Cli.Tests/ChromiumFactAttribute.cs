using System.ComponentModel;
using System.Diagnostics;

namespace Theory.Cli.Tests;

/// <summary>A test that looks at a page in Chromium; where there is none it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "no Chromium is here (Debian: chromium)";
    }
}

/// <summary>The browser, without a window.</summary>
internal static class Chromium
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>The program; null where there is none.</summary>
    public static string? Path { get; } = new[] { "chromium", "chromium-browser", "google-chrome" }.FirstOrDefault(IsHere);

    /// <summary>Runs it with options, in a profile of its own, and returns what it prints.</summary>
    public static string Run(string folder, params string[] options)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                Path!,
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    $"--user-data-dir={System.IO.Path.Combine(folder, "profile")}",
                    .. options,
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var limit = new Timer(_ => process.Kill(entireProcessTree: true), null, Longest, Timeout.InfiniteTimeSpan);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + errors.Result;
    }

    private static bool IsHere(string program)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
