using System.Text.RegularExpressions;
using Theory.Symbolics.Notation;

namespace Theory.Bounds.Tests;

/// <summary>
/// Terms of the catalog against the LaTeX of their sources, up to spelling: spaces, sizes of parentheses, braces around one sign, the
/// letters of divergences, and what an expectation is over, which papers leave out. Where a source writes a factor 1/lambda before a
/// sum in parentheses, we write one fraction; that is a law of the printer.
/// </summary>
public partial class LatexOfSourcesTests
{
    [Theory]
    [InlineData("li2023:training-dynamics", "variance", @"\frac{\tau^4}{mn}")]
    [InlineData("li2023:training-dynamics", "width", @"\frac{\tau^3}{m^2}")]
    [InlineData("li2023:training-dynamics", "bias", @"\frac{1}{\tau}")]
    [InlineData("li2023:training-dynamics", "approximation", @"\frac{1}{m}")]
    [InlineData("li2023:training-dynamics", "horizon", @"D_{\text{KL}}(p_T \| \pi)")]
    [InlineData(
        "chen2025:encoder-generator-stated",
        "encoder",
        @"\frac{\sqrt{2}R}{m} \sum_{i=1}^m \sqrt{\mathbb{E}_{X_i} [\mathbb{D}_{KL}(E(X_i) || \pi)]}"
    )]
    [InlineData(
        "chen2025:encoder-generator-stated",
        "generator",
        @"\frac{\sqrt{2}R}{m} \sum_{i=1}^m \sqrt{I(\hat{X}_i; X_i | Z_i)}"
    )]
    [InlineData("mbacke2023-wgan:stated", "moment", @"\frac{\lambda \Delta^2}{4n}")]
    [InlineData("mbacke2023-vae:generation", "moment", @"\frac{\lambda \Delta^2}{8n}")]
    public void A_term_is_set_as_in_its_source(string bound, string term, string source)
    {
        var ours = Latex.Print(Catalog.Get(bound).Terms.Single(t => t.Name == term).Expr);
        Assert.Equal(Spelled(source), Spelled(ours));
    }

    private static string Spelled(string latex)
    {
        var plain = latex
            .Replace(@"\left", "", StringComparison.Ordinal)
            .Replace(@"\right", "", StringComparison.Ordinal)
            .Replace(@"\,", "", StringComparison.Ordinal)
            .Replace(@"\mid", "|", StringComparison.Ordinal)
            .Replace(@"\|", "|", StringComparison.Ordinal)
            .Replace("||", "|", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        return OneSign().Replace(Over().Replace(Divergence().Replace(plain, "KL"), "E"), "$1$2");
    }

    [GeneratedRegex(@"(\\mathbb\{D\}|D)_\{?(\\text\{KL\}|KL)\}?|\\mathrm\{KL\}")]
    private static partial Regex Divergence();

    [GeneratedRegex(@"\\mathbb\{E\}(_\{[^}]*\}|_[A-Z])?|E_\{W\}")]
    private static partial Regex Over();

    [GeneratedRegex(@"([_^]|\\hat)\{([A-Za-z0-9]|\\[a-z]+)\}")]
    private static partial Regex OneSign();
}
