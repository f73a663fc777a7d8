using Theory.Simulation;
using Theory.Simulation.Data;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The terms of the diffusion bound of Chen et al. (2025) on digits with trained models, and the likelihood of digits held out.</summary>
public static class Chen2025Digits
{
    private const double SubGaussian = 1;

    /// <summary>Terms and held-out log-loss over the horizon.</summary>
    public static Experiment Digits { get; } =
        new(
            "chen2025-digits",
            2,
            "The diffusion bound's terms over T on digits with trained scores, beside the log-loss of digits held out, by exact densities.",
            Parameters
                .None.With("data", "examples/data/digits.csv")
                .With("horizons", "0.1 0.2 0.3 0.4 0.6 0.8 1")
                .With("m", "200")
                .With("test", "40")
                .With("steps", "1000")
                .With("draws", "200"),
            Measure
        )
        {
            Quick = Parameters
                .None.With("horizons", "0.3 0.6")
                .With("m", "40")
                .With("test", "4")
                .With("steps", "40")
                .With("draws", "20"),
            Source = "Chen, Zhu and Shkurti (2025), section 7: the bound's terms on images",
        };

    private sealed record Row(ObjectiveRow Terms, double[] HeldOut, double[] Seen);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (m, test, steps, draws) = (
            parameters.Count("m", 1),
            parameters.Count("test", 1),
            parameters.Count("steps", 1),
            parameters.Count("draws", 1)
        );
        var horizons = parameters.Positives("horizons");
        var data = DataSet.Read(parameters.Text("data"), new Columns(Label: "last"), Scaling.Unit).Points;
        if (m < 2 || test < 2 || m + test > data.Count)
            throw new ArgumentException(
                $"m = {m}, test = {test}: the data have {data.Count} points; take two or more of each, together at most that many."
            );
        var stream = RandomStream.Root(seed).Child("chen2025-digits");
        var order = stream.Child("order").Permutation(data.Count);
        var (points, heldOut) = (data.Select([.. order.Take(m)]), data.Select([.. order.Skip(m).Take(test)]));
        var (fresh, seen) = (
            TrainedDiffusion.Blurred(heldOut, stream.Child("blur")),
            TrainedDiffusion.Blurred(points.Rows(0, Math.Min(m, test)), stream.Child("blur seen"))
        );
        var rows = new List<Row>();
        foreach (var t in horizons.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var at = stream.Child(Invariant($"T = {t}"));
            var model = TrainedDiffusion.Train(points, t, steps, at.Child("training"));
            rows.Add(new(TradeoffRow.TermsOf(model, points, SubGaussian, draws, at), Losses(model, fresh), Losses(model, seen)));
            progress.Report(rows.Count / (double)horizons.Length);
        }
        return new Measurement([], [])
        {
            Tables = [Table(rows)],
            Plots = [Figure(rows)],
            Conclusions = rows.Count == horizons.Length ? [Selected(rows), Remembered(rows)] : [],
            IsPartial = rows.Count < horizons.Length,
        };
    }

    private static double[] Losses(ReverseDiffusion model, Points points) => [.. model.LogDensities(points).Select(log => -log)];

    private static ResultTable Table(IEnumerable<Row> rows) =>
        ResultTable.Of(
            "digits-over-T",
            [
                "$T$",
                "T1",
                "T2",
                "T3 per sample",
                "score loss",
                "sum",
                "log-loss held out",
                "half width (99 %)",
                "log-loss of training points",
            ],
            rows.Select(r => (r.Terms, Loss: Repetitions.Mean(r.HeldOut), Seen: r.Seen.Average()))
                .Select(r =>
                    (IEnumerable<double>)
                        [
                            r.Terms.T,
                            r.Terms.T1.Value,
                            r.Terms.T2,
                            r.Terms.T3PerSample.Value,
                            r.Terms.Loss ?? double.NaN,
                            r.Terms.Sum.Value,
                            r.Loss.Mean,
                            r.Loss.Half,
                            r.Seen,
                        ]
                )
        );

    // Log-losses are differential, and as large as they like; against the least of them they stand beside the terms.
    private static Plot Figure(IReadOnlyList<Row> rows)
    {
        var least = rows.Select(r => r.HeldOut.Average()).DefaultIfEmpty(0).Min();
        return new(
            "digits-over-T",
            "Digits: terms and log-loss over the horizon",
            new Axis("horizon $T$"),
            new Axis("nats"),
            [
                PlotSeries.Line("sum", rows.Select(r => (r.Terms.T, r.Terms.Sum.Value))),
                PlotSeries.Of("T1", Mark.Dashed, rows.Select(r => (r.Terms.T, r.Terms.T1.Value))),
                PlotSeries.Of("T2", Mark.Dashed, rows.Select(r => (r.Terms.T, r.Terms.T2))),
                PlotSeries.Of("T3 per sample", Mark.Dashed, rows.Select(r => (r.Terms.T, r.Terms.T3PerSample.Value))),
                PlotSeries.Of("score loss", Mark.Dashed, rows.Select(r => (r.Terms.T, r.Terms.Loss ?? double.NaN))),
                PlotSeries.Of(
                    "log-loss held out, less its least",
                    Mark.Points,
                    rows.Select(r => (r.Terms.T, Repetitions.Mean([.. r.HeldOut.Select(x => x - least)])))
                        .Select(p => (p.T, p.Item2.Mean, p.Item2.Mean - p.Item2.Half, p.Item2.Mean + p.Item2.Half))
                ),
            ]
        );
    }

    // Paired over the digits held out.
    private static Conclusion Selected(IReadOnlyList<Row> rows)
    {
        var (selected, best) = (rows.MinBy(r => r.Terms.Sum.Value)!, rows.MinBy(r => r.HeldOut.Average())!);
        var more = Repetitions.Mean([.. selected.HeldOut.Zip(best.HeldOut, (a, b) => a - b)], Repetitions.Among(rows.Count - 1));
        return new(
            "the T of the least objective is that of the least held-out log-loss",
            more.Mean > more.Half ? Decision.Refuted
                : selected == best ? Decision.NotRefuted
                : Decision.Inconclusive,
            Invariant(
                $"selected T = {selected.Terms.T}, least at T = {best.Terms.T}: {more.Mean:G3} +- {more.Half:G3} nats a digit more (99 %, Student, pairs, among {rows.Count} horizons)"
            )
        );
    }

    private static Conclusion Remembered(IReadOnlyList<Row> rows)
    {
        var gaps = rows.Select(r => (r.Terms.T, HeldOut: Repetitions.Mean(r.HeldOut), Seen: Repetitions.Mean(r.Seen))).ToList();
        var apart = gaps.Where(g => g.HeldOut.Mean - g.HeldOut.Half > g.Seen.Mean + g.Seen.Half).ToList();
        return new(
            "digits held out are as likely as training points under the learned law",
            apart.Count > 0 ? Decision.Refuted : Decision.Inconclusive,
            apart.Count > 0
                ? string.Join(
                    "; ",
                    apart.Select(g => Invariant($"T = {g.T}: {g.HeldOut.Mean - g.Seen.Mean:G3} nats a digit apart"))
                )
                : "the intervals of the two means overlap at every horizon"
        );
    }
}
