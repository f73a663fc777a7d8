using System.Runtime.Intrinsics;
using System.Text;

namespace Theory.Simulation.Randomness;

/// <summary>
/// An infinite sequence of random numbers, named by a path from a seed: <c>RandomStream.Root(7).Child("train", 3)</c>.
/// A stream is a value; its k-th number is a function of the path and of k alone, hence the same at any thread count, in
/// any order of evaluation and on any machine. Streams with different paths are independent for all purposes.
/// </summary>
/// <remarks>
/// Philox4x32-10 with the stream in the key and in the upper half of the counter: 128 bits name a stream, so among 2^32 of
/// them two coincide with probability below 2^-64. Uniform bits and Gaussians come from disjoint counters: the k-th
/// Gaussian of a stream does not depend on how many uniforms were drawn.
/// </remarks>
public readonly record struct RandomStream
{
    private const ulong GaussianCounters = 1UL << 63;
    private const ulong ForChildren = 0x7F4A7C15_9E3779B9;

    /// <summary>How many numbers one step of the generator makes: eight counters of two 64-bit words.</summary>
    internal const int Group = 16;

    private readonly ulong key;
    private readonly ulong nonce;

    private RandomStream(ulong key, ulong nonce) => (this.key, this.nonce) = (key, nonce);

    /// <summary>The stream that a seed names.</summary>
    public static RandomStream Root(ulong seed) => new RandomStream(seed, 0).Child("root", 0);

    /// <summary>The stream below this one under a name and an index, e.g. one per role and trial.</summary>
    public RandomStream Child(string name, long index = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = Encoding.UTF8.GetBytes(name).Aggregate(14695981039346656037UL, (h, b) => (h ^ b) * 1099511628211UL);
        var childKey = key ^ ForChildren;
        var (a, b) = Philox.Block(childKey, hash, nonce);
        var (c, d) = Philox.Block(a, (ulong)index, b);
        return new RandomStream(c, d);
    }

    /// <summary>A reader of the stream from its beginning, for draws one at a time.</summary>
    public Draws Draws() => new(this);

    /// <summary>Fills with the first uniforms on the open interval (0, 1).</summary>
    public void FillUniforms(Span<double> destination)
    {
        Span<double> group = stackalloc double[Group];
        for (var start = 0; start < destination.Length; start += Group)
        {
            var (first, second) = Philox.EightBlocks(key, (ulong)start / 2, nonce);
            BoxMuller.Uniform(first).CopyTo(group);
            BoxMuller.Uniform(second).CopyTo(group[8..]);
            CopyPart(group, destination[start..]);
        }
    }

    /// <summary>Fills with the first standard Gaussians.</summary>
    public void FillGaussians(Span<double> destination)
    {
        Span<double> group = stackalloc double[Group];
        for (var start = 0; start < destination.Length; start += Group)
        {
            GaussianGroup(start / Group, group);
            CopyPart(group, destination[start..]);
        }
    }

    /// <summary>Fills with the first standard Gaussians, rounded to single precision.</summary>
    public void FillGaussians(Span<float> destination)
    {
        Span<double> group = stackalloc double[Group];
        Span<float> narrow = stackalloc float[Group];
        for (var start = 0; start < destination.Length; start += Group)
        {
            GaussianGroup(start / Group, group);
            Vector512.Narrow(Vector512.Create<double>(group), Vector512.Create<double>(group[8..])).CopyTo(narrow);
            CopyPart(narrow, destination[start..]);
        }
    }

    /// <summary>The first <paramref name="count"/> uniforms on the open interval (0, 1).</summary>
    public double[] Uniforms(int count)
    {
        var values = new double[NonNegative(count)];
        FillUniforms(values);
        return values;
    }

    /// <summary>The first <paramref name="count"/> standard Gaussians.</summary>
    public double[] Gaussians(int count)
    {
        var values = new double[NonNegative(count)];
        FillGaussians(values);
        return values;
    }

    /// <summary>A uniformly random order of 0, ..., count - 1.</summary>
    public int[] Permutation(int count)
    {
        var order = Enumerable.Range(0, NonNegative(count)).ToArray();
        var draws = Draws();
        for (var i = count - 1; i > 0; i--)
        {
            var j = draws.Integer(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>The 16 words of uniform bits of a group.</summary>
    internal void BitGroup(long group, Span<ulong> bits)
    {
        var (first, second) = Philox.EightBlocks(key, (ulong)group * (Group / 2), nonce);
        first.CopyTo(bits);
        second.CopyTo(bits[8..]);
    }

    /// <summary>The 16 Gaussians of a group.</summary>
    internal void GaussianGroup(long group, Span<double> gaussians)
    {
        var (radius, angle) = Philox.EightBlocks(key, GaussianCounters + (ulong)group * (Group / 2), nonce);
        var (cosine, sine) = BoxMuller.Gaussians(radius, angle);
        cosine.CopyTo(gaussians);
        sine.CopyTo(gaussians[8..]);
    }

    private static void CopyPart<T>(Span<T> group, Span<T> destination) =>
        group[..Math.Min(Group, destination.Length)].CopyTo(destination);

    private static int NonNegative(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count;
    }
}
