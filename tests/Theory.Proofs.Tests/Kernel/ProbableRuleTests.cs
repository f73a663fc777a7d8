using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>Statements with probability keep it, and nothing in them looks at what is drawn.</summary>
public sealed class ProbableRuleTests
{
    private static readonly Space Space = new Space.Named("X");
    private static readonly Draw Drawn = Draw.From("x", NamedKernel.Measure("P", Space));
    private static readonly Symbol X = new("t");
    private static readonly Expr A = new Symbol("a");
    private static readonly Expr B = new Symbol("b");
    private static readonly Expr C = new Symbol("c");
    private static readonly Expr L = new Symbol("L");
    private static readonly Expr Delta = new Symbol("delta");

    // A loss of what is drawn, positive and finite.
    private static readonly Expr Random =
        1 + (Expr)new Evaluation(new Function("g", [Space], IsNonnegative: true), [Drawn.Variable]);

    private static Theorem Likely(Expr left, Expr right, Expr? delta = null) =>
        Lemma("given", new Judgement.WithProbability([Drawn], new Judgement.AtMost(left, right), delta ?? Delta));

    private static Theorem Least(Expr a, Expr b, Expr? delta = null) =>
        LeastOver(X, Likely(L, Sum.Of(C, a * Power.Of(X, -1), b * X), delta), C, (a, 1), (b, 1));

    [Fact]
    public void The_least_over_a_parameter_keeps_the_probability()
    {
        var least = Assert.IsType<Judgement.WithProbability>(Least(A, B).Conclusion);
        Assert.Equal(Delta, least.Delta);
        Assert.Equal(L, Assert.IsType<Judgement.AtMost>(least.Event).Left);
    }

    [Fact]
    public void The_parameter_is_chosen_before_the_draw_and_once()
    {
        const string rule = "least over a parameter";
        Refused.Of(rule, () => Least(Random, B), "depends on x");
        Refused.Of(rule, () => Least(A, Random), "depends on x");
        Refused.Of(rule, () => Least(A, B, X / (1 + (Expr)X)), "t occurs elsewhere");
        foreach (var (p, q) in new (Rational, Rational)[] { (0, 1), (1, 0), (0, 0) })
            Refused.Of(
                rule,
                () => LeastOver(X, Lemma("given", new Judgement.AtMost(L, A)), C, (A, p), (B, q)),
                "do not fall and rise"
            );
    }

    [Fact]
    public void Nothing_is_not_the_smallest_of_nothing() =>
        Refused.Of("smallest of several", () => Smallest(), "nothing to choose from");

    [Fact]
    public void From_probability_to_expectation_pays_the_range_with_the_probability_of_failure()
    {
        var width = new Judgement.AtMost(0, A - B);
        var always = Lemma("range", new Judgement.AtMost(Random, A - B)).Assuming(width);
        var expected = Expected(Likely(Random, C), always);
        Assert.Equal(
            new Judgement.AtMost(Expectation.Under([Drawn], Random), Expectation.Under([Drawn], C) + Delta * (A - B)),
            expected.Conclusion
        );
        Assert.Equal([width], expected.Hypotheses);
    }

    [Fact]
    public void A_probability_of_failure_is_a_number()
    {
        var more = Lemma("more", new Judgement.AtMost(Delta, Random));
        Refused.Of("smaller probability", () => Likely(L, A).Relaxed(more), "depends on x");
    }
}
