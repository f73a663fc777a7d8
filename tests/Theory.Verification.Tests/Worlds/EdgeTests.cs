using Theory.Bounds;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Verification.LinearScores;
using Theory.Verification.Worlds;

namespace Theory.Verification.Tests.Worlds;

/// <summary>Where claims like to fail is among what is drawn: generators that never reach an edge would not attack it.</summary>
public sealed class EdgeTests
{
    private static List<FiniteWorld> Drawn(string id)
    {
        var worlds = FiniteWorlds.Of(Catalog.Get(id), out _)!;
        var random = RandomStream.Root(5).Draws();
        return [.. Enumerable.Range(0, 600).Select(_ => worlds.Draw(random))];
    }

    [Fact]
    public void Alphabets_stay_small_and_samples_of_one_point_and_maps_occur()
    {
        var worlds = Drawn("chen2025:vae-averaged");
        Assert.All(worlds, w => Assert.All(w.Sizes.Where(s => s.Key != "W"), s => Assert.InRange(s.Value, 1, 4)));
        var sizes = worlds.Select(w => (int)w.Symbols[new Symbol("m")].Numerator).ToList();
        Assert.Equal((1, 3), (sizes.Min(), sizes.Max()));
        static bool IsMap(KernelTable table) => table.Rows.All(row => row.Count(p => p > 0) == 1);
        Assert.Contains(
            worlds,
            w => w.Sizes.Values.All(s => s > 1) && w.Kernels.Where(k => k.Key.Inputs.Count > 0).All(k => IsMap(k.Value))
        );
        Assert.Contains(
            worlds,
            w => w.Sizes.Values.Any(s => s > 1) && w.Kernels.Values.All(table => table.Rows.All(row => row.All(p => p > 0)))
        );
    }

    [Fact]
    public void Infinite_divergences_occur_and_are_no_violation()
    {
        var bound = Catalog.Get("chen2025:vae-averaged");
        var worlds = FiniteWorlds.Of(bound, out _)!;
        var infinite = Drawn(bound.Id)
            .Where(w => double.IsPositiveInfinity(w.Value(bound.Terms[1].Expr.Substitute(new Symbol("R"), 1))))
            .Take(5)
            .ToList();
        Assert.Equal(5, infinite.Count);
        Assert.All(infinite, w => Assert.False(worlds.Judge(w).Violates));
    }

    [Fact]
    public void Confidences_near_0_and_1_occur()
    {
        var deltas = Drawn("mbacke2023-wgan:sharp").Select(w => w.Symbols[new Symbol("delta")]).ToList();
        Assert.Contains(new Rational(1, 1000), deltas);
        Assert.Contains(new Rational(999, 1000), deltas);
    }

    [Fact]
    public void Short_horizons_single_steps_and_both_schedules_occur()
    {
        var worlds = new LinearScoreWorlds(LinearScoreClaim.NormSurrogate);
        var random = RandomStream.Root(5).Draws();
        var drawn = Enumerable.Range(0, 400).Select(_ => worlds.Draw(random)).ToList();
        Assert.Contains(drawn, w => w.Horizon < new Rational(1, 50));
        Assert.Contains(drawn, w => w.Steps == 1 && w.Samples == 1);
        Assert.Equal(["ou", "vp"], drawn.Select(w => w.Schedule.Name).Distinct().Order());
    }
}
