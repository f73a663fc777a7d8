using Theory.Simulation.Randomness;
using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

public sealed class RepetitionsTests
{
    [Fact]
    public void The_interval_of_a_median_is_between_ordered_values()
    {
        // Eight values: all of them are on one side of the median with probability 2/256.
        Assert.Equal((4.5, 1, 8), Repetitions.Median([8, 7, 6, 5, 4, 3, 2, 1]));
        Assert.Equal((4, double.NegativeInfinity, double.PositiveInfinity), Repetitions.Median([7, 6, 5, 4, 3, 2, 1]));
        Assert.Throws<ArgumentException>(() => Repetitions.Median([]));
    }

    [Fact]
    public void Intervals_hold_what_they_are_for_as_often_as_they_say()
    {
        // Exponential values: mean 1, median log 2; 2,000 intervals, 20 may miss.
        const int trials = 2000;
        var (misses, means) = (0, 0);
        for (var k = 0; k < trials; k++)
        {
            var values = Array.ConvertAll(RandomStream.Root(1).Child("trial", k).Uniforms(16), u => -Math.Log(u));
            var (_, lower, upper) = Repetitions.Median(values);
            misses += lower <= Math.Log(2) && Math.Log(2) <= upper ? 0 : 1;
            var gaussians = RandomStream.Root(2).Child("trial", k).Gaussians(16);
            var (mean, half) = Repetitions.Mean(gaussians);
            means += Math.Abs(mean) <= half ? 0 : 1;
        }
        Assert.InRange(misses, 1, 40);
        Assert.InRange(means, 5, 40);
    }

    // Eight horizons that are equally good, four seeds: the best of the sample is not ahead of the first, surely.
    [Fact]
    public void The_best_of_several_is_ahead_by_chance_no_more_often_than_said()
    {
        const int trials = 4000;
        var (alone, among) = (0, 0);
        for (var k = 0; k < trials; k++)
        {
            var values = RandomStream.Root(3).Child("trial", k).Gaussians(32);
            var best = Enumerable.Range(0, 8).MinBy(t => Enumerable.Range(0, 4).Sum(s => values[8 * s + t]));
            double[] more = [.. Enumerable.Range(0, 4).Select(s => values[8 * s] - values[8 * s + best])];
            alone += Repetitions.Mean(more) is var (mean, half) && mean > half ? 1 : 0;
            among += Repetitions.Mean(more, Repetitions.Among(7)) is var (shift, wide) && shift > wide ? 1 : 0;
        }
        Assert.InRange(alone, 56, 200);
        Assert.InRange(among, 0, 40);
    }
}
