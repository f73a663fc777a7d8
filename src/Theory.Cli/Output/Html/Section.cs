namespace Theory.Cli.Output.Html;

/// <summary>A part of a page: one result.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Blocks">What it says.</param>
internal sealed record Section(Cell Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>The command line that gives its numbers again; empty where none is known.</summary>
    public string Command { get; init; } = "";

    /// <summary>Where it stands, what was assumed, and which seed, version and arithmetic made it.</summary>
    public IReadOnlyList<Cell> Provenance { get; init; } = [];

    /// <summary>What it says of claims, for the table at the head of the page.</summary>
    public IReadOnlyList<StatedVerdict> Verdicts { get; init; } = [];
}

/// <summary>What became of a claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Word">The verdict.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="Tone">How it is coloured.</param>
internal sealed record StatedVerdict(Cell Claim, string Word, Cell Evidence, Tone Tone)
{
    /// <summary>A verdict in the words of the command.</summary>
    public static StatedVerdict Of(Cell claim, string word, Cell evidence) =>
        new(
            claim,
            word.Replace('-', ' '),
            evidence,
            word switch
            {
                "refuted" => Tone.Against,
                "proved" => Tone.For,
                "not-refuted" or "not refuted" => Tone.Unshaken,
                _ => Tone.Open,
            }
        );
}

/// <summary>What a verdict means for the claim.</summary>
internal enum Tone
{
    /// <summary>It is undecided.</summary>
    Open,

    /// <summary>It is refuted.</summary>
    Against,

    /// <summary>An attack did not refute it; that is no proof.</summary>
    Unshaken,

    /// <summary>It is proved.</summary>
    For,
}
