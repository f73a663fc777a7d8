using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

// What the runs say: the time of the least divergence, powers against the claims, figures.
public static partial class Li2023EarlyStopping
{
    private sealed record Stopping(
        double Size,
        Middling Time,
        Middling Least,
        Middling Stated,
        Middling End,
        Middling Fall,
        Middling Rise
    )
    {
        public static Stopping Of(int size, List<Run> runs, double stated)
        {
            // One time for all repeats, best for their median: each repeat falls to it and rises from it.
            var common = Enumerable.Range(0, Times.Length).MinBy(k => Median(runs, r => r.Empirical[k]).Value);
            return new(
                size,
                Median(runs, r => Times[r.Best]),
                Median(runs, r => r.Least),
                Median(runs, r => r.Empirical[Nearest(stated)]),
                Median(runs, r => r.Empirical[^1]),
                Median(runs, r => r.Empirical[0] - r.Empirical[common]),
                Median(runs, r => r.Empirical[^1] - r.Empirical[common])
            );
        }
    }

    private static Conclusion Inside(Stopping s, int width) =>
        new(
            "training too long raises the divergence again: its least value is inside",
            s.Fall.Lower > 0 && s.Rise.Lower > 0 ? Decision.NotRefuted
                : s.Rise.Upper < 0 ? Decision.Refuted
                : Decision.Inconclusive,
            $"n = {s.Size}, m = {width}: from tau = 1 to a common time KL falls by {s.Fall}, from there to the end it rises by {s.Rise}"
        );

    /// <summary>
    /// An upper bound c x^p is contradicted by a power above p alone. Points that are not clearly positive are left out: they say nothing of a power.
    /// </summary>
    private static Conclusion Upper(string claim, IEnumerable<(double X, Middling Y)> points, double power)
    {
        var clear = points.Where(p => p.Y.Lower > 0).Select(p => (p.X, p.Y.Value)).ToList();
        if (clear.Count < 3)
            return new(claim, Decision.Inconclusive, $"{clear.Count} of the points are clearly positive; a power needs 3");
        var slope = Slope.Of(clear);
        return new(
            claim,
            slope.Lower > power ? Decision.Refuted : Decision.NotRefuted,
            Invariant(
                $"measured power {slope.Value:F2}, between {slope.Lower:F2} and {slope.Upper:F2} (99 %), from {clear.Count} points; claimed at most {power:G3}"
            )
        );
    }

    private static Conclusion BestTime(IReadOnlyList<Stopping> rows)
    {
        var slope = Slope.Of([.. rows.Select(s => (s.Size, s.Time.Value))]);
        return new(
            "the best time along n = m is of the order n^(2/5)",
            slope.Allows(0.4) ? Decision.NotRefuted : Decision.Refuted,
            Invariant(
                $"measured power {slope.Value:F2}, between {slope.Lower:F2} and {slope.Upper:F2} (99 %), in time of the function; for the flow of the parameters of (1/m) sum a_i phi_i add 1"
            )
        );
    }

    private static Conclusion Modes(IReadOnlyList<(double Distance, List<Run> Runs)> rows)
    {
        var (near, far) = (rows[0], rows[^1]);
        // The same features, and samples from the same draws, repeat by repeat.
        var difference = Middling.Of(far.Runs.Zip(near.Runs, (a, b) => a.Least - b.Least));
        return new(
            "modes farther apart are learned no better",
            difference.Upper < 0 ? Decision.Refuted
                : difference.Lower > 0 ? Decision.NotRefuted
                : Decision.Inconclusive,
            Invariant(
                $"least divergence at mu = {far.Distance} less that at mu = {near.Distance}: {difference}; the degree of Poly(mu) is not known, so that no power is tested"
            )
        );
    }

    private static Plot AlongTraining(List<(int Size, List<Run> Runs)> diagonal) =>
        new(
            "divergence-along-training",
            "KL of the data law from the learned law along training",
            new Axis("training time $tau$", IsLogarithmic: true),
            new Axis("nats", IsLogarithmic: true),
            [
                .. diagonal.Select(d =>
                    PlotSeries.Line($"n = m = {d.Size}", Times.Select((t, k) => (t, Median(d.Runs, r => r.Empirical[k]).Value)))
                ),
                PlotSeries.Of(
                    $"the population, m = {diagonal[^1].Size}",
                    Mark.Dashed,
                    Times.Select((t, k) => (t, Median(diagonal[^1].Runs, r => r.Population[k]).Value))
                ),
            ]
        );

    private static Plot OverSizes(List<Stopping> rows, double factor) =>
        new(
            "best-time",
            "When to stop, along $n = m$",
            new Axis("$n = m$", IsLogarithmic: true),
            new Axis("best time $tau$", IsLogarithmic: true),
            [
                PlotSeries.Of("best time", Mark.Points, rows.Select(s => (s.Size, s.Time.Value, s.Time.Lower, s.Time.Upper))),
                PlotSeries.Of(
                    "$n^(2/5)$, through the first",
                    Mark.Dashed,
                    rows.Select(s => (s.Size, factor * Math.Pow(s.Size, 0.4)))
                ),
            ]
        );
}
