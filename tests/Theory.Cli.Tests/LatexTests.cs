using System.Diagnostics;
using Theory.Bounds;
using Theory.Proofs;
using Theory.Testing;

namespace Theory.Cli.Tests;

public class LatexTests
{
    // All results of one document, so that TeX starts once.
    [PdfLatexFact]
    public void The_latex_of_every_statement_and_of_every_verb_compiles()
    {
        string[][] verbs =
        [
            ["list"],
            ["rate", "tau^4/(m*n) + tau^3/m^2 + 1/tau", "--min", "tau", "--given", "m = n^kappa"],
            ["depends", "li2023:training-dynamics", "--on", "tau"],
            ["optimize", "mbacke2023-wgan:sharp", "--min", "lambda"],
            ["solve", "R*sqrt(2*d/n)", "--below", "0.1", "--for", "n"],
            ["compare", "1/n", "1/m"],
            ["limit", "x^a", "--var", "x", "--to", "inf", "--given", "a real"],
            ["eval", "1/x", "--grid", "x=1e-9:1:3", "--certified"],
            ["diff", "log(x)/x", "--var", "x"],
            ["check", "li2023:training-dynamics"],
            .. Derivation.All.Select(derivation => new[] { "prove", derivation.Bound.Id }),
            ["rate", "--all"],
            ["compare", "--all"],
            ["compose", "mbacke2023-wgan:sharp", "suppose KL(rho, prior) <= K", "optimize lambda"],
            ["eval", "1/x + x", "--grid", "x=0.1:10:5:log"],
            ["eval", "1/x + y", "--grid", "x=1:10:3", "--grid", "y=1:2:4"],
            ["simplify", "x + x"],
            ["series", "exp(x)", "--var", "x", "--at", "0"],
            ["power", "chen2025:vae-averaged", "--trials", "5"],
            ["export", "li2023:training-dynamics", "--to", "sympy"],
            ["memorization", "--train", Golden.Data("swiss_roll.csv"), "--generated", Golden.Data("swiss_roll.csv")],
            ["doctor"],
            ["show", "@" + Golden.Data("own-bound.json")],
            .. Catalog.All.Select(bound => new[] { "show", bound.Id }),
        ];
        var fragments = verbs.Select(verb =>
        {
            var ran = Ran.Theory([.. verb, "--latex"]);
            Assert.True(ran.Error.Length == 0, $"theory {string.Join(' ', verb)}: {ran.Error}");
            return ran.Out;
        });
        var terms = Catalog.All.SelectMany(bound =>
            bound.Terms.Select(term => $"\\[\n{Ran.Theory("latex", bound.Id, "--term", term.Name).Out}\\]\n")
        );
        Compiles(Output.LatexText.Document(string.Join("\n", fragments.Concat(terms))));
    }

    [PdfLatexFact]
    public void A_standalone_statement_compiles() =>
        Compiles(Ran.Theory("latex", "chen2025:vae-averaged", "--align", "--standalone").Out);

    internal static void Compiles(string document)
    {
        var folder = Directory.CreateTempSubdirectory("theory-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.tex"), document);
            using var process = Process.Start(
                new ProcessStartInfo("pdflatex", "-interaction=nonstopmode -halt-on-error a.tex")
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                }
            )!;
            var log = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var error = log.IndexOf("\n!", StringComparison.Ordinal);
            Assert.True(process.ExitCode == 0, error < 0 ? log : log[error..]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
