using System.Globalization;
using Theory.Symbolics;

namespace Theory.Simulation.Data;

/// <summary>
/// Tables as text: one point a row, cells between commas, semicolons or tabs, an optional header, quoted cells. With semicolons or
/// tabs a comma is a decimal point. Only the chosen columns need to hold numbers. Memory is that of the numbers kept and one row.
/// </summary>
internal static class Csv
{
    /// <summary>Reads the chosen columns.</summary>
    /// <exception cref="MalformedDataException">A row is ragged, a cell is no finite number, or there is no point.</exception>
    internal static Table Read(string file, Stream stream, Columns columns)
    {
        using var rows = new CsvRows(file, stream);
        if (!rows.Advance())
            throw new MalformedDataException(file, "the file is empty; a CSV file holds one point a row");
        var width = rows.Width;
        var header = Header(rows);
        var chosen = Table.Choose(file, columns, width, header);
        var coordinates = chosen.Coordinates.ToArray();
        var values = new GrowingArray();
        var labels = new List<string>();
        for (var more = header is null || rows.Advance(); more; more = rows.Advance())
        {
            if (rows.Width != width)
                throw new MalformedDataException(
                    file,
                    $"{rows.Width} cell(s) where row {rows.FirstRow} has {width}; every row needs as many",
                    rows.Row,
                    Math.Min(rows.Width, width) + 1
                );
            foreach (var j in coordinates)
                values.Add(Coordinate(file, rows, j));
            if (chosen.Label is { } label)
                labels.Add(rows.Cell(label).ToString());
        }
        if (values.Count == 0)
            throw new MalformedDataException(file, "there is no point under the header", rows.FirstRow);
        return new(
            Points.Owning(coordinates.Length, values.ToArray()),
            chosen.Label is null ? null : labels.ToTerms(),
            chosen,
            header is not null
        );
    }

    // The first row names the columns when none of its cells is a number, finite or not.
    private static string[]? Header(CsvRows rows)
    {
        for (var j = 0; j < rows.Width; j++)
            if (TryNumber(rows.Cell(j), rows.DecimalComma, out _) || IsMissing(rows.Cell(j)))
                return null;
        return [.. Enumerable.Range(0, rows.Width).Select(j => rows.Cell(j).ToString())];
    }

    private static double Coordinate(string file, CsvRows rows, int j)
    {
        var cell = rows.Cell(j);
        if (TryNumber(cell, rows.DecimalComma, out var value) && double.IsFinite(value))
            return value;
        var shown = cell.Length > 40 ? $"{cell[..40]}..." : cell.ToString();
        var fault =
            cell.IsEmpty ? "the cell is empty"
            : IsMissing(cell) || TryNumber(cell, rows.DecimalComma, out _) ? $"'{shown}' is not finite"
            : cell.Contains(' ') ? $"'{shown}' is not a number (cells are separated by commas, semicolons or tabs)"
            : $"'{shown}' is not a number";
        throw new MalformedDataException(file, fault + "; every chosen cell needs a finite number", rows.Row, j + 1);
    }

    private static bool TryNumber(ReadOnlySpan<char> cell, bool decimalComma, out double value)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimalComma || !cell.Contains(','))
            return double.TryParse(cell, style, CultureInfo.InvariantCulture, out value);
        return double.TryParse(cell.ToString().Replace(',', '.'), style, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsMissing(ReadOnlySpan<char> cell) =>
        cell.TrimStart("+-").ToString().ToUpperInvariant() is "NAN" or "INF" or "INFINITY" or "NA" or "N/A" or "NULL";
}
