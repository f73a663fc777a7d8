using System.Buffers.Binary;
using System.Numerics;

namespace Theory.Simulation.Data;

/// <summary>
/// IDX files (the format of MNIST): big-endian arrays of bytes, integers or floats. The first axis counts the points, the others
/// are flattened into one; a vector, such as a file of labels, is a column of points of the line.
/// </summary>
internal static class Idx
{
    /// <summary>Whether a file that begins with these bytes is an IDX file.</summary>
    internal static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && head[0] == 0 && head[1] == 0 && head[2] is >= 0x08 and <= 0x0E && head[3] is >= 1 and <= 8;

    /// <summary>Reads the chosen columns.</summary>
    /// <exception cref="MalformedDataException">The file is cut short, has another magic number, or a number that is not finite.</exception>
    internal static Table Read(string file, Stream stream, Columns columns)
    {
        using var bytes = new Bytes(file, stream);
        var magic = bytes.Take(4, "its magic number");
        if (!Recognises(magic))
            throw new MalformedDataException(
                file,
                $"the magic number 0x{Convert.ToHexString(magic)} is not an IDX one; allowed: 0x0000, a type 08 to 0E, 1 to 8 axes"
            );
        var (read, size) = ElementOf(file, magic[2]);
        var shape = new uint[magic[3]];
        for (var k = 0; k < shape.Length; k++)
            shape[k] = BinaryPrimitives.ReadUInt32BigEndian(bytes.Take(4, "the sizes of its axes"));
        var width = shape.Skip(1).Aggregate((BigInteger)1, (product, n) => product * n);
        if (width * shape[0] == 0 || width * shape[0] > Array.MaxLength)
            throw new MalformedDataException(
                file,
                $"an array of shape ({string.Join(", ", shape)}) is not read; allowed: one or more points, fewer than 2^31 numbers"
            );
        var values = bytes.Numbers(shape[0], (int)width, size, read);
        Finite.Check(file, values, (int)width);
        return Table.FromArray(file, (int)width, values, columns);
    }

    private static (Func<ReadOnlySpan<byte>, double> Read, int Size) ElementOf(string file, byte type) =>
        type switch
        {
            0x08 => (b => b[0], 1),
            0x09 => (b => (sbyte)b[0], 1),
            0x0B => (b => BinaryPrimitives.ReadInt16BigEndian(b), 2),
            0x0C => (b => BinaryPrimitives.ReadInt32BigEndian(b), 4),
            0x0D => (b => BinaryPrimitives.ReadSingleBigEndian(b), 4),
            0x0E => (b => BinaryPrimitives.ReadDoubleBigEndian(b), 8),
            _ => throw new MalformedDataException(
                file,
                $"the element type 0x{type:X2} is unknown; allowed: 08, 09 (bytes), 0B, 0C (integers), 0D, 0E (floats)"
            ),
        };
}
