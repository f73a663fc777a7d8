using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>Attacks that would make a bound name mean a free one, or a free name a bound one.</summary>
public sealed class CaptureTests
{
    private static readonly Symbol A = new("a");
    private static readonly Symbol B = new("b");
    private static readonly Symbol I = new("i");
    private static readonly Symbol J = new("j");
    private static readonly Symbol M = new("m");
    private static readonly Symbol N = new("n");
    private static readonly Space X = new Space.Named("X");
    private static readonly NamedKernel Data = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Other = NamedKernel.Measure("Q", X);
    private static readonly NamedKernel Noise = new("K", [X], X);
    private static readonly Draw DrawX = Draw.From("x", Data);
    private static readonly Variable AnyX = DrawX.Variable;
    private static readonly Function F = new("f", [X]);
    private static readonly Function G = new("g", [X, X]);

    private static Expr Of(Function f, params Point[] points) => new Evaluation(f, points.ToTerms());

    private static Theorem Assume(Expr left, Expr right) => Hypothesis(new Judgement.AtMost(left, right));

    [Fact]
    public void A_fact_about_a_free_variable_says_nothing_about_a_drawn_one()
    {
        // Where KL(K(x), Q) is infinite, exp(KL) exp(-KL) is 0: finite at one x is not finite at all.
        Expr divergence = Divergence.KL(Law.At(Noise, AnyX), Law.Of(Other));
        var one = Expectation.Under([DrawX], new Exp(divergence) * new Exp(-divergence));
        Refused.Of("identity", () => Identity(one, 1, new Judgement.Finite(divergence)), "cannot be cancelled");
        Expr value = 1 + Of(F, AnyX);
        var nonnegative = new Judgement.AtMost(0, Of(F, AnyX));
        Refused.Of("H21", () => MarkovInequality([DrawX], value, A, nonnegative), "not known to be positive");
        Refused.Of(
            "Jensen",
            () => Jensen(Expr.Sqrt(B), B, Expectation.Under([DrawX], Of(F, AnyX)), nonnegative),
            "not known to be"
        );
    }

    [Fact]
    public void A_fact_about_a_free_symbol_says_nothing_about_an_index()
    {
        Expr difference = A - I;
        var roots = new Series(I, 1, M, Expr.Sqrt(difference) * Expr.Sqrt(difference));
        Refused.Of(
            "identity",
            () => Identity(roots, new Series(I, 1, M, difference), new Judgement.AtMost(0, difference)),
            "is not"
        );
        Refused.Of(
            "monotonicity",
            () =>
                Monotone(
                    new Series(I, 1, M, difference * B),
                    B,
                    Assume(A, 2 * (Expr)A).Assuming(new Judgement.AtMost(0, difference))
                ),
            "not known to be nondecreasing"
        );
    }

    [Fact]
    public void Indices_of_nested_series_are_not_mistaken_for_each_other()
    {
        var space = new Space.SampleOf(X, M);
        var s = Draw.From("S", new Sampling(Data, M));
        Expr At(Symbol i, Symbol j) => Of(G, new Entry(s.Variable, i), new Entry(s.Variable, j));
        Expr Mean(Symbol i, Expr body) => new Series(i, 1, M, body, IsAverage: true);
        var k = new Symbol("k");
        var l = new Symbol("l");
        var apart = Mean(I, Expectation.Under([s], Mean(J, At(I, J))));
        var alike = Mean(k, Expectation.Under([s], Mean(l, At(l, l))));
        Assert.NotEqual(apart, alike);
        Assert.Equal(apart, Mean(k, Expectation.Under([s], Mean(l, At(k, l)))));
        Assert.Equal(apart.GetHashCode(), Mean(k, Expectation.Under([s], Mean(l, At(k, l)))).GetHashCode());
        Assert.Equal(space, s.Variable.Of);
        Assert.Throws<ProofException>(() => Identity(apart, alike, new Judgement.Bounded(G, 1)));
    }

