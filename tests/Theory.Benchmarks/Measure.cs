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
        Warm(works);
        var calls = works.Select(Calls).ToArray();
        var best = works.Select(_ => double.PositiveInfinity).ToArray();
        for (var round = 0; round < Rounds; round++)
        for (var i = 0; i < works.Length; i++)
            best[i] = Math.Min(best[i], Round(works[i], calls[i]) / calls[i]);
        return best;
    }

    // Long enough, with rests, that what is called often is compiled anew in the background.
    private static void Warm(Action[] works)
    {
        for (var rest = 0; rest < 3; rest++)
        {
            foreach (var work in works)
                for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 0.2; )
                    work();
            Thread.Sleep(200);
        }
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
