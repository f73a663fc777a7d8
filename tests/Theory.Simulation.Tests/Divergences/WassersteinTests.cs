using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Divergences;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Testing;

namespace Theory.Simulation.Tests.Divergences;

public sealed class WassersteinTests
{
    private static readonly Arbitrary<double[][]> Costs = Arb.From(
        from n in Gen.Choose(1, 7)
        from entries in Gen.Choose(-20, 20).ArrayOf(n * n)
        select entries.Select(x => x / 4.0).Chunk(n).ToArray()
    );

    [Fact]
    public void Equal_samples_of_the_line_are_paired_in_order()
    {
        var (p, q) = (new PointLaw(Points.OnLine(0, 1, 3)), new PointLaw(Points.OnLine(.1, .5, 2)));
        Assert.Equal(0.53333333333333333, Wasserstein.OnLine(p, q).Value, 1e-15);
        Assert.Equal(0.53333333333333333, Wasserstein.BetweenSamples(p.Points, q.Points).Value, 1e-15);
    }

    [Fact]
    public void Weights_move_mass()
    {
        var (p, q) = (new PointLaw(Points.OnLine(0, 1), [3, 1]), new PointLaw(Points.OnLine(1, 0, 5), [1, 2, 1]));
        // 1/4 of mass from 0 to 5, or from 0 to 1 and from 1 to 5: 5/4 both ways.
        Assert.Equal(1.25, Wasserstein.OnLine(p, q).Value, 1e-15);
    }

    [Fact]
    public void The_assignment_is_the_least_over_all_permutations() =>
        Forall.Holds(
            Costs,
            costs =>
            {
                var best = Permutations(costs.Length).Min(order => order.Select((j, i) => costs[i][j]).Sum());
                var found = Assignment.Solve(costs);
                Assert.Equal(best, found.Cost, 1e-12);
                Assert.Equal(best, found.DualValue, 1e-12);
                Assert.Equal(Enumerable.Range(0, costs.Length), found.ColumnOf.Order());
                // The prices prove it: no entry is below the sum of its prices.
                for (var i = 0; i < costs.Length; i++)
                for (var j = 0; j < costs.Length; j++)
                    Assert.True(found.RowPrices[i] + found.ColumnPrices[j] <= costs[i][j] + 1e-12);
            },
            trials: 300
        );

    [Fact]
    public void Two_samples_of_a_thousand_points_are_paired_exactly()
    {
        var p = Gaussian.Standard(2).Sample(1000, RandomStream.Root(1));
        var q = Gaussian.Standard(2).Sample(1000, RandomStream.Root(2));
        var distance = Wasserstein.BetweenSamples(p, q);
        Assert.True(distance.At(.5).Width < 1e-9);
        // Moving q by (3, 0) moves every mean distance along it by 3: W_1 is at least 3 minus what it was and at most 3 plus it.
        var moved = Points.Generate(1000, 2, (i, row) => (row[0], row[1]) = (q[i][0] + 3, q[i][1]));
        Assert.InRange(Wasserstein.BetweenSamples(p, moved).Value, 3 - distance.Value, 3 + distance.Value);
    }

    [Theory]
    [InlineData(10, 0.11206773144)]
    [InlineData(100, 0.036449223196)]
    public void A_sample_of_a_coin_is_at_the_reference_distance(int n, double expected) =>
        Assert.Equal(expected, SampleTransport.OfCoin(.3, n), 1e-11);

    [Theory]
    [InlineData(1, 1 / 3.0)]
    [InlineData(4, 0.15950520833)]
    [InlineData(10, 0.099838725333)]
    public void A_sample_of_the_unit_interval_is_at_the_reference_distance(int n, double expected)
    {
        var distance = SampleTransport.OfLaw(x => x, 0, 1, n);
        Assert.Equal(expected, distance.Value, 1e-8);
        Assert.True(distance.At(.5).Contains(expected) || Math.Abs(distance.Value - expected) < 1e-10);
    }

    [Fact]
    public void Sampled_distances_have_the_mean_that_the_formula_says()
    {
        var law = new MathNet.Numerics.Distributions.Normal(0, 1);
        var exact = SampleTransport.OfLaw(law.CumulativeDistribution, -9, 9, 5).Value;
        // W_1 of five draws to 2,000 quantiles of the law.
        var quantiles = new PointLaw(
            Points.OnLine([.. Enumerable.Range(0, 2000).Select(i => law.InverseCumulativeDistribution((i + .5) / 2000))])
        );
        var draws = Moments.Of([
            .. Enumerable
                .Range(0, 2000)
                .Select(k =>
                    Wasserstein.OnLine(new(Gaussian.Standard(1).Sample(5, RandomStream.Root(9).Child("k", k))), quantiles).Value
                ),
        ]);
        Assert.Equal(exact, draws.Mean, 5 * Math.Sqrt(draws.Variance / 2000) + 1e-3);
        Assert.Throws<ArgumentException>(() => SampleTransport.OfLaw(law.CumulativeDistribution, 1, 1, 5));
        Assert.Throws<ArgumentException>(() => SampleTransport.OfCoin(1.5, 5));
    }

    [Fact]
    public void Unequal_samples_are_refused() =>
        Assert.Contains(
            "cannot be paired",
            Assert.Throws<ArgumentException>(() => Wasserstein.BetweenSamples(Points.OnLine(1, 2), Points.OnLine(1))).Message,
            StringComparison.Ordinal
        );

    private static IEnumerable<int[]> Permutations(int n) =>
        n == 0
            ?
            [
                [],
            ]
            : Permutations(n - 1)
                .SelectMany(rest =>
                    Enumerable.Range(0, n).Select(at => rest.Take(at).Append(n - 1).Concat(rest.Skip(at)).ToArray())
                );
}