    [Fact]
    public void An_index_is_not_captured_by_the_series_it_is_put_into()
    {
        // f(i, X) summed over i inside: the entries' index must be another one.
        var s = Draw.From("S", new Sampling(Data, M));
        var h = new Function("h", [new Space.Indices(M), X]);
        Expr body = new Series(I, 1, M, Of(h, new Ordinal(I, M), AnyX));
        var theorem = IndependentEntries(s, I, AnyX, body);
        var left = (Expectation)((Quantity)((Judgement.Equal)theorem.Conclusion).Left).Meaning;
        var outer = Assert.IsType<Series>(Assert.IsType<Exp>(left.Of.Body).Argument);
        var inner = Assert.IsType<Series>(outer.Body);
        Assert.Contains(outer.Index, inner.FreeSymbols());
    }

    [Fact]
    public void A_symbol_under_a_binder_is_not_replaced_by_what_the_binder_draws()
    {
        // delta := exp(-f(x)) would let the failure probability depend on the draw.
        var markov = MarkovInequality([DrawX], new Exp(Of(F, AnyX)), A);
        Refused.OfTerm(() => markov.Instantiate(A, new Exp(-Of(F, AnyX))), "would be captured");
        var forAll = Identity(A + Of(F, AnyX), Of(F, AnyX) + A).Generalize(AnyX);
        Refused.OfTerm(() => forAll.Instantiate(A, new Exp(Of(F, AnyX))), "would be captured");
    }

    [Fact]
    public void Variables_of_one_name_do_not_become_one_when_their_spaces_do()
    {
        // f(S) with S of n entries is constant under a sample S of m entries; for m = n it would not be.
        var s = Draw.From("S", new Sampling(Data, M));
        var other = new Variable("S", new Space.SampleOf(X, N));
        var f = new Function("f", [other.Of]);
        Refused.OfTerm(() => Expectation.Under([s], Of(f, other)), "names a variable that is bound and another one");
        Refused.OfTerm(() => Law.Of([s], other), "names a variable that is bound and another one");
        var forAll = Identity(Of(f, other) + 0, Of(f, other)).Generalize(s.Variable);
        Refused.OfTerm(() => forAll.Instantiate(M, N), "would be captured");
    }

    [Fact]
    public void A_function_of_a_sample_is_the_same_function_in_hypothesis_and_conclusion()
    {
        var s = new Variable("s", new Space.SampleOf(X, M));
        var t = new Variable("t", new Space.SampleOf(X, M));
        var f = new Function("f", [s.Of]);
        var theorem = LipschitzBound(Hypothesis(new Judgement.Lipschitz(f, 0, A)), [s], t).Instantiate(M, N);
        var assumed = Assert.IsType<Judgement.Lipschitz>(theorem.Hypotheses[0]);
        Assert.Contains(assumed.Function, theorem.Conclusion.Functions());
    }

    [Fact]
    public void A_critic_is_arbitrary_also_where_its_facts_hide_in_a_conjunction()
    {
        var (critic, width) = (new Function("c", [X], IsNonnegative: true), new Symbol("width"));
        var hidden = new Judgement.Both(new Judgement.Bounded(critic, 1), new Judgement.AtMost(A, A));
        Expr Under(NamedKernel law) => Expectation.Under([Draw.From("x", law)], Of(critic, AnyX));
        var assumed = Assume(Under(Data), 1 + Under(Other))
            .Assuming(new Judgement.Bounded(critic, width))
            .Assuming(hidden)
            .Discharge(Lemma("only here", new Judgement.AtMost(Under(Data), 1 + Under(Other))).Assuming(hidden));
        Refused.Of(
            "H17",
            () => KantorovichRubinstein(assumed, critic, width, [], [], Law.Of(Data), Law.Of(Other), 1),
            "which stand for any"
        );
    }

    [Fact]
    public void A_size_is_not_the_index_that_runs_up_to_it()
    {
        var s = Draw.From("S", new Sampling(Data, I));
        Refused.Of("independence", () => IndependentEntries(s, I, AnyX, Of(F, AnyX)), "already in use");
        var bounded = Hypothesis(new Judgement.Bounded(F, A));
        Refused.Of("H22", () => HoeffdingInequality(bounded, s, I, B), "already in use");
        // For each value of the index this would be another point, which no binder outside sees.
        var whole = Of(new Function("g", [s.Variable.Of]), s.Variable);
        Refused.OfTerm(() => Expectation.Under([s], new Series(I, 1, M, whole)), "is free in a series over i");
    }

