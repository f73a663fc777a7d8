using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;

namespace Theory.Cli.Tests;

/// <summary>What an author pastes into a paper.</summary>
public sealed class PaperTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_proof_is_a_theorem_with_numbered_lines()
    {
        var latex = Ran.Theory("prove", "chen2025:vae-averaged", "--latex").Out;
        Assert.StartsWith(@"\begin{theorem}[", latex, StringComparison.Ordinal);
        Assert.Contains(@"\item\label{chen2025:vae-averaged:24}", latex, StringComparison.Ordinal);
        Assert.Contains(@"\ref{chen2025:vae-averaged:22}", latex, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependence_and_rate_are_propositions()
    {
        var depends = Ran.Theory("depends", "li2023:training-dynamics", "--on", "tau", "--latex").Out;
        Assert.Contains(@"\begin{proposition}[Dependence of", depends, StringComparison.Ordinal);
        Assert.Contains(@"Let $0 \le L_{\mathrm{bar}}$", depends, StringComparison.Ordinal);
        Assert.Contains(
            @"The term bias, $\frac{1}{\tau}$, is nonincreasing, is convex, tends to",
            depends,
            StringComparison.Ordinal
        );
        Assert.Contains(@"The whole is neither nondecreasing nor nonincreasing", depends, StringComparison.Ordinal);
        var rate = Ran.Theory("rate", "tau^4/(m*n) + tau^3/m^2 + 1/tau", "--min", "tau", "--given", "m = n^kappa", "--latex").Out;
        Assert.Contains(@"\tau \asymp n^{(1 + \kappa)/5}", rate, StringComparison.Ordinal);
        Assert.Contains(@"\Bigl(\frac{1}{\tau}\Bigr)^{\frac{4}{5}}", rate, StringComparison.Ordinal);
    }

    [Fact]
    public void Macros_replace_their_bodies_and_are_defined_once()
    {
        var standard = Ran.Theory("latex", "mbacke2023-wgan:sharp", "--macros", "standard").Out;
        Assert.StartsWith(@"\providecommand{\KL}{\mathrm{KL}}", standard, StringComparison.Ordinal);
        Assert.DoesNotContain(@"\mathrm{KL}(", standard, StringComparison.Ordinal);
        File.WriteAllText(
            file,
            "% \\newcommand{\\no}{\\pi}\n\\newcommand{\\prior}{\\pi}\n\\newcommand{\\pair}[2]{#1, #2}\n\\DeclareMathOperator{\\KL}{KL}\n\\def\\lam{\\lambda}\n"
        );
        var own = Ran.Theory("latex", "mbacke2023-wgan:sharp", "--macros", file).Out;
        Assert.Contains(@"\prior", own, StringComparison.Ordinal);
        Assert.Contains(@"\lam \Delta^{2}", own, StringComparison.Ordinal);
        Assert.DoesNotContain("providecommand", own, StringComparison.Ordinal);
        var document = Ran.Theory("latex", "mbacke2023-wgan:sharp", "--macros", file, "--standalone").Out;
        Assert.Contains("\\providecommand{\\prior}{\\pi}\n", document, StringComparison.Ordinal);
        File.WriteAllText(file, "nothing");
        Ran.Theory("latex", "1/x", "--macros", file).IsRefusedSaying("defines no macro");
    }

    [Fact]
    public void A_grid_is_a_picture()
    {
        var line = Ran.Theory("eval", "1/x + x", "--grid", "x=0.1:10:5:log", "--latex").Out;
        Assert.Contains(@"\begin{tikzpicture}", line, StringComparison.Ordinal);
        var map = Ran.Theory("eval", "1/x + y", "--grid", "x=1:10:3", "--grid", "y=1:2:4", "--latex").Out;
        Assert.Contains("matrix plot*", map, StringComparison.Ordinal);
        Assert.DoesNotContain("tikzpicture", Ran.Theory("eval", "1/x", "--set", "x=2", "--latex").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_has_bibtex_and_a_composition_all_of_them()
    {
        Assert.StartsWith(
            "@inproceedings{li2023generalization,",
            Ran.Theory("latex", "li2023:training-dynamics", "--bibtex").Out,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ExitCode.Done,
            Ran.Theory("compose", "mbacke2023-wgan:sharp", "union chen2025:vae-averaged", "--save", file).Code
        );
        var both = Ran.Theory("latex", "@" + file, "--bibtex").Out;
        Assert.Contains("{mbacke2023wgan,", both, StringComparison.Ordinal);
        Assert.Contains("{chen2025", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_of_the_catalog_stand_in_one_table()
    {
        var rates = Ran.Theory("rate", "--all", "--json").Result["rates"]!.AsArray();
        var trained = rates.Single(r => (string)r!["id"]! == "li2023:training-dynamics")!;
        Assert.Equal(
            ["n^(-(1 + kappa)/5)", "n^(-kappa/2)"],
            trained["regimes"]!.AsArray().Select(r => (string)r!["rate"]!).Order(StringComparer.Ordinal)
        );
        var gan = rates.Single(r => (string)r!["id"]! == "mbacke2023-wgan:sharp")!;
        Assert.Equal("1/sqrt(n)", (string)gan["regimes"]![0]!["rate"]!);
        Assert.Equal(["empirical"], gan["floors"]!.AsArray().Select(f => (string)f!));
        Assert.Equal(
            Catalog.All.Count(b => b.Relation is Bounds.Relation.AtMost or Bounds.Relation.AtMostUpToConstant),
            rates.Count
        );
    }

    [Fact]
    public void The_tightest_of_the_catalog_changes_with_the_width()
    {
        var ran = Ran.Theory("compare", "--all", "--json");
        var kl = ran.Result["groups"]!.AsArray().Single(g => (string)g!["left"]! == "KL")!["cases"]!.AsArray();
        Assert.True(kl.Count > 1);
        Assert.Contains(@"\begin{tikzpicture}", Ran.Theory("compare", "--all", "--latex").Out, StringComparison.Ordinal);
        Ran.Theory("compare", "1/n").IsRefusedSaying("'theory compare' needs");
        Ran.Theory("rate", "--all", "--min", "tau").IsRefusedSaying("--all");
    }

    [Fact]
    public void A_bound_is_exported_to_every_language()
    {
        foreach (var language in new[] { "python", "csharp", "sympy", "mathnet" })
        {
            var ran = Ran.Theory("export", "mbacke2023-wgan:sharp", "--to", language, "--json");
            Assert.Equal(ExitCode.Done, ran.Code);
            Assert.Contains("KL_rho_prior", (string)ran.Result["code"]!, StringComparison.Ordinal);
        }
        Ran.Theory("export", "mbacke2023-wgan:sharp", "--to", "fortran").IsRefusedSaying("python, csharp, sympy, mathnet");
        Ran.Theory("export", "mbacke2023-wgan:sharp", "--term", "none").IsRefusedSaying("empirical, complexity, moment");
    }
}
