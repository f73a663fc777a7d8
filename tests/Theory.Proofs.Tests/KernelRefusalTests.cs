using System.Reflection;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Proofs.Tests.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests;

/// <summary>The kernel proves nothing false: each test asks for something false and names what refuses it.</summary>
public class KernelRefusalTests
{
    private static readonly Symbol A = new("a");
    private static readonly Symbol B = new("b");
    private static readonly Symbol Hole = new("hole");
    private static readonly Variable Z0 = new("z", Z);
    private static readonly Law P = Law.Of(NamedKernel.Measure("P", Z));
    private static readonly Law Q = Law.Of(NamedKernel.Measure("Q", Z));
    private static readonly Expr Divergent = Divergence.KL(P, Q);

    private static Theorem Assume(Expr left, Expr right) => Hypothesis(new Judgement.AtMost(left, right));

    [Fact]
    public void No_theorem_is_made_outside_the_kernel()
    {
        Assert.True(typeof(Theorem).IsSealed);
        Assert.Empty(typeof(Theorem).GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        Assert.All(
            typeof(Theorem).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance),
            c => Assert.True(c.IsPrivate)
        );
        Assert.All(typeof(Theorem).GetProperties(), p => Assert.Null(p.SetMethod));
        Assert.Null(typeof(Theorem).GetMethod("<Clone>$"));
        Assert.Null(default(Theorem));
    }

    [Fact]
    public void Null_is_no_premise()
    {
        Refused.Of("transitivity", () => Chain(Assume(A, B), null!), "neither an inequality nor an equality");
        Refused.Of("discharge", () => Assume(A, B).Discharge(null!), "not among the hypotheses");
    }

    [Fact]
    public void A_foreign_quantity_is_not_believed() =>
        Refused.Of("hypothesis", () => Assume(Infix.Parse("f(a)"), 1), "does not know what f means");

    [Theory]
    [InlineData("a*(b + 1)", "a*b + 1")]
    [InlineData("(a + b)^2", "a^2 + b^2")]
    [InlineData("sqrt(a + b)", "sqrt(a) + sqrt(b)")]
    [InlineData("log(a + b)", "log(a) + log(b)")]
    [InlineData("exp(a*b)", "exp(a)*exp(b)")]
    [InlineData("sqrt(2)", "7/5")]
    [InlineData("sum(i, 1, m, i*a)", "i*sum(i, 1, m, a)")]
    [InlineData("mean(i, 1, m, a)", "a/m")]
    public void A_false_identity_is_refused(string left, string right) =>
        Refused.Of("identity", () => Identity(Infix.Parse(left), Infix.Parse(right)), "is not");

    [Theory]
    [InlineData("a*(b + 1)^2", "a*b^2 + 2*a*b + a")]
    [InlineData("sqrt(8*a^2*b)", "2*sqrt(2)*a*sqrt(b)")]
    [InlineData("log(a^2*exp(b)/6)", "2*log(a) + b - log(2) - log(3)")]
    [InlineData("exp(2*log(a) + b)", "a^2*exp(b)")]
    [InlineData("mean(i, 1, m, a + i)", "a + sum(j, 1, m, j)/m")]
    [InlineData("sqrt(6*a*b + 4*a)", "sqrt(2)*sqrt(a)*sqrt(3*b + 2)")]
    public void A_true_identity_is_found(string left, string right) =>
        Assert.IsType<Judgement.Equal>(Identity(Infix.Parse(left), Infix.Parse(right)).Conclusion);

    [Fact]
    public void Infinity_is_not_cancelled()
    {
        Refused.Of("identity", () => Identity(Divergent - Divergent, 0), "not known to be defined");
        Refused.Of("identity", () => Identity(Divergent / Divergent, 1), "cannot be cancelled");
        Refused.Of("identity", () => Identity(Constant.Infinity - Constant.Infinity, 0), "not known to be defined");
    }

    [Fact]
    public void Finite_divergences_may_be_cancelled_under_that_hypothesis() =>
        Assert.Single(Identity(Divergent + 1 - 1, Divergent, new Judgement.Finite(Divergent)).Hypotheses);

    [Fact]
    public void A_chain_must_join() =>
        Refused.Of("transitivity", () => Chain(Assume(A, B), Assume(A, 1)), "link 1 ends in b, link 2 begins with a");

    [Fact]
    public void An_inequality_is_no_equality()
    {
        Refused.Of("symmetry", () => Assume(A, B).Symmetric(), "not an equality");
        Refused.Of("equality is at most", () => Assume(A, B).AsInequality(), "not an equality");
    }

    [Theory]
    [InlineData("-hole")]
    [InlineData("1/hole")]
    [InlineData("a - 2*hole")]
    [InlineData("hole*(hole - a)")]
    [InlineData("exp(-hole)")]
    public void Scaling_by_what_decreases_is_refused(string template) =>
        Refused.Of("monotonicity", () => Monotone(Infix.Parse(template), Hole, Assume(A, B)), "not known to be nondecreasing");

    [Fact]
    public void A_square_is_not_monotone_on_the_whole_line() =>
        Refused.Of("monotonicity", () => Monotone(Power.Of(Hole, 2), Hole, Assume(-A, B)), "not known to be nondecreasing");

    [Fact]
    public void An_index_in_the_hypotheses_is_not_summed_over() =>
        Refused.Of(
            "summation",
            () => Over(new Symbol("i"), 1, SampleSize, true, Assume(new Symbol("i"), A)),
            "which is to be bound"
        );

    [Fact]
    public void A_variable_in_the_hypotheses_is_neither_averaged_nor_generalized()
    {
        Expr atPoint = Divergence.KL(Law.At(Encoder, W, new Variable("x", X)), PriorLaw);
        Refused.Of("expectation", () => Under([DrawSample, DrawLearned], Assume(atPoint, A)), "speaks of W");
        Refused.Of("generalize", () => Assume(atPoint, A).Generalize(W), "speaks of W");
    }

