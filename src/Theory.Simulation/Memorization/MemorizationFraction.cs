using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Simulation.Memorization;

/// <summary>
/// The memorization fraction: the share of generated points whose nearest training point is closer than k times the second nearest
/// (Bonnaire et al. 2025, k = 1/3), beside what points that memorise nothing score.
/// </summary>
/// <param name="Fraction">The share, with Clopper and Pearson's interval: generated points are independent given the training points.</param>
/// <param name="Null">k^d: the probability for a homogeneous Poisson process of points and an independent query.</param>
/// <param name="NullLeaveOneOut">The share among training points themselves, each against the others: no interval, as they are shared.</param>
/// <param name="NullHeldOut">The share among held-out points, where some are given.</param>
/// <param name="Count">The number of generated points.</param>
/// <param name="Pairs">The generated points of the least ratios, most memorised first.</param>
public sealed record MemorizationFraction(
    Estimate Fraction,
    double Null,
    Estimate NullLeaveOneOut,
    Estimate? NullHeldOut,
    int Count,
    Terms<MemorizedPair> Pairs
)
{
    /// <summary>Measures generated points against training points.</summary>
    /// <param name="training">The training points, three at least.</param>
    /// <param name="generated">The generated points.</param>
    /// <param name="heldOut">Fresh points of the data's law; null for none.</param>
    /// <param name="k">The ratio below which a point counts as memorised, between 0 and 1.</param>
    /// <param name="pairs">How many pairs to list.</param>
    /// <param name="leaveOneOut">At most how many training points the leave-one-out null uses, drawn at random.</param>
    /// <param name="stream">The randomness of that draw.</param>
    /// <param name="progress">Told the share of the work that is done.</param>
    /// <exception cref="ArgumentException">k is not between 0 and 1, there are too few points, or dimensions differ.</exception>
    public static MemorizationFraction Of(
        Points training,
        Points generated,
        Points? heldOut,
        double k,
        int pairs,
        int leaveOneOut,
        RandomStream stream,
        IProgress<double>? progress = null
    )
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(generated);
        if (k is not (> 0 and < 1))
            throw new ArgumentException(Invariant($"k = {k} needs to be between 0 and 1; the literature takes 1/3."), nameof(k));
        if (training.Count < 3)
            throw new ArgumentException(
                $"{training.Count} training point(s) have no nearest and second nearest other; give three at least.",
                nameof(training)
            );
        ArgumentOutOfRangeException.ThrowIfLessThan(leaveOneOut, 1);
        var own = stream.Permutation(training.Count)[..Math.Min(leaveOneOut, training.Count)];
        var work = (double)generated.Count + own.Length + (heldOut?.Count ?? 0);
        var nearest = NearestPair.Of(generated, training, null, Part(progress, 0, generated.Count / work));
        var others = NearestPair.Of(
            training.Select(own),
            training,
            own,
            Part(progress, generated.Count / work, (generated.Count + own.Length) / work)
        );
        var fresh = heldOut is null
            ? null
            : NearestPair.Of(heldOut, training, null, Part(progress, (generated.Count + own.Length) / work, 1));
        return new(
            Proportion.Of(nearest.LongCount(pair => pair.Ratio < k), nearest.Length),
            Math.Pow(k, training.Dimension),
            new Estimate.Biased(
                others.Count(pair => pair.Ratio < k) / (double)others.Length,
                "the trials of leave-one-out share the training points, so they are not independent"
            ),
            fresh is null ? null : Proportion.Of(fresh.LongCount(pair => pair.Ratio < k), fresh.Length),
            generated.Count,
            nearest
                .Select((pair, i) => new MemorizedPair(i, pair.First, pair.Second, pair.FirstDistance, pair.Ratio))
                .OrderBy(pair => pair.Ratio)
                .ThenBy(pair => pair.Generated)
                .Take(pairs)
                .ToTerms()
        );
    }

    private static Progress? Part(IProgress<double>? whole, double from, double to) =>
        whole is null ? null : new Progress(share => whole.Report(from + share * (to - from)));

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}

/// <summary>A generated point and the training points nearest to it, all counted from 0.</summary>
/// <param name="Generated">The generated point.</param>
/// <param name="Training">The nearest training point.</param>
/// <param name="Second">The second nearest.</param>
/// <param name="Distance">The distance to the nearest.</param>
/// <param name="Ratio">That distance over the distance to the second nearest; 0 for an exact copy.</param>
public sealed record MemorizedPair(int Generated, int Training, int Second, double Distance, double Ratio);
