using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>What counts something is a positive integer, and remains one in consequences that do not show why.</summary>
public sealed class WholeTests
{
    private static readonly Symbol A = new("a");
    private static readonly Symbol B = new("b");
    private static readonly Symbol M = new("m");
    private static readonly Symbol N = new("n");

    // 0 <= KL(delta_k, uniform on 1, ..., n) = log n.
    private static Theorem LogIsNonnegative(Expr n)
    {
        var divergence = UniformDivergence(new Variable("k", new Space.Indices(n)), Draw.From("j", new UniformIndex(n)));
        return MoreTerms(0, divergence.Left()).Then(divergence);
    }

    [Fact]
    public void A_uniform_law_has_no_half_of_a_point() =>
        Refused.Of("definition of the uniform law", () => LogIsNonnegative(Rational.Half), "not known to be a positive integer");

    [Fact]
    public void A_logarithm_is_not_nonnegative_because_that_of_a_size_is()
    {
        var log = LogIsNonnegative(N);
        Assert.Equal(new Judgement.AtMost(0, new Log(N)), log.Conclusion);
        Refused.Of("instantiate", () => log.Instantiate(N, Rational.Half), "n is a positive integer; 1/2");
        Refused.Of("instantiate", () => log.Instantiate(N, 1 / (Expr)M), "n is a positive integer");
        Assert.Equal(new Judgement.AtMost(0, new Log(3)), log.Instantiate(N, 3).Conclusion);
    }

    [Fact]
    public void What_stands_for_a_size_becomes_one()
    {
        var log = LogIsNonnegative(N).Instantiate(N, 2 * (Expr)M + 1);
        Assert.Equal([M], log.Whole);
        Refused.Of("instantiate", () => log.Instantiate(M, Rational.Half), "m is a positive integer");
        Assert.Equal(
            new Judgement.AtMost(0, new Log(2 * (Expr)A + 1)),
            LogIsNonnegative(M).Instantiate(M, 2 * (Expr)A + 1).Conclusion
        );
    }

    [Fact]
    public void A_number_of_summands_counts()
    {
        var sum = Identity(new Series(new Symbol("i"), 1, N, A), N * (Expr)A).Symmetric();
        Assert.Equal([N], sum.Whole);
        Assert.Empty(Identity(A * (Expr)B, B * (Expr)A).Whole);
    }

    [Fact]
    public void A_size_is_replaced_in_what_maps_give_too()
    {
        // Else the bounded function would be one on X^3, and the sub-Gaussian one another, on X^m.
        Space samples = new Space.SampleOf(new Space.Named("X"), M);
        var draw = Draw.From("z", NamedKernel.Measure("P", new Space.Named("Z")));
        var (map, f) = (new Map("g", [draw.Variable.Of], samples), new Function("f", [samples]));
        var bounded = Hypothesis(new Judgement.Bounded(f, A));
        var theorem = HoeffdingLemma(bounded, [draw], [new Image(map, [draw.Variable])]).Instantiate(M, 3);
        Assert.Equal(theorem.Hypotheses[0].Functions(), theorem.Conclusion.Functions());
        Assert.DoesNotContain(M, theorem.Conclusion.FreeSymbols());
    }

    [Fact]
    public void The_best_of_the_integers_is_not_the_best_of_the_reals()
    {
        var log = LogIsNonnegative(N);
        Expr sum = A * Power.Of(N, -1) + B * (Expr)N;
        var bound = MoreTerms(0, sum, log.Conclusion).Discharge(log);
        Assert.Empty(bound.Hypotheses);
        Refused.Of("least over a parameter", () => LeastOver(N, bound, 0, (A, 1), (B, 1)), "n is a positive integer");
        Assert.NotNull(LeastOver(N, MoreTerms(0, sum), 0, (A, 1), (B, 1)));
    }
}
