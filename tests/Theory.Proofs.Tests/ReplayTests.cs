using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Proofs.Kernel;
using Theory.Symbolics;

namespace Theory.Proofs.Tests;

public class ReplayTests
{
    // What the kernel has no terms for, laws of paths and differential entropies, enters by name.
    private static readonly string[] FromLemmas = ["chen2025:diffusion-early-stopped", "chen2025:generator-term-surrogate"];

    public static TheoryData<string> Derived => [.. Derivation.All.Select(d => d.Bound.Id).Except(FromLemmas)];

    public static TheoryData<string> Conditional => [.. FromLemmas];

    [Theory]
    [MemberData(nameof(Conditional))]
    public void A_derivation_from_lemmas_names_them_and_is_conditional(string id)
    {
        var proof = Proof.Of(Catalog.Get(id));
        Assert.Equal(ProofStatus.Conditional, proof.Status);
        Assert.NotEmpty(proof.Theorem!.Lemmas);
        Assert.Empty(proof.ExtraHypotheses);
    }

    [Theory]
    [MemberData(nameof(Derived))]
    public void Every_derivation_proves_its_catalog_entry_from_the_entrys_assumptions(string id)
    {
        var proof = Proof.Of(Catalog.Get(id));
        Assert.Equal(ProofStatus.Proved, proof.Status);
        Assert.Empty(proof.Theorem!.Lemmas);
        Assert.Empty(proof.ExtraHypotheses);
        Assert.Subset(Axiom.All.Select(a => a.Id).ToHashSet(), proof.Theorem.Axioms.ToHashSet());
    }

    [Fact]
    public void The_averaged_bound_rests_on_transport_data_processing_chain_rule_and_couplings() =>
        Assert.Equal(["H10", "H16", "H6", "H9"], Proof.Of(Chen2025.VaeAveraged).Theorem!.Axioms);

    [Fact]
    public void A_bound_without_a_derivation_says_so() =>
        Assert.Equal(ProofStatus.None, Proof.Of(Chen2025.EncoderGeneratorStated).Status);

    [Fact]
    public void Every_line_of_a_proof_is_a_step_of_the_theorem_and_uses_the_lines_before_it_that_the_step_does()
    {
        foreach (var proof in Derivation.All.Select(d => Proof.Of(d.Bound)))
        {
            var seen = new HashSet<Theorem>(ReferenceEqualityComparer.Instance);
            void Follows(Theorem theorem, Step step)
            {
                if (!seen.Add(theorem))
                    return;
                Assert.Equal((theorem.Rule, theorem.Conclusion), (step.Rule, step.Conclusion));
                Assert.Equal(theorem.Premises.Length, step.Premises.Length);
                foreach (var (premise, number) in theorem.Premises.Zip(step.Premises))
                {
                    Assert.InRange(number, 1, step.Number - 1);
                    Follows(premise, proof.Steps[number - 1]);
                }
            }
            Follows(proof.Theorem!, proof.Steps[^1]);
            Assert.Equal(proof.Steps.Length, seen.Count);
        }
    }

    [Fact]
    public void A_hypothesis_that_the_entry_does_not_list_makes_its_proof_conditional_and_is_named()
    {
        var proof = Proof.Of(Chen2025.VaeAveraged with { Assumptions = [] });
        Assert.Equal(ProofStatus.Conditional, proof.Status);
        Assert.NotEmpty(proof.ExtraHypotheses);
        Assert.Equal(proof.Theorem!.Hypotheses, proof.ExtraHypotheses);
    }

    [Fact]
    public void A_derivation_of_a_weaker_statement_proves_no_stronger_one()
    {
        var bound = Chen2025.VaeAveraged;
        var stronger = bound with { Terms = bound.Terms.Select(t => t with { Expr = t.Expr / 2 }).ToTerms() };
        var refusal = Assert.Throws<InvalidOperationException>(() => Proof.Of(stronger));
        Assert.Contains("but the statement is", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variance_form_is_the_V_kernel_for_an_independent_past_and_for_no_other()
    {
        Assert.Equal(ProofStatus.Proved, Proof.Of(Vastola2025GeneratorTerm.VarianceForm).Status);
        Assert.Empty(Proof.Of(Vastola2025GeneratorTerm.VarianceForm).Theorem!.Axioms);
        // The past of a chain that started at a training point: its mean cannot be taken first.
        var coupled = Chen2025GeneratorTerm.Variance.Terms[0].Expr.SubExpressions().OfType<Quantity>().First();
        Assert.Throws<ProofException>(() => Theorem.Identity(coupled, Vastola2025GeneratorTerm.VarianceForm.Right));
    }
}
