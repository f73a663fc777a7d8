using Theory.Bounds;
using Theory.Proofs;
using Theory.Verification;

namespace Theory.Cli.Subjects;

/// <summary>What is known of a statement: computed by replaying its derivation and judging known worlds, never typed in.</summary>
/// <param name="Label">In a few words.</param>
/// <param name="Why">What the label rests on.</param>
internal sealed record Standing(string Label, string Why)
{
    /// <summary>The standing of a bound.</summary>
    public static Standing Of(Bound bound)
    {
        var proof = Proof.Of(bound);
        return proof.Status switch
        {
            ProofStatus.Proved => new(
                "proved (reading stated)",
                proof.Theorem!.Axioms.Count == 0
                    ? "derived in the kernel without axioms or lemmas"
                    : $"derived in the kernel from {string.Join(", ", proof.Theorem.Axioms.Select(NameOf))}, without lemmas"
            ),
            ProofStatus.Conditional => new(
                $"as printed; holds if {string.Join(" and ", Conditions(proof))}",
                "derived under these conditions"
            ),
            _ when bound.Relation == Relation.Definition => new(
                "definition",
                $"a name for its right side, from {bound.Reference.Key}, {bound.Where}"
            ),
            _ when StoredCounterexample.Against(bound) is { } found => new(
                "does not extend to the reading stated",
                $"a known world violates it, judged in exact enclosures: left in {found.Left}, right in {found.Right}"
            ),
            _ => new("not derived here", $"cited from {bound.Reference.Key}, {bound.Where}"),
        };
    }

    private static IEnumerable<string> Conditions(Proof proof) =>
        proof.Theorem!.Lemmas.Concat(proof.ExtraHypotheses.Select(hypothesis => hypothesis.ToString()));

    private static string NameOf(string axiom) => Proofs.Kernel.Axiom.All.FirstOrDefault(a => a.Id == axiom)?.Name ?? axiom;
}
