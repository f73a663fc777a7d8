using System.Diagnostics;
using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Testing;

namespace Theory.Proofs.Tests;

public sealed class ProofNotationTests
{
    [Fact]
    public void A_proof_reads_as_numbered_lines_that_name_rules_and_premises()
    {
        var proof = Proof.Of(Chen2025.VaeAveraged);
        var lines = proof.ToText().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("chen2025:vae-averaged:", lines[0], StringComparison.Ordinal);
        Assert.Equal(proof.Theorem!.Hypotheses.Count, lines.Count(l => l.StartsWith("assume ", StringComparison.Ordinal)));
        var steps = lines.Where(l => char.IsDigit(l.TrimStart()[0])).ToList();
        Assert.Equal(proof.Steps.Length, steps.Count);
        Assert.Contains(steps, l => l.Contains("H9, data processing", StringComparison.Ordinal));
        Assert.Contains(proof.Bound.Statement.ToString(), steps[^1], StringComparison.Ordinal);
        Assert.Contains($"from {string.Join(", ", proof.Steps[^1].Premises.Distinct())}]", steps[^1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("axiom H6: transport inequality", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_line_of_a_LaTeX_proof_refers_to_labels_that_exist()
    {
        var latex = Proof.Of(Chen2025.VaeAveraged).ToLatex();
        var labels = Between(latex, @"\label{").ToHashSet();
        Assert.NotEmpty(Between(latex, @"\ref{"));
        Assert.All(Between(latex, @"\ref{"), r => Assert.Contains(r, labels));
        Assert.DoesNotContain('\u0001', latex);
    }

    [Fact]
    public void What_a_proof_assumes_or_takes_without_proof_is_printed_with_it()
    {
        var assuming = Proof.Of(Chen2025.VaeAveraged);
        Assert.NotEmpty(assuming.Theorem!.Hypotheses);
        Assert.Equal(assuming.Theorem.Hypotheses.Count, assuming.ToLatex().Split("Assume $").Length - 1);
        var conditional = Proof.Of(Chen2025GeneratorTerm.Surrogate);
        var lemmas = conditional.Theorem!.Lemmas.Count;
        Assert.InRange(lemmas, 1, int.MaxValue);
        Assert.Equal(lemmas, conditional.ToText().Split("\ntaken without proof: ").Length - 1);
        Assert.Equal(lemmas, conditional.ToLatex().Split("\nTaken without proof: ").Length - 1);
    }

    [Fact]
    public void A_bound_without_a_derivation_is_printed_as_cited()
    {
        var proof = Proof.Of(Chen2025.EncoderGeneratorStated);
        Assert.Contains("cited", proof.ToText(), StringComparison.Ordinal);
        Assert.Contains("cited", proof.ToLatex(), StringComparison.Ordinal);
    }

    [PdfLatexFact]
    public void Every_proof_compiles_as_LaTeX()
    {
        var folder = Directory.CreateTempSubdirectory("proofs");
        try
        {
            var document = ProofNotation.ToLatexDocument(Derivation.All.Select(d => Proof.Of(d.Bound)));
            File.WriteAllText(Path.Combine(folder.FullName, "proofs.tex"), document);
            using var process = Process.Start(
                new ProcessStartInfo("pdflatex", "-interaction=nonstopmode -halt-on-error proofs.tex")
                {
                    WorkingDirectory = folder.FullName,
                    RedirectStandardOutput = true,
                }
            )!;
            var log = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, log[^Math.Min(1500, log.Length)..]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Between(string text, string start) =>
        text.Split(start).Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]);
}
