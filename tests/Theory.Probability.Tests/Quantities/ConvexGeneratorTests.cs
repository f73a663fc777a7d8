using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Testing;

namespace Theory.Probability.Tests.Quantities;

/// <summary>Generators of divergences with their conjugates, and the restricted GANs that they make.</summary>
public sealed class ConvexGeneratorTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly Symbol Lambda = new("lambda");

    public static TheoryData<string> Names => [.. ConvexGenerator.Known.Select(f => f.Name)];

    private static ConvexGenerator Named(string name) => ConvexGenerator.Known.Single(f => f.Name == name);

    private static double At(Expr e, double x) => e.Evaluate((ConvexGenerator.Argument.Name, x));

    private static double Conjugate(ConvexGenerator f, double y) =>
        y > (f.Ceiling?.Evaluate() ?? double.PositiveInfinity)
            ? double.PositiveInfinity
            : At(f.Conjugate!, Math.Max(y, f.Floor?.Evaluate() ?? double.NegativeInfinity));

    // sup_x x y - f(x), by a grid that is refined around its best point.
    private static double Supremum(ConvexGenerator f, double y)
    {
        var (low, high, best) = (1e-9, 1e4, double.NegativeInfinity);
        for (var round = 0; round < 60; round++)
        {
            double Place(int k) => low + (high - low) * k / 40;
            var top = Enumerable.Range(0, 41).MaxBy(k => Place(k) * y - At(f.Formula!, Place(k)));
            best = Math.Max(best, Place(top) * y - At(f.Formula!, Place(top)));
            (low, high) = (Place(Math.Max(0, top - 1)), Place(Math.Min(40, top + 1)));
        }
        return best;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_conjugate_is_the_supremum_it_is_defined_by(string name)
    {
        var f = Named(name);
        Assert.All(
            [-3, -2, -1.5, -1, -0.7, -0.3, -0.05, 0.2, 0.5, 0.65, 0.9],
            y =>
            {
                var claimed = Conjugate(f, y);
                if (double.IsPositiveInfinity(claimed))
                    Assert.True(Supremum(f, y) > 20, $"f*({y}) is infinite");
                else
                    Assert.Equal(Supremum(f, y), claimed, 1e-7);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_generator_vanishes_at_1_and_its_conjugate_agrees_with_the_identity_at_its_centre(string name)
    {
        var f = Named(name);
        Assert.Equal(0, At(f.Formula!, 1));
        var centre = f.Centre.Evaluate();
        Assert.Equal(centre, Conjugate(f, centre), 1e-15);
    }

    private static FiniteWorld Coins(Rational lambda) =>
        new FiniteWorld()
            .With("X", 2)
            .With(Lambda, lambda)
            .With(P, KernelTable.Measure(7, 3))
            .With(Q, KernelTable.Measure(4, 6))
            .WithHamming(X);

    private static Interval Enclosed(FiniteWorld world, Expr e)
    {
        var compiler = new FiniteCompiler<Interval, Enclosures>();
        var value = compiler.Compile(e);
        return value(compiler.Interpret(world));
    }

    [Theory]
    [InlineData("TV", "1/2", "GAN_{lam TV} Lip = min(1,2lam)|p-q|, lam=.5")]
    [InlineData("TV", "3/10", "GAN_{lam TV} lam=.3")]
    [InlineData("KL", "1/2", "KL-GAN dual value")]
    [InlineData("KL", "2", "KL-GAN lam=2 primal")]
    public void The_restricted_gan_of_two_coins_is_the_reference_figure(string name, string lambda, string key)
    {
        var expected = Golden.Figure("D", key);
        var gan = new RestrictedGan(Named(name), Lambda, Law.Of(P), Law.Of(Q));
        var value = Enclosed(Coins(Rational.TryParse(lambda, out var scale) ? scale : 0), gan);
        Assert.InRange(expected, value.Lower - 1e-14, value.Upper + 1e-14);
        Assert.True(value.Width < 1e-9, $"{value}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_restricted_gan_tends_to_0_and_to_the_distance_and_grows_in_lambda(string name)
    {
        var world = Coins(1)
            .With("X", 3)
            .With(P, KernelTable.Measure(2, 5, 3))
            .With(Q, KernelTable.Measure(1, 1, 2))
            .With(Function.Metric(X), [0, 1, 3, 1, 0, 2, 3, 2, 0]);
        var gan = new RestrictedGan(Named(name), Lambda, Law.Of(P), Law.Of(Q));
        Interval At(Rational lambda) => Enclosed(world.With(Lambda, lambda), gan);
        Assert.True(At(new Rational(1, 1000)).Upper < 0.01);
        Assert.Equal(world.Value(Divergence.W1(Law.Of(P), Law.Of(Q))), At(1_000_000).Middle, 1e-4);
        Rational[] scales = [new(1, 10), new(1, 4), new(1, 2), 1, 2, 4];
        Assert.All(scales.Zip(scales.Skip(1)), pair => Assert.True(At(pair.First).Lower <= At(pair.Second).Upper));
        Assert.All(scales, lambda => Assert.True(At(lambda).Width < 1e-8, $"{lambda}: {At(lambda)}"));
    }

    [Fact]
    public void A_letter_for_any_generator_takes_the_one_its_world_gives()
    {
        var (law, reference) = (Law.Of(P), Law.Of(Q));
        Expr any = new FDivergence(ConvexGenerator.Any("f"), law, reference);
        Assert.All(
            ConvexGenerator.Known,
            f => Assert.Equal(Coins(1).Value(new FDivergence(f, law, reference)), Coins(1).With("f", f).Value(any))
        );
        Assert.Contains(
            "convex function f",
            Assert.Throws<ArgumentException>(() => Coins(1).Value(any)).Message,
            StringComparison.Ordinal
        );
    }
}
