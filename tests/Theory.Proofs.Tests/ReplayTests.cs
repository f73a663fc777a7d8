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
    public void Every_line_of_a_proof_uses_lines_before_it() =>
        Assert.All(
            Derivation.All.SelectMany(d => Proof.Of(d.Bound).Steps),
            step => Assert.All(step.Premises, premise => Assert.InRange(premise, 1, step.Number - 1))
        );

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
