using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Theory.Simulation.Randomness;

/// <summary>
/// Philox4x32-10: a bijection of 128-bit counters for each 64-bit key, whose outputs pass for independent uniform bits.
/// A draw is a function of (key, counter), so that any draw can be made anywhere, in any order.
/// </summary>
/// <remarks>Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).</remarks>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The four output words of one counter, packed in pairs: (words 0 and 1, words 2 and 3), low word first.</summary>
    public static (ulong First, ulong Second) Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        var (x0, x1, x2, x3) = ((uint)counterLow, (uint)(counterLow >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = (ulong)Multiplier0 * x0;
            var p1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
            (k0, k1) = (k0 + Weyl0, k1 + Weyl1);
        }
        return (x0 | (ulong)x1 << 32, x2 | (ulong)x3 << 32);
    }

    /// <summary>
    /// The blocks of the eight counters whose low halves are <c>first, ..., first + 7</c>: lane i of each result is what
    /// <see cref="Block"/> gives for counter i.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (Vector512<ulong> First, Vector512<ulong> Second) EightBlocks(ulong key, ulong first, ulong counterHigh)
    {
        var word = Vector512.Create(0xFFFFFFFFUL);
        var counter = Vector512.Create(first) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        var (x0, x1) = (counter & word, counter >> 32);
        var (x2, x3) = (Vector512.Create(counterHigh & 0xFFFFFFFF), Vector512.Create(counterHigh >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        var (m0, m1) = (Vector512.Create((ulong)Multiplier0), Vector512.Create((ulong)Multiplier1));
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = Wide(m0, x0);
            var p1 = Wide(m1, x2);
            (x0, x1) = (p1 >> 32 ^ x1 ^ Vector512.Create((ulong)k0), p1 & word);
            (x2, x3) = (p0 >> 32 ^ x3 ^ Vector512.Create((ulong)k1), p0 & word);
            (k0, k1) = (k0 + Weyl0, k1 + Weyl1);
        }
        return (x0 | x1 << 32, x2 | x3 << 32);
    }

    // 32 x 32 -> 64 bits in each lane; both operands hold 32-bit values.
    private static Vector512<ulong> Wide(Vector512<ulong> a, Vector512<ulong> b) =>
        Avx512F.IsSupported ? Avx512F.Multiply(a.AsUInt32(), b.AsUInt32()) : a * b;
}
