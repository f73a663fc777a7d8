using System.Text.RegularExpressions;
using Theory.Testing;

namespace Theory.Cli.Tests;

public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Golden.Root, "README.md"));

    [GeneratedRegex(@"^```\n\$ theory (?<line>[^\n]*)\n(?<output>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Transcript();

    [GeneratedRegex("\"(?<word>[^\"]*)\"|(?<word>\\S+)")]
    private static partial Regex Word();

    public static TheoryData<string, string> Transcripts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Match match in Transcript().Matches(Text))
                data.Add(match.Groups["line"].Value, match.Groups["output"].Value);
            return data;
        }
    }

    [Fact]
    public void The_readme_has_a_transcript_for_each_job() =>
        Assert.Subset(
            Transcripts.Select(row => ((string)row[0]).Split(' ')[0]).ToHashSet(),
            new HashSet<string> { "rate", "depends", "optimize", "check", "prove", "power", "latex", "select-time" }
        );

    // A line of three dots stands for any lines.
    [Theory, MemberData(nameof(Transcripts))]
    public void What_the_readme_shows_is_what_the_command_prints(string line, string output)
    {
        var shown = output.Trim('\n').Split("\n...\n");
        var printed = Ran.Theory([.. Word().Matches(line).Select(match => match.Groups["word"].Value)]).Out.Trim('\n');
        if (shown is [var whole])
            Assert.Equal(whole, printed);
        else
        {
            Assert.StartsWith(shown[0] + "\n", printed, StringComparison.Ordinal);
            Assert.EndsWith("\n" + shown[^1], printed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_file_that_the_readme_names_is_there() =>
        Assert.All(
            Regex
                .Matches(Text, @"\]\((?<path>[^)]+)\)|@(?<path>\S+\.json)(?= --)|--data (?<path>\S+)")
                .Select(match => match.Groups["path"].Value),
            path => Assert.True(File.Exists(Path.Combine(Golden.Root, path)), path)
        );

    [Fact]
    public void Every_example_has_its_expected_output_beside_it() =>
        Assert.All(
            Directory.GetFiles(Path.Combine(Golden.Root, "examples"), "*.cs"),
            program =>
            {
                Assert.True(File.Exists(Path.ChangeExtension(program, ".txt")));
                Assert.Contains(Path.GetFileName(program), Text, StringComparison.Ordinal);
            }
        );

    // A block of lines that are set in: what a program of one file prints.
    [Fact]
    public void What_the_readme_shows_of_an_example_is_what_it_prints()
    {
        var shown = Regex
            .Matches(Text, "(^    .*\n)+", RegexOptions.Multiline)
            .Single(block => block.Value.Contains("greatest left/right"));
        Assert.Subset(
            File.ReadLines(Path.Combine(Golden.Root, "examples", "information.txt")).ToHashSet(),
            shown.Value.TrimEnd('\n').Split('\n').Select(line => line[4..]).ToHashSet()
        );
    }

    [Fact]
    public void The_citation_names_the_version_that_the_command_prints() =>
        Assert.Contains($"  version = {{{Ran.Theory("--version").Out.Trim()}}},\n", Text, StringComparison.Ordinal);
}
