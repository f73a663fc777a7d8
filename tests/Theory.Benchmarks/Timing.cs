using System.Diagnostics;
using static System.FormattableString;

namespace Theory.Benchmarks;

/// <summary>Seconds on the clock and seconds of processor, which differ on a busy machine and with several threads.</summary>
internal readonly record struct Timing(double Wall, double Processor)
{
    /// <summary>One run.</summary>
    public static Timing Of(Action action)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <summary>The least of several runs, after one that is not counted: what the machine can do when left alone.</summary>
    public static Timing Best(Action action, int runs)
    {
        action();
        var timings = Enumerable.Range(0, runs).Select(_ => Of(action)).ToArray();
        return new(timings.Min(t => t.Wall), timings.Min(t => t.Processor));
    }

    /// <summary>How busy the machine is, for the reader of the figures.</summary>
    public static string Load() =>
        File.Exists("/proc/loadavg") ? "load " + File.ReadAllText("/proc/loadavg").Split(' ')[0] : "load unknown";

    public override string ToString() => Invariant($"{Wall:0.000} s ({Processor:0.000} s of processor)");
}
