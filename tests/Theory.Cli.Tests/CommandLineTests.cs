using Theory.Cli.Line;
using Theory.Cli.Verbs;

namespace Theory.Cli.Tests;

public class CommandLineTests
{
    private const string Four = "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m";

    [Fact]
    public void An_unknown_verb_is_refused_with_a_guess() =>
        Ran.Theory("rat", "x").IsRefusedSaying("no verb 'rat'", "Did you mean 'rate'", "theory --help");

    [Fact]
    public void An_unknown_option_is_refused_with_a_guess()
    {
        Ran.Theory("rate", Four, "--mni", "tau").IsRefusedSaying("'--mni' is not an option of 'theory rate'", "'--min'");
        Ran.Theory("rate", "--mni", "tau").IsRefusedSaying("'--mni' is not an option of 'theory rate'", "'--min'");
    }

    [Fact]
    public void A_missing_argument_or_option_is_named_with_an_example()
    {
        Ran.Theory("rate").IsRefusedSaying("needs", "For example: theory rate");
        Ran.Theory("rate", Four).IsRefusedSaying("needs --min", "For example: theory rate");
        Ran.Theory("rate", Four, "--min").IsRefusedSaying("--min", "For example: theory rate");
    }

    [Fact]
    public void One_argument_too_many_is_refused() =>
        Ran.Theory("rate", "1/x", "+", "x", "--min", "x").IsRefusedSaying("one argument too many", "needs quotes");

    [Fact]
    public void Without_words_help_is_shown_and_lists_every_verb()
    {
        var help = Ran.Theory();
        Assert.Equal(ExitCode.Done, help.Code);
        Assert.All(AllVerbs.Make(), verb => Assert.Contains($"\n  {verb.Name}", help.Out, StringComparison.Ordinal));
    }

    public static TheoryData<string> Verbs => [.. AllVerbs.Make().Select(verb => verb.Name)];

    [Theory, MemberData(nameof(Verbs))]
    public void Every_verb_shows_its_example_in_its_help(string name)
    {
        var help = Ran.Theory(name, "--help");
        Assert.Equal(ExitCode.Done, help.Code);
        Assert.Contains($"Example:\n  theory {name}", help.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_or_a_folder_takes_the_result_in_the_form_of_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("theory-").FullName;
        try
        {
            var written = Ran.Theory("list", "-o", Path.Combine(folder, "catalog.json"));
            Assert.Equal((ExitCode.Done, ""), (written.Code, written.Out));
            Assert.StartsWith("{", File.ReadAllText(Path.Combine(folder, "catalog.json")), StringComparison.Ordinal);
            Ran.Theory("list", "--out", folder + "/all/");
            Assert.Equal(
                ["list.csv", "list.json", "list.tex", "list.txt"],
                Directory.GetFiles(folder + "/all").Select(Path.GetFileName).Order()
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_may_not_be_made_is_refused() =>
        Ran.Theory("list", "-o", "/proc/nowhere/list.json").IsRefusedSaying("/proc/nowhere");

    // Each would go on for hours.
    [Theory]
    [InlineData("--json --latex", "exclude each other")]
    [InlineData("--macros /nowhere.tex --latex", "nowhere.tex")]
    [InlineData("-o /proc/nowhere/check.json", "/proc/nowhere")]
    [InlineData("-o /proc/nowhere/", "/proc/nowhere")]
    public void What_cannot_be_written_as_asked_is_refused_before_the_work(string options, string word) =>
        Ran.Theory(["check", "chen2025:vae-averaged", "--trials", "2000000000", .. options.Split(' ')]).IsRefusedSaying(word);

    [Fact]
    public void A_refused_line_leaves_no_file()
    {
        var folder = Directory.CreateTempSubdirectory("theory-").FullName;
        try
        {
            Ran.Theory("eval", "x", "-o", Path.Combine(folder, "value.json")).IsRefusedSaying("x");
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--out", "{0}")]
    [InlineData("--out={0}")]
    [InlineData("--out:{0}")]
    [InlineData("-o={0}")]
    public void The_command_that_gives_a_result_again_says_not_where_it_went(params string[] option)
    {
        var folder = Directory.CreateTempSubdirectory("theory-").FullName;
        try
        {
            var file = Path.Combine(folder, "value.json");
            Ran.Theory([
                "eval",
                "x",
                "--set",
                "x=1",
                .. option.Select(word => word.Replace("{0}", file, StringComparison.Ordinal)),
            ]);
            Assert.Contains("\"theory eval x --set x=1\"", File.ReadAllText(file), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
