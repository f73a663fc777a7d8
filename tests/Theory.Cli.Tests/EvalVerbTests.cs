using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class EvalVerbTests
{
    private const string Four = "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m";

    [Fact]
    public void A_value_its_terms_and_their_elasticities_agree()
    {
        var row = Ran.Theory("eval", Four, "--set", "n=1000,m=1000,tau=10", "--json").Result["rows"]![0]!;
        Assert.Equal(0.112, (double)row["value"]!, 15);
        Assert.Equal(1, row["terms"]!.AsArray().Sum(term => (double)term!["share"]!), 12);
        Assert.Equal(-0.01 / 0.112, (double)row["elasticities"]!["n"]!, 12);
    }

    [Fact]
    public void Certified_values_are_enclosed_tightly()
    {
        var row = Ran.Theory("eval", Four, "--set", "n=1000,m=1000,tau=10", "--certified", "--json").Result["rows"]![0]!;
        var (lower, value, upper) = ((double)row["lower"]!, (double)row["value"]!, (double)row["upper"]!);
        Assert.True(lower <= value && value <= upper && upper - lower < 1e-14);
        Assert.True(lower < 0.112 && 0.112 <= upper);
    }

    [Fact]
    public void Grids_are_combined()
    {
        var rows = Ran.Theory("eval", "x*y", "--grid", "x=1:2:2", "--grid", "y=1:100:3:log", "--json").Result["rows"]!.AsArray();
        Assert.Equal([1, 10, 100, 2, 20, 200], rows.Select(row => Math.Round((double)row!["value"]!, 9)));
    }

    [Fact]
    public void Terms_and_quantities_take_values_by_name()
    {
        string[] common =
        [
            "eval",
            "mbacke2023-wgan:sharp",
            "--json",
            "--set",
            "n=100,lambda=10,Delta=1,delta=1/20,empirical=0.1",
        ];
        var byHead = Ran.Theory([.. common, "--set", "KL=2"]).Result["rows"]![0]!;
        var byText = Ran.Theory([.. common, "--set", "KL(rho, prior)=2"]).Result["rows"]![0]!;
        Assert.Equal(0.1 + (2 + Math.Log(20)) / 10 + 10.0 / 800, (double)byHead["value"]!, 12);
        Assert.Equal((double)byHead["value"]!, (double)byText["value"]!);
        Assert.False((bool)byHead["vacuous"]!);
    }

    [Fact]
    public void A_distance_above_the_diameter_is_vacuous() =>
        Assert.True(
            (bool)
                Ran.Theory(
                    "eval",
                    "mbacke2023-wgan:sharp",
                    "--json",
                    "--set",
                    "n=1,lambda=1,Delta=1,delta=1/20,empirical=0,KL=0"
                ).Result["rows"]![0]!["vacuous"]!
        );

    [Fact]
    public void A_sample_size_of_zero_is_refused_with_its_domain() =>
        Ran.Theory("eval", "chen2025:vae-averaged", "--set", "m=0,R=1").IsRefusedSaying("m = 0 is outside", "[1, inf)");

    [Fact]
    public void An_unknown_symbol_is_refused_with_those_there_are() =>
        Ran.Theory("eval", Four, "--set", "k=1").IsRefusedSaying("--set names 'k'", "tau, m, n");

    [Fact]
    public void What_lacks_a_value_is_listed() =>
        Ran.Theory("eval", Four, "--set", "n=1").IsRefusedSaying("tau; m", "--set NAME=VALUE");

    [Theory]
    [InlineData("x=1:2")]
    [InlineData("x=2:1:5")]
    [InlineData("x=0:1:5:log")]
    [InlineData("x=1:2:999999999")]
    [InlineData("x=a:2:5")]
    [InlineData("1:2:5")]
    public void A_malformed_grid_is_refused(string grid) => Ran.Theory("eval", "1/x", "--grid", grid).IsRefusedSaying("--grid");

    [Fact]
    public void Csv_has_one_line_a_point()
    {
        var lines = Ran.Theory("eval", "1/x + x", "--grid", "x=1:2:3", "--csv").Out.TrimEnd('\n').Split('\n');
        Assert.Equal("x,1/x,x,value", lines[0]);
        Assert.Equal("2,0.5,2,2.5", lines[^1]);
    }

    [Fact]
    public void A_value_that_is_undefined_is_no_number() =>
        Assert.Equal("nan", (string)Ran.Theory("eval", "log(-x)", "--set", "x=1", "--json").Result["rows"]![0]!["value"]!);

    [Fact]
    public void A_deeply_nested_expression_is_refused_or_answered() =>
        Ran.Theory("eval", new string('(', 100_000) + "x" + new string(')', 100_000), "--set", "x=1").IsRefusedSaying("Nested");

    // The derivative of 10,000 factors has 10^8 of them.
    [Fact]
    public void Where_a_derivative_explodes_there_are_values_without_elasticities()
    {
        var ran = Ran.Theory("eval", string.Join('/', Enumerable.Repeat("x", 10_000)), "--set", "x=1");
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.DoesNotContain("elasticities", ran.Out, StringComparison.Ordinal);
    }
}
