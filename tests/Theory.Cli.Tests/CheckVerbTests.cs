using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class CheckVerbTests
{
    [Fact]
    public void A_reading_that_fails_is_refuted_by_a_world_and_names_its_replay()
    {
        var ran = Ran.Theory("check", "chen2025:encoder-generator-stated", "--trials", "40000", "--json");
        Assert.Equal((ExitCode.Refuted, "refuted"), (ran.Code, (string)ran.Result["verdict"]!));
        var found = ran.Result["counterexample"]!;
        Assert.True((double)found["leftLower"]! > (double)found["rightUpper"]!);
        Assert.Equal(
            "theory check chen2025:encoder-generator-stated --trials 40000 --seed 1 --alpha 1E-06",
            (string)ran.Result["replay"]!
        );
    }

    [Fact]
    public void The_repair_is_not_refuted_at_a_similar_budget()
    {
        var ran = Ran.Theory("check", "chen2025:vae-averaged", "--trials", "5000", "--json");
        Assert.Equal((ExitCode.Done, "not-refuted"), (ran.Code, (string)ran.Result["verdict"]!));
        Assert.Equal(0, (long)ran.Result["violations"]!);
        Assert.True((long)ran.Result["aboveHalf"]! > 0);
    }

    [Fact]
    public void What_an_assumption_is_for_is_shown_by_a_world_that_breaks_it()
    {
        var ran = Ran.Theory("check", "chen2025:vae-averaged", "--trials", "3000", "--assumptions", "--json");
        Assert.Equal((ExitCode.Done, "not-refuted"), (ran.Code, (string)ran.Result["verdict"]!));
        var purpose = Assert.Single(ran.Result["purposes"]!.AsArray())!;
        Assert.Equal("refuted", (string)purpose["verdict"]!);
        Assert.NotEmpty(purpose["world"]!.AsArray());
        var shown = Ran.Theory("check", "chen2025:vae-averaged", "--trials", "3000", "--assumptions").Out;
        Assert.Contains("in a world that breaks it", shown.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void The_replay_repeats_the_check()
    {
        var ran = Ran.Theory("check", "mbacke2023-wgan:sharp", "--trials", "300", "--seed", "5", "--json");
        var replay = ((string)ran.Result["replay"]!).Split(' ')[1..];
        Assert.Equal(ran.Result.ToJsonString(), Ran.Theory([.. replay, "--json"]).Result.ToJsonString());
    }

    [Fact]
    public void What_no_world_can_contradict_is_not_falsifiable()
    {
        var ran = Ran.Theory("check", "li2023:training-dynamics", "--json");
        Assert.Equal((ExitCode.NotDecided, "not-falsifiable"), (ran.Code, (string)ran.Result["verdict"]!));
    }

    [Fact]
    public void A_limit_of_time_truncates_and_says_how_far_it_came()
    {
        var ran = Ran.Theory("check", "chen2025:vae-averaged", "--trials", "2000000000", "--time-limit", "0.5s", "--json");
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.True((bool)ran.Document["truncated"]!);
        Assert.InRange((long)ran.Result["trials"]!, 1, 1_999_999_999);
    }

    [Theory]
    [InlineData("mbacke2023-wgan:sharp")]
    [InlineData("chen2025:generator-term-variance")]
    public void The_count_that_a_truncated_check_prints_replays_it(string bound)
    {
        // Over before it begins: one chain at least is climbed.
        var ran = Ran.Theory("check", bound, "--trials", "2000000000", "--time-limit", "0.0000001s", "--json");
        Assert.True((bool)ran.Document["truncated"]!);
        var again = Ran.Theory([.. ((string)ran.Result["replay"]!).Split(' ')[1..], "--json"]);
        Assert.Null(again.Document["truncated"]);
        Assert.Equal(ran.Result.ToJsonString(), again.Result.ToJsonString());
    }

    [Fact]
    public void A_truncated_check_with_Gaussian_worlds_prints_the_count_that_goes_over_the_same_finite_ones()
    {
        var ran = Ran.Theory("check", "chen2025:vae-averaged", "--trials", "2000000000", "--time-limit", "0.0000001s", "--json");
        // However many chains the clock let begin: with a quarter of their worlds more, a fifth of the whole is Gaussian.
        var trials = (long)ran.Result["trials"]!;
        Assert.Equal(0, trials % 600);
        Assert.Contains($"--trials {trials + trials / 4} ", (string)ran.Result["replay"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--trials", "0", "whole number")]
    [InlineData("--alpha", "2", "between 0 and 1")]
    [InlineData("--time-limit", "soon", "30s")]
    [InlineData("--time-limit", "0s", "30s")]
    [InlineData("--time-limit", "5ms", "30s")]
    [InlineData("--time-limit", "501h", "up to 500h")]
    public void A_wrong_option_is_refused_with_what_is_allowed(string option, string value, string word) =>
        Ran.Theory("check", "chen2025:vae-averaged", option, value).IsRefusedSaying(word);
}
