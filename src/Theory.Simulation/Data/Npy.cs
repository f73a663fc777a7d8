using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Theory.Simulation.Data;

/// <summary>
/// NumPy's array files, versions 1 to 3: real numbers (f2, f4, f8, signed and unsigned integers, booleans; either byte order), C or
/// Fortran order. A vector is a column of points of the line; axes after the first are flattened into one.
/// </summary>
internal static partial class Npy
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file that begins with these bytes is an array file.</summary>
    internal static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    /// <summary>Reads the chosen columns.</summary>
    /// <exception cref="MalformedDataException">The file is cut short, or holds no array of finite real numbers.</exception>
    internal static Table Read(string file, Stream stream, Columns columns)
    {
        using var bytes = new Bytes(file, stream);
        var head = bytes.Take(8, "its header");
        if (!Recognises(head))
            throw new MalformedDataException(file, "the file does not begin with NumPy's magic bytes; is this an .npy file?");
        var version = head[6];
        if (version is < 1 or > 3)
            throw new MalformedDataException(file, $".npy version {version} is unknown; versions 1 to 3 are read");
        var length =
            version == 1
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.Take(2, "its header"))
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Take(4, "its header"));
        if (length > 1 << 20)
            throw new MalformedDataException(
                file,
                $"the header claims {length} bytes; an array of numbers needs fewer than 1,000"
            );
        var header = Encoding.UTF8.GetString(bytes.Take((int)length, "its header"));
        var (read, size) = ElementOf(file, header);
        var shape = ShapeOf(file, header);
        var (rows, width) = Table2D(file, shape);
        var values = bytes.Numbers(rows, width, size, read);
        if (Order().Match(header) is { Success: true } order && order.Groups[1].Value == "True")
            values = FromFortran(values, shape);
        Finite.Check(file, values, width);
        return Table.FromArray(file, width, values, columns);
    }

    private static (Func<ReadOnlySpan<byte>, double> Read, int Size) ElementOf(string file, string header)
    {
        var type = Element().Match(header) is { Success: true } m ? m.Groups[1].Value : "none";
        var big = type.StartsWith('>');
        return type.TrimStart('<', '>', '|', '=') switch
        {
            "f8" => (b => BitConverter.Int64BitsToDouble((long)Unsigned<ulong>(b, big)), 8),
            "f4" => (b => BitConverter.UInt32BitsToSingle(Unsigned<uint>(b, big)), 4),
            "f2" => (b => (double)BitConverter.UInt16BitsToHalf(Unsigned<ushort>(b, big)), 2),
            "i8" => (b => (long)Unsigned<ulong>(b, big), 8),
            "i4" => (b => (int)Unsigned<uint>(b, big), 4),
            "i2" => (b => (short)Unsigned<ushort>(b, big), 2),
            "i1" => (b => (sbyte)b[0], 1),
            "u8" => (b => Unsigned<ulong>(b, big), 8),
            "u4" => (b => Unsigned<uint>(b, big), 4),
            "u2" => (b => Unsigned<ushort>(b, big), 2),
            "u1" or "b1" => (b => b[0], 1),
            _ => throw new MalformedDataException(
                file,
                $"elements of type '{type}' are not read; allowed: f2, f4, f8, i1 to i8, u1 to u8, b1 (save with .astype('f8'))"
            ),
        };
    }

    private static T Unsigned<T>(ReadOnlySpan<byte> bytes, bool big)
        where T : IBinaryInteger<T> =>
        big ? T.ReadBigEndian(bytes, isUnsigned: true) : T.ReadLittleEndian(bytes, isUnsigned: true);

    private static long[] ShapeOf(string file, string header)
    {
        var shape = Shape().Match(header);
        if (!shape.Success)
            throw new MalformedDataException(file, "the header has no 'shape'; is this an .npy file?");
        var axes = shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. axes.Select(axis =>
                long.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                    ? n
                    : throw new MalformedDataException(
                        file,
                        $"the header's shape ({shape.Groups[1].Value}) is not a list of sizes"
                    )
            ),
        ];
    }

    private static (long Rows, int Width) Table2D(string file, long[] shape)
    {
        var width = shape.Skip(1).Aggregate((BigInteger)1, (product, n) => product * n);
        var count = width * (shape.Length == 0 ? 0 : shape[0]);
        if (count.IsZero || count > Array.MaxLength)
            throw new MalformedDataException(
                file,
                $"an array of shape ({string.Join(", ", shape)}) is not read; allowed: one or more points a row, fewer than 2^31 numbers"
            );
        return (shape[0], (int)width);
    }

    // Entry (i_0, .., i_k) stands at i_0 + n_0 (i_1 + n_1 (..)); it belongs at row i_0, the other axes in C order.
    private static double[] FromFortran(double[] values, long[] shape)
    {
        var c = new double[values.Length];
        var index = new long[shape.Length];
        foreach (var value in values)
        {
            var at = 0L;
            for (var k = 0; k < index.Length; k++)
                at = at * shape[k] + index[k];
            c[at] = value;
            for (var k = 0; k < index.Length && ++index[k] == shape[k]; k++)
                index[k] = 0;
        }
        return c;
    }

    [GeneratedRegex(@"['""]descr['""]\s*:\s*['""]([^'""]*)['""]")]
    private static partial Regex Element();

    [GeneratedRegex(@"['""]shape['""]\s*:\s*\(([^)]*)\)")]
    private static partial Regex Shape();

    [GeneratedRegex(@"['""]fortran_order['""]\s*:\s*(True|False)")]
    private static partial Regex Order();
}
