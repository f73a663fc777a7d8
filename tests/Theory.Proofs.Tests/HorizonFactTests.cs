using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Derivations;
using Theory.Proofs.Kernel;
using Theory.Symbolics;

namespace Theory.Proofs.Tests;

/// <summary>The facts by which the diffusion bound moves with its horizon are theorems of the kernel.</summary>
public class HorizonFactTests
{
    private static readonly NamedKernel Onwards = new("K", [EncoderGenerator.Z], EncoderGenerator.Z);

    public static TheoryData<string> Channels => ["stated", "early-stopped"];

    private static (Terms<Fact> Facts, GaussianChannel Forward) Of(string which) =>
        which == "stated"
            ? (Chen2025Diffusion.Stated.Facts, Chen2025Diffusion.Diffusing)
            : (Chen2025Diffusion.EarlyStopped.Facts, Chen2025Diffusion.Continuing);

    [Theory]
    [MemberData(nameof(Channels))]
    public void What_bounds_the_informations_of_the_terms_is_proved(string which)
    {
        var (facts, forward) = Of(which);
        Theorem[] theorems =
        [
            Chen2025HorizonFacts.AtMostLogSize(forward),
            Chen2025HorizonFacts.AtMostPriorGap(forward),
            Chen2025HorizonFacts.ReverseAtMostParameters(),
        ];
        Assert.All(theorems, t => Assert.Empty(t.Lemmas));
        Assert.All(theorems, t => Assert.Empty(t.Hypotheses));
        // In closed form the theorems are the facts.
        var context = facts.Aggregate(Context.Empty, (c, f) => c.With(f));
        Assert.Equal(
            facts.Where(f => f is { Because: Justification.Proved, Statement: Statement.Comparison }).Select(f => f.Statement),
            theorems.Select(t => new Statement.Comparison(
                t.Left().InClosedForm(context),
                Symbolics.Relation.LessOrEqual,
                t.Right().InClosedForm(context)
            ))
        );
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Running_on_tells_no_more_of_the_index(string which)
    {
        var theorem = Chen2025HorizonFacts.Falls(Of(which).Forward, Onwards);
        Assert.Empty(theorem.Lemmas);
        Assert.Empty(theorem.Hypotheses);
        Assert.Equal(["H11", "H9"], theorem.Axioms);
    }
}
