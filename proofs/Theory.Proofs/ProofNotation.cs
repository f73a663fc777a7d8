using System.Text;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics.Notation;

namespace Theory.Proofs;

/// <summary>How proofs are written: numbered lines, each with its rule and the lines it uses, as text and in LaTeX.</summary>
public static class ProofNotation
{
    /// <summary>The proof as lines of text: hypotheses, numbered steps, axioms, lemmas.</summary>
    public static string ToText(this Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (proof.Theorem is not { } theorem)
            return $"{proof.Bound.Id}: no derivation is given here; the statement is cited from its source.\n";
        var text = new StringBuilder();
        text.Append(proof.Bound.Id).Append(": ").Append(proof.Bound.Title).Append('\n');
        foreach (var hypothesis in theorem.Hypotheses)
            text.Append("assume ").Append(hypothesis).Append('\n');
        var width = proof.Steps.Length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        foreach (var step in proof.Steps)
            text.Append($"{step.Number.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(width)}. ")
                .Append(step.Conclusion)
                .Append($"   [{Reason(step, n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))}]\n");
        foreach (var axiom in Used(theorem))
            text.Append($"axiom {axiom.Id}: {axiom.Name} ({axiom.Reference})\n");
        foreach (var lemma in theorem.Lemmas)
            text.Append($"taken without proof: {lemma}\n");
        return text.ToString();
    }

    /// <summary>
    /// The proof as a LaTeX theorem and proof (packages amsmath, amssymb and amsthm, an environment <c>theorem</c>): the hypotheses and
    /// the statement, then numbered lines with labels and references, then what it rests on.
    /// </summary>
    public static string ToLatex(this Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var text = new StringBuilder();
        text.Append($"\\begin{{theorem}}[{Words(proof.Bound.Title)}]\n");
        var statement = proof.Theorem?.Conclusion ?? proof.Bound.Statement;
        var hypotheses = proof.Theorem is { } proved ? proved.Hypotheses : [];
        foreach (var hypothesis in hypotheses)
            text.Append($"Assume ${Formula(hypothesis)}$.\n");
        text.Append($"{(hypotheses.Count > 0 ? "Then " : "")}\n\\[\n  {Formula(statement)}\n\\]\n\\end{{theorem}}\n");
        if (proof.Theorem is not { } theorem)
            return text.Append("The statement is cited; no derivation is given here.\n").ToString();
        text.Append("\\begin{proof}\\leavevmode\n\\begin{enumerate}\n");
        foreach (var step in proof.Steps)
            text.Append($"  \\item\\label{{{Label(proof, step.Number)}}} ${Formula(step.Conclusion)}$\n")
                .Append($"    \\hfill[{Words(Reason(step, n => $"\u0001{n}\u0002"))}]\n");
        text.Append("\\end{enumerate}\n");
        foreach (var axiom in Used(theorem))
            text.Append($"{Words(axiom.Id)} is {Words(axiom.Name)} ({Words(axiom.Reference)}): ${axiom.Latex}$.\n\n");
        foreach (var lemma in theorem.Lemmas)
            text.Append($"Taken without proof: {Words(lemma)}.\n\n");
        text.Append("\\end{proof}\n");
        return proof
            .Steps.Aggregate(
                text,
                (all, step) => all.Replace($"\u0001{step.Number}\u0002", $"\\ref{{{Label(proof, step.Number)}}}")
            )
            .ToString();
    }

    /// <summary>LaTeX proofs as a document of their own.</summary>
    public static string ToLatexDocument(params IEnumerable<Proof> proofs) =>
        $$"""
            \documentclass{article}
            \usepackage{amsmath,amssymb,amsthm}
            \newtheorem{theorem}{Theorem}
            \allowdisplaybreaks
            \begin{document}
            {{string.Join("\n", proofs.Select(ToLatex))}}
            \end{document}

            """;

    private static IEnumerable<Axiom> Used(Theorem theorem) => Axiom.All.Where(a => theorem.Axioms.Contains(a.Id));

    private static string Reason(Step step, Func<int, string> reference)
    {
        var name = Axiom.All.FirstOrDefault(a => a.Id == step.Rule) is { } axiom ? $"{axiom.Id}, {axiom.Name}" : step.Rule;
        return step.Premises.IsEmpty ? name : $"{name}; from {string.Join(", ", step.Premises.Distinct().Select(reference))}";
    }

    private static string Formula(Judgement judgement) => Latex.Print(judgement.Layout(e => Layout.Of(e)));

    private static string Label(Proof proof, int number) => $"{proof.Bound.Id}:{number}";

    private static string Words(string text) =>
        string.Concat(
            text.Select(c =>
                c is '_' or '&' or '%' or '#' or '$' or '{' or '}' ? $@"\{c}"
                : c == '^' ? @"\^{}"
                : c.ToString()
            )
        );
}
