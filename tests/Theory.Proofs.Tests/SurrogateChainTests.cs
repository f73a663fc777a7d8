using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Derivations;
using Theory.Symbolics;

namespace Theory.Proofs.Tests;

public class SurrogateChainTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_surrogate_is_proved_for_a_chain_of_a_given_number_of_steps(int steps)
    {
        var theorem = Chen2025SurrogateChain.Surrogate(steps);
        Assert.Empty(theorem.Lemmas);
        Assert.Equal(["H10", "H11", "H12", "H15", "H26", "H9"], theorem.Axioms);
        Assert.Equal(Chen2025GeneratorTerm.Surrogate.Right.Substitute(new Symbol("N"), steps), theorem.Right());
        // All that is assumed: a bound on the drift of each step, and what the metric is.
        Assert.Equal(steps, theorem.Hypotheses.Count(h => h is Judgement.ForAll));
        Assert.Single(theorem.Hypotheses, h => h is Judgement.InWords);
        Assert.Equal(steps + 1, theorem.Hypotheses.Count);
    }

    [Fact]
    public void A_chain_without_steps_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Chen2025SurrogateChain.Surrogate(0));
}
