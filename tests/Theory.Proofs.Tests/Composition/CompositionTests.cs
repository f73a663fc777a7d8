using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Proofs.Tests.Composition;

/// <summary>Bounds composed of theorems are theorems: the kernel replays the composition.</summary>
public sealed class CompositionTests
{
    private static readonly Bound Gan = Catalog.Get("mbacke2023-wgan:sharp");
    private static readonly Expr GanDivergence = Divergence.KL(MbackeWgan2023.Posterior, MbackeWgan2023.Prior);

    private static Proof Proved(Bound bound)
    {
        var proof = Proof.Of(bound);
        Assert.True(
            proof.Status == ProofStatus.Proved,
            $"{proof.Status}: {string.Join("; ", proof.Theorem?.Lemmas ?? [])} {string.Join("; ", proof.ExtraHypotheses)}"
        );
        Assert.Equal(bound.Statement, proof.Theorem!.Conclusion);
        return proof;
    }

    [Fact]
    public void A_bound_with_its_probability_specialised_is_a_theorem()
    {
        var bound = Gan.Specialize(new Symbol("delta"), Infix.Parse("1/n"));
        Proved(bound);
        Assert.Equal("1/n", ((Mode.WithProbability)bound.Mode).Delta.ToString());
        Assert.DoesNotContain(bound.Glossary, entry => entry.Name == "delta");
        Assert.Contains(bound.Assumptions, a => a.Text == "0 < 1/n < 1");
    }

    [Fact]
    public void The_best_temperature_of_a_bounded_divergence_is_a_theorem()
    {
        var bound = Gan.Plug(Composing.Suppose(GanDivergence, new Symbol("K"))).Optimize("lambda");
        Proved(bound);
        Assert.Equal(["empirical", "complexity and moment"], bound.Terms.Select(t => t.Name));
        Assert.Equal("sqrt(2)*Delta*sqrt(K + log(1/delta))/(2*sqrt(n))", bound.Terms[1].Expr.ToString());
    }

    [Fact]
    public void A_temperature_that_would_look_at_the_sample_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Gan.Optimize("lambda"));
        Assert.Contains("lambda is fixed before S is drawn", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probability_of_failure_is_no_free_parameter()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Gan.Optimize("delta"));
        Assert.Contains("is in the probability delta", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unnamed_constant_stays_a_factor()
    {
        // From x <= C n^2 follows sqrt(x) + 1 <= C' (n + 1), but neither exp(x) <= C' exp(n^2) nor x - 1 <= C' (n^2 - 1).
        var upToConstant = Catalog.Get("li2023:training-dynamics");
        Bound Outer(Func<Expr, Expr> of) => Composing.Suppose(new Symbol("y"), of(upToConstant.Left));
        var kept = Outer(x => Expr.Sqrt(x) + 1).Plug(upToConstant);
        Assert.Equal(Bounds.Relation.AtMostUpToConstant, kept.Relation);
        foreach (var outer in new[] { Outer(x => new Exp(x)), Outer(x => new Log(1 + x)), Outer(x => x - 1) })
        {
            var refusal = Assert.Throws<ArgumentException>(() => outer.Plug(upToConstant));
            Assert.Contains("leaves a constant unnamed", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_best_temperature_in_expectation_is_a_theorem() =>
        Proved(Catalog.Get("mbacke2023-vae:generation-expected").Optimize("lambda"));

    [Fact]
    public void A_supposition_reaches_under_a_sum()
    {
        var kl = Divergence.KL(MbackeVae2023.LatentLaw, MbackeVae2023.Prior);
        var bound = Catalog.Get("mbacke2023-vae:regeneration").Plug(Composing.Suppose(kl, new Symbol("K"))).Optimize("lambda");
        Proved(bound);
        Assert.Contains(bound.Assumptions, a => a.Judgement is Judgement.ForAll);
    }

    [Fact]
    public void A_supposition_reaches_under_an_expectation_and_constants_come_out()
    {
        var kl = Divergence.KL(MbackeVae2023.LatentLaw, MbackeVae2023.Prior);
        var bound = Catalog.Get("mbacke2023-vae:generation-expected").Plug(Composing.Suppose(kl, new Symbol("K")));
        Proved(bound);
        Assert.Equal("1/lambda*n*K", bound.Terms[1].Expr.ToString());
        var best = bound.Optimize("lambda");
        Proved(best);
        Assert.Equal("sqrt(2)*Delta*sqrt(K)/2", best.Terms[1].Expr.ToString());
    }

    [Fact]
    public void Chained_bounds_are_a_theorem()
    {
        var bound = Gan.Chain(Composing.Suppose(Gan.Right, new Symbol("eps")));
        Proved(bound);
        Assert.Equal("eps", bound.Right.ToString());
    }

    [Fact]
    public void Two_bounds_at_once_pay_both_probabilities()
    {
        var bound = Gan.Union(Catalog.Get("mbacke2023-wgan:stated"));
        Proved(bound);
        Assert.Equal("2*delta", ((Mode.WithProbability)bound.Mode).Delta.ToString());
        Assert.IsType<Min>(Assert.Single(bound.Terms).Expr);
        Proved(bound.Specialize(new Symbol("delta"), Infix.Parse("delta/2")));
    }

    [Fact]
    public void From_probability_to_expectation_is_a_theorem()
    {
        var bound = Gan.InExpectation(new Symbol("Delta"));
        Proved(bound);
        Assert.IsType<Mode.InExpectation>(bound.Mode);
        Assert.Equal("delta*Delta", bound.Terms[^1].Expr.ToString());
    }

    [Fact]
    public void A_composition_of_what_is_only_cited_is_conditional_on_it()
    {
        var bound =
            Catalog.Get("chen2025:vae-stated") is var stated && Proof.Of(stated).Status == ProofStatus.None
                ? stated.Specialize(new Symbol("R"), 1)
                : throw new InvalidOperationException("chen2025:vae-stated has a derivation now.");
        var proof = Proof.Of(bound);
        Assert.Equal(ProofStatus.Conditional, proof.Status);
        Assert.Equal(["chen2025:vae-stated"], proof.Theorem!.Lemmas);
    }
}
