using System.Numerics;

namespace Theory.Symbolics.Simplification;

/// <summary>Factors of integers, as far as they are small.</summary>
internal static class Primes
{
    private const int LargestTrial = 10_000;

    /// <summary>
    /// A positive integer as a product of powers: the primes up to 10,000, and what remains, as a square or cube where it is one.
    /// </summary>
    public static IEnumerable<(BigInteger Base, int Exponent)> Factors(BigInteger n)
    {
        for (var p = 2; p <= LargestTrial && (BigInteger)p * p <= n; p += p == 2 ? 1 : 2)
        {
            var exponent = 0;
            while (BigInteger.Remainder(n, p).IsZero)
                (n, exponent) = (n / p, exponent + 1);
            if (exponent > 0)
                yield return (p, exponent);
        }
        if (!n.IsOne)
            yield return n < (BigInteger)LargestTrial * LargestTrial ? (n, 1)
            : Root(n, 2) is { } square ? (square, 2)
            : Root(n, 3) is { } cube ? (cube, 3)
            : (n, 1);
    }

    /// <summary>The exact root of a positive integer, or null.</summary>
    public static BigInteger? Root(BigInteger n, int degree)
    {
        var x = BigInteger.One << (int)(n.GetBitLength() / degree + 1);
        while (true)
        {
            // Newton's method from above falls until it reaches the floor of the root.
            var next = ((degree - 1) * x + n / BigInteger.Pow(x, degree - 1)) / degree;
            if (next >= x)
                return BigInteger.Pow(x, degree) == n ? x : null;
            x = next;
        }
    }
}
