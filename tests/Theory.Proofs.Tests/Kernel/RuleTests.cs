using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>Each rule proves what it says, keeps its hypotheses, and refuses at the edge of what is true.</summary>
public sealed partial class RuleTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly Draw DrawX = Draw.From("x", P);
    private static readonly Variable AnyX = DrawX.Variable;
    private static readonly Symbol A = new("a");
    private static readonly Symbol B = new("b");
    private static readonly Symbol C = new("c");
    private static readonly Symbol Hole = new("hole");
    private static readonly Expr F = new Evaluation(new Function("f", [X]), [AnyX]);
    private static readonly Expr G = new Evaluation(new Function("g", [X], IsNonnegative: true), [AnyX]);
    private static readonly Function Narrow = new("b", [X]);
    private static readonly Expr N = new Evaluation(Narrow, [AnyX]);
    private static readonly Expr KL = Divergence.KL(Law.Of(P), Law.Of(Q));
    private static readonly Judgement Bounded = new Judgement.Bounded(Narrow, 1);
    private static readonly Theorem LessThan = Lemma("less", new Judgement.AtMost(A, B));
    private static readonly Theorem Same = Lemma("same", new Judgement.Equal(A, B));

    private static Expr Mean(Expr body) => Expectation.Under([DrawX], body);

    [Fact]
    public void More_terms_are_more_where_they_are_nonnegative()
    {
        Assert.Equal(new Judgement.AtMost(A, A + G), MoreTerms(A, A + G).Conclusion);
        Assert.Equal(new Judgement.AtMost(A, A), MoreTerms(A, A).Conclusion);
        Assert.NotNull(MoreTerms(A - B, A));
        Assert.NotNull(MoreTerms(F + A, F + 2 * (Expr)A));
        Refused.Of("more-terms", () => MoreTerms(A, A - B), "does not have enough of b");
        Refused.Of("more-terms", () => MoreTerms(A, A + F), "does not have enough of f(x)");
        Refused.Of("more-terms", () => MoreTerms(2 * (Expr)A, A + B), "does not have enough of a");
        Refused.Of("more-terms", () => MoreTerms(A + B, A), "does not have enough of b");
        var fact = new Judgement.AtMost(0, F);
        Assert.Equal([fact], MoreTerms(A, A + F, fact).Hypotheses);
    }

    [Fact]
    public void A_chain_of_equalities_is_one_and_any_other_an_inequality()
    {
        var (further, equal) = (Lemma("f", new Judgement.AtMost(B, C)), Lemma("e", new Judgement.Equal(B, C)));
        Assert.Equal(new Judgement.AtMost(A, C), Chain(LessThan, further).Conclusion);
        Assert.Equal(new Judgement.AtMost(A, C), Chain(LessThan, equal).Conclusion);
        Assert.Equal(new Judgement.AtMost(A, C), Chain(Same, further).Conclusion);
        Assert.Equal(new Judgement.Equal(A, C), Chain(Same, equal).Conclusion);
        Assert.Equal(LessThan.Conclusion, Chain(LessThan).Conclusion);
        Refused.Of("transitivity", () => Chain(), "at least one link");
        Refused.Of("transitivity", () => Chain(LessThan, LessThan), "link 1 ends in b, link 2 begins with a");
        Refused.Of("transitivity", () => Chain(LessThan, further, LessThan), "link 2 ends in c, link 3 begins with a");
        Refused.Of("transitivity", () => Chain(Lemma("other", Bounded)), "neither an inequality nor an equality");
    }

    [Fact]
    public void Sums_keep_the_direction_and_what_they_rest_on()
    {
        var assumed = Hypothesis(new Judgement.AtMost(B, C));
        var sum = Add(LessThan, assumed);
        Assert.Equal(new Judgement.AtMost(A + B, B + C), sum.Conclusion);
        Assert.Equal([assumed.Conclusion], sum.Hypotheses);
        Assert.Equal(["less"], sum.Lemmas);
        Assert.Equal(new Judgement.Equal(A + A, B + B), Add(Same, Same).Conclusion);
        Assert.Equal(new Judgement.AtMost(A + A, B + B), Add(Same, LessThan).Conclusion);
        Assert.Equal(new Judgement.Equal(B, A), Same.Symmetric().Conclusion);
        Assert.Equal(new Judgement.AtMost(A, B), Same.AsInequality().Conclusion);
        Refused.Of("symmetry", () => LessThan.Symmetric(), "not an equality");
        Refused.Of("equality is at most", () => LessThan.AsInequality(), "not an equality");
        Refused.Of("addition", () => Add(LessThan, null!), "neither an inequality");
    }

    [Theory]
    [InlineData("hole")]
    [InlineData("2*hole + 1")]
    [InlineData("hole^2")]
    [InlineData("sqrt(hole)")]
    [InlineData("exp(hole)")]
    [InlineData("log(hole)")]
    [InlineData("-1/hole")]
    [InlineData("1/(1/hole)")]
    [InlineData("exp(-1/hole)")]
    [InlineData("-exp(-hole)")]
    [InlineData("-2*(-3)*log(hole)")]
    [InlineData("min(hole, c)")]
    [InlineData("max(hole, -1/hole)")]
    [InlineData("hole*(hole + 1)")]
    [InlineData("c*hole*exp(hole)")]
    [InlineData("c*log(hole)")]
    [InlineData("hole - 1/hole + c - d")]
    [InlineData("sum(i, 1, m, i*hole)")]
    [InlineData("c")]
    public void What_rises_keeps_an_inequality(string template)
    {
        var C = Infix.Parse(template);
        Assert.Equal(new Judgement.AtMost(C.Substitute(Hole, A), C.Substitute(Hole, B)), Monotone(C, Hole, LessThan).Conclusion);
    }

    [Theory]
    [InlineData("-hole")]
    [InlineData("1/hole")]
    [InlineData("hole - hole^2")]
    [InlineData("min(hole, -hole)")]
    [InlineData("max(-hole, c)")]
    [InlineData("exp(1/hole)")]
    [InlineData("log(1/hole)")]
    [InlineData("hole/(1 + hole)")]
    [InlineData("hole*log(hole)")]
    [InlineData("log(hole)^2")]
    [InlineData("(c - d)*hole")]
    [InlineData("log(c)*hole")]
    [InlineData("2^(-hole)")]
    [InlineData("2^hole")]
    [InlineData("hole + 2^(-hole)")]
    [InlineData("hole - 2^hole")]
    [InlineData("max(hole, 2^(-hole))")]
    [InlineData("sum(i, 1, hole, -i)")]
    [InlineData("sum(i, hole, m, i)")]
    [InlineData("sum(i, 1, m, -i*hole)")]
    [InlineData("sum(i, 1, m, (i - 2)*hole)")]
    [InlineData("c - 2*hole")]
    [InlineData("(hole - c)^2")]
    [InlineData("(hole - c)^3")]
    public void What_is_not_known_to_rise_does_not(string template)
    {
        Refused.Of("monotonicity", () => Monotone(Infix.Parse(template), Hole, LessThan), "");
    }

    [Fact]
    public void Equals_may_be_put_into_anything()
    {
        Assert.Equal(new Judgement.Equal(-(Expr)A, -(Expr)B), Monotone(-(Expr)Hole, Hole, Same).Conclusion);
        var assumed = Same.Assuming(new Judgement.AtMost(Hole, A));
        Refused.Of("monotonicity", () => Monotone(Hole, Hole, assumed), "which stands for the hole");
    }

    [Fact]
    public void Sums_over_an_index_and_expectations_keep_the_relation()
    {
        var i = new Symbol("i");
        Expr All(Expr body) => new Series(i, 1, C, body, IsAverage: true);
        Assert.Equal(new Judgement.AtMost(All(A), All(B)), Over(i, 1, C, true, LessThan).Conclusion);
        Assert.Equal(new Judgement.Equal(All(A), All(B)), Over(i, 1, C, true, Same).Conclusion);
        Refused.Of("summation", () => Over(i, 1, C, false, Hypothesis(new Judgement.AtMost(i, A))), "is to be bound");
        var averaged = Under([DrawX], Lemma("x", new Judgement.AtMost(G, 1 + G)));
        Assert.Equal(new Judgement.AtMost(Mean(G), Mean(1 + G)), averaged.Conclusion);
        Assert.IsType<Judgement.Equal>(Under([DrawX], Lemma("x", new Judgement.Equal(G, 2 * G))).Conclusion);
        Refused.Of("expectation", () => Under([DrawX], Hypothesis(new Judgement.AtMost(G, A))), "speaks of x");
    }

    [Fact]
    public void Jensen_turns_with_the_curvature()
    {
        Theorem At(Expr function, Expr body, params Judgement[] facts) => Jensen(function, Hole, Mean(body), facts);
        void Concave(Expr function, Expr body) =>
            Assert.Equal(
                new Judgement.AtMost(Mean(function.Substitute(Hole, body)), function.Substitute(Hole, Mean(body))),
                At(function, body, Bounded).Conclusion
            );
        void Convex(Expr function, Expr body) =>
            Assert.Equal(
                new Judgement.AtMost(function.Substitute(Hole, Mean(body)), Mean(function.Substitute(Hole, body))),
                At(function, body, Bounded).Conclusion
            );
        void Neither(Expr function, Expr body) => Refused.Of("Jensen", () => At(function, body, Bounded), "");
        Concave(Expr.Sqrt(Hole), G);
        Concave(new Log(Hole), 1 + G);
        Convex(Power.Of(Hole, 2), G);
        Convex(Power.Of(Hole, new Rational(3, 2)), G);
        Convex(Power.Of(Hole, -1), 1 + G);
        Convex(new Exp(Hole), N);
        Convex(new Exp(Hole), G);
        Neither(new Log(Hole), G);
        Neither(Power.Of(Hole, -1), G);
        Neither(Power.Of(Hole, -1), 1 + (Expr)Divergence.KL(Law.At(new NamedKernel("K", [X], X), AnyX), Law.Of(Q)));
        Neither(Power.Of(Hole, 2), N);
        Neither(Expr.Sqrt(Hole), N);
        Neither(Expr.Sqrt(A), G);
        Neither(new Exp(A), G);
        Neither(new Log(A), 1 + G);
        Neither(new Exp(-(Expr)Hole), G);
        Neither(A * Expr.Sqrt(Hole), G);
        Neither(Power.Of(Hole, 2), F);
        Refused.Of("Jensen", () => Jensen(Expr.Sqrt(Hole), Hole, A), "neither an average over an index nor an expectation");
    }

    [Fact]
    public void Powers_up_to_one_are_subadditive_on_what_is_nonnegative()
    {
        Theorem Sub(Rational p, params Terms<Expr> items) => Subadditive(p, items);
        Assert.Equal(new Judgement.AtMost(Expr.Sqrt(G + KL), Expr.Sqrt(G) + Expr.Sqrt(KL)), Sub(Rational.Half, G, KL).Conclusion);
        Assert.NotNull(Sub(1, A, B));
        foreach (var p in new Rational[] { 0, -1, new(3, 2), new(-1, 2) })
            Refused.Of("subadditivity", () => Sub(p, A, B), "must lie in (0, 1]");
        Refused.Of("subadditivity", () => Sub(Rational.Half, A, F), "f(x) is not known to be nonnegative");
    }

    [Fact]
    public void Weighted_means_need_positive_weights_of_sum_one()
    {
        Theorem Weighted(Rational v, Rational w, Expr item) => WeightedMeans([(v, A), (w, item)]);
        var (third, two) = (new Rational(1, 3), new Rational(2, 3));
        Assert.Equal(
            new Judgement.AtMost(Product.Of(Power.Of(A, third), Power.Of(G, two)), Sum.Of(third * (Expr)A, two * G)),
            Weighted(third, two, G).Conclusion
        );
        Refused.Of("weighted means", () => Weighted(1, 0, G), "not positive with sum 1");
        Refused.Of("weighted means", () => Weighted(third, third, G), "not positive with sum 1");
        Refused.Of("weighted means", () => Weighted(2, -1, G), "not positive with sum 1");
        Refused.Of("weighted means", () => Weighted(third, two, F), "f(x) is not known to be nonnegative");
    }

    [Fact]
    public void Every_side_of_a_judgement_has_a_value()
    {
        Expr nothing = -KL;
        var (good, bad) = (new Judgement.AtMost(A, B), new Judgement.AtMost(A, nothing));
        Judgement[] false_ =
        [
            bad,
            new Judgement.AtMost(nothing, A),
            new Judgement.Equal(nothing, A),
            new Judgement.Equal(A, nothing),
            new Judgement.AtMostUpToConstant(nothing, A),
            new Judgement.AtMostUpToConstant(A, nothing),
            new Judgement.WithProbability([DrawX], bad, B),
            new Judgement.WithProbability([DrawX], good, nothing),
            new Judgement.Both(good, bad),
            new Judgement.Both(bad, good),
            new Judgement.ForAll([AnyX], bad),
        ];
        foreach (var judgement in false_)
            Refused.Of("lemma", () => Lemma("no", judgement), "not known to be defined");
        // What is known of a free x does not make a bound one finite.
        Expr here = Divergence.KL(Law.At(new NamedKernel("K", [X], X), AnyX), Law.Of(Q));
        var finite = new Judgement.Finite(here);
        Assert.NotNull(Hypothesis(new Judgement.AtMost(-here, A), finite));
        var bound = new Judgement.ForAll([AnyX], new Judgement.AtMost(-here, A));
        Refused.Of("hypothesis", () => Hypothesis(bound, finite), "not known to be defined");
        var likely = new Judgement.WithProbability([DrawX], new Judgement.AtMost(-here, A), B);
        Refused.Of("hypothesis", () => Hypothesis(likely, finite), "not known to be defined");
    }

    [Fact]
    public void A_theorem_keeps_its_hypotheses_and_names_what_it_rests_on()
    {
        var (first, second) = (new Judgement.AtMost(A, B), new Judgement.AtMost(B, C));
        var chain = Chain(Hypothesis(first), Hypothesis(second));
        Assert.Equal([first, second], chain.Hypotheses);
        Assert.Equal(2, chain.Premises.Length);
        Assert.Equal("transitivity", chain.Rule);
        Assert.Equal("a <= b, b <= c |- a <= c", chain.ToString());
        var without = chain.Discharge(Lemma("given", first).Assuming(Bounded));
        Assert.Equal([second, Bounded], without.Hypotheses);
        Assert.Equal(["given"], without.Lemmas);
        Refused.Of("discharge", () => chain.Discharge(LessThan.Assuming(first).Symmetric1()), "not among the hypotheses");
        Refused.Of("discharge", () => chain.Discharge(Lemma("other", new Judgement.AtMost(A, C))), "not among");
        Assert.Equal([first], Chain(Hypothesis(first)).Assuming(first).Hypotheses);
        Assert.Equal(chain.Hypotheses, chain.Generalize(AnyX).Hypotheses);
        var put = chain.Instantiate(A, 2 * (Expr)C);
        Assert.Equal(new Judgement.AtMost(2 * (Expr)C, C), put.Conclusion);
        Assert.Equal([new Judgement.AtMost(2 * (Expr)C, B), second], put.Hypotheses);
        var finite = new Judgement.Finite(KL);
        var positive = new Judgement.Positive(KL);
        Assert.Equal(
            [first with { Left = KL }, finite, positive],
            Hypothesis(first).Instantiate(A, KL, finite, positive).Hypotheses
        );
        Refused.Of("instantiate", () => chain.Instantiate(A, KL, finite), "is a positive real");
        Refused.Of("instantiate", () => chain.Instantiate(A, KL, positive), "is a positive real");
    }
}

file static class Turned
{
    /// <summary>The converse, taken without proof.</summary>
    public static Theorem Symmetric1(this Theorem t) =>
        Lemma("converse", new Judgement.AtMost(((Judgement.AtMost)t.Conclusion).Right, ((Judgement.AtMost)t.Conclusion).Left));
}
