namespace Theory.Simulation.Memorization;

/// <summary>
/// A learning algorithm that returns a density: from a training set, the log-density of a point, nats. It is called on several threads at
/// once, and so are its densities.
/// </summary>
public delegate Func<ReadOnlyMemory<double>, double> DensityLearner(Points training);

/// <summary>
/// How much more likely a model makes a point because it was trained on it (van den Burg and Williams 2021): for each point
/// <c>M_i = log p(x_i | S) - log p(x_i | S without i)</c>, nats.
/// </summary>
public static class MemorizationScore
{
    /// <summary>The scores by leaving each point out: one training on all points and one without each.</summary>
    /// <exception cref="ArgumentException">There are fewer than two points.</exception>
    public static double[] LeaveOneOut(Points points, DensityLearner learn)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(learn);
        if (points.Count < 2)
            throw new ArgumentException("Leaving one out needs two points at least.", nameof(points));
        var all = learn(points);
        var scores = new double[points.Count];
        Parallel.For(
            0,
            points.Count,
            i =>
            {
                var rest = points.Select([.. Enumerable.Range(0, points.Count).Where(j => j != i)]);
                var x = points[i].ToArray();
                scores[i] = all(x) - learn(rest)(x);
            }
        );
        return scores;
    }

    /// <summary>
    /// The K-fold estimate: over L repeats of a division into K folds, the log of the mean density of x_i over the models that saw it minus
    /// that over the models that did not. Both sides train on n (1 - 1/K) points, so it estimates another number than leaving one out,
    /// and can be negative.
    /// </summary>
    /// <param name="points">The points.</param>
    /// <param name="divisions">For each repeat, the fold of each point, 0 to K - 1.</param>
    /// <param name="learn">The algorithm.</param>
    /// <exception cref="ArgumentException">A division does not have two folds or more, each with a point and none with all.</exception>
    public static double[] Folds(Points points, IReadOnlyList<IReadOnlyList<int>> divisions, DensityLearner learn)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(divisions);
        ArgumentNullException.ThrowIfNull(learn);
        if (divisions.Count == 0 || divisions.Any(d => d.Count != points.Count || d.Distinct().Count() < 2))
            throw new ArgumentException($"Every division needs a fold for each of the {points.Count} points, and two folds.");
        var runs = divisions.SelectMany(folds => folds.Distinct().Order().Select(fold => (folds, fold))).ToArray();
        var logs = new double[runs.Length][];
        Parallel.For(
            0,
            runs.Length,
            r =>
            {
                var (folds, fold) = runs[r];
                var density = learn(points.Select([.. Enumerable.Range(0, points.Count).Where(i => folds[i] != fold)]));
                logs[r] = [.. Enumerable.Range(0, points.Count).Select(i => density(points[i].ToArray()))];
            }
        );
        double Over(int i, bool seen) =>
            LogMean([.. runs.Index().Where(run => run.Item.folds[i] != run.Item.fold == seen).Select(run => logs[run.Index][i])]);
        return [.. Enumerable.Range(0, points.Count).Select(i => Over(i, seen: true) - Over(i, seen: false))];
    }

    // The logarithm of the mean of densities, not the mean of their logarithms.
    private static double LogMean(double[] logs)
    {
        var greatest = logs.Max();
        return double.IsNegativeInfinity(greatest) // no model gives the point a density
            ? greatest
            : greatest + Math.Log(logs.Average(log => Math.Exp(log - greatest)));
    }
}
