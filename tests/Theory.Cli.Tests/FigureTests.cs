using System.Xml.Linq;
using Theory.Cli.Output.Figures;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Cli.Tests;

public class FigureTests
{
    /// <summary>A figure with one of everything.</summary>
    internal static Plot Everything { get; } =
        new(
            "everything",
            "Bound & divergence over $T$ <all marks>",
            new("diffusion time $T$", IsLogarithmic: true),
            new("$KL_q$ (nats)"),
            [
                PlotSeries.Line("bound, $tau^2/(m*n)$", Enumerable.Range(1, 300).Select(i => (i / 100.0, Math.Log(i)))),
                PlotSeries.Of("claimed", Mark.Dashed, [(0.1, 1), (3, 4)]),
                PlotSeries.Of("measured", Mark.Points, [(0.1, 1, 0.5, 1.5), (1, 2, 1.8, 2.1), (2, double.NaN, 0, 1)]),
                PlotSeries.Of("with a band", Mark.Line, [(0.1, 3, 2.5, 3.5), (1, 4, 3, 5), (2, 3, 1, 3.5)]),
                PlotSeries.Of("histogram", Mark.Bars, [(0.5, 1), (1, 2), (1.5, 1)]),
            ]
        );

    private static Plot Map(Terms<string> kinds) =>
        new(
            "map",
            "Regimes",
            new("$n$", true),
            new("$p$", true),
            [PlotSeries.Of("border", Mark.Dashed, [(10, 10), (1000, 1000)])]
        )
        {
            Map = new(
                "regime",
                [10, 100, 1000],
                [10, 100, 1000],
                [.. Enumerable.Range(0, 9).Select(i => i == 4 ? double.NaN : i % 3)]
            )
            {
                Kinds = kinds,
            },
        };

    private static readonly string[] All = ["everything", "kinds", "values", "empty"];

    public static TheoryData<string> Names => [.. All];

    internal static Plot Named(string name) =>
        name switch
        {
            "everything" => Everything,
            "kinds" => Map(["memorisation", "stop early", "no overfitting"]),
            "values" => Map([]),
            _ => Everything with { Series = [] },
        };

    [Theory, MemberData(nameof(Names))]
    public void Svg_is_well_formed_without_script_or_anything_from_elsewhere(string name)
    {
        IsPlain(Svg.Document(Named(name)));
        IsPlain(Svg.Narrow(Named(name)));
    }

    private static void IsPlain(string text)
    {
        var svg = XDocument.Parse(text);
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal(ns + "svg", svg.Root!.Name);
        Assert.Empty(svg.Descendants(ns + "script"));
        Assert.DoesNotContain(
            svg.Descendants().Attributes(),
            a => a.Value.StartsWith("http", StringComparison.Ordinal) && !a.IsNamespaceDeclaration
        );
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_show_on_hover_and_what_is_no_number_is_left_out()
    {
        var svg = Svg.Element(Everything);
        Assert.Contains("measured: (1, 2) [1.8, 2.1]", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("(2, NaN)", svg, StringComparison.Ordinal);
        Assert.Contains("τ²", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_stands_where_its_scale_says()
    {
        var log = Scale.Of(new("x", true), [1, 100]);
        Assert.Equal(0.5, log.At(10), 12);
        Assert.True(double.IsNaN(log.At(0)));
        Assert.Equal([0, 20, 40, 60, 80, 100], Scale.Of(new("x"), [0, 100]).Ticks.Select(t => t.Value));
        Assert.Equal("10⁻⁶", Scale.Of(new("x", true), [1e-6, 1]).Ticks[0].Text);
        Assert.Single(Scale.Of(new("x"), [5, 5]).Ticks, t => t.Value == 5);
    }

    [PdfLatexFact]
    public void Every_kind_of_figure_compiles_with_pgfplots() =>
        LatexTests.Compiles(Output.LatexText.Document(string.Join("\n", All.Select(name => PgfPlots.Picture(Named(name))))));
}
