using System.Text;
using Theory.Cli.Line;

namespace Theory.Cli;

internal static class Program
{
    // Deep expressions are walked by recursion: a stack that holds any that a person can give.
    private const int Stack = 512 << 20;

    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stop = new CancellationTokenSource();
        using var stopped = new ManualResetEventSlim();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = !stop.IsCancellationRequested; // a second Ctrl-C ends the process at once
            stop.Cancel();
        };
        var code = (int)ExitCode.Interrupted;
        var worker = new Thread(
            () =>
            {
                code = (int)CommandLine.Run(args, Surroundings.OfConsole(), stop.Token);
                stopped.Set();
            },
            Stack
        )
        {
            IsBackground = true,
        };
        worker.Start();
        try
        {
            stopped.Wait(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // What is done is printed by the verb; one that does not look up is left behind.
            if (!EndsSoon(stopped))
                Console.Error.WriteLine("interrupted");
        }
        return code;
    }

    // Ten seconds of processor, so that a busy machine does not cut off what is being printed; two minutes at most.
    private static bool EndsSoon(ManualResetEventSlim stopped)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var waited = 0; waited < 120 && Environment.CpuUsage.TotalTime - start < TimeSpan.FromSeconds(10); waited++)
            if (stopped.Wait(TimeSpan.FromSeconds(1)))
                return true;
        return false;
    }
}
