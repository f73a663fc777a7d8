using System.ComponentModel;
using System.Diagnostics;
using Theory.Testing;

namespace Theory.Cli.Tests;

/// <summary>The built program as a process of its own.</summary>
internal static class Spawned
{
    /// <summary>Its path.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "theory.dll");

    /// <summary>A run of it from the root of the checkout, its outputs read here.</summary>
    public static ProcessStartInfo Theory(string arguments) =>
        new("dotnet", $"\"{Program}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Golden.Root,
        };

    /// <summary>Sends a signal once it has spent some time of the processor, which no crowd on the machine changes.</summary>
    public static async Task Signal(Process process, string signal, TimeSpan spent)
    {
        while (Spent(process) < spent)
            await Task.Delay(50);
        Assert.False(process.HasExited, "it ended before it could be interrupted");
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What it has spent of the processor; everything where it has ended.</summary>
    public static TimeSpan Spent(Process process)
    {
        try
        {
            return process.HasExited ? TimeSpan.MaxValue : process.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return TimeSpan.MaxValue; // it has just ended
        }
    }
}
