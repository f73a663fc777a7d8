using Theory.Testing;

namespace Theory.Cli.Tests;

/// <summary>What a process holds is measured while no other test runs in it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public class GrowthTests
{
    [Fact]
    public void Many_evaluations_in_one_process_hold_on_to_nothing()
    {
        static long Held(int runs)
        {
            for (var i = 0; i < runs; i++)
                Ran.Theory("eval", "tau^4/(m*n) + exp(-tau)", "--set", $"tau={i + 1}", "--set", "m=2", "--set", "n=3");
            return GC.GetTotalMemory(forceFullCollection: true);
        }
        var held = Held(100);
        var least = long.MaxValue;
        // What another test has left behind may come in between once; what is held on to grows every time.
        for (var round = 0; round < 3; round++)
        {
            var before = held;
            held = Held(Forall.Full ? 4000 : 250);
            least = Math.Min(least, held - before);
        }
        Assert.InRange(least, long.MinValue, 1 << 20);
    }
}
