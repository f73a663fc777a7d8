using System.Text.Json.Nodes;
using Theory.Cli;
using Theory.Cli.Line;
using Theory.Testing;

namespace Theory.Cli.Tests;

/// <summary>What a run of the command in this process came to.</summary>
internal sealed record Ran(ExitCode Code, string Out, string Error)
{
    // Files are named from the root of the checkout, as in the README.
    static Ran() => Environment.CurrentDirectory = Golden.Root;

    public static Ran Theory(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(args, new(output, error));
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The one JSON document on standard output.</summary>
    public JsonObject Document => JsonNode.Parse(Out)!.AsObject();

    /// <summary>The result in it.</summary>
    public JsonNode Result => Document["result"]!;

    /// <summary>Asserts that the input was refused in one to three plain lines.</summary>
    public void IsRefusedSaying(params string[] words)
    {
        Assert.Equal(ExitCode.BadInput, Code);
        Assert.Empty(Out);
        Assert.InRange(Error.TrimEnd('\n').Split('\n').Length, 1, 3);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", Error, StringComparison.Ordinal);
        foreach (var word in words)
            Assert.Contains(word, Error, StringComparison.Ordinal);
    }
}
