using MathNet.Numerics.Distributions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Tests.Estimates;

public sealed class EstimateTests
{
    [Fact]
    public void A_biased_estimate_decides_nothing()
    {
        var biased = new Estimate.Biased(3, "a neighbour estimate");
        Assert.Equal(Interval.Whole, biased.At(.05));
        Assert.Equal("biased", Estimate.Sum(biased, new Estimate.Exact(1)).Kind);
    }

    [Fact]
    public void A_combination_is_as_good_as_its_worst_part()
    {
        var exact = new Estimate.Exact(2, .5);
        var certified = new Estimate.Certified(1, Interval.Of(0, 4));
        var confidence = new Estimate.Confidence(5, 10, alpha => Interval.Of(5 - 1 / alpha, 5 + 1 / alpha));
        Assert.Equal(Interval.Of(1.5, 2.5), exact.At(.1));
        Assert.Equal(("exact", Interval.Of(-5, -3)), (exact.Affine(-2).Kind, exact.Affine(-2).At(.1)));
        Assert.Equal(
            ("certified", Interval.Of(1.5, 6.5)),
            (Estimate.Sum(exact, certified).Kind, Estimate.Sum(exact, certified).At(.1))
        );
        // Two random parts at .1 share it: each at .05.
        var two = Estimate.Sum(confidence, confidence, certified);
        Assert.Equal(("confidence", 11.0, Interval.Of(-30, 54)), (two.Kind, two.Value, two.At(.1)));
        Assert.Equal(Interval.Of(4, 6), confidence.Within(Interval.Of(4, 6)).At(.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => exact.At(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => exact.At(1));
    }

    [Theory]
    [InlineData(1, .05)]
    [InlineData(7, .05)]
    [InlineData(30, .01)]
    [InlineData(30, .2)]
    public void Clopper_and_Pearson_cover_every_probability(int trials, double alpha)
    {
        // By enumeration: no sampling, so the coverage is exact.
        var intervals = Enumerable.Range(0, trials + 1).Select(k => Proportion.Of(k, trials).At(alpha)).ToArray();
        for (var p = .005; p < 1; p += .005)
        {
            var miss = Enumerable.Range(0, trials + 1).Where(k => !intervals[k].Contains(p)).Sum(k => Binomial.PMF(p, trials, k));
            Assert.True(miss <= alpha + 1e-12, $"p = {p}: missed with probability {miss}");
        }
    }

    [Fact]
    public void Ends_of_a_proportion_are_the_known_ones()
    {
        var end = Math.Pow(.025, .1); // none of ten, two-sided 95%
        Assert.Equal(0, Proportion.Of(0, 10).At(.05).Lower);
        Assert.Equal(1 - end, Proportion.Of(0, 10).At(.05).Upper, 1e-14);
        Assert.Equal(end, Proportion.Of(10, 10).At(.05).Lower, 1e-14);
        Assert.Equal(1, Proportion.Of(10, 10).At(.05).Upper);
        Assert.Throws<ArgumentException>(() => Proportion.Of(3, 2));
        Assert.Throws<ArgumentException>(() => Proportion.Of(0, 0));
    }

    [Theory]
    [InlineData(.05, 60, 9)]
    [InlineData(.01, 60, 9)]
    [InlineData(.05, 20_000, 1)]
    [InlineData(.01, 20_000, 1)]
    public void Empirical_Bernstein_intervals_cover_the_mean(double alpha, int draws, int power)
    {
        // 400 seeded repetitions with few skewed draws (the range rules) and with many even ones (the variance rules): misses are at most
        // what Binomial(400, alpha) exceeds once in a million.
        var misses = Enumerable
            .Range(0, 400)
            .Count(k =>
            {
                var values = RandomStream.Root(11).Child("draws", k).Uniforms(draws);
                return !Moments
                    .Of(Array.ConvertAll(values, u => Math.Pow(u, power)))
                    .BoundedMean(Interval.Of(0, 1))
                    .At(alpha)
                    .Contains(1.0 / (power + 1));
            });
        Assert.True(1 - Binomial.CDF(alpha, 400, misses - 1) > 1e-6, $"{misses} misses");
    }

    [Fact]
    public void Empirical_Bernstein_has_the_published_half_width()
    {
        // n = 101 draws of variance .04 on [0, 1] at alpha = .05, both sides: sqrt(2 V log(80)/n) + 7 log(80)/(3 (n - 1)).
        var interval = new Moments(101, .5, 4).BoundedMean(Interval.Of(0, 1)).At(.05);
        var half = Math.Sqrt(.08 * Math.Log(80) / 101) + 7 * Math.Log(80) / 300;
        Assert.Equal(.5 - half, interval.Lower, 1e-14);
        Assert.Equal(.5 + half, interval.Upper, 1e-14);
    }

    [Fact]
    public void Moments_join_as_if_seen_at_once()
    {
        var values = RandomStream.Root(2).Gaussians(1001);
        var joined = Moments.Of(values.AsSpan(0, 300)).And(Moments.Of(values.AsSpan(300)));
        var whole = Moments.Of(values);
        Assert.Equal(whole.Mean, joined.Mean, 1e-14);
        Assert.Equal(whole.Variance, joined.Variance, 1e-13);
        Assert.Equal(values.Sum(x => (x - whole.Mean) * (x - whole.Mean)) / 1000, whole.Variance, 1e-13);
        Assert.Throws<ArgumentException>(() => new Moments(1, 0, 0).BoundedMean(Interval.Of(0, 1)));
    }

    [Fact]
    public void An_exact_number_is_never_trusted_beyond_its_rounding_and_may_be_infinite()
    {
        Assert.Equal(2e-12, new Estimate.Exact(2, 0).Error, 1e-20);
        var infinite = new Estimate.Exact(double.PositiveInfinity);
        Assert.Equal(double.PositiveInfinity, infinite.At(.05).Lower);
        Assert.Equal(double.PositiveInfinity, Estimate.Sum(infinite, new Estimate.Exact(1)).At(.05).Lower);
    }
}
