using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class OptimumVerbTests
{
    private const string Four = "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m";

    [Fact]
    public void Two_terms_have_an_exact_minimum()
    {
        var only = Ran.Theory("optimize", "a/x + b*x", "--min", "x", "--set", "a=1,b=4", "--json").Result["cases"]!
            .AsArray()
            .Single()!;
        Assert.Equal(("4", "1/2", true), ((string)only["minimum"]!, (string)only["argmin"]!["x"]!, (bool)only["exact"]!));
    }

    [Fact]
    public void The_best_temperature_of_a_published_bound_is_found_with_its_quantities()
    {
        var ran = Ran.Theory("optimize", "mbacke2023-wgan:sharp", "--min", "lambda", "--json");
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.Contains("KL(rho, prior)", (string)ran.Result["cases"]![0]!["argmin"]!["lambda"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_minimum_without_closed_form_is_enclosed_around_the_reference()
    {
        var only = Ran.Theory("optimize", Four, "--min", "tau", "--set", "m=1000,n=1000", "--json").Result["cases"]![0]!;
        Assert.False((bool)only["exact"]!);
        Encloses(0.10677034247, only["minimum"]!, 1e-11);
        Encloses(11.864899268, only["argmin"]!["tau"]!, 1e-9);
        static void Encloses(double reference, System.Text.Json.Nodes.JsonNode ends, double digits)
        {
            var (lower, upper) = ((double)ends[0]!, (double)ends[1]!);
            Assert.InRange(reference, lower - digits, upper + digits);
            Assert.InRange(upper - lower, 0, 1e-4 * reference);
        }
    }

    [Fact]
    public void Without_closed_form_or_values_it_says_what_is_missing()
    {
        var ran = Ran.Theory("optimize", Four, "--min", "tau");
        Assert.Equal(ExitCode.NotDecided, ran.Code);
        Assert.Contains("--set to: m; n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void How_much_data_is_solved_in_closed_form_or_as_the_least_integer()
    {
        string[] bound = ["solve", "R*sqrt(2*d/n)", "--below", "0.1", "--for", "n", "--json"];
        Assert.Equal("200*R^2*d", Canonical((string)Ran.Theory(bound).Result["n"]!));
        var least = Ran.Theory([.. bound, "--set", "R=1,d=10", "--given", "n integer, n >= 1"]).Result;
        Assert.Equal((2000, true), ((double)least["n"]!, (bool)least["exact"]!));
        static string Canonical(string e) => (string)Ran.Theory("simplify", e, "--json").Result["expr"]!;
    }

    [Fact]
    public void A_bound_that_stays_above_is_never_below()
    {
        var ran = Ran.Theory("solve", "1/n + 1", "--below", "1/2", "--for", "n", "--json");
        Assert.Equal(ExitCode.Refuted, ran.Code);
        Assert.Null(ran.Result["n"]);
    }

    // Whether log(1/delta) is positive is known by the value alone.
    [Theory]
    [InlineData("n integer, n >= 1", "from n = 14,979 on, and not before")]
    [InlineData("n > 0", "from n = 10000*log(2) + 5000*log(5), about 14978.7, on")]
    public void How_much_data_is_solved_where_values_settle_signs(string given, string answer) =>
        Assert.StartsWith(
            answer + "\n",
            Ran.Theory(
                "solve",
                "sqrt(log(1/delta)/(2*n))",
                "--below",
                "0.01",
                "--for",
                "n",
                "--set",
                "delta=0.05",
                "--given",
                given
            ).Out,
            StringComparison.Ordinal
        );

    [Fact]
    public void Values_are_asked_for_where_some_are_open()
    {
        static string Said(string bound) => Ran.Theory("solve", bound, "--below", "4", "--for", "n").Out;
        Assert.Contains("values that would help: a", Said("a*n^2"), StringComparison.Ordinal);
        Assert.DoesNotContain("values that would help", Said("n^2"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_for_another_symbol_is_refused() =>
        Ran.Theory("optimize", Four, "--min", "tau", "--set", "m=9,n=9", "--range", "t=1:2").IsRefusedSaying("--range names 't'");

    [Fact]
    public void The_power_of_a_check_counts_wrong_versions()
    {
        var ran = Ran.Theory("power", "mbacke2023-wgan:sharp", "--trials", "300", "--json");
        var (mutants, refuted, implied) = (
            (int)ran.Result["mutants"]!,
            (int)ran.Result["refuted"]!,
            (int)ran.Result["provablyTrue"]!
        );
        Assert.True(refuted > 0);
        Assert.Equal(mutants, refuted + implied + ran.Result["survivors"]!.AsArray().Count);
        Assert.Equal(mutants, ran.Result["operators"]!.AsArray().Sum(count => (int)count!["mutants"]!));
    }
}
