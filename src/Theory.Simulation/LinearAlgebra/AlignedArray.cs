using System.Runtime.CompilerServices;

namespace Theory.Simulation.LinearAlgebra;

/// <summary>An array that begins where a cache line does, so that no vector of it lies across two; it does not move.</summary>
internal sealed unsafe class AlignedArray<T>
    where T : unmanaged
{
    private const int Line = 64;

    private readonly T[] memory; // pinned, and longer than the array by a line
    private readonly int start;

    public AlignedArray(int length)
    {
        memory = GC.AllocateArray<T>(length + Line / sizeof(T), pinned: true);
        Length = length;
        var address = (nuint)Unsafe.AsPointer(ref memory[0]);
        start = (int)((address + Line - 1) / Line * Line - address) / sizeof(T);
        First = (T*)Unsafe.AsPointer(ref memory[start]);
    }

    /// <summary>The first element; valid while this object is reachable.</summary>
    public T* First { get; }

    public int Length { get; }

    /// <summary>All elements; the span keeps the memory.</summary>
    public Span<T> Span => memory.AsSpan(start, Length);
}
