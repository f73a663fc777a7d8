using Theory.Cli.Output;
using Theory.Verification.Experiments;
using Theory.Verification.Sweeps;
using Cell = Theory.Cli.Output.Cell;

namespace Theory.Cli.Reports;

/// <summary>One choice of an experiment's parameters, and its numbers over the seeds.</summary>
/// <param name="parameters">The choice.</param>
internal sealed class Setting(Parameters parameters)
{
    // Of a long row of seeds the first are kept, which say how it goes on.
    private const int Kept = 1000;
    private readonly List<ulong> seeds = [];
    private long count;

    /// <summary>The choice.</summary>
    public Parameters Parameters => parameters;

    /// <summary>The numbers by their names.</summary>
    public Dictionary<string, Spread> Numbers { get; } = [];

    /// <summary>The seeds.</summary>
    public Seeds Seeds => new(seeds, count);

    /// <summary>Takes a result in.</summary>
    public void Add(StoredCell cell)
    {
        count++;
        if (seeds.Count < Kept)
            seeds.Add(cell.Seed);
        foreach (var (name, value) in cell.Result.Numbers)
            Numbers[name] = Numbers.TryGetValue(name, out var range) ? range.With(value) : new(1, value, value, value);
    }
}

/// <summary>Values of one number.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
internal readonly record struct Spread(long Count, double Sum, double Least, double Greatest)
{
    /// <summary>Their mean.</summary>
    public double Mean => Least == Greatest ? Least : Sum / Count;

    /// <summary>One more.</summary>
    public Spread With(double value) => new(Count + 1, Sum + value, Math.Min(Least, value), Math.Max(Greatest, value));

    /// <summary>The mean, and the range where there is one.</summary>
    public Cell Shown =>
        Least == Greatest || Count == 1
            ? Mean
            : (Cell)Mean + " [" + Cell.Number(Least, 4) + ", " + Cell.Number(Greatest, 4) + "]";
}

/// <summary>The seeds of a setting: all of them while they are few, else how many.</summary>
/// <param name="Some">The seeds, as far as they are kept.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Seeds(IReadOnlyList<ulong> Some, long Count)
{
    /// <summary>The seed, where there is one.</summary>
    public ulong? Only => Count == 1 ? Some[0] : null;

    /// <summary>How many, or which one.</summary>
    public string InWords =>
        Only is { } seed ? $"{seed}"
        : IsRun ? $"{Some.Min()} to {Some.Max()}"
        : $"{Count:N0} seeds";

    /// <summary>The words of a loop of the shell.</summary>
    public string InShell =>
        IsRun ? $"$(seq {Some.Min()} {Some.Max()})" : string.Join(' ', Some.Order()) + (Some.Count < Count ? " ..." : "");

    private bool IsRun => Some.Count == Count && Some.Max() - Some.Min() == (ulong)Count - 1;
}
