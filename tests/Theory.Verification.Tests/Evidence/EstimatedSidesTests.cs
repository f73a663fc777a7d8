using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics.Numerics;
using Theory.Verification.Evidence;

namespace Theory.Verification.Tests.Evidence;

public sealed class EstimatedSidesTests
{
    private static readonly RandomStream Stream = RandomStream.Root(1);
    private static readonly Estimate One = new Estimate.Exact(1);

    private static Estimate Between(double lower, double upper) =>
        new Estimate.Confidence((lower + upper) / 2, 10, _ => Interval.Of(lower, upper));

    private static Decision Judge(Estimate left) => EstimatedSides.Judge(_ => (left, One), 1e-6, Stream);

    [Fact]
    public void Intervals_apart_decide_and_others_do_not()
    {
        Assert.Equal(Decision.Refuted, Judge(Between(1.1, 1.2)));
        Assert.Equal(Decision.NotRefuted, Judge(Between(0.8, 0.9)));
        Assert.Equal(Decision.Inconclusive, Judge(Between(0.9, 1.2)));
    }

    [Fact]
    public void A_biased_estimate_never_decides()
    {
        Assert.Equal(Decision.Inconclusive, Judge(new Estimate.Biased(1e9, "a histogram")));
        Assert.Equal(Decision.Inconclusive, Judge(new Estimate.Biased(-1e9, "a histogram")));
    }

    [Fact]
    public void A_find_that_fresh_randomness_does_not_confirm_is_inconclusive()
    {
        var measured = 0;
        var decision = EstimatedSides.Judge(_ => (measured++ == 0 ? Between(1.1, 1.2) : Between(0.9, 1.1), One), 1e-6, Stream);
        Assert.Equal(Decision.Inconclusive, decision);
        Assert.Equal(2, measured);
    }

    [Fact]
    public void The_intervals_are_asked_for_at_the_level_allotted()
    {
        var levels = new List<double>();
        var left = new Estimate.Confidence(
            1.5,
            10,
            alpha =>
            {
                levels.Add(alpha);
                return Interval.Of(1.4, 1.6);
            }
        );
        Judge(left);
        Assert.All(levels, alpha => Assert.Equal(5e-7, alpha, 1e-20));
    }
}
