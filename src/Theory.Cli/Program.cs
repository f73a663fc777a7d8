using System.Runtime.InteropServices;
using System.Text;
using Theory.Cli.Line;

namespace Theory.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stop = new CancellationTokenSource();
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested; // a second signal ends the process at once
            stop.Cancel();
        }
        // Ctrl-C, and what a system or a cluster's scheduler sends before it kills.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        var run = DeepThread.Start(() => CommandLine.Run(args, Surroundings.OfConsole(), stop.Token));
        try
        {
            Task.WaitAny([run], stop.Token);
        }
        catch (OperationCanceledException)
        {
            // What is done is printed by the verb; one that does not look up is left behind.
            if (!EndsSoon(run))
            {
                Console.Error.WriteLine("interrupted");
                return (int)ExitCode.Interrupted;
            }
        }
        return (int)run.GetAwaiter().GetResult();
    }

    // Ten seconds of processor, so that a busy machine does not cut off what is being printed; two minutes at most.
    private static bool EndsSoon(Task run)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var waited = 0; waited < 120 && Environment.CpuUsage.TotalTime - start < TimeSpan.FromSeconds(10); waited++)
            if (Task.WaitAny([run], TimeSpan.FromSeconds(1)) == 0)
                return true;
        return false;
    }
}
