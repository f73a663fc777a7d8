using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>The rules on which composed bounds rest prove what is true and refuse their false variants by name.</summary>
public sealed class CompositionRuleTests
{
    private static readonly Symbol X = new("x");
    private static readonly Expr A = new Symbol("a");
    private static readonly Expr B = new Symbol("b");
    private static readonly Expr C = new Symbol("c");
    private static readonly Expr L = new Symbol("L");
    private static readonly Expr Random = Divergence.KL(MbackeWgan2023.Posterior, MbackeWgan2023.Prior);
    private static readonly Terms<Draw> Sample = [MbackeWgan2023.DrawSample];

    private static Expr Written(Expr a, Expr b, Expr c) => Sum.Of(c, a * Power.Of(X, -1), b * Power.Of(X, 1));

    private static Theorem Given(Expr left, Expr a, Expr b, Expr c) =>
        // For all x: no hypothesis may speak of x.
        Lemma("given", new Judgement.AtMost(left, Written(a, b, c)));

    private static Theorem Likely(Expr left, Expr right) =>
        Lemma("given", new Judgement.WithProbability(Sample, new Judgement.AtMost(left, right), new Symbol("delta")));

    [Fact]
    public void The_least_over_a_parameter_is_attained_with_its_constant() =>
        Assert.Equal(
            Infix.Parse("c + (a/(1/2))^(1/2)*(b/(1/2))^(1/2)"),
            ((Judgement.AtMost)LeastOver(X, Given(L, A, B, C), C, (A, 1), (B, 1)).Conclusion).Right
        );

    [Theory]
    [InlineData(1, 1, 3, 5)]
    [InlineData(2, 1, 3, 5)]
    [InlineData(1, 3, 7, 2)]
    public void The_value_at_the_minimiser_is_the_least_value(int p, int q, int a, int b)
    {
        var theorem = Lemma(
            "given",
            new Judgement.AtMost(L, Sum.Of(C, A * Power.Of(X, (Rational)(-p)), B * Power.Of(X, (Rational)q)))
        );
        var least = ((Judgement.AtMost)LeastOver(X, theorem, C, (A, p), (B, q)).Conclusion).Right;
        double At(double x) => a * Math.Pow(x, -p) + b * Math.Pow(x, q);
        var minimizer = Math.Pow((double)p * a / (q * b), 1.0 / (p + q));
        var value = least.Substitute(new Symbol("a"), a).Substitute(new Symbol("b"), b).Substitute(new Symbol("c"), 0);
        Assert.Equal(At(minimizer), Symbolics.Numerics.Evaluation.Evaluate(value), 9);
    }

    [Fact]
    public void The_least_over_a_parameter_is_refused_where_the_parameter_is_elsewhere_too()
    {
        Refused.Of("least over a parameter", () => LeastOver(X, Given(X, A, B, C), C, (A, 1), (B, 1)), "x occurs elsewhere");
        Refused.Of("least over a parameter", () => LeastOver(X, Given(L, A * X, B, C), C, (A * X, 1), (B, 1)), "elsewhere");
        Refused.Of(
            "least over a parameter",
            () => LeastOver(X, Given(L, A, B, C).Assuming(new Judgement.AtMost(X, 1)), C, (A, 1), (B, 1)),
            "elsewhere"
        );
    }

    [Fact]
    public void The_least_over_a_parameter_is_refused_without_its_signs()
    {
        Refused.Of(
            "least over a parameter",
            () => LeastOver(X, Given(L, -A, B, C), C, (-A, 1), (B, 1)),
            "not known to be nonneg"
        );
        // 0*inf: with an infinite b the least value is infinite, the formula says 0.
        Refused.Of(
            "least over a parameter",
            () =>
                LeastOver(
                    X,
                    Given(L, A, Divergence.KL(MbackeWgan2023.Prior, MbackeWgan2023.Prior), C),
                    C,
                    (A, 1),
                    (Divergence.KL(MbackeWgan2023.Prior, MbackeWgan2023.Prior), 1)
                ),
            "positive and finite"
        );
        Refused.Of("least over a parameter", () => LeastOver(X, Given(L, A, B, C), C, (A, -1), (B, 1)), "do not fall and rise");
        Refused.Of("least over a parameter", () => LeastOver(X, Given(L, A, B, C), C, (B, 1), (A, 1)), "is not written as");
    }

    [Fact]
    public void A_parameter_that_looks_at_the_sample_is_refused() =>
        Refused.Of(
            "least over a parameter",
            () => LeastOver(X, Likely(L, Written(Random, B, C)), C, (Random, 1), (B, 1)),
            "depends on S"
        );

    [Fact]
    public void The_smallest_of_bounds_on_different_things_is_refused()
    {
        var (first, second) = (Lemma("one", new Judgement.AtMost(L, A)), Lemma("two", new Judgement.AtMost(C, B)));
        Refused.Of("smallest of several", () => Smallest(first, second), "another left side");
        Assert.Equal(
            new Judgement.AtMost(L, new Min([A, B])),
            Smallest(first, Lemma("two", new Judgement.AtMost(L, B))).Conclusion
        );
    }

    [Fact]
    public void An_expectation_needs_a_range_that_holds_always_and_a_nonnegative_bound()
    {
        const string rule = "from probability to expectation";
        var always = Lemma("range", new Judgement.AtMost(L, B));
        Refused.Of(rule, () => Expected(Likely(L, A), Lemma("range", new Judgement.AtMost(C, B))), "is not about L");
        Refused.Of(rule, () => Expected(Likely(L, A - C), always), "not known to be nonnegative");
        Refused.Of(
            rule,
            () => Expected(Likely(L, A), Lemma("range", new Judgement.AtMost(L, A - C))),
            "not known to be nonnegative"
        );
        Refused.Of(rule, () => Expected(Likely(L, A), Lemma("range", new Judgement.AtMost(L, Random))), "depends on S");
        Refused.Of(
            rule,
            () => Expected(Likely(Random, A), Hypothesis(new Judgement.AtMost(Random, B))),
            "speaks of S, which is to be bound"
        );
        Refused.Of(rule, () => Expected(always, always), "not an inequality with probability");
    }

    [Fact]
    public void A_probability_of_failure_only_grows()
    {
        var delta = new Symbol("delta");
        Refused.Of(
            "smaller probability",
            () => Likely(L, A).Relaxed(Lemma("less", new Judgement.AtMost(B, delta))),
            "is not the probability"
        );
        var relaxed = Likely(L, A).Relaxed(Lemma("more", new Judgement.AtMost(delta, B)));
        Assert.Equal(B, ((Judgement.WithProbability)relaxed.Conclusion).Delta);
    }
}
