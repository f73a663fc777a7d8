using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class RateVerbTests
{
    private const string Four = "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m";

    [Fact]
    public void The_rate_for_m_of_the_order_of_n_is_that_of_Li_et_al()
    {
        var regime = Ran.Theory("rate", Four, "--min", "tau", "--given", "m = n", "--json").Result["regimes"]!
            .AsArray()
            .Single()!;
        Assert.Equal("n^(2/5)", (string)regime["argmin"]!["tau"]!);
        Assert.Equal("n^(-2/5)", (string)regime["rate"]!);
        Assert.Empty(regime["when"]!.AsArray());
    }

    [Fact]
    public void The_regime_diagram_breaks_at_two_thirds()
    {
        var ran = Ran.Theory("rate", Four, "--min", "tau", "--given", "m = n^kappa", "--json");
        var regimes = ran.Result["regimes"]!.AsArray();
        Assert.Equal(["kappa <= 2/3", "kappa >= 2/3"], regimes.Select(r => (string)r!["when"]![0]!).Order());
        Assert.Contains("m = n^kappa", ran.Document["given"]!.AsArray().Select(g => (string)g!));
    }

    [Theory]
    [InlineData(
        "li2023:training-dynamics",
        "n^(-(1 + kappa)/5)",
        "reference loss, continuous",
        "reference loss, finite",
        "horizon"
    )]
    [InlineData("li2023:modes-distance", "P_mu^(1/5)*n^(-(1 + kappa)/5)", "horizon")]
    public void Terms_that_nothing_moves_are_named_as_floors(string bound, string rate, params string[] floors)
    {
        string[] asked = ["rate", bound, "--min", "tau", "--given", "m = n^kappa", "--grow", "n"];
        var result = Ran.Theory([.. asked, "--json"]).Result;
        Assert.Equal(floors, result["floors"]!.AsArray().Select(f => (string)f!["name"]!));
        Assert.Contains(rate, result["regimes"]!.AsArray().Select(r => (string)r!["rate"]!));
        Assert.Contains($"{rate} + floors", Ran.Theory(asked).Out, StringComparison.Ordinal);
        Assert.Contains("which no choice lowers", Ran.Theory([.. asked, "--latex"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_can_vanish_says_along_which_ray()
    {
        var ran = Ran.Theory("rate", "1/tau + 1/(n*tau)", "--min", "tau", "--json");
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.NotNull(ran.Result["vanishes"]!["tau"]);
    }

    [Fact]
    public void What_is_no_sum_of_monomials_is_not_decided_and_named()
    {
        var ran = Ran.Theory("rate", "exp(tau) + 1/tau", "--min", "tau", "--json");
        Assert.Equal(ExitCode.NotDecided, ran.Code);
        Assert.Equal("exp(tau)", (string)ran.Result["refusal"]!["expr"]!);
    }

    [Fact]
    public void A_symbol_that_does_not_occur_is_refused_with_those_that_do() =>
        Ran.Theory("rate", "1/x + x/n", "--min", "tau").IsRefusedSaying("--min names 'tau'", "x, n");

    [Fact]
    public void A_malformed_expression_is_refused_with_its_place() =>
        Ran.Theory("rate", "1/x + )", "--min", "x").IsRefusedSaying("^");

    [Fact]
    public void A_mistyped_id_is_refused_with_a_guess() =>
        Ran.Theory("rate", "li2023:training-dynamic", "--min", "tau").IsRefusedSaying("li2023:training-dynamics");
}
