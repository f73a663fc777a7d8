using System.Globalization;
using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// The horizon that the objective selects, over seeds, against the one whose learned law is nearest to the truth: by the likelihood of fresh
/// points, and by that of training points left out. Both use the exact density of the learned law, no kernel estimate.
/// </summary>
internal static class HorizonSelection
{
    private const int Blurs = 20;

    /// <summary>The divergence of the truth from the learned law by points left out of the training, one at a time.</summary>
    /// <param name="Horizon">T.</param>
    /// <param name="PerPoint">For each point left out, the truth's log-density less the learned one's, in nats.</param>
    public sealed record LeftOut(double Horizon, Terms<double> PerPoint)
    {
        /// <summary>The mean over the points.</summary>
        public (double Mean, double Half) Interval => Repetitions.Mean(PerPoint);
    }

    /// <summary>Trains anew without each of some points, and asks for the density of that point, blurred up to eps.</summary>
    public static LeftOut WithoutEach(Points points, double horizon, int count, int steps, RandomStream stream)
    {
        var chosen = stream.Child("left out").Permutation(points.Count).Take(count);
        var truth = TrainedDiffusion.Truth.At(TrainedDiffusion.Usual, TrainedDiffusion.Eps);
        var losses = chosen.Select(i =>
        {
            var rest = points.Select([.. Enumerable.Range(0, points.Count).Where(j => j != i)]);
            // The same initialisation, noise and blurs at every horizon: what differs is the horizon.
            var model = TrainedDiffusion.Train(rest, horizon, steps, stream.Child("training", i));
            var blurred = TrainedDiffusion.Blurred(points.Select([.. Enumerable.Repeat(i, Blurs)]), stream.Child("blur", i));
            return model.LogDensities(blurred).Select((log, k) => truth.LogDensity(blurred[k]) - log).Average();
        });
        return new(horizon, losses.ToTerms());
    }

    /// <summary>A table over the horizon, a figure, and whether the selected horizon is the best one.</summary>
    public static (ResultTable Table, Plot Figure, Terms<Conclusion> Conclusions) Over(
        IReadOnlyList<IReadOnlyList<TradeoffRow>> seeds,
        IReadOnlyList<LeftOut> leftOut
    )
    {
        var rows = seeds[0]
            .Select(
                (row, k) =>
                    (
                        row.Terms.T,
                        Sum: Repetitions.Mean([.. seeds.Select(s => s[k].Terms.Sum.Value)]),
                        Divergence: Repetitions.Mean([.. seeds.Select(s => s[k].Divergence)]),
                        LeftOut: leftOut[k].Interval
                    )
            )
            .ToList();
        PlotSeries Marked(string label, Mark mark, Func<int, (double Mean, double Half)> of) =>
            PlotSeries.Of(
                label,
                mark,
                rows.Select((r, k) => (r.T, of(k).Mean, of(k).Mean - of(k).Half, of(k).Mean + of(k).Half))
            );
        return (
            ResultTable.Of(
                "over-seeds",
                ["$T$", "sum", "half width (99 %)", "divergence", "half width (99 %)", "by points left out", "half width (99 %)"],
                rows.Select(r =>
                    (IEnumerable<double>)
                        [r.T, r.Sum.Mean, r.Sum.Half, r.Divergence.Mean, r.Divergence.Half, r.LeftOut.Mean, r.LeftOut.Half]
                )
            ),
            new(
                "swiss-roll-over-seeds",
                "Swiss roll: the objective and the divergence over seeds, and by points left out",
                new Axis("horizon $T$"),
                new Axis("nats"),
                [
                    PlotSeries.Line("sum", rows.Select(r => (r.T, r.Sum.Mean))),
                    Marked("divergence by points left out", Mark.Line, k => rows[k].LeftOut),
                    Marked("divergence", Mark.Points, k => rows[k].Divergence),
                ]
            ),
            [Selected(seeds), ByLeftOut(seeds, leftOut)]
        );
    }

    private static int Least(IEnumerable<double> values) => values.Index().MinBy(v => v.Item).Index;

    // The horizon of the least mean divergence is known only up to the noise of the seeds: a difference that is not sure decides nothing.
    private static Conclusion Selected(IReadOnlyList<IReadOnlyList<TradeoffRow>> seeds)
    {
        var selected = seeds.Select(s => Least(s.Select(r => r.Terms.Sum.Value))).ToList();
        return Compared("the T of the least objective is that of the least divergence", seeds, selected);
    }

    private static Conclusion ByLeftOut(IReadOnlyList<IReadOnlyList<TradeoffRow>> seeds, IReadOnlyList<LeftOut> leftOut)
    {
        var chosen = Least(leftOut.Select(l => l.Interval.Mean));
        return Compared(
            "the T of the least divergence by points left out is that of the least divergence",
            seeds,
            [.. seeds.Select(_ => chosen)]
        );
    }

    private static Conclusion Compared(string claim, IReadOnlyList<IReadOnlyList<TradeoffRow>> seeds, List<int> selected)
    {
        var best = Least(Enumerable.Range(0, seeds[0].Count).Select(k => seeds.Average(s => s[k].Divergence)));
        // Which one is best is read off the same seeds.
        var regret = Repetitions.Mean(
            [.. seeds.Zip(selected, (s, k) => s[k].Divergence - s[best].Divergence)],
            Repetitions.Among(seeds[0].Count - 1)
        );
        var at = string.Join(
            ", ",
            selected.Distinct().Order().Select(k => seeds[0][k].Terms.T.ToString(CultureInfo.InvariantCulture))
        );
        var isBest = selected.All(k => k == best);
        return new(
            claim,
            regret.Mean > regret.Half ? Decision.Refuted
                : isBest ? Decision.NotRefuted
                : Decision.Inconclusive,
            Invariant($"selected T = {at}, least at T = {seeds[0][best].Terms.T}, over {seeds.Count} seeds")
                + (
                    isBest
                        ? ""
                        : Invariant(
                            $": {regret.Mean:G3} +- {regret.Half:G3} nats more (99 %, Student, among {seeds[0].Count} horizons)"
                        )
                )
        );
    }
}
