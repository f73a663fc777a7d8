using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Tests;

public sealed class SlopeTests
{
    [Fact]
    public void The_distance_of_a_sample_to_its_law_falls_like_the_root_of_its_size()
    {
        // E_S W1(P, P_n) of a biased coin, exactly; theory.md D.4: 0.11206773144 at n = 10.
        var (space, n) = (new Space.Named("X"), new Symbol("n"));
        var coin = NamedKernel.Measure("P", space);
        var sample = Draw.From("S", new Sampling(coin, n));
        var index = Draw.From("j", new UniformIndex(n));
        var distance = Expectation.Under(
            [sample],
            Divergence.W1(Law.Of(coin), Law.Of([index], new Entry(sample.Variable, index.Variable)))
        );
        var compiler = new FiniteCompiler<double, Doubles>();
        var value = compiler.Compile(distance);
        double At(int size) =>
            value(
                compiler.Interpret(
                    new FiniteWorld().With("X", 2).With(n, size).With(coin, KernelTable.Measure(7, 3)).WithHamming(space)
                )
            );
        Assert.Equal(0.11206773144, At(10), 1e-11);
        var slope = Slope.Of([.. Enumerable.Range(2, 6).Select(k => (2.0 * k, At(2 * k)))]);
        Assert.True(slope.Allows(-0.5), slope.ToString());
        Assert.False(slope.Allows(-1), slope.ToString());
    }

    [Fact]
    public void An_exact_power_law_has_an_interval_of_no_width()
    {
        var slope = Slope.Of([(1, 3), (2, 12), (4, 48), (10, 300)]);
        Assert.Equal(2, slope.Value, 1e-12);
        Assert.InRange(slope.Upper - slope.Lower, 0, 1e-6);
        Assert.Throws<ArgumentException>(() => Slope.Of([(1, 1), (2, 2)]));
        Assert.Throws<ArgumentException>(() => Slope.Of([(1, 1), (1, 2), (1, 3)]));
        Assert.Throws<ArgumentException>(() => Slope.Of([(1, 1), (2, 0), (3, 3)]));
    }
}
