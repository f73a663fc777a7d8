using System.Numerics;
using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>
/// A Markov kernel between finite sets: one row of integer weights for each value of the inputs, in lexicographic order; the
/// probability of y is its weight over the sum of its row, exactly.
/// </summary>
public sealed record KernelTable
{
    /// <summary>A kernel from rows of weights.</summary>
    /// <param name="rows">The rows, of one length.</param>
    /// <param name="byCounts">Whether a sample among the inputs counts only through how often each point occurs in it.</param>
    /// <exception cref="ArgumentException">Rows differ in length, a weight is negative, or a row sums to 0.</exception>
    public KernelTable(IEnumerable<IReadOnlyList<int>> rows, bool byCounts = false)
    {
        Rows = rows.Select(r => r.ToTerms()).ToTerms();
        ByCounts = byCounts;
        foreach (var row in Rows)
        {
            if (row.Count != Rows[0].Count)
                throw new ArgumentException($"A row has {row.Count} weights and another {Rows[0].Count}.", nameof(rows));
            if (row.Any(w => w < 0) || row.All(w => w == 0))
                throw new ArgumentException($"{row} are no weights: they need to be nonnegative and not all 0.", nameof(rows));
        }
    }

    /// <summary>The rows of weights.</summary>
    public Terms<Terms<int>> Rows { get; }

    /// <summary>Whether rows are indexed by the multiset of a sample rather than by its sequence; see <see cref="Multisets"/>.</summary>
    public bool ByCounts { get; }

    /// <summary>A measure.</summary>
    public static KernelTable Measure(params IReadOnlyList<int> weights) => new([weights]);

    /// <summary>A deterministic kernel.</summary>
    /// <param name="images">The image of each value of the inputs.</param>
    /// <param name="size">The number of points of the target.</param>
    public static KernelTable Deterministic(IEnumerable<int> images, int size) =>
        new(images.Select(y => Enumerable.Range(0, size).Select(k => k == y ? 1 : 0).ToArray()));

    /// <summary>The probability of a point in a row.</summary>
    public Rational Probability(int row, int point) => new(Rows[row][point], Total(row));

    /// <summary>The sum of a row's weights.</summary>
    public long Total(int row) => Rows[row].Sum(w => (long)w);

    /// <summary>The kernel with one row replaced.</summary>
    public KernelTable With(int row, IReadOnlyList<int> weights) => new(Rows.Select((r, k) => k == row ? weights : r), ByCounts);

    /// <summary>The probabilities, row by row.</summary>
    public override string ToString() =>
        string.Join("; ", Rows.Select((row, k) => string.Join(" ", row.Select((_, y) => Probability(k, y).ToString()))));
}

/// <summary>Samples of a finite set up to their order, numbered.</summary>
public static class Multisets
{
    /// <summary>The number of multisets of <paramref name="count"/> points out of <paramref name="size"/>.</summary>
    public static int Number(int size, int count) => (int)Choose(size + count - 1, count);

    /// <summary>The number of a multiset given by its points in nondecreasing order (the combinatorial number system).</summary>
    public static int Rank(ReadOnlySpan<int> sorted)
    {
        long rank = 0;
        for (var k = 0; k < sorted.Length; k++)
            rank += Choose(sorted[k] + k, k + 1);
        return (int)rank;
    }

    /// <summary>All multisets in the order of their numbers, each by its points in nondecreasing order.</summary>
    public static IEnumerable<int[]> All(int size, int count)
    {
        if (count == 0)
            return
            [
                [],
            ];
        return Enumerable.Range(0, size).SelectMany(last => All(last + 1, count - 1).Select(rest => (int[])[.. rest, last]));
    }

    /// <summary>The number of samples that are one multiset: count! over the product of the multiplicities' factorials.</summary>
    public static BigInteger Orders(ReadOnlySpan<int> sorted)
    {
        var result = BigInteger.One;
        var run = 0;
        for (var k = 0; k < sorted.Length; k++)
        {
            run = k > 0 && sorted[k] == sorted[k - 1] ? run + 1 : 1;
            result = result * (k + 1) / run;
        }
        return result;
    }

    private static long Choose(int n, int k)
    {
        if (k > n)
            return 0;
        long result = 1;
        for (var j = 1; j <= k; j++)
            result = result * (n - k + j) / j;
        return result;
    }
}
