using System.Diagnostics;

namespace Theory.Benchmarks;

/// <summary>Times of repeated work.</summary>
internal static class Measure
{
    private const int Rounds = 30;

    /// <summary>
    /// The best time of one call in seconds, over rounds of at least 10 ms each after a warm-up: what the code can do, not what
    /// the machine was also doing.
    /// </summary>
    public static double Seconds(Action work) => Together(work)[0];

    /// <summary>The same for several pieces of work in turn, so that the machine treats them alike.</summary>
    public static double[] Together(params Action[] works)
    {
        var calls = works.Select(Calls).ToArray();
        var best = works.Select(_ => double.PositiveInfinity).ToArray();
        for (var round = 0; round < Rounds; round++)
        for (var i = 0; i < works.Length; i++)
            best[i] = Math.Min(best[i], Round(works[i], calls[i]) / calls[i]);
        return best;
    }

    private static int Calls(Action work)
    {
        var calls = 1;
        while (Round(work, calls) < 0.01)
            calls *= 2;
        return calls;
    }

    private static double Round(Action work, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
