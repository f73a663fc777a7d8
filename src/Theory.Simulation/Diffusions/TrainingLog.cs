using Theory.Simulation.Data;
using Theory.Symbolics;

namespace Theory.Simulation.Diffusions;

/// <summary>What a user's own training measured at each horizon T, read from a CSV file with the columns <c>T,loss[,score_norm]</c>.</summary>
/// <param name="Entries">The measurements, by increasing T.</param>
public sealed record TrainingLog(Terms<TrainingLogEntry> Entries)
{
    /// <summary>Reads a log.</summary>
    /// <exception cref="MalformedDataException">The columns are not T, loss and perhaps score_norm, or a T is doubled or not positive.</exception>
    public static TrainingLog Read(string path)
    {
        var table = DataSet.Read(path);
        if (table.Points.Dimension is < 2 or > 3)
            throw new MalformedDataException(
                path,
                $"{table.Points.Dimension} column(s); a training log has the columns T, loss and perhaps score_norm"
            );
        if (table.HasHeader) // then names count, and not their order
            table = DataSet.Read(path, new Columns(table.Points.Dimension == 2 ? "T,loss" : "T,loss,score_norm"));
        var entries = Enumerable
            .Range(0, table.Points.Count)
            .Select(i => table.Points[i].ToArray())
            .Select(row => new TrainingLogEntry(row[0], row[1], row.Length > 2 ? row[2] : null))
            .OrderBy(entry => entry.T)
            .ToTerms();
        if (
            entries.Index().FirstOrDefault(e => e.Item.T <= 0 || e.Index > 0 && entries[e.Index - 1].T == e.Item.T).Item is
            { } odd
        )
            throw new MalformedDataException(
                path,
                $"T = {odd.T} is doubled or not positive; every line needs a T > 0 of its own"
            );
        return new(entries);
    }

    /// <summary>The measurement at T, to a relative 10^-9.</summary>
    /// <exception cref="ArgumentException">The log has none.</exception>
    public TrainingLogEntry At(double t) =>
        Entries.FirstOrDefault(entry => Math.Abs(entry.T - t) <= 1e-9 * t)
        ?? throw new ArgumentException(
            $"The training log has no T = {t:R}; it has {string.Join(", ", Entries.Select(entry => $"{entry.T:R}"))}."
        );
}

/// <summary>One line of a training log.</summary>
/// <param name="T">The horizon.</param>
/// <param name="Loss">The score-matching loss reached.</param>
/// <param name="ScoreNorm">The norm L of the learned score, where it was measured.</param>
public sealed record TrainingLogEntry(double T, double Loss, double? ScoreNorm);
