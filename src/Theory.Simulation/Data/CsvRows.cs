using System.Text;

namespace Theory.Simulation.Data;

/// <summary>
/// Splits text into rows of cells, holding one row at a time. Handles a byte order mark, LF, CR and CRLF, quoted cells with doubled
/// quotes, and blank lines, which it skips. Cells, rows and their number are limited, so that memory stays bounded on any file.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private const int LongestCell = 4096;
    private const int LongestRow = 1 << 26;
    private readonly string file;
    private readonly StreamReader reader;
    private readonly char separator;
    private readonly char[] block = new char[1 << 16];
    private int at;
    private int filled;
    private long line;
    private char[] text = new char[1 << 10];
    private int length;
    private readonly List<Range> cells = [];

    internal CsvRows(string file, Stream stream)
    {
        this.file = file;
        reader = new StreamReader(stream, new UTF8Encoding(false, true), detectEncodingFromByteOrderMarks: true, 1 << 16);
        separator = GuessSeparator();
    }

    /// <summary>Whether a comma inside a cell is a decimal point.</summary>
    internal bool DecimalComma => separator != ',';

    /// <summary>The line of the present row, counted from 1.</summary>
    internal long Row { get; private set; }

    /// <summary>The line of the first row.</summary>
    internal long FirstRow { get; private set; }

    /// <summary>The number of cells in the present row.</summary>
    internal int Width => cells.Count;

    /// <summary>Cell <paramref name="j"/> of the present row, trimmed.</summary>
    internal ReadOnlySpan<char> Cell(int j) => text.AsSpan(cells[j]).Trim();

    /// <summary>Moves to the next row that is not blank; false at the end.</summary>
    internal bool Advance()
    {
        while (Peek() >= 0)
        {
            ReadLine();
            if (Width == 1 && Cell(0).IsEmpty)
                continue;
            if (FirstRow == 0)
                FirstRow = Row;
            return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void ReadLine()
    {
        Row = ++line;
        cells.Clear();
        length = 0;
        var start = 0;
        for (var quoted = false; ; )
        {
            var c = Next();
            if (quoted && c == '"' && Peek() == '"')
                Append((char)Next(), start);
            else if (c == '"' && (quoted || text.AsSpan(start..length).IsWhiteSpace()))
                quoted = !quoted;
            else if (quoted && c < 0)
                throw Fault("the file ends inside a quoted cell");
            else if (!quoted && (c == separator || c is '\n' or '\r' or < 0))
            {
                cells.Add(start..length);
                start = length;
                if (c == separator)
                    continue;
                if (c == '\r' && Peek() == '\n')
                    Next();
                return;
            }
            else
            {
                line += c == '\n' ? 1 : 0;
                Append((char)c, start);
            }
        }
    }

    private void Append(char c, int start)
    {
        if (length - start == LongestCell)
            throw Fault($"the cell is longer than {LongestCell} characters; is this a CSV file?");
        if (length == LongestRow)
            throw Fault($"the row is longer than {LongestRow} characters; a row holds one point");
        if (length == text.Length)
            Array.Resize(ref text, 2 * length);
        text[length++] = c;
    }

    // The first row that is not blank decides, outside its quoted cells and as far as the first block shows it.
    private char GuessSeparator()
    {
        Fill();
        var (quoted, cellBegins, hasTab) = (false, true, false);
        foreach (var c in block.AsSpan(0, filled).TrimStart("\r\n "))
            if (c == '"' && (quoted || cellBegins))
                quoted = !quoted;
            else if (quoted)
                continue;
            else if (c == ';')
                return ';';
            else if (c is '\r' or '\n')
                break;
            else
                (hasTab, cellBegins) = (hasTab || c == '\t', c is ',' or '\t' || cellBegins && char.IsWhiteSpace(c));
        return hasTab ? '\t' : ',';
    }

    private int Peek() => at < filled || Fill() ? block[at] : -1;

    private int Next() => at < filled || Fill() ? block[at++] : -1;

    private bool Fill()
    {
        try
        {
            (at, filled) = (0, reader.Read(block));
            return filled > 0;
        }
        catch (DecoderFallbackException)
        {
            throw Row == 0
                ? new MalformedDataException(file, "its first bytes are not UTF-8 text; is this a CSV file?")
                : new MalformedDataException(file, "the bytes after this row are not UTF-8 text; is this a CSV file?", Row);
        }
    }

    private MalformedDataException Fault(string what) => new(file, what, Row, cells.Count + 1);
}