    [Fact]
    public void A_metric_is_not_any_critic()
    {
        // Read with the critic d(y, .), "0 <= E d(y, X)" would say that every law is the point mass at y.
        var y = new Variable("y", X);
        var metric = Function.Metric(X);
        Law point = Law.Of([], y);
        var width = new Symbol("width");
        var atPoint = PointMass(y, point).Symmetric();
        var zero = Chain(atPoint, SelfDivergence(DivergenceKind.Wasserstein1, point));
        var mean = Expectation.Under([DrawX], Of(metric, y, AnyX));
        var bound = Chain(zero, MoreTerms(0, mean)).Then(Identity(mean, 0 + (Expr)mean));
        Refused.Of(
            "H17",
            () => KantorovichRubinstein(bound, metric, width, [], [y], point, Law.Of(Data), 0),
            "which stand for any"
        );
    }

    [Fact]
    public void A_supremum_binds_its_variable_also_when_sizes_change()
    {
        var s = new Variable("s", new Space.SampleOf(X, M));
        Expr supremum = new Supremum(s, Of(new Function("f", [s.Of]), s));
        Assert.Contains(M, supremum.FreeSymbols());
        Assert.Empty(supremum.Substitute(M, N).FreeVariables());
        var other = new Variable("s", X);
        Refused.OfTerm(() => new Supremum(s, Of(F, other)), "names a variable that is bound and another one");
        Refused.OfTerm(
            () => new FDivergence("odd", r => (r - 1) * Of(F, AnyX), Law.Of(Data), Law.Of(Other)),
            "holds no quantity"
        );
    }

    [Fact]
    public void Indices_and_sizes_hide_no_random_point()
    {
        // S[g(x)] depends on x, though no binder would see it.
        var s = new Variable("S", new Space.SampleOf(X, M));
        Refused.OfTerm(() => new Ordinal(Of(F, AnyX), M), "holds no quantity");
        Refused.OfTerm(() => new Sampling(Data, Of(F, AnyX)), "holds no quantity");
        Refused.OfTerm(() => new Space.SampleOf(X, Infix.Parse("h(a)")), "holds no quantity");
        Refused.OfTerm(() => new GaussianChannel(1, Of(F, AnyX), X, X), "holds no quantity");
        Refused.OfTerm(() => new Entry(s, new Ordinal(1, N)), "is no index of one");
        Refused.OfTerm(() => new Sampling(Noise, M), "it has inputs");
    }

    [Fact]
    public void A_series_without_terms_or_with_indices_below_one_has_no_value_here()
    {
        // Read as b - a + 1 copies, an empty sum of positive numbers would be negative.
        Refused.Of("identity", () => Identity(new Series(I, 3, 1, A), -A), "not known to be defined");
        Refused.Of("more-terms", () => MoreTerms(0, new Series(I, -2, -1, I)), "does not have enough");
        Refused.Of("summation", () => Over(I, M, 1, false, Assume(A, B)), "not known to be defined");
        Refused.OfTerm(() => Identity(new Series(I, 1, M, A), M * A).Instantiate(M, Rational.Half), "m is a positive integer");
    }

    [Fact]
    public void A_foreign_quantity_is_no_hypothesis() =>
        Refused.Of(
            "weakening",
            () => Assume(A, B).Assuming(new Judgement.Finite(Infix.Parse("f(a)"))),
            "does not know what f means"
        );

    [Fact]
    public void The_least_of_nothing_is_not_a_number()
    {
        Refused.Of("identity", () => Identity(new Max([]) - new Max([]), 0), "not known to be defined");
        Refused.Of("identity", () => Identity(new Min([]) / new Min([]), 1), "");
    }

    [Theory]
    [InlineData("(((a + b + c + d)^16 + 1)^16 + 1)^16")]
    [InlineData("((2^1000)^1000)^1000")]
    [InlineData("(2^(1/3) + 2^(10^30))^2")]
    public void What_is_too_large_is_refused_and_does_not_hang(string text) =>
        Assert.Throws<ProofException>(() => Identity(Infix.Parse(text), 1));
}
