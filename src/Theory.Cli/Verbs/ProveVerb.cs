using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Proofs;
using Theory.Proofs.Kernel;

namespace Theory.Cli.Verbs;

/// <summary><c>theory prove</c>: replays a derivation in the kernel.</summary>
internal static class ProveVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        return new(
            "prove",
            "Replays the derivation of a bound in the kernel: numbered steps, axioms, lemmas, hypotheses",
            "theory prove chen2025:vae-averaged",
            [bound],
            input => Report(Proof.Of(Subject.ReadBound(input.Of(bound))))
        );
    }

    private static Report Report(Proof proof) =>
        new(Result(proof), [.. Blocks(proof)])
        {
            Paper = [new Block.Source(proof.ToLatex())],
            Exit = proof.Status is ProofStatus.Proved ? ExitCode.Done : ExitCode.NotDecided,
        };

    private static JsonObject Result(Proof proof) =>
        new()
        {
            ["id"] = proof.Bound.Id,
            ["status"] = Word(proof.Status),
            ["steps"] = Json.Array(
                proof.Steps.Select(step => new JsonObject
                {
                    ["n"] = step.Number,
                    ["rule"] = step.Rule,
                    ["premises"] = Json.Array(step.Premises.Select(premise => (JsonNode)premise)),
                    ["conclusion"] = step.Conclusion.ToString(),
                    ["latex"] = step.Conclusion.InLatex(),
                })
            ),
            ["axioms"] = Json.Array(proof.Theorem?.Axioms ?? []),
            ["lemmas"] = Json.Array(proof.Theorem?.Lemmas ?? []),
            ["hypotheses"] = Json.Array((proof.Theorem?.Hypotheses ?? []).Select(hypothesis => hypothesis.ToString())),
            ["unlisted"] = Json.Array(proof.ExtraHypotheses.Select(hypothesis => hypothesis.ToString())),
        };

    private static string Word(ProofStatus status) =>
        status switch
        {
            ProofStatus.Proved => "proved",
            ProofStatus.Conditional => "conditional",
            _ => "none",
        };

    private static IEnumerable<Block> Blocks(Proof proof)
    {
        yield return new Block.Title($"{proof.Bound.Id}: {Word(proof.Status)}");
        if (proof.Theorem is not { } theorem)
        {
            yield return new Block.Paragraph("No derivation is given here; the statement is cited from its source.");
            yield break;
        }
        yield return new Block.Steps([
            .. proof.Steps.Select(step =>
                (
                    new Cell(step.Conclusion.ToString(), $"${step.Conclusion.InLatex()}$"),
                    step.Rule + (step.Premises.Length > 0 ? $", from {string.Join(", ", step.Premises)}" : "")
                )
            ),
        ]);
        foreach (var hypothesis in theorem.Hypotheses)
            yield return new Block.Paragraph(
                "hypothesis: "
                    + new Cell(hypothesis.ToString(), $"${hypothesis.InLatex()}$")
                    + (proof.ExtraHypotheses.Contains(hypothesis) ? " (not among the stated assumptions)" : "")
            );
        foreach (var axiom in Axiom.All.Where(axiom => theorem.Axioms.Contains(axiom.Id)))
            yield return new Block.Paragraph($"axiom {axiom.Id}: {axiom.Name} ({axiom.Reference})");
        foreach (var lemma in theorem.Lemmas)
            yield return new Block.Paragraph($"lemma, taken without proof: {lemma}");
    }
}
