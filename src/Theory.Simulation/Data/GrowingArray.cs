namespace Theory.Simulation.Data;

/// <summary>A list of doubles that grows by blocks, so that growth never holds the numbers twice but for the final copy.</summary>
internal sealed class GrowingArray
{
    private const int Block = 1 << 17;
    private readonly List<double[]> blocks = [];

    /// <summary>The number of doubles.</summary>
    internal long Count { get; private set; }

    /// <summary>Appends a double.</summary>
    internal void Add(double value)
    {
        var at = (int)(Count++ % Block);
        if (at == 0)
            blocks.Add(new double[Block]);
        blocks[^1][at] = value;
    }

    /// <summary>All doubles; the blocks are released while they are copied.</summary>
    /// <exception cref="ArgumentException">There are more than 2^31 of them.</exception>
    internal double[] ToArray()
    {
        if (Count > Array.MaxLength)
            throw new ArgumentException($"{Count} numbers are more than one array holds ({Array.MaxLength}); split the file.");
        var all = new double[Count];
        for (var b = 0; b < blocks.Count; b++)
        {
            blocks[b].AsSpan(0, (int)Math.Min(Block, Count - (long)b * Block)).CopyTo(all.AsSpan(b * Block));
            blocks[b] = [];
        }
        return all;
    }
}
