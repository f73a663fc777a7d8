using Theory.Symbolics;

namespace Theory.Simulation.Data;

/// <summary>What a file of points holds, before scaling.</summary>
/// <param name="Points">The coordinates.</param>
/// <param name="Labels">The label of each point, where a label column was chosen.</param>
/// <param name="Columns">The columns used.</param>
/// <param name="HasHeader">Whether the first row named the columns.</param>
internal readonly record struct Table(Points Points, Terms<string>? Labels, ChosenColumns Columns, bool HasHeader)
{
    /// <summary>The chosen columns of an array without a header.</summary>
    internal static Table FromArray(string file, int width, double[] values, Columns columns)
    {
        var chosen = Choose(file, columns, width, null);
        var all = Points.Owning(width, values);
        var coordinates = chosen.Coordinates.ToArray();
        var points = coordinates.SequenceEqual(Enumerable.Range(0, width))
            ? all
            : Points.Generate(
                all.Count,
                coordinates.Length,
                (i, row) =>
                {
                    for (var j = 0; j < row.Length; j++)
                        row[j] = all[i][coordinates[j]];
                }
            );
        var labels = chosen.Label is { } label
            ? all.Column(label).Select(x => x.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToTerms()
            : (Terms<string>?)null;
        return new(points, labels, chosen, HasHeader: false);
    }

    /// <summary>The columns meant; a wrong choice is reported as a fault of this file.</summary>
    internal static ChosenColumns Choose(string file, Columns columns, int width, IReadOnlyList<string>? header)
    {
        try
        {
            return columns.Resolve(width, header);
        }
        catch (ArgumentException e)
        {
            throw new MalformedDataException(file, e.Message);
        }
    }
}
