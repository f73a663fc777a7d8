using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Verification.Worlds;

namespace Theory.Verification.Tests.Worlds;

public sealed class PacBayesTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Generators = new Space.Named("G");
    private static readonly Symbol N = new("n");

    /// <summary>A fair coin tossed 20 times against the one generator that always shows 1.</summary>
    private static FiniteWorld Coin(Rational lambda) =>
        new FiniteWorld()
            .With("X", 2)
            .With("G", 1)
            .With(N, 20)
            .With(new Symbol("lambda"), lambda)
            .With(new Symbol("delta"), new Rational(1, 20))
            .WithHamming(X)
            .With(NamedKernel.Measure("P_X", X), KernelTable.Measure(1, 1))
            .With(NamedKernel.Measure("prior", Generators), KernelTable.Measure(1))
            .With(
                new NamedKernel("rho", [new Space.SampleOf(X, N)], Generators, Parameters: 1),
                new KernelTable(Enumerable.Repeat<int[]>([1], 21), byCounts: true)
            )
            .With(new NamedKernel("P", [Generators], X, Parameters: 1), KernelTable.Measure(0, 1));

    [Theory]
    [InlineData(8, 219, 0.005908966064453125, false)] // lambda* = sqrt(8 n log 20) = 21.9
    [InlineData(16, 310, 0.057659149169921875, true)] // lambda* = sqrt(16 n log 20) = 31.0
    public void The_probability_of_a_violation_is_the_binomial_tail(int factor, int tenLambda, double probability, bool violates)
    {
        var sharp = Catalog.Get("mbacke2023-wgan:sharp");
        var bound = sharp with
        {
            Terms = sharp
                .Terms.Select(t => t.Name == "moment" ? t with { Expr = new Rational(8, factor) * t.Expr } : t)
                .ToTerms(),
        };
        var finding = FiniteWorlds.Of(bound, out _)!.Judge(Coin(new Rational(tenLambda, 10)));
        Assert.Equal(probability, finding.Left.Middle, 1e-15);
        Assert.True(finding.Left.Width < 1e-15);
        Assert.Equal(violates, finding.Violates);
        Assert.Equal(!violates, finding.Agrees);
    }
}
