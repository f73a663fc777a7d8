using FsCheck.Fluent;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Testing;

namespace Theory.Probability.Tests.Finite;

/// <summary>Divergences of laws that hardly differ, in which p log(p/q) is all rounding: what a verdict must not lose.</summary>
public sealed class RelativeEntropyTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Y = new Space.Named("Y");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly NamedKernel K = new("K", [X], Y);

    private static Interval Enclosed(FiniteWorld world, Expr e)
    {
        var compiler = new FiniteCompiler<Interval, Enclosures>();
        return compiler.Compile(e)(compiler.Interpret(world));
    }

    private static FiniteWorld Two(int[] p, int[] q) =>
        new FiniteWorld().With("X", p.Length).With(P, KernelTable.Measure(p)).With(Q, KernelTable.Measure(q));

    // The figures by mpmath with 60 digits.
    [Theory]
    [InlineData(new[] { 1, 1000 }, new[] { 10_000, 9_999_999 }, 4.99001564502804e-18)]
    [InlineData(new[] { 10_000, 9_999_999 }, new[] { 1, 1000 }, 4.9900158110295707e-18)]
    [InlineData(new[] { 1, 2 }, new[] { 333_333_333, 666_666_667 }, 2.5000000008333333e-19)]
    public void Of_nearly_equal_laws_has_the_digits_that_the_difference_of_their_masses_has(int[] p, int[] q, double expected)
    {
        var value = Enclosed(Two(p, q), Divergence.KL(Law.Of(P), Law.Of(Q)));
        Assert.True(value.Contains(expected), $"{value}");
        Assert.InRange(value.Width, 0, 1e-5 * expected);
    }

    [Fact]
    public void Of_what_hardly_tells_anything_it_is_enclosed_as_well()
    {
        var (x, y) = (Draw.From("x", P), Draw.From("y", K, new Variable("x", X)));
        var world = Two([1, 1], [1, 1])
            .With("Y", 2)
            .With(
                K,
                new KernelTable([
                    [1_000_001, 999_999],
                    [999_999, 1_000_001],
                ])
            );
        var value = Enclosed(world, new MutualInformation(Law.Of([x, y], x.Variable, y.Variable)));
        Assert.True(value.Contains(5.000000000000833e-13), $"{value}");
        Assert.InRange(value.Width, 0, 1e-8 * 5e-13);
    }

    [Fact]
    public void Of_any_laws_it_is_where_doubles_see_it_and_never_negative() =>
        Forall.Holds(
            Gen.Choose(2, 5)
                .SelectMany(n =>
                    Gen.Choose(0, 9).ArrayOf(n).Zip(Gen.OneOf(Gen.Choose(0, 9), Gen.Choose(1, 1_000_000)).ArrayOf(n))
                )
                .ToArbitrary(),
            laws =>
            {
                var (p, q) = laws;
                (p[0], q[^1]) = (p[0] + 1, q[^1] + 1);
                var divergence = Divergence.KL(Law.Of(P), Law.Of(Q));
                var (near, sure) = (Two(p, q).Value(divergence), Enclosed(Two(p, q), divergence));
                if (double.IsInfinity(near))
                    Assert.Equal(Interval.Point(double.PositiveInfinity), sure);
                else
                    Assert.InRange(near, sure.Lower - 1e-14, sure.Upper + 1e-14);
                Assert.True(sure.Lower >= 0);
                Assert.True(double.IsInfinity(near) || sure.Width <= 1e-14 * (1 + near), $"{sure}");
            },
            trials: 500
        );
}
