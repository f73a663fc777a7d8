namespace Theory.Simulation.Data;

/// <summary>A data file that does not hold points, with the place of the first fault in one line a person can act on.</summary>
public sealed class MalformedDataException : ArgumentException
{
    /// <summary>A fault in <paramref name="file"/>, at a row and column counted from 1 where they are known.</summary>
    public MalformedDataException(string file, string fault, long? row = null, long? column = null)
        : base(Place(file, row, column) + ": " + OnOneLine(fault)) => (File, Row, Column) = (file, row, column);

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>The row of the fault, counted from 1 with the header, if it has one.</summary>
    public long? Row { get; }

    /// <summary>The column of the fault, counted from 1, if it has one.</summary>
    public long? Column { get; }

    private static string Place(string file, long? row, long? column) =>
        file + (row is null ? "" : $", row {row}") + (column is null ? "" : $", column {column}");

    // A fault may quote the file, and a damaged file holds anything.
    private static string OnOneLine(string fault) => string.Concat(fault.Select(c => char.IsControl(c) ? '?' : c));
}
