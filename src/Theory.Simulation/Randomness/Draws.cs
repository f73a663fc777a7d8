namespace Theory.Simulation.Randomness;

/// <summary>
/// Reads a <see cref="RandomStream"/> one number at a time. The only state is the position; one reader serves one thread.
/// </summary>
public sealed class Draws
{
    private readonly RandomStream stream;
    private readonly ulong[] bits = new ulong[RandomStream.Group];
    private readonly double[] gaussians = new double[RandomStream.Group];
    private long bitsDrawn;
    private long gaussiansDrawn;

    internal Draws(RandomStream stream) => this.stream = stream;

    /// <summary>64 uniform bits.</summary>
    public ulong Bits()
    {
        var place = (int)(bitsDrawn % RandomStream.Group);
        if (place == 0)
            stream.BitGroup(bitsDrawn / RandomStream.Group, bits);
        bitsDrawn++;
        return bits[place];
    }

    /// <summary>A uniform variable on the open interval (0, 1).</summary>
    public double Uniform() => ((Bits() >> 12) + 0.5) / (1L << 52);

    /// <summary>A uniform variable on the interval (<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + (high - low) * Uniform();

    /// <summary>A standard Gaussian.</summary>
    public double Gaussian()
    {
        var place = (int)(gaussiansDrawn % RandomStream.Group);
        if (place == 0)
            stream.GaussianGroup(gaussiansDrawn / RandomStream.Group, gaussians);
        gaussiansDrawn++;
        return gaussians[place];
    }

    /// <summary>An integer uniform on 0, ..., <paramref name="bound"/> - 1, without bias (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int Integer(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var threshold = unchecked(0UL - (ulong)bound) % (ulong)bound;
        while (true)
        {
            var high = Math.BigMul(Bits(), (ulong)bound, out var low);
            if (low >= threshold)
                return (int)high;
        }
    }

    /// <summary>Whether an event of probability <paramref name="probability"/> happens.</summary>
    public bool Bernoulli(double probability) => Uniform() < probability;

    /// <summary>An index drawn with probability proportional to nonnegative weights.</summary>
    /// <exception cref="ArgumentException">The weights are empty, negative, or sum to zero or to infinity.</exception>
    public int Categorical(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight >= 0 ? weight : throw new ArgumentException($"A weight is {weight}; weights must be nonnegative.");
        if (!(total > 0 && double.IsFinite(total)))
            throw new ArgumentException($"The weights sum to {total}; the sum must be positive and finite.");
        var remaining = total * Uniform();
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            last = i;
            remaining -= weights[i];
            if (remaining < 0)
                return i;
        }
        return last;
    }
}
