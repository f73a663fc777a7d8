using Theory.Bounds.Papers;
using Theory.Proofs.Derivations;

namespace Theory.Proofs.Tests;

public class Chen2025Tests
{
    [Fact]
    public void The_bound_for_the_averaged_generated_law_is_a_theorem_without_lemmas()
    {
        var theorem = Chen2025Derivations.VaeAveraged();
        Assert.Equal(Chen2025.VaeAveraged.Statement, theorem.Conclusion);
        Assert.Empty(theorem.Lemmas);
        Assert.Subset(Chen2025.VaeAveraged.Assumptions.Select(a => a.Judgement).ToHashSet(), theorem.Hypotheses.ToHashSet());
        Assert.Equal(["H10", "H16", "H6", "H9"], theorem.Axioms);
    }
}
