using FsCheck.Fluent;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.Adversarial;

namespace Theory.Verification.Tests.Adversarial;

/// <summary>GANs and autoencoders on finite spaces, solved exactly: theory.md D.</summary>
public sealed class FiniteDualityTests
{
    private static readonly FiniteDuality Coins = new(
        [new(3, 10), new(7, 10)],
        [new(3, 5), new(2, 5)],
        [0, 1],
        FiniteWorld.Discrete(2)
    );

    [Theory]
    [InlineData(1, 2, "GAN_{lam TV} Lip = min(1,2lam)|p-q|, lam=.5")]
    [InlineData(3, 10, "GAN_{lam TV} lam=.3")]
    public void Two_coins_have_the_reference_value_and_no_gap_under_a_generator_that_is_one_to_one(
        int over,
        int under,
        string key
    )
    {
        var expected = Golden.Figure("D", key);
        var lambda = new Rational(over, under);
        Assert.Equal(expected, Coins.Gan(lambda).ToDouble(), 1e-15);
        Assert.Equal(Coins.Gan(lambda), Coins.FWae(lambda));
    }

    private static FiniteDuality Random(int seed)
    {
        var random = new Random(seed);
        var (points, latent) = (random.Next(2, 4), random.Next(2, 4));
        Terms<Rational> Law(int size)
        {
            var weights = Enumerable.Range(0, size).Select(_ => random.Next(0, 6)).ToArray();
            weights[random.Next(size)]++;
            return weights.Select(w => new Rational(w, weights.Sum())).ToTerms();
        }
        var places = Enumerable.Range(0, points).Select(k => 3 * k + random.Next(3)).ToArray();
        return new(
            Law(points),
            Law(latent),
            Enumerable.Range(0, latent).Select(_ => random.Next(points)).ToTerms(),
            Enumerable
                .Range(0, points * points)
                .Select(k => (Rational)Math.Abs(places[k / points] - places[k % points]))
                .ToTerms()
        );
    }

    private static readonly Rational[] Scales = [new(1, 10), new(1, 2), 1, 3, 20];

    [Fact]
    public void On_finite_spaces_gan_f_wae_and_wae_are_one_number_whatever_the_generator() =>
        // The best law between is carried by the generated points, whose fibres an encoder can fill as the prior does; and a random
        // encoder can couple points with latent points as the plan of the distance says.
        Forall.Holds(
            Gen.Choose(0, 1_000_000).ToArbitrary(),
            seed =>
            {
                var duality = Random(seed);
                Assert.All(
                    Scales,
                    lambda =>
                    {
                        Assert.Equal(duality.Gan(lambda), duality.FWae(lambda));
                        Assert.Equal(duality.FWae(lambda), duality.Wae(lambda));
                    }
                );
            },
            trials: 25,
            trialsInFull: 1000
        );

    [Fact]
    public void The_critics_are_bounded_where_the_generated_law_has_mass_and_only_there()
    {
        // All generated points at 0, half of the data at distance 1: no latent law pays for it, so lambda has no say.
        var missed = new FiniteDuality([new(1, 2), new(1, 2)], [1], [0], FiniteWorld.Discrete(2));
        Assert.All(Scales, lambda => Assert.Equal(new Rational(1, 2), missed.Gan(lambda)));
        Assert.All(Scales, lambda => Assert.Equal(new Rational(1, 2), missed.Wae(lambda)));
    }

    private static Rational Distance(FiniteDuality duality)
    {
        var (total, excess) = (Rational.Zero, Rational.Zero);
        for (var x = 0; x + 1 < duality.Data.Count; x++)
        {
            excess += duality.Data[x] - duality.Generated[x];
            total += excess.Abs * duality.Metric[x * duality.Data.Count + x + 1];
        }
        return total;
    }

    [Fact]
    public void It_grows_with_lambda_is_concave_and_runs_from_0_to_the_distance() =>
        Forall.Holds(
            Gen.Choose(0, 1_000_000).ToArbitrary(),
            seed =>
            {
                var duality = Random(seed);
                Rational[] lambdas = [.. Enumerable.Range(1, 6).Select(k => new Rational(k, 3))];
                var values = lambdas.Select(duality.Gan).ToList();
                Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
                for (var k = 1; k + 1 < values.Count; k++)
                    Assert.True(2 * values[k] >= values[k - 1] + values[k + 1]);
                // At a lambda beyond the diameter it is the distance, here the difference of two distribution functions on a line.
                Assert.Equal(Distance(duality), duality.Gan(1000));
                // Where the generated law has mass wherever the data law has, it vanishes with lambda.
                if (duality.Data.Zip(duality.Generated).All(p => p.First.IsZero || p.Second.Sign > 0))
                    Assert.True(duality.Gan(new Rational(1, 1_000_000)) <= new Rational(2, 1_000_000));
            },
            trials: 15,
            trialsInFull: 500
        );
}
