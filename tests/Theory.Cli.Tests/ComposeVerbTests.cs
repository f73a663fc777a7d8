using System.Text.Json.Nodes;
using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public sealed class ComposeVerbTests : IDisposable
{
    private const string Gan = "mbacke2023-wgan:sharp";
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_composed_bound_is_shown_with_its_status_and_assumptions()
    {
        var ran = Ran.Theory("compose", Gan, "suppose KL(rho, prior) <= K", "optimize lambda", "--json");
        Assert.Equal("proved (reading stated)", (string)ran.Result["status"]!);
        Assert.Equal("E(W1(P_n, P^g)) + sqrt(2)*Delta*sqrt(K + log(1/delta))/(2*sqrt(n))", (string)ran.Result["right"]!);
        Assert.Contains(
            "for all S: KL(rho_S, prior) <= K",
            ran.Result["assumptions"]!.AsArray().Select(a => (string)a!["text"]!)
        );
        Assert.DoesNotContain("lambda", ran.Result["symbols"]!.AsArray().Select(s => (string)s!["name"]!));
    }

    [Fact]
    public void A_saved_composition_goes_through_the_verbs()
    {
        var saved = Ran.Theory("compose", Gan, "suppose KL(rho, prior) <= K", "optimize lambda", "id me:best", "--save", file);
        Assert.Equal(ExitCode.Done, saved.Code);
        var own = "@" + file;
        Assert.Equal("me:best", (string)Ran.Theory("show", own, "--json").Result["id"]!);
        Assert.Equal("proved", (string)Ran.Theory("prove", own, "--json").Result["status"]!);
        var check = Ran.Theory("check", own, "--trials", "60", "--json").Result;
        Assert.Equal("not-refuted", (string)check["verdict"]!);
        Assert.Contains($"theory check {own}", (string)check["replay"]!, StringComparison.Ordinal);
        Assert.Contains(@"\sqrt", Ran.Theory("latex", own).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_letters_are_swapped_and_probabilities_halved()
    {
        var ran = Ran.Theory("compose", Gan, "union mbacke2023-wgan:stated", "set delta = delta/2, n = N", "--json").Result;
        Assert.Equal("with probability at least 1 - delta", (string)ran["mode"]!);
        Assert.Contains("N", ran["symbols"]!.AsArray().Select(s => (string)s!["name"]!));
    }

    [Fact]
    public void Steps_that_cannot_be_taken_are_refused_by_name()
    {
        Ran.Theory("compose", Gan, "optimize lambda").IsRefusedSaying("step 1, 'optimize lambda'", "fixed before S is drawn");
        Ran.Theory("compose", Gan, "improve").IsRefusedSaying("step 1, 'improve'", "this is no step", "suppose LEFT <= RIGHT");
        Ran.Theory("compose", Gan, "set mu = 1").IsRefusedSaying("mu is no symbol");
        Ran.Theory("compose", Gan, "set delta = 2").IsRefusedSaying("outside (0, 1)");
        Ran.Theory("compose", Gan, "suppose KL(a, b) <= K").IsRefusedSaying("occurs in no term");
        Ran.Theory("compose", Gan, "chain mbacke2023-wgan:stated").IsRefusedSaying("these must be the same");
        Ran.Theory("compose", Gan, "schedule vp").IsRefusedSaying("a(t)");
        Ran.Theory("compose", "mbacke2023-vae:generation-expected", "expect 1")
            .IsRefusedSaying("no inequality that holds with probability");
        Ran.Theory("compose", Gan, "suppose KL(rho, prior) <= K", "optimize Delta").IsRefusedSaying("no closed form");
    }

    [Fact]
    public void An_upper_bound_is_not_put_where_larger_is_better()
    {
        var own = new JsonObject
        {
            ["schema"] = 1,
            ["id"] = "me:falls",
            ["left"] = "gap",
            ["terms"] = new JsonArray(new JsonObject { ["name"] = "a", ["expr"] = "1/width(n)" }),
        };
        File.WriteAllText(file, own.ToJsonString());
        Ran.Theory("compose", "@" + file, "suppose width(n) <= 3").IsRefusedSaying("not known to grow with width(n)");
        Assert.Equal(ExitCode.Done, Ran.Theory("compose", "@" + file, "suppose width(n) = 3").Code);
    }

    [Fact]
    public void A_schedule_gives_its_heads_a_meaning()
    {
        var own = new JsonObject
        {
            ["schema"] = 1,
            ["id"] = "me:forgotten",
            ["left"] = "gap",
            ["terms"] = new JsonArray(new JsonObject { ["name"] = "a", ["expr"] = "a(T)^2/s2(T)" }),
        };
        File.WriteAllText(file, own.ToJsonString());
        Assert.Equal(
            "exp(-T)^2/(1 - exp(-2*T))",
            (string)Ran.Theory("compose", "@" + file, "schedule ou", "--json").Result["right"]!
        );
    }
}
