using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Randomness;
using Theory.Testing;

namespace Theory.Simulation.Tests.Randomness;

public class RandomStreamTests
{
    // Known answers published with the generator (Random123, philox4x32-10).
    [Theory]
    [InlineData(0x0UL, 0x0UL, 0x0UL, 0xe169c58d_6627e8d5UL, 0x9b00dbd8_bc57ac4cUL)]
    [InlineData(
        0xffffffff_ffffffffUL,
        0xffffffff_ffffffffUL,
        0xffffffff_ffffffffUL,
        0x41c83b0e_408f276dUL,
        0x6d5451fd_a20bc7c6UL
    )]
    [InlineData(
        0x299f31d0_a4093822UL,
        0x85a308d3_243f6a88UL,
        0x03707344_13198a2eUL,
        0x94fdcceb_d16cfe09UL,
        0x24126ea1_5001e420UL
    )]
    public void The_generator_gives_the_published_answers(ulong key, ulong low, ulong high, ulong first, ulong second) =>
        Assert.Equal((first, second), Philox.Block(key, low, high));

    [Fact]
    public void Eight_blocks_at_once_are_the_eight_blocks() =>
        Forall.Holds(
            ArbMap.Default.ArbFor<(ulong Key, ulong Low, ulong High)>(),
            c =>
            {
                var (first, second) = Philox.EightBlocks(c.Key, c.Low, c.High);
                for (var i = 0; i < 8; i++)
                    Assert.Equal(Philox.Block(c.Key, c.Low + (ulong)i, c.High), (first[i], second[i]));
            }
        );

    [Fact]
    public void Numbers_are_pinned_so_that_every_machine_gives_the_same_bits()
    {
        var stream = RandomStream.Root(7).Child("train", 3);
        var pinned = stream.Gaussians(1000).Aggregate(0UL, (h, g) => (h ^ BitConverter.DoubleToUInt64Bits(g)) * 1099511628211UL);
        Assert.Equal(PinnedHash, pinned);
    }

    private const ulong PinnedHash = 13990084908300050768;

    [Fact]
    public void Reading_one_by_one_gives_what_filling_gives()
    {
        var stream = RandomStream.Root(1).Child("a");
        var draws = stream.Draws();
        var (uniforms, gaussians, narrow) = (stream.Uniforms(100), stream.Gaussians(100), new float[37]);
        stream.FillGaussians(narrow);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(uniforms[i], draws.Uniform());
            Assert.Equal(gaussians[i], draws.Gaussian());
        }
        Assert.Equal(gaussians.Take(37).Select(g => (float)g), narrow);
        Assert.Equal(gaussians[..37], stream.Gaussians(37));
    }

    [Fact]
    public void Streams_differ_by_seed_by_name_by_index_and_by_path()
    {
        var root = RandomStream.Root(1);
        RandomStream[] streams =
        [
            root,
            RandomStream.Root(2),
            root.Child("a"),
            root.Child("b"),
            root.Child("a", 1),
            root.Child("a", -1),
            root.Child("a").Child("b"),
            root.Child("b").Child("a"),
            root.Child("ab"),
        ];
        Assert.Equal(streams.Length, streams.Select(s => s.Uniforms(1)[0]).Distinct().Count());
        Assert.Equal(root.Child("a", 1), RandomStream.Root(1).Child("a", 1));
    }

    [Fact]
    public void Logarithm_and_angle_agree_with_the_library_to_rounding()
    {
        var uniforms = RandomStream.Root(5).Uniforms(8 * 4096);
        double[] extremes = [0.5 / (1L << 52), 1 - 0.5 / (1L << 52), 0.125, 0.25, 0.5, 0.75, 0.875, Math.Sqrt(0.5)];
        var points = extremes.Concat(uniforms).ToArray();
        for (var i = 0; i < points.Length; i += 8)
        {
            var u = System.Runtime.Intrinsics.Vector512.Create<double>(points.AsSpan(i, 8));
            var log = BoxMuller.Log(u);
            var (cosine, sine) = BoxMuller.CosineAndSineOfTurn(u);
            for (var j = 0; j < 8; j++)
            {
                Assert.Equal(1, log[j] / Math.Log(u[j]), 5e-16);
                Assert.Equal(double.CosPi(2 * u[j]), cosine[j], 3e-16);
                Assert.Equal(double.SinPi(2 * u[j]), sine[j], 3e-16);
            }
        }
    }

    [Fact]
    public void Gaussians_have_the_moments_the_tails_and_the_independence_of_Gaussians()
    {
        const int count = 1 << 18;
        var z = RandomStream.Root(11).Child("moments").Gaussians(count);
        // Each statistic is asymptotically standard normal; 5 is passed with probability 6e-7, and the seed is fixed.
        double Standardised(Func<double, double> f, double mean, double variance) =>
            (z.Average(f) - mean) / Math.Sqrt(variance / count);
        Assert.InRange(Standardised(x => x, 0, 1), -5, 5);
        Assert.InRange(Standardised(x => x * x, 1, 2), -5, 5);
        Assert.InRange(Standardised(x => x * x * x, 0, 15), -5, 5);
        Assert.InRange(Standardised(x => Math.Pow(x, 4), 3, 96), -5, 5);
        const double beyondThree = 0.0026997960632601866;
        Assert.InRange(Standardised(x => Math.Abs(x) > 3 ? 1 : 0, beyondThree, beyondThree * (1 - beyondThree)), -5, 5);
        foreach (var lag in new[] { 1, 7, 8, 16 })
            Assert.InRange(z.Skip(lag).Zip(z, (a, b) => a * b).Average() * Math.Sqrt(count), -5, 5);
    }

    [Fact]
    public void Integers_are_uniform_and_permutations_are_permutations()
    {
        var draws = RandomStream.Root(3).Draws();
        var counts = Enumerable.Range(0, 60_000).Select(_ => draws.Integer(6)).GroupBy(k => k).Select(g => g.Count()).ToArray();
        Assert.Equal(6, counts.Length);
        var chiSquared = counts.Sum(c => Math.Pow(c - 10_000.0, 2) / 10_000);
        Assert.InRange(chiSquared, 0.05, 37); // 99.9999 % of chi-squared with 5 degrees of freedom
        Forall.Holds(
            Gen.Choose(0, 200).ToArbitrary(),
            n => RandomStream.Root((ulong)n).Permutation(n).Order().SequenceEqual(Enumerable.Range(0, n)),
            trials: 100
        );
        Assert.Equal(1, draws.Categorical([0, 2, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => draws.Integer(0));
        Assert.Throws<ArgumentException>(() => draws.Categorical([1, -1]));
    }
}
