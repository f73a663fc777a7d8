using Theory.Bounds;
using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class StatementVerbTests
{
    public static TheoryData<string> Ids => [.. Catalog.All.Select(bound => bound.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Show_gives_all_that_belongs_to_a_statement(string id)
    {
        var result = Ran.Theory("show", id, "--json").Result;
        string[] members =
        [
            "id",
            "left",
            "relation",
            "right",
            "latex",
            "mode",
            "reading",
            "status",
            "why",
            "see",
            "terms",
            "assumptions",
            "symbols",
            "bibtex",
        ];
        Assert.All(members, member => Assert.NotNull(result[member]));
        Assert.Contains((string)result["terms"]![0]!["latex"]!, (string)result["latex"]!, StringComparison.Ordinal);
        var shown = Ran.Theory("show", id);
        Assert.Equal((ExitCode.Done, ""), (shown.Code, shown.Error));
        Assert.Contains(id, shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_status_in_the_list_is_that_of_the_replayed_proof()
    {
        var statuses = Ran.Theory("list", "--json")
            .Result.AsArray()
            .ToDictionary(b => (string)b!["id"]!, b => (string)b!["status"]!);
        Assert.Equal(Catalog.All.Select(bound => bound.Id), statuses.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, status) in statuses)
            Assert.Equal(
                status.StartsWith("proved", StringComparison.Ordinal),
                Ran.Theory("prove", id, "--json").Result["status"]!.ToString() == "proved"
            );
    }

    [Fact]
    public void A_proof_is_numbered_and_each_step_rests_on_earlier_ones()
    {
        var proved = Ran.Theory("prove", "chen2025:vae-averaged", "--json");
        Assert.Equal(ExitCode.Done, proved.Code);
        Assert.Empty(proved.Result["lemmas"]!.AsArray());
        var steps = proved.Result["steps"]!.AsArray();
        Assert.All(steps.Index(), step => Assert.Equal(step.Index + 1, (int)step.Item!["n"]!));
        Assert.All(
            steps,
            step => Assert.All(step!["premises"]!.AsArray(), premise => Assert.True((int)premise! < (int)step["n"]!))
        );
    }

    [Fact]
    public void A_statement_without_a_derivation_says_so()
    {
        var ran = Ran.Theory("prove", "li2023:training-dynamics", "--json");
        Assert.Equal((ExitCode.NotDecided, "none"), (ran.Code, (string)ran.Result["status"]!));
    }

    [Fact]
    public void An_expression_is_no_statement() => Ran.Theory("show", "1/x").IsRefusedSaying("no statement", "theory list");

    [Fact]
    public void Letters_can_be_swapped()
    {
        string Term(params string[] more) =>
            (string)Ran.Theory(["latex", "li2023:training-dynamics", "--term", "width", "--json", .. more]).Result["latex"]!;
        Assert.Equal(@"\frac{\tau^{3}}{m^{2}}", Term());
        Assert.Equal(@"\frac{\tau^{3}}{n^{2}}", Term("--rename", "m=n,n=m"));
    }

    [Fact]
    public void Wrong_terms_and_letters_are_refused_with_those_there_are()
    {
        Ran.Theory("latex", "li2023:training-dynamics", "--term", "with").IsRefusedSaying("'with'", "width");
        Ran.Theory("latex", "li2023:training-dynamics", "--rename", "k=N").IsRefusedSaying("'k'", "tau, m, n");
        Ran.Theory("latex", "1/x", "--rename", "x").IsRefusedSaying("OLD=NEW");
    }
}
