using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Testing;

namespace Theory.Cli.Tests;

public class SelectTimeVerbTests
{
    // The exact quadrature is quadratic in the number of points: most tests need only a few.
    private static Ran OnFew(int points, params string[] more)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, File.ReadLines(Golden.Data("swiss_roll.csv")).Take(1 + points)); // and the header
            return SelectTime(file, more);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Ran SelectTime(string file, params string[] more) => Ran.Theory(["select-time", "--data", file, .. more]);

    [Fact]
    public void The_terms_on_the_swiss_roll_agree_with_the_reference()
    {
        var reference = JsonNode.Parse(File.ReadAllText(Golden.PathOf("swiss_roll_terms.json")))!;
        var expected = reference["rows"]!.AsArray().Select(row => row!.AsObject()).First(row => (double)row["T"]! > 0.3);
        var t = ((double)expected["T"]!).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var row = SelectTime(Golden.Data("swiss_roll.csv"), "--grid", t, "--eps", "0.2", "--json").Result["rows"]![0]!;
        Assert.Equal((double)expected["T1"]!, (double)row["t1"]!["value"]!, 1e-6);
        Assert.Equal("exact", (string)row["t1"]!["kind"]!);
    }

    [Fact]
    public void The_result_says_that_it_is_no_certificate_and_what_was_read()
    {
        var ran = OnFew(12, "--grid", "0.1:0.3:3", "--json");
        Assert.False((bool)ran.Result["certified"]!);
        Assert.NotEmpty(ran.Result["why"]!.AsArray());
        Assert.True((bool)ran.Result["best"]!["atEdge"]!);
        Assert.Equal(1, (int)ran.Document["seed"]!);
        Assert.Equal((12, 2), ((int)ran.Result["data"]!["points"]!, (int)ran.Result["data"]!["dimension"]!));
    }

    [Fact]
    public void The_label_of_the_digits_is_no_coordinate()
    {
        var ran = SelectTime(
            Golden.Data("digits.csv"),
            "--label",
            "last",
            "--scale",
            "unit",
            "--grid",
            "2",
            "--draws",
            "50",
            "--json"
        );
        Assert.Equal(64, (int)ran.Result["data"]!["dimension"]!);
        Assert.Equal(65, (int)ran.Result["data"]!["label"]!);
    }

    [Fact]
    public void The_same_seed_gives_the_same_result()
    {
        string Once() =>
            SelectTime(
                Golden.Data("digits.csv"),
                "--label",
                "last",
                "--grid",
                "0.3",
                "--draws",
                "100",
                "--seed",
                "7",
                "--json"
            ).Out;
        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void A_missing_file_is_refused() => SelectTime("nowhere.csv").IsRefusedSaying("no file", "nowhere.csv");

    [Fact]
    public void A_folder_is_refused() => SelectTime(Path.GetTempPath()).IsRefusedSaying("is a folder");

    [Theory]
    [InlineData("1,2\n3\n", "row 2, column 2")]
    [InlineData("1,2\n3,NaN\n", "row 2, column 2", "not finite")]
    [InlineData("1,2\n3,x\n", "row 2, column 2", "not a number")]
    [InlineData("", "empty")]
    public void A_malformed_file_is_refused_with_the_place_of_the_fault(string content, params string[] words)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            SelectTime(file).IsRefusedSaying(words);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--schedule", "vq", "give vp")]
    [InlineData("--scale", "log", "give none")]
    [InlineData("--R", "-1", "positive")]
    [InlineData("--eps", "0", "positive")]
    [InlineData("--grid", "2:1:5", "--grid")]
    [InlineData("--seed", "-1", "whole number")]
    [InlineData("--draws", "1", "whole number")]
    [InlineData("--columns", "1-9", "column 9")]
    public void A_wrong_option_is_refused_with_what_is_allowed(string option, string value, string word) =>
        SelectTime(Golden.Data("swiss_roll.csv"), option, value).IsRefusedSaying(word);
}
