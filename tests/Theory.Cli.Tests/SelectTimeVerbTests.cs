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
    public void The_loss_of_networks_trained_here_joins_the_sum()
    {
        var rows = OnFew(20, "--grid", "0.2:0.6:2", "--train", "20", "--json").Result["rows"]!.AsArray();
        Assert.All(rows, row => Assert.True((double)row!["loss"]! > 0));
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    (double)row!["t1"]!["value"]!
                        + (double)row["t2"]!
                        + (double)row["t3_per_sample"]!["value"]!
                        + (double)row["loss"]!,
                    (double)row["sum"]!["value"]!,
                    1e-9
                )
        );
        OnFew(5, "--train", "0").IsRefusedSaying("--train 0", "between 1 and");
        OnFew(5, "--train", "5", "--log", "log.csv").IsRefusedSaying("--log and --train");
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
    public void Other_constants_show_what_they_change_and_leave_the_terms_alone()
    {
        var one = OnFew(12, "--grid", "0.2:0.6:3", "--eps", "0.05", "--json").Result;
        var several = OnFew(12, "--grid", "0.2:0.6:3", "--R", "5,0.1", "--eps", "0.05,0.1", "--json").Result;
        Assert.Equal(one["rows"]!.ToJsonString(), several["rows"]!.ToJsonString());
        Assert.Equal(
            ["5 0.05", "5 0.1", "0.1 0.05", "0.1 0.1"],
            several["sensitivity"]!.AsArray().Select(s => $"{(double)s!["R"]!} {(double)s["eps"]!}")
        );
        var alone = OnFew(12, "--grid", "0.2:0.6:3", "--R", "0.1", "--eps", "0.1", "--json").Result;
        Assert.Equal((double)alone["best"]!["T"]!, (double)several["sensitivity"]![3]!["T"]!);
        OnFew(12, "--R", "5,x").IsRefusedSaying("--R", "x");
    }

    [Fact]
    public void The_table_for_programs_has_each_number_with_all_digits_in_a_cell_of_its_own()
    {
        var lines = OnFew(12, "--grid", "0.2:0.6:3", "--csv").Out.TrimEnd('\n').Split('\n');
        var row = OnFew(12, "--grid", "0.2:0.6:3", "--json").Result["rows"]![1]!;
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("T,t1,t1_lower,t1_upper,t2,", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            (double)row["t1"]!["value"]!,
            double.Parse(lines[2].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void The_log_of_a_training_adds_its_loss_and_chooses_the_horizons()
    {
        var log = Path.GetTempFileName();
        try
        {
            File.WriteAllText(log, "loss,T\n2.5,0.4\n0.5,0.2\n");
            var rows = OnFew(12, "--log", log, "--json").Result["rows"]!.AsArray();
            Assert.Equal(["0.2 0.5", "0.4 2.5"], rows.Select(row => $"{(double)row!["T"]!} {(double)row["loss"]!}"));
            var without = OnFew(12, "--grid", "0.2", "--json").Result["rows"]![0]!;
            Assert.Equal((double)without["sum"]!["value"]! + 0.5, (double)rows[0]!["sum"]!["value"]!, 12);
            OnFew(12, "--log", log, "--grid", "0.3").IsRefusedSaying("no T = 0.3", "0.2, 0.4");
            File.WriteAllText(log, "epoch,T,loss\n1,0.2,3\n");
            OnFew(12, "--log", log).IsRefusedSaying("score_norm", "epoch, T, loss");
        }
        finally
        {
            File.Delete(log);
        }
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
