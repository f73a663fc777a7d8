using Theory.Symbolics;

namespace Theory.Simulation.Data;

/// <summary>Points read from a file, with what was chosen of it and how it was scaled: all that a result must record.</summary>
/// <param name="Source">The file, as named by the caller.</param>
/// <param name="Format"><c>csv</c>, <c>npy</c> or <c>idx</c>.</param>
/// <param name="Points">The points, scaled.</param>
/// <param name="Labels">The label of each point, where a label column was chosen.</param>
/// <param name="Columns">The columns used, counted from 0.</param>
/// <param name="Scaling">The scaling applied.</param>
/// <param name="HasHeader">Whether the first row named the columns.</param>
public sealed record DataSet(
    string Source,
    string Format,
    Points Points,
    Terms<string>? Labels,
    ChosenColumns Columns,
    Scaling Scaling,
    bool HasHeader
)
{
    /// <summary>
    /// Reads points from CSV text, an <c>.npy</c> array or an IDX file, gzipped or not; the first bytes decide
    /// which, and where they do not, the name.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Which columns are coordinates and label; all are coordinates when null.</param>
    /// <param name="scaling">How to rescale the coordinates.</param>
    /// <exception cref="MalformedDataException">The file holds no points; the message gives the row and column of the first fault.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DataSet Read(string path, Columns? columns = null, Scaling scaling = Scaling.None)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var file = File.OpenRead(path);
            if (!file.CanSeek)
                throw new MalformedDataException(path, "it is a pipe, which can be read only once; save it as a file first");
            var zipped = Head(file) is [0x1F, 0x8B, ..];
            var format = FormatOf(path, zipped ? Head(new Gunzip(file)) : Head(file));
            using var stream = zipped ? new Gunzip(file) : (Stream)file;
            var table = format switch
            {
                "npy" => Npy.Read(path, stream, columns ?? Data.Columns.All),
                "idx" => Idx.Read(path, stream, columns ?? Data.Columns.All),
                _ => Csv.Read(path, stream, columns ?? Data.Columns.All),
            };
            return new(path, format, Rescale(path, table.Points, scaling), table.Labels, table.Columns, scaling, table.HasHeader);
        }
        catch (InvalidDataException)
        {
            throw new MalformedDataException(
                path,
                "the gzip stream is damaged, cut short or in several parts; fetch or pack it again"
            );
        }
    }

    private static Points Rescale(string path, Points points, Scaling scaling)
    {
        try
        {
            return points.Scaled(scaling);
        }
        catch (ArgumentException e)
        {
            throw new MalformedDataException(path, e.Message);
        }
    }

    private static string FormatOf(string path, byte[] head) =>
        Npy.Recognises(head) || HasExtension(path, ".npy") ? "npy"
        : Idx.Recognises(head) || HasExtension(path, "ubyte") || HasExtension(path, ".idx") ? "idx"
        : "csv";

    private static bool HasExtension(string path, string extension) =>
        path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(extension + ".gz", StringComparison.OrdinalIgnoreCase);

    private static byte[] Head(Stream stream)
    {
        var head = new byte[8];
        var got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (stream.CanSeek)
            stream.Position = 0;
        return head[..got];
    }
}
