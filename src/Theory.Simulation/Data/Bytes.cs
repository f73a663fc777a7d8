namespace Theory.Simulation.Data;

/// <summary>Reads a binary file that may end too soon, and says so.</summary>
internal sealed class Bytes(string file, Stream stream) : IDisposable
{
    private const int BlockSize = 1 << 16;

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    /// <exception cref="MalformedDataException">The file ends inside <paramref name="part"/>.</exception>
    internal byte[] Take(int count, string part)
    {
        var bytes = new byte[count];
        if (Fill(bytes) < count)
            throw new MalformedDataException(file, $"the file ends inside {part}");
        return bytes;
    }

    /// <summary>The numbers of an array of <paramref name="rows"/> x <paramref name="width"/> elements, and nothing after them.</summary>
    /// <exception cref="MalformedDataException">The file is shorter or longer than the array.</exception>
    internal double[] Numbers(long rows, int width, int size, Func<ReadOnlySpan<byte>, double> read)
    {
        // A file that claims more than it holds is found out before memory is taken for the claim.
        var values = new GrowingArray();
        var block = new byte[BlockSize / size * size];
        for (var left = rows * width; left > 0; )
        {
            var wanted = (int)Math.Min(block.Length, left * size);
            var got = Fill(block.AsSpan(0, wanted));
            for (var at = 0; at + size <= got; at += size)
                values.Add(read(block.AsSpan(at, size)));
            if (got < wanted)
                throw new MalformedDataException(
                    file,
                    $"the file is cut short: its header promises {rows} points of {width} numbers, and the numbers end here",
                    values.Count / width + 1,
                    values.Count % width + 1
                );
            left -= wanted / size;
        }
        if (Fill(block.AsSpan(0, 1)) > 0)
            throw new MalformedDataException(file, $"the file goes on after the {rows} points of {width} numbers of its header");
        return values.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private int Fill(Span<byte> bytes) => stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
}

/// <summary>The check that binary coordinates are finite.</summary>
internal static class Finite
{
    /// <summary>Does nothing when all values are finite.</summary>
    /// <exception cref="MalformedDataException">A value is NaN or infinite: it names the first one.</exception>
    internal static void Check(string file, double[] values, int width)
    {
        var at = Array.FindIndex(values, x => !double.IsFinite(x));
        if (at >= 0)
            throw new MalformedDataException(
                file,
                $"{values[at]} is not finite; every number needs to be",
                at / width + 1,
                at % width + 1
            );
    }
}