    [Fact]
    public void A_symbol_stands_for_positive_numbers_only()
    {
        Refused.Of("instantiate", () => Assume(A, B).Instantiate(A, -1), "not known to be one");
        Refused.Of("instantiate", () => Assume(A, B).Instantiate(A, A - B), "not known to be one");
        Refused.Of("instantiate", () => Assume(A, B).Instantiate(A, Constant.Infinity), "not known to be one");
    }

    [Fact]
    public void A_concave_function_is_not_used_as_convex()
    {
        var average = new Series(new Symbol("i"), 1, SampleSize, new Symbol("i"), IsAverage: true);
        var root = Assert.IsType<Judgement.AtMost>(Jensen(Expr.Sqrt(Hole), Hole, average).Conclusion);
        Assert.IsType<Series>(root.Left);
        var square = Assert.IsType<Judgement.AtMost>(Jensen(Power.Of(Hole, 2), Hole, average).Conclusion);
        Assert.IsType<Series>(square.Right);
        Refused.Of("Jensen", () => Jensen(Hole * Expr.Sqrt(Hole), Hole, average), "not known to be concave or convex");
        Refused.Of(
            "Jensen",
            () => Jensen(Expr.Sqrt(Hole), Hole, new Series(new Symbol("i"), 1, SampleSize, new Symbol("i"))),
            "neither an average"
        );
    }

    [Fact]
    public void Powers_above_one_are_not_subadditive() =>
        Refused.Of("subadditivity", () => Subadditive(2, [A, B]), "must lie in (0, 1]");

    [Fact]
    public void Means_need_positive_weights_of_sum_one()
    {
        Refused.Of(
            "weighted means",
            () => WeightedMeans([(Rational.Half, A), (new Rational(1, 3), B)]),
            "not positive with sum 1"
        );
        Refused.Of("weighted means", () => WeightedMeans([(2, A), (-1, B)]), "not positive with sum 1");
        Refused.Of(
            "weighted means",
            () => WeightedMeans([(Rational.Half, A), (Rational.Half, -B)]),
            "not known to be nonnegative"
        );
    }

    [Fact]
    public void More_terms_means_nonnegative_ones()
    {
        Refused.Of("more-terms", () => MoreTerms(A, A - B), "does not have enough");
        Refused.Of("more-terms", () => MoreTerms(2 * (Expr)A, A), "does not have enough");
    }

    [Fact]
    public void Data_processing_wants_the_same_kernel_on_both_sides()
    {
        // The step that the printed generic bound needs and that fails: the training-conditional kernel is not the learned one.
        var w = new Variable("w", Learned);
        var learned = new Channel([w, Z0], Law.At(Generator, w, Z0));
        var other = new Channel([w, Z0], Law.At(new NamedKernel("H", Generator.Inputs, X, 1), w, Z0));
        var trained = Law.Of([DrawSample, DrawLearned, DrawLatent], W, Latent);
        var independent = Law.Of([DrawSample, DrawLearned, DrawPrior], W, DrawPrior.Variable);
        Refused.Of(
            "H9",
            () => DataProcessing(DivergenceKind.KullbackLeibler, trained, learned, independent, other),
            "not the same kernel"
        );
    }

    [Fact]
    public void A_kernel_that_looks_at_what_was_drawn_before_is_not_captured()
    {
        // G_W with W free: composing with laws in which W is drawn must not tie the two together.
        var generate = new Channel([Z0], Law.At(Generator, W, Z0));
        var trained = Law.Of([DrawSample, DrawLearned, DrawLatent], Latent);
        var theorem = DataProcessing(DivergenceKind.KullbackLeibler, trained, generate, PriorLaw, generate);
        var left = (Divergence)((Quantity)((Judgement.AtMost)theorem.Conclusion).Left).Meaning;
        Assert.Contains(W, left.P.FreeVariables);
        Assert.NotEqual(Law.Of(Training, Reconstruction), left.P);
    }

    [Fact]
    public void Transport_distances_do_not_shrink_under_kernels()
    {
        var kernel = Channel.Projection([Z0], 0);
        Refused.Of("H9", () => DataProcessing(DivergenceKind.Wasserstein1, P, kernel, Q, kernel), "only f-divergences shrink");
    }

    [Fact]
    public void Transport_checks_the_reference_law()
    {
        var underQ = Hypothesis(new Judgement.LipschitzSubGaussian(Q, A));
        Refused.Of("H6", () => Transport(underQ, Q, P), "the reference law is P");
        Refused.Of("H6", () => Transport(Assume(A, B), Q, P), "does not say that Lipschitz functions are sub-Gaussian");
    }

    [Fact]
    public void A_coupling_is_a_law_of_two_points()
    {
        Refused.Of("definition of a coupling", () => CouplingOfMarginals(P), "not a law of two points");
        Refused.Of("H16", () => CouplingCost(Assume(A, B)), "is not a coupling");
    }

    [Fact]
    public void A_lemma_stays_visible()
    {
        var theorem = Chain(Lemma("unproved", new Judgement.AtMost(A, B)), Identity(B, B));
        Assert.Equal(["unproved"], theorem.Lemmas);
    }

    [Fact]
    public void Specializing_checks_the_space()
    {
        Expr atPoint = Divergence.KL(Law.At(Encoder, W, TrainingPoint), PriorLaw);
        var forAll = Identity(atPoint + 0, atPoint).Generalize(W);
        Refused.Of("specialize", () => forAll.Specialize(Z0), "do not live where");
        Refused.Of("specialize", () => Assume(A, B).Specialize(W), "not a statement for all values");
    }
}
