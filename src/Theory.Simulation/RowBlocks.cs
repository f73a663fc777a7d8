namespace Theory.Simulation;

/// <summary>A division of rows into blocks, the same on every machine, so that what is summed block by block has the same bits.</summary>
/// <param name="Count">The number of blocks.</param>
/// <param name="Size">The rows in each block but perhaps the last.</param>
/// <param name="Rows">The number of rows.</param>
internal readonly record struct RowBlocks(int Count, int Size, int Rows)
{
    private const int Entries = 1 << 21; // of a block of the product: some megabytes a thread
    private const int MostEntries = 1 << 27; // a gigabyte: however many columns there are, a block is no more
    private const int Least = 128; // rows, or else preparing the other factor costs more than multiplying by it
    private const int Most = 256; // rows, so that there is work for every thread

    /// <summary>Blocks of rows each of which meets <paramref name="columns"/> columns.</summary>
    internal static RowBlocks Of(int rows, int columns)
    {
        var size = Math.Clamp(Entries / columns, Math.Clamp(MostEntries / columns, 1, Least), Most);
        return new((rows + size - 1) / size, size, rows);
    }

    /// <summary>The first row of a block and how many rows it has.</summary>
    internal (int First, int Count) this[int block] => (block * Size, Math.Min(Size, Rows - block * Size));
}
