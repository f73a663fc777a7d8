using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Testing;

namespace Theory.Cli.Tests;

public class BoundVaeVerbTests
{
    private static Ran BoundVae(params string[] args) => Ran.Theory(["bound-vae", .. args]);

    private static Ran OnLog(string content, params string[] more)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            return BoundVae(["--log", file, .. more]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // theory.md C.5: two points, encoder N(+-.5, .8^2), decoder .5 + .3 z, n = 50.
    private const string Reference =
        "epoch,reconstruction,kl_sum,w2,k_theta,n\n0,0.36545850466,8.4071775655,0.53851648071,0.3,50\n";

    [Fact]
    public void A_log_of_the_reference_model_gives_the_reference_bounds()
    {
        var bounds = OnLog(Reference, "--diameter", "1", "--json").Result["rows"]![0]!["bounds"]!;
        // At the best lambda of the expected form.
        Assert.Equal(0.81696478214, (double)bounds["mbacke2023-vae:generation-expected"]!, 1e-9);
        // One divergence for all: the term of Chen et al. is the same, and its bound lacks the mismatch .3 * .5385.
        Assert.Equal(0.81696478214 - 0.3 * 0.53851648071, (double)bounds["chen2025:vae-averaged"]!, 1e-9);
        // lambda = 20 * 2^2 is the grid's nearest to 71.6, the best for delta/16.
        var regeneration = 0.36545850466 + (8.4071775655 + Math.Log(16 / 0.05)) / 80 + 80 / 400.0;
        Assert.Equal(regeneration, (double)bounds["mbacke2023-vae:regeneration"]!, 1e-9);
        Assert.Equal(regeneration + 0.3 * 0.53851648071, (double)bounds["mbacke2023-vae:generation"]!, 1e-9);
        Assert.Null(bounds["mbacke2023-vae:reconstruction"]);
    }

    [Fact]
    public void Without_the_decoders_constant_nothing_is_said_of_the_generated_law()
    {
        var ran = OnLog("epoch,reconstruction,kl_sum,w2\n1,0.3,8,0.5\n2,0.3,7,0.4\n", "--n", "50", "--diameter", "1", "--json");
        Assert.Null(ran.Result["best"]);
        Assert.All(ran.Result["rows"]!.AsArray(), row => Assert.Equal("chen2025:vae-averaged", (string)row!["tightest"]!));
        Assert.All(ran.Result["rows"]!.AsArray(), row => Assert.NotNull(row!["bounds"]!["mbacke2023-vae:regeneration"]));
    }

    [Fact]
    public void Digits_are_trained_on_one_part_and_bounded_on_the_other()
    {
        string[] args =
        [
            "--data",
            Golden.Data("digits.csv"),
            "--label",
            "last",
            "--scale",
            "unit",
            "--epochs",
            "2",
            "--hidden",
            "16",
            "--draws",
            "2",
            "--json",
        ];
        var ran = BoundVae(args);
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.Equal((899, 898), ((int)ran.Result["trained"]!, (int)ran.Result["n"]!));
        Assert.Contains("does not depend", ran.Result["assumptions"]!.ToJsonString(), StringComparison.Ordinal);
        var rows = ran.Result["rows"]!.AsArray();
        Assert.Equal([0, 1, 2], rows.Select(row => (int)row!["epoch"]!));
        Assert.All(
            rows,
            row =>
            {
                double Of(string name) => (double)row!["bounds"]!["mbacke2023-vae:" + name]!;
                Assert.True(Of("generation") >= Of("regeneration"));
                Assert.True((double)row!["reconstructionUpper"]! > (double)row["reconstruction"]!);
                Assert.NotEqual((double)row["ratePublished"]!, (double)row["rate"]!, 1e-3);
                Assert.Equal(Of("generation") >= (double)ran.Result["diameter"]!, (bool)row["vacuous"]!);
            }
        );
        Assert.Equal(ran.Out, BoundVae(args).Out);
    }

    [Fact]
    public void Either_data_or_a_log_is_needed()
    {
        BoundVae().IsRefusedSaying("--data", "--log");
        BoundVae("--data", Golden.Data("digits.csv"), "--log", "x.csv").IsRefusedSaying("either");
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "no column epoch", "kl_sum")]
    [InlineData("epoch,reconstruction,kl_sum,w2,n\n1,0.3,-8,0.5,10\n", "kl_sum = -8", "line 1")]
    [InlineData("epoch,reconstruction,kl_sum,w2,n\n1,0.3,8,0.5,0.5\n", "n = 0.5", "whole number")]
    [InlineData("epoch,reconstruction,kl_sum,w2\n1,0.3,8,0.5\n", "no column n", "--n")]
    [InlineData("epoch,reconstruction,kl_sum,w2,n\n1,0.3,x,0.5,10\n", "row 2, column 3")]
    public void A_malformed_log_is_refused_with_the_fault(string content, params string[] words) =>
        OnLog(content, "--diameter", "1").IsRefusedSaying(words);

    [Theory]
    [InlineData("--delta", "1", "between 0 and 1")]
    [InlineData("--diameter", "0", "positive")]
    [InlineData("--validation", "1", "leaves")]
    [InlineData("--epochs", "-1", "whole number")]
    [InlineData("--variance", "0", "positive")]
    public void A_wrong_option_is_refused_with_what_is_allowed(string option, string value, string word) =>
        BoundVae("--data", Golden.Data("swiss_roll.csv"), option, value).IsRefusedSaying(word);

    [Fact]
    public void A_log_needs_a_diameter() => OnLog(Reference).IsRefusedSaying("diameter", "sqrt(d)");
}
