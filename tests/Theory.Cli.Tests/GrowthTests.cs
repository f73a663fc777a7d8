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
        var (before, after) = (Held(100), Held(Forall.Full ? 10_000 : 500));
        Assert.InRange(after - before, long.MinValue, 2 << 20);
    }
}
