using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class DependsVerbTests
{
    [Fact]
    public void Each_term_of_a_bound_has_a_direction()
    {
        var ran = Ran.Theory("depends", "li2023:training-dynamics", "--on", "tau", "--json");
        var directions = ran.Result["terms"]!.AsArray().ToDictionary(t => (string)t!["name"]!, t => (string)t!["direction"]!);
        Assert.Equal("increasing", directions["variance"]);
        Assert.Equal("decreasing", directions["bias"]);
        Assert.Equal("constant", directions["approximation"]);
        Assert.Equal(
            ("neither", "refuted"),
            ((string)ran.Result["whole"]!["direction"]!, (string)ran.Result["whole"]!["status"]!)
        );
        Assert.Equal("convex", (string)ran.Result["whole"]!["curvature"]!);
    }

    [Fact]
    public void Limits_at_the_ends_of_the_domain_have_leading_terms()
    {
        var whole = Ran.Theory("depends", "(1 + x)/x", "--on", "x", "--json").Result["whole"]!;
        Assert.Equal(["inf", "1"], whole["limits"]!.AsArray().Select(limit => (string)limit!["value"]!));
        Assert.Equal("1/x", (string)whole["leading"]![0]!["expr"]!);
    }

    [Fact]
    public void A_symbol_that_does_not_occur_is_refused() =>
        Ran.Theory("depends", "1/x", "--on", "t").IsRefusedSaying("--on names 't'", "Its symbols: x");

    [Fact]
    public void The_terms_of_a_diffusion_bound_move_with_the_horizon_as_their_closed_forms_and_facts_say()
    {
        var result = Ran.Theory("depends", "chen2025:diffusion-stated", "--on", "T", "--json").Result;
        var terms = result["terms"]!.AsArray().ToDictionary(t => (string)t!["name"]!, t => t!);
        string[] Values(string term, string what, string part) =>
            [.. terms[term][what]!.AsArray().Select(x => (string)x![part]!)];
        Assert.Equal(("increasing", ""), Direction(terms["t1"]));
        Assert.Equal(["-log(m)", "0"], Values("t1", "limits", "value"));
        // At 0 the points are told apart by a citation; at infinity the squeeze is proved.
        Assert.Equal([true, false], terms["t1"]["limits"]!.AsArray().Select(l => (bool)l!["cited"]!));
        Assert.Equal(("decreasing", ""), Direction(terms["t2"]));
        Assert.Equal(["inf", "0"], Values("t2", "limits", "value"));
        Assert.Equal(["R*sqrt(d)*sqrt(log(1/T))", "R*sqrt(V)*exp(-199*T^2/40 - T/20)"], Values("t2", "leading", "expr"));
        Assert.Equal(("increasing", ""), Direction(terms["loss"]));
        Assert.Equal(["at least 0", "at least 0"], Values("loss", "limits", "value"));
        // What is not known is not claimed: the information itself stays bounded, however it moves.
        Assert.Equal("unknown", (string)terms["t3"]["direction"]!);
        Assert.All(
            Values("t3", "limits", "value"),
            x => Assert.Equal("between 0 and sqrt(2)*R*mean(i, 1, m, sqrt(I(X_i, W)))", x)
        );
        Assert.Equal(["inf", "at least 0"], result["whole"]!["limits"]!.AsArray().Select(l => (string)l!["value"]!));
    }

    [Fact]
    public void The_bound_with_the_surrogate_tends_to_infinity_at_both_ends_of_the_horizon()
    {
        var file = Path.GetTempFileName();
        const string surrogate = "suppose I(hatX_i, X_i, Z_i) <= T*L^2/(2*m*N)*(N/10 + 199/20*T*(N + 1))";
        Ran.Theory("compose", "chen2025:diffusion-stated", surrogate, "id chen2025:with-surrogate", "--save", file);
        var whole = Ran.Theory("depends", "@" + file, "--on", "T", "--json").Result["whole"]!;
        File.Delete(file);
        Assert.Equal(["inf", "inf"], whole["limits"]!.AsArray().Select(l => (string)l!["value"]!));
        Assert.Equal("neither", (string)whole["direction"]!);
    }

    [Fact]
    public void In_a_paper_what_has_no_known_limit_stays_between_its_bounds()
    {
        var latex = Ran.Theory(
            "depends",
            "KL(T, q) + 1/T",
            "--on",
            "T",
            "--given",
            "0 <= KL(T, q), KL(T, q) <= a",
            "--latex"
        ).Out;
        Assert.Contains(@"stays between $0$ and $a$ as $T \to \infty$", latex, StringComparison.Ordinal);
    }

    [Fact]
    public void The_surrogate_of_the_generator_term_diverges_with_the_horizon()
    {
        var whole = Ran.Theory("depends", "chen2025:generator-term-surrogate", "--on", "T", "--json").Result["whole"]!;
        Assert.Equal("increasing", (string)whole["direction"]!);
        Assert.Equal(["0", "inf"], whole["limits"]!.AsArray().Select(l => (string)l!["value"]!));
    }

    private static (string, string) Direction(System.Text.Json.Nodes.JsonNode term) =>
        ((string)term["direction"]!, term["because"]!.ToJsonString().Contains("cited", StringComparison.Ordinal) ? "cited" : "");
}
