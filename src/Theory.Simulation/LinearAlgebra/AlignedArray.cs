namespace Theory.Simulation.LinearAlgebra;

/// <summary>An array that begins where a cache line does, so that no vector of it lies across two; it does not move.</summary>
internal sealed unsafe class AlignedArray<T>
    where T : unmanaged
{
    private const int Line = 64;

    private readonly T[] memory; // pinned, and longer than the array by a line

    public AlignedArray(int length)
    {
        memory = GC.AllocateArray<T>(length + Line / sizeof(T), pinned: true);
        Length = length;
        var start = (nuint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]);
        First = (T*)((start + Line - 1) / Line * Line);
    }

    /// <summary>The first element; valid while this object is reachable.</summary>
    public T* First { get; }

    public int Length { get; }

    public Span<T> Span => new(First, Length);
}
