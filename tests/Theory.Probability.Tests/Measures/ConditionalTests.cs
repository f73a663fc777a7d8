using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability.Tests.Measures;

public class ConditionalTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Y = new Space.Named("Y");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Channel = new("K", [X], Y);
    private static readonly Draw DrawX = Draw.From("X", P);
    private static readonly Draw DrawY = Draw.From("Y", Channel, DrawX.Variable);

    // P(X) = (1/2, 1/2, 0) and K as given: P(Y = 0) = 1/2 (1/4) + 1/2 (3/4) = 1/2, so P(X = 0 | Y = 0) = 1/4.
    private static readonly FiniteWorld World = new FiniteWorld()
        .With("X", 3)
        .With("Y", 2)
        .With(P, KernelTable.Measure(1, 1, 0))
        .With(
            Channel,
            new KernelTable([
                [1, 3],
                [3, 1],
                [1, 0],
            ])
        )
        .WithHamming(X);

    [Fact]
    public void Conditioning_backwards_follows_Bayes()
    {
        var backwards = new Conditional(Law.Of([DrawX, DrawY], DrawY.Variable, DrawX.Variable));
        var posterior = Draw.From("Z", backwards, DrawY.Variable);
        var resampled = Law.Of([DrawX, DrawY, posterior], DrawX.Variable, posterior.Variable);
        // Two draws from the posterior of one Y agree with probability (1/4)^2 + (3/4)^2 = 5/8.
        var distance = Expectation.Under(resampled.Draws, new Evaluation(Function.Metric(X), resampled.Outputs));
        Assert.Equal(3.0 / 8, World.Value(distance), 1e-14);
    }

    [Fact]
    public void Information_is_the_mean_divergence_of_the_conditional_law()
    {
        var joint = Law.Of([DrawX, DrawY], DrawY.Variable, DrawX.Variable);
        var given = new Conditional(joint);
        var mean = Expectation.Under([DrawX, DrawY], Divergence.KL(Law.At(given, DrawY.Variable), Law.Of(P)));
        Assert.Equal(World.Value(new MutualInformation(joint)), World.Value(mean), 1e-14);
    }

    [Fact]
    public void A_conditional_law_is_written_with_a_bar() =>
        Assert.Equal(
            @"H(P_{X \mid Y}(Y))",
            Latex.Print(
                new Entropy(Law.At(new Conditional(Law.Of([DrawX, DrawY], DrawY.Variable, DrawX.Variable)), DrawY.Variable))
            )
        );

    [Fact]
    public void Conditioning_needs_something_to_condition_on_and_nothing_free()
    {
        Assert.Throws<ArgumentException>(() => new Conditional(Law.Of(P)));
        Assert.Throws<ArgumentException>(() => new Conditional(Law.Of([DrawY], DrawX.Variable, DrawY.Variable)));
    }
}
