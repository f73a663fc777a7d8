using System.Text.Json.Nodes;

namespace Theory.Cli.Output;

/// <summary>What a verb found: one result for programs, the same in blocks for people, and what the exit code says of it.</summary>
/// <param name="Result">The result, in the shape that the verb promises whatever the options.</param>
/// <param name="Blocks">The result for people.</param>
internal sealed record Report(JsonNode Result, params IReadOnlyList<Block> Blocks)
{
    /// <summary>The result in a paper, where it is said there in other words; null where the blocks say it.</summary>
    public IReadOnlyList<Block>? Paper { get; init; }

    /// <summary>All that was assumed.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>The command line that gives it again; empty where it is a part of another report.</summary>
    public string Command { get; init; } = "";

    /// <summary>The seed that decided whatever was drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether a limit or an interruption ended the work before its budget.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>What the exit code says.</summary>
    public ExitCode Exit { get; init; }
}
