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
}
