using System.Diagnostics;
using Theory.Verification.Sweeps;

namespace Theory.Verification.Tests.Sweeps;

/// <summary>A sweep as a process of its own, to be killed or to run beside another one.</summary>
internal static class SweepProgram
{
    /// <summary>Runs the sweep of a file into a store: <c>SPEC STORE</c>.</summary>
    public static int Main(string[] args)
    {
        using var store = ResultStore.Open(args[1]);
        return Sweep.Run(SweepSpec.Parse(File.ReadAllText(args[0])), store).IsComplete ? 0 : 1;
    }

    public static Process Start(string spec, string store)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        foreach (var argument in new[] { "exec", typeof(SweepProgram).Assembly.Location, spec, store })
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
