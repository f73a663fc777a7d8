using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class AlgebraVerbTests
{
    [Fact]
    public void A_derivative_has_the_value_of_the_slope()
    {
        var slope = (string)Ran.Theory("diff", "tau^4/n + 1/tau", "--var", "tau", "--json").Result["expr"]!;
        var value = Ran.Theory("eval", slope, "--set", "tau=2,n=8", "--json").Result["rows"]![0]!["value"]!;
        Assert.Equal(4 * 8.0 / 8 - 1.0 / 4, (double)value, 12);
    }

    [Fact]
    public void An_order_out_of_range_is_refused() =>
        Ran.Theory("diff", "1/x", "--var", "x", "--order", "0").IsRefusedSaying("from 1 to 20");

    [Fact]
    public void The_canonical_form_of_equal_expressions_is_one()
    {
        string Canonical(string e) => (string)Ran.Theory("simplify", e, "--json").Result["expr"]!;
        Assert.Equal(Canonical("x + log(x)"), Canonical("sqrt(x^2) + log(x*y) - log(y)"));
        Assert.NotEqual(Canonical("x"), Canonical("sqrt(x^2 + 1)"));
    }

    [Fact]
    public void Products_are_multiplied_out() =>
        Assert.Equal("x^2 + 2*x + 1", (string)Ran.Theory("expand", "(1 + x)^2", "--json").Result["expr"]!);

    [Theory]
    [InlineData("theory", "2*beta*x")]
    [InlineData("sympy", "2*beta*x")]
    [InlineData("mathnet", "2*beta*x")]
    public void Infix_is_printed_for_other_programs(string dialect, string expected)
    {
        var result = Ran.Theory("diff", "beta*x^2", "--var", "x", "--dialect", dialect, "--json").Result;
        var simple = Ran.Theory("simplify", (string)result["expr"]!, "--dialect", dialect, "--json").Result;
        Assert.Equal(expected, (string)simple["expr"]!);
        Assert.Equal(dialect == "sympy", simple["locals"] is not null);
    }

    [Fact]
    public void A_limit_has_its_leading_term()
    {
        var only = Ran.Theory("limit", "s - 1 - log(s)", "--var", "s", "--to", "1+", "--json").Result["cases"]!
            .AsArray()
            .Single()!;
        Assert.Equal("0", (string)only["limit"]!);
        var leading = (string)only["leading"]!;
        var value = Ran.Theory("eval", leading, "--set", "s=3", "--json").Result["rows"]![0]!["value"]!;
        Assert.Equal(2, (double)value, 12); // (s - 1)^2/2
    }

    [Fact]
    public void A_series_has_the_terms_asked_for()
    {
        var result = Ran.Theory("series", "exp(x)", "--var", "x", "--at", "0", "--terms", "3", "--json").Result;
        Assert.Equal(3, result["cases"]![0]!["terms"]!.AsArray().Count);
        var value = Ran.Theory("eval", (string)result["expr"]!, "--set", "x=2", "--json").Result["rows"]![0]!["value"]!;
        Assert.Equal(1 + 2 + 2, (double)value, 12);
    }

    [Fact]
    public void Where_a_sign_decides_a_limit_has_cases()
    {
        var cases = Ran.Theory("limit", "x^a", "--var", "x", "--to", "inf", "--given", "a real", "--json").Result["cases"]!;
        Assert.Equal(["0", "1", "inf"], cases.AsArray().Select(c => (string)c!["limit"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_place_that_is_no_number_is_refused() =>
        Ran.Theory("limit", "1/x", "--var", "x", "--to", "0,5").IsRefusedSaying("--to has '0,5'");

    [Theory]
    [InlineData("n^(-2/5) + m^(-4/5)", "n^(-2/5)", "m = n", "proven", "proven")]
    [InlineData("1/n", "1/m", "m >= n", "refuted", "proven")]
    [InlineData("1/m + 1/n", "1/m", "n >= m^2", "proven", "proven")]
    public void Orders_are_compared_both_ways(string a, string b, string given, string atMost, string atLeast)
    {
        var compared = Ran.Theory("compare", a, b, "--given", given, "--json").Result;
        Assert.Equal((atMost, atLeast), ((string)compared["atMost"]!["verdict"]!, (string)compared["atLeast"]!["verdict"]!));
    }

    [Fact]
    public void A_refuted_order_names_its_regime_as_sizes_grow()
    {
        var compared = Ran.Theory("compare", "1/n", "1/m", "--json").Result;
        Assert.Equal("A incomparable B", (string)compared["relation"]!);
        Assert.NotEmpty(compared["atMost"]!["witness"]!.AsObject());
    }

    [Fact]
    public void Orders_that_change_are_compared_by_cases_with_certificates_and_witnesses()
    {
        var cases = Ran.Theory("compare", "n^(-2/5)", "(m*n)^(-1/5) + m^(-1/2)", "--given", "m = n^kappa", "--json").Result[
            "cases"
        ]!.AsArray();
        Assert.Equal(
            ["kappa <= 1: A <~ B", "kappa >= 1: A >~ B"],
            cases.Select(c => $"{c!["when"]![0]}: {c["relation"]}").Order(StringComparer.Ordinal)
        );
        Assert.All(cases, c => Assert.NotEmpty(c!["certificate"]!.AsArray()));
        Assert.All(cases, c => Assert.NotNull(c!["witness"]!["kappa"]));
    }

    [Fact]
    public void Numbers_are_compared_by_cases()
    {
        var cases = Ran.Theory("compare", "1/m", "3/n", "--json").Result["cases"]!.AsArray();
        Assert.Equal("A < B", (string)cases.Single(c => (string)c!["when"]![0]! == "n < 3*m")!["relation"]!);
        Assert.Contains(cases, c => (string)c!["relation"]! == "A >~ B");
    }

    [Theory]
    [InlineData("sympy", "log(x)", "log(x)*lambda_**2")]
    [InlineData("mathnet", "ln(x)", "ln(x)*lambda^2")]
    public void Every_verb_prints_in_the_notation_that_is_asked_for(string dialect, string limit, string leading)
    {
        string[] command = ["limit", "log(x) + 1/lambda", "--var", "lambda", "--to", "inf", "--dialect", dialect];
        Assert.Equal(limit, (string)Ran.Theory([.. command, "--json"]).Result["cases"]![0]!["limit"]!);
        Assert.Contains($" {limit}", Ran.Theory(command).Out, StringComparison.Ordinal);
        command = ["depends", "lambda^2*log(x)", "--on", "lambda", "--given", "x >= 2", "--dialect", dialect];
        var depends = Ran.Theory([.. command, "--json"]).Result;
        Assert.Contains(depends["whole"]!["leading"]!.AsArray(), term => (string)term!["expr"]! == leading);
        Assert.Equal(dialect == "sympy", depends["locals"] is not null);
        Assert.Equal(dialect == "sympy", Ran.Theory(command).Out.Contains("locals = {'lambda_'", StringComparison.Ordinal));
    }

    [Fact]
    public void Bounds_of_two_papers_are_compared_in_the_letters_of_the_first()
    {
        var ran = Ran.Theory(
            "compare",
            "li2023:early-stopping-stated",
            "li2023:early-stopping-optimal",
            "--given",
            "m = n",
            "--json"
        );
        Assert.Equal("proven", (string)ran.Result["atMost"]!["verdict"]!);
    }

    [Theory]
    [InlineData("li2023:early-stopping-stated", "mbacke2023-wgan:stated", "{}")]
    [InlineData("mbacke2023-wgan:stated", "chen2025:vae-averaged", """{"m":"n"}""")]
    // The width of one is no sample size of the other.
    [InlineData("chen2025:vae-averaged", "li2023:early-stopping-stated", """{"n":"m","m":"m1"}""")]
    // Two constants of one role are not the one, nor each other.
    [InlineData("chen2025:vae-averaged", "chen2025:vae-expected", "{}")]
    [InlineData("mbacke2023-vae:generation", "mbacke2023-vae:generation-expected", "{}")]
    public void Letters_are_aligned_where_a_role_has_one_and_none_means_two_things(string a, string b, string renamed) =>
        Assert.Equal(renamed, Ran.Theory("compare", a, b, "--json").Result["renamed"]!.ToJsonString());

    [Fact]
    public void A_bound_with_other_constants_is_not_compared_as_if_they_were_its_own() =>
        Assert.Contains(
            "Unknown",
            (string)Ran.Theory("compare", "chen2025:vae-averaged", "chen2025:vae-expected", "--json").Result["difference"]!,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_doctor_reports_every_optional_part()
    {
        var parts = Ran.Theory("doctor", "--json").Result["parts"]!.AsArray().Select(part => (string)part!["name"]!);
        Assert.Equal(["BLAS", "LaTeX", "SymPy", "Slurm"], parts);
    }
}
