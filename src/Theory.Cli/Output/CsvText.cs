namespace Theory.Cli.Output;

/// <summary>The tables of a report as comma-separated values, with all digits.</summary>
internal static class CsvText
{
    /// <summary>The tables, an empty line between each two.</summary>
    /// <exception cref="ArgumentException">The report holds no table.</exception>
    public static string Write(IEnumerable<Block> blocks)
    {
        var tables = blocks.OfType<Block.Table>().ToList();
        return tables.Count == 0
            ? throw new ArgumentException("This result is no table, so it has no CSV form.\nUse --json for its values.")
            : string.Join("\n", tables.Select(table => Of(table.Data ?? table)));
    }

    private static string Of(Block.Table table) => string.Concat(table.Rows.Prepend(table.Header).Select(Line));

    private static string Line(IReadOnlyList<Cell> cells) => string.Join(',', cells.Select(cell => Quoted(cell.Plain))) + "\n";

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
