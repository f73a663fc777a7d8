using System.Globalization;
using Theory.Symbolics;

namespace Theory.Simulation.Data;

/// <summary>Which columns of a table are coordinates and which one, if any, is the label.</summary>
/// <param name="Coordinates">Column numbers and ranges (<c>1-64</c>) or names, comma-separated; null for all but the label.</param>
/// <param name="Label">A column number, a name, or <c>last</c>; null for no label.</param>
public sealed record Columns(string? Coordinates = null, string? Label = null)
{
    /// <summary>Every column is a coordinate.</summary>
    public static Columns All { get; } = new();

    /// <summary>The columns meant in a table of <paramref name="width"/> columns, counted from 0.</summary>
    /// <exception cref="ArgumentException">A column does not exist, or is named twice, or no coordinate is left.</exception>
    public ChosenColumns Resolve(int width, IReadOnlyList<string>? header)
    {
        var label = Label is null ? (int?)null : One(Label, width, header);
        var coordinates = Coordinates is null
            ? [.. Enumerable.Range(0, width).Where(j => j != label)]
            : Coordinates.Split(',', StringSplitOptions.TrimEntries).SelectMany(part => Range(part, width, header)).ToTerms();
        if (coordinates.Count == 0)
            throw new ArgumentException($"No coordinates are left: the table has {width} column(s) and one is the label.");
        if (coordinates.GroupBy(j => j).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Column {twice.Key + 1} is asked for twice in '{Coordinates}'.");
        return new(coordinates, label);
    }

    private static IEnumerable<int> Range(string part, int width, IReadOnlyList<string>? header)
    {
        var ends = part.Split('-');
        if (ends.Length != 2 || !ends.All(end => TryNumber(end, out _)))
            return [One(part, width, header)];
        var (first, last) = (One(ends[0], width, header), One(ends[1], width, header));
        return first <= last
            ? Enumerable.Range(first, last - first + 1)
            : throw new ArgumentException($"The range of columns '{part}' runs backwards; write {ends[1]}-{ends[0]}.");
    }

    private static int One(string name, int width, IReadOnlyList<string>? header)
    {
        if (name == "last")
            return width - 1;
        var named = header?.Index().Where(cell => cell.Item == name).Select(cell => (int?)cell.Index).FirstOrDefault();
        if (named is { } index)
            return index;
        if (!TryNumber(name, out var number))
            throw new ArgumentException(
                header is null
                    ? $"'{name}' is not a column: the file has no header, so columns are numbers, ranges such as 1-64, or 'last'."
                    : $"There is no column '{name}'; the header has {string.Join(", ", header.Take(12))}{(header.Count > 12 ? ", ..." : "")}."
            );
        return number >= 1 && number <= width
            ? number - 1
            : throw new ArgumentException($"There is no column {number}; the table has columns 1 to {width}.");
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>Columns of a given table, counted from 0.</summary>
/// <param name="Coordinates">The columns of coordinates, in the order asked for.</param>
/// <param name="Label">The column of the label.</param>
public readonly record struct ChosenColumns(Terms<int> Coordinates, int? Label)
{
    /// <summary>The coordinates in the notation of <see cref="Columns.Coordinates"/>, counted from 1: <c>1-64</c>.</summary>
    public override string ToString() =>
        string.Join(",", Runs(Coordinates).Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}-{run.Last}"));

    private static List<(int First, int Last)> Runs(Terms<int> columns)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var column in columns.Select(j => j + 1))
            if (runs.Count > 0 && runs[^1].Last + 1 == column)
                runs[^1] = (runs[^1].First, column);
            else
                runs.Add((column, column));
        return runs;
    }
}
