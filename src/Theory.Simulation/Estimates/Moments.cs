using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Estimates;

/// <summary>Count, mean and sum of squared deviations of numbers seen so far. Joining is exact up to rounding and keeps order.</summary>
/// <param name="Count">How many numbers.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Squares">The sum of their squared deviations from the mean.</param>
public readonly record struct Moments(long Count, double Mean, double Squares)
{
    /// <summary>The sample variance, with divisor n - 1; 0 for fewer than two numbers.</summary>
    public double Variance => Count < 2 ? 0 : Squares / (Count - 1);

    /// <summary>The moments of some numbers.</summary>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        var moments = new Moments();
        foreach (var x in values)
            moments = moments.And(x);
        return moments;
    }

    /// <summary>With one number more (Welford's recursion).</summary>
    public Moments And(double x)
    {
        var delta = x - Mean;
        var mean = Mean + delta / (Count + 1);
        return new(Count + 1, mean, Squares + delta * (x - mean));
    }

    /// <summary>With other numbers after these (Chan, Golub and LeVeque's formula).</summary>
    public Moments And(Moments others)
    {
        if (Count == 0 || others.Count == 0)
            return Count == 0 ? others : this;
        var count = Count + others.Count;
        var delta = others.Mean - Mean;
        return new(
            count,
            Mean + delta * others.Count / count,
            Squares + others.Squares + delta * delta * ((double)Count * others.Count / count)
        );
    }

    /// <summary>
    /// The mean of a variable bounded by <paramref name="range"/>, from these independent draws, with the empirical Bernstein
    /// interval: |mean - estimate| is at most <c>sqrt(2 V L/n) + 7 r L/(3 (n - 1))</c> but for probability alpha, where
    /// L = log(4/alpha), V is the sample variance and r the width of the range (Maurer and Pontil 2009, Theorem 4, on both sides).
    /// It holds for every n and every law on the range.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two draws, or the range is unbounded.</exception>
    public Estimate BoundedMean(Interval range)
    {
        if (Count < 2 || !double.IsFinite(range.Width))
            throw new ArgumentException(
                $"{Count} draw(s) on [{range.Lower}, {range.Upper}]: needed are two draws and a bounded range."
            );
        var moments = this;
        return new Estimate.Confidence(Mean, Count, alpha => moments.EmpiricalBernstein(range, alpha));
    }

    private Interval EmpiricalBernstein(Interval range, double alpha)
    {
        var log = Math.Log(4 / alpha);
        var half = Math.Sqrt(2 * Variance * log / Count) + 7 * range.Width * log / (3 * (Count - 1));
        return Interval.Of(Math.Max(Mean - half, range.Lower), Math.Min(Mean + half, range.Upper));
    }
}
