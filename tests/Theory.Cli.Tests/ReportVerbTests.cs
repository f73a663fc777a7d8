using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Theory.Cli.Line;
using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Cli.Tests;

public sealed partial class ReportVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("theory-report-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private void Store(string name, params string[] command) =>
        File.WriteAllText(In(name), Ran.Theory([.. command, "--json"]).Out);

    // The page is well-formed XML too, so that a test can find its way in it.
    private (XDocument Page, Ran Ran) Page(string? of = null)
    {
        var page = Path.Combine(folder, "..", Path.GetFileName(folder) + ".html");
        try
        {
            var ran = Ran.Theory("report", of ?? folder, "-o", page);
            return (XDocument.Parse(File.ReadAllText(page)), ran);
        }
        finally
        {
            File.Delete(page);
        }
    }

    private static IEnumerable<XElement> Named(XContainer page, string name) =>
        page.Descendants().Where(e => e.Name.LocalName == name);

    private static void IsSelfContained(XDocument page)
    {
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(
            page.Descendants().Attributes(),
            a =>
                a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
                || a.Name.LocalName is "src" or "srcset"
                || a.Name.LocalName == "href" && !a.Value.StartsWith('#')
        );
    }

    internal static void Examples(string folder)
    {
        void Store(string name, params string[] command) =>
            File.WriteAllText(Path.Combine(folder, name), Ran.Theory([.. command, "--json"]).Out);
        Store("rate.json", "rate", "tau^4/(m*n) + tau^3/m^2 + 1/tau", "--min", "tau", "--given", "m = n^kappa");
        Store("check.json", "check", "chen2025:vae-averaged", "--trials", "200", "--seed", "3");
        Store("prove.json", "prove", "chen2025:vae-averaged");
        Store("show.json", "show", "li2023:training-dynamics");
        Store("depends.json", "depends", "li2023:training-dynamics", "--on", "tau");
        Store("eval.json", "eval", "1/tau + tau/n", "--set", "n=10", "--grid", "tau=1:10:4:log");
        Store(
            "memorization.json",
            ["memorization", "--train", Golden.Data("swiss_roll.csv"), "--generated", Golden.Data("swiss_roll.csv")]
        );
        File.WriteAllText(
            Path.Combine(folder, "figures.json"),
            Document(
                MeasurementJson.Write(
                    new Measurement([("slope", -0.4)], [])
                    {
                        Plots = [FigureTests.Named("everything"), FigureTests.Named("kinds"), FigureTests.Named("values")],
                        Conclusions = [new("the loss falls as $n^(-2/5)$", Verification.Decision.Refuted, "slope 0")],
                    }
                )
            )
        );
    }

    private static string Document(JsonNode result) =>
        new JsonObject
        {
            ["schema"] = 1,
            ["version"] = "0.1.0",
            ["given"] = new JsonArray(),
            ["seed"] = null,
            ["result"] = result,
        }.ToJsonString();

    [Fact]
    public void A_folder_of_results_becomes_one_page_with_formulas_figures_verdicts_and_commands()
    {
        Examples(folder);
        var (page, ran) = Page();
        Assert.Equal(ExitCode.Done, ran.Code);
        IsSelfContained(page);
        Assert.Equal(8, Named(page, "section").Count(s => s.Attribute("id") is not null));
        Assert.Equal(3, Named(page, "svg").Count());
        Assert.Equal(
            ["not refuted", "proved", "refuted"],
            Named(page, "span")
                .Where(s => s.Attribute("class")?.Value.StartsWith("chip", StringComparison.Ordinal) == true)
                .Select(s => s.Value)
                .Order()
        );
        Assert.Contains("theory check chen2025:vae-averaged --trials 200 --seed 3", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("seed 3", page.ToString(), StringComparison.Ordinal);
        // Every formula of the statement is drawn, and a number tells all its digits.
        var show = Named(page, "section")
            .Single(s => Named(s, "h2").First().Value == "Divergence along training, data-independent");
        Assert.True(Named(show, "math").Count() > 10);
        Assert.Contains(Named(page, "span"), s => s.Attribute("title")?.Value.Length > 15);
        Assert.NotEmpty(Named(show, "mfrac"));
    }

    [Fact]
    public void The_command_beside_a_result_gives_it_again()
    {
        Ran.Theory("rate", "tau^4/(m*n) + 1/tau", "--min", "tau", "--given", "m = n^kappa", "--out", In("rate.json"));
        Store("eval.json", "eval", "x*y", "--set", "x=2", "--set", "y=1/3");
        foreach (var file in Directory.GetFiles(folder))
        {
            var document = JsonNode.Parse(File.ReadAllText(file))!;
            Assert.Equal(document.ToJsonString(), Again((string)document["command"]!).Document.ToJsonString());
        }
    }

    [Fact]
    public void A_store_becomes_a_table_of_settings_whose_commands_give_the_numbers_again()
    {
        var spec = In("spec.txt");
        File.WriteAllText(
            spec,
            """{"experiment": "attack", "seeds": [7], "grid": {"bound": ["chen2025:vae-averaged"], "trials": [10, 30, 90]}}"""
        );
        Ran.Theory("sweep", spec, "--store", In("results.db"));
        var (page, ran) = Page(In("results.db"));
        Assert.Equal(ExitCode.Done, ran.Code);
        IsSelfContained(page);
        var rows = Named(Named(page, "table").Last(t => Named(t, "th").First().Value == "trials"), "tr").Skip(1).ToList();
        Assert.Equal(["10", "30", "90"], rows.Select(row => Named(row, "td").First().Value));
        Assert.NotEmpty(Named(page, "svg"));
        var heads = Named(Named(page, "table").Last(t => Named(t, "th").First().Value == "trials"), "th")
            .Select(h => h.Value)
            .ToList();
        var (worst, command) = (heads.IndexOf("worst ratio"), heads.IndexOf("again with"));
        var cell = Named(rows[1], "td").ElementAt(worst);
        var shown = Named(cell, "span").FirstOrDefault()?.Attribute("title")?.Value ?? cell.Value;
        var again = Again(Named(rows[1], "td").ElementAt(command).Value).Result["numbers"]!["worstRatio"]!;
        Assert.Equal(double.Parse(shown, System.Globalization.CultureInfo.InvariantCulture), (double)again);
    }

    [Fact]
    public void Whatever_a_result_holds_is_shown_and_never_run()
    {
        const string evil = "<script>alert('x')</script>\" onload=\"x & \u0001 $<b>$ </style>";
        File.WriteAllText(
            In("evil & <b>.json"),
            Document(
                new JsonObject
                {
                    [evil] = evil,
                    ["rate"] = evil,
                    ["rows"] = new JsonArray(new JsonObject { [evil] = evil, ["expr"] = "x <= " + evil }),
                    ["why"] = new JsonArray(evil + evil),
                    ["text"] = evil + "\n" + evil,
                }
            )
        );
        File.WriteAllText(
            In("figure.json"),
            Document(
                MeasurementJson.Write(
                    new Measurement([(evil, 1)], [(evil, evil)])
                    {
                        Plots = [FigureTests.Named("kinds") with { Title = evil, X = new(evil) }],
                        Conclusions = [new(evil, Verification.Decision.Refuted, evil)],
                        Tables =
                        [
                            new(
                                evil,
                                [evil],
                                [
                                    [(Entry)evil],
                                ]
                            ),
                        ],
                    }
                )
            )
        );
        var (page, ran) = Page();
        Assert.Equal(ExitCode.Done, ran.Code);
        IsSelfContained(page);
        Assert.Contains("<script>alert('x')</script>", Named(page, "main").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_hold_no_result_are_named_and_left_out()
    {
        Store("rate.json", "rate", "1/x + x/n", "--min", "x");
        File.WriteAllText(In("broken.json"), "{\"schema\": 1,");
        File.WriteAllText(In("other.json"), "{\"a\": 1}");
        File.WriteAllText(In("newer.json"), "{\"schema\": 99, \"result\": {}}");
        File.WriteAllText(
            In("damaged.json"),
            Document(
                new JsonObject
                {
                    ["numbers"] = 1,
                    ["texts"] = 2,
                    ["tables"] = 3,
                    ["plots"] = 4,
                }
            )
        );
        File.WriteAllText(In("notes.db"), new string('x', 4000));
        var (page, ran) = Page();
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.Equal(2, Named(page, "section").Count(s => s.Attribute("id") is not null));
        foreach (
            var words in new[]
            {
                "broken.json: no JSON: line 1",
                "other.json: JSON, but no result",
                "schema 99",
                "no SQLite file",
            }
        )
        {
            Assert.Contains(words, ran.Error, StringComparison.Ordinal);
            Assert.Contains(words, Named(page, "main").Single().Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_report_of_nothing_is_refused()
    {
        Ran.Theory("report", In("nowhere"), "-o", In("a.html")).IsRefusedSaying("nowhere", "--json");
        Ran.Theory("report", folder, "-o", In("a.html")).IsRefusedSaying("holds no result");
        Ran.Theory("report", folder).IsRefusedSaying("-o FILE.html");
        Ran.Theory("report", folder, "-o", folder).IsRefusedSaying("is a folder");
        Assert.Empty(Directory.GetFiles(folder));
    }

    // The words of a command line as a shell hands them over.
    private static Ran Again(string command) =>
        Ran.Theory([
            .. Word().Matches(command).Select(m => m.Value.Replace("'", "", StringComparison.Ordinal)).Skip(1),
            "--json",
        ]);

    [GeneratedRegex("(?:[^\\s']|'[^']*')+")]
    private static partial Regex Word();
}
