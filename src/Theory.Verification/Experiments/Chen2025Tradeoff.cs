using System.Globalization;
using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.Training;
using Theory.Symbolics;

namespace Theory.Verification.Experiments;

/// <summary>The trade-off in the horizon T of the diffusion bound of Chen et al. (2025), with the divergence it is to stand for.</summary>
public static class Chen2025Tradeoff
{
    private const double SubGaussian = 1;

    /// <summary>Objective and divergence over T and over m.</summary>
    public static Experiment Tradeoff { get; } =
        new(
            "chen2025-tradeoff",
            1,
            "The diffusion bound's terms over T and over m beside the divergence of the learned law, by exact densities.",
            Parameters
                .None.With("horizons", "0.1 0.2 0.3 0.4 0.6 0.8 1 1.4")
                .With("sizes", "50 100 200 400")
                .With("m", "200")
                .With("steps", "3000")
                .With("draws", "1000"),
            Measure
        )
        {
            Quick = Parameters
                .None.With("horizons", "0.2 0.6 1.2")
                .With("sizes", "30 120")
                .With("m", "60")
                .With("steps", "150")
                .With("draws", "60"),
            Source = "Chen, Zhu and Shkurti (2025), section 6: bound and divergence on the swiss roll",
        };

    private sealed record Row(int Count, ObjectiveRow Terms, double Divergence, double Half);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        double[] horizons = parameters.Positives("horizons");
        int[] sizes = [.. parameters.Positives("sizes").Select(x => (int)x)];
        var (m, steps, draws) = (
            (int)parameters.Integer("m"),
            (int)parameters.Integer("steps"),
            (int)parameters.Integer("draws")
        );
        var stream = RandomStream.Root(seed).Child("chen2025-tradeoff");
        var cells = horizons
            .Select(t => (T: t, Count: m))
            .Concat(sizes.Select(n => (T: horizons[horizons.Length / 2], Count: n)));
        var rows = new List<Row>();
        foreach (var (t, count) in cells)
        {
            if (stop.IsCancellationRequested)
                break;
            rows.Add(Of(t, count, steps, draws, stream));
            progress.Report(rows.Count / (double)(horizons.Length + sizes.Length));
        }
        var overT = rows.Take(horizons.Length).ToList();
        var overSize = rows.Skip(horizons.Length).ToList();
        var line = OnLine();
        return new Measurement(
            [
                ("golden: best T", line.Best.T),
                ("golden: least sum", line.Best.Sum),
                .. overT.Count > 0
                    ? new[]
                    {
                        ("selected T", Selected(overT).Terms.T),
                        ("T of least divergence", overT.MinBy(r => r.Divergence)!.Terms.T),
                    }
                    : [],
            ],
            []
        )
        {
            Tables = [Table("over-T", overT), Table("over-m", overSize), line.Table],
            Plots =
            [
                Figure(
                    "swiss-roll-over-T",
                    "Swiss roll: terms and divergence over the horizon",
                    "horizon $T$",
                    overT,
                    r => r.Terms.T
                ),
                Figure(
                    "swiss-roll-over-m",
                    "Swiss roll: terms and divergence over the sample",
                    "training points $m$",
                    overSize,
                    r => r.Count
                ),
                line.Figure,
            ],
            Conclusions =
            [
                .. overT.Count == horizons.Length ? [Judged(overT), Bounding(overT)] : Array.Empty<Conclusion>(),
                line.Interior,
            ],
            IsPartial = rows.Count < horizons.Length + sizes.Length,
        };
    }

    private static Row Of(double t, int count, int steps, int draws, RandomStream stream)
    {
        var points = TrainedDiffusion.Truth.Sample(count, stream.Child("points"));
        var at = stream.Child(FormattableString.Invariant($"T = {t}, m = {count}"));
        var trained = TrainedLog.Train(points, TrainedDiffusion.Usual, t, TrainedDiffusion.Eps, steps, 0, at.Child("training"));
        var log = new TrainingLog([TrainedLog.Measured(trained, points, draws, at.Child("log"))]);
        var terms = DiffusionTerms
            .Over(points, Schedule.Usual, [t], [TrainedDiffusion.Eps], 1000, at.Child("terms"))
            .Objective(SubGaussian, TrainedDiffusion.Eps, log)
            .Rows[0];
        var (divergence, half) = trained.Divergence(draws, at.Child("divergence"));
        return new(count, terms, divergence, half);
    }

    private static Row Selected(IReadOnlyList<Row> rows) => rows.MinBy(r => r.Terms.Sum.Value)!;

    private static Conclusion Judged(IReadOnlyList<Row> rows)
    {
        var (selected, best) = (Selected(rows), rows.MinBy(r => r.Divergence)!);
        var apart = selected.Divergence - selected.Half > best.Divergence + best.Half;
        return new(
            "the T of the least objective is that of the least divergence",
            apart ? Decision.Refuted
                : selected == best ? Decision.NotRefuted
                : Decision.Inconclusive,
            string.Create(
                CultureInfo.InvariantCulture,
                $"selected T = {selected.Terms.T} with divergence {selected.Divergence:G4} +- {selected.Half:G2}; least at T = {best.Terms.T}: {best.Divergence:G4} +- {best.Half:G2}"
            )
        );
    }

    // With an R that is chosen the sum is no certified bound; where the divergence is surely above it, it is none at all.
    private static Conclusion Bounding(IReadOnlyList<Row> rows)
    {
        var below = rows.Where(r => r.Terms.Sum.Value < r.Divergence - r.Half).ToList();
        return new(
            FormattableString.Invariant($"with R = {SubGaussian} the sum of the terms is at least the divergence"),
            below.Count > 0 ? Decision.Refuted : Decision.NotRefuted,
            below.Count > 0
                ? string.Join(
                    "; ",
                    below.Select(r =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"T = {r.Terms.T}: sum {r.Terms.Sum.Value:G4}, divergence {r.Divergence:G4} +- {r.Half:G2}"
                        )
                    )
                )
                : $"at all {rows.Count} horizons"
        );
    }

    private static ResultTable Table(string name, IEnumerable<Row> rows) =>
        ResultTable.Of(
            name,
            ["$T$", "$m$", "T1", "T2", "T3 per sample", "score loss", "sum", "divergence", "half width (99 %)"],
            rows.Select(r =>
                (IEnumerable<double>)
                    [
                        r.Terms.T,
                        r.Count,
                        r.Terms.T1.Value,
                        r.Terms.T2,
                        r.Terms.T3PerSample.Value,
                        r.Terms.Loss ?? double.NaN,
                        r.Terms.Sum.Value,
                        r.Divergence,
                        r.Half,
                    ]
            )
        );

    private static Plot Figure(string name, string title, string axis, IReadOnlyList<Row> rows, Func<Row, double> x) =>
        new(
            name,
            title,
            new Axis(axis),
            new Axis("nats"),
            [
                PlotSeries.Line("sum", rows.Select(r => (x(r), r.Terms.Sum.Value))),
                PlotSeries.Of("T1", Mark.Dashed, rows.Select(r => (x(r), r.Terms.T1.Value))),
                PlotSeries.Of("T2", Mark.Dashed, rows.Select(r => (x(r), r.Terms.T2))),
                PlotSeries.Of("T3 per sample", Mark.Dashed, rows.Select(r => (x(r), r.Terms.T3PerSample.Value))),
                PlotSeries.Of(
                    "divergence",
                    Mark.Points,
                    rows.Select(r => (x(r), r.Divergence, r.Divergence - r.Half, r.Divergence + r.Half))
                ),
            ]
        );

    private sealed record LineTerms(double T, double T1, double T2, double T3, double Divergence)
    {
        public double Sum => T1 + T2 + T3;
    }

    // Two points -1 and 1 in T1, R = 1, and a score of norm 1 with m = 200 in T3; the score loss left out.
    private static (LineTerms Best, ResultTable Table, Plot Figure, Conclusion Interior) OnLine()
    {
        var rows = Enumerable.Range(1, 20).Select(k => At(k / 10.0, true)).ToList();
        var (low, high) = (0.5, 1.3);
        for (var k = 0; k < 60; k++)
        {
            var (left, right) = (low + 0.382 * (high - low), high - 0.382 * (high - low));
            (low, high) = At(left, false).Sum < At(right, false).Sum ? (low, right) : (left, high);
        }
        var best = At((low + high) / 2, false);
        var interior = rows[0].Sum > best.Sum && rows[^1].Sum > best.Sum;
        return (
            best,
            ResultTable.Of(
                "two-points-over-T",
                ["$T$", "T1", "T2", "T3", "sum", "divergence with the exact score"],
                rows.Select(r => (IEnumerable<double>)[r.T, r.T1, r.T2, r.T3, r.Sum, r.Divergence])
            ),
            new Plot(
                "two-points-over-T",
                "Two points: the surrogate bound has an inner minimum, the divergence falls",
                new Axis("horizon $T$"),
                new Axis("nats"),
                [
                    PlotSeries.Line("sum", rows.Select(r => (r.T, r.Sum))),
                    PlotSeries.Of("T1", Mark.Dashed, rows.Select(r => (r.T, r.T1))),
                    PlotSeries.Of("T2", Mark.Dashed, rows.Select(r => (r.T, r.T2))),
                    PlotSeries.Of("T3", Mark.Dashed, rows.Select(r => (r.T, r.T3))),
                    PlotSeries.Of("divergence with the exact score", Mark.Points, rows.Select(r => (r.T, r.Divergence))),
                ]
            ),
            new(
                "the surrogate bound has its minimum inside, not at an end",
                interior ? Decision.NotRefuted : Decision.Refuted,
                string.Create(CultureInfo.InvariantCulture, $"least {best.Sum:G11} at T = {best.T:G9}")
            )
        );
    }

    private static LineTerms At(double t, bool withDivergence)
    {
        var usual = TrainedDiffusion.Usual;
        var pair = new PointLaw(Points.OnLine(-1, 1));
        var t1 = -EmpiricalInformation.At(pair.Points, [usual.SignalToNoise(t)], 2, RandomStream.Root(0)).Values[0].Value;
        var t2 = Math.Sqrt(2) * SubGaussian * Math.Sqrt(PriorDivergence.At(pair.Points, usual, t).Mean);
        var t3 = SubGaussian * Math.Sqrt(2 * GeneratorSurrogate.Energy(1, usual, t) / 200);
        return new(t, t1, t2, t3, withDivergence ? StartError(pair, t) : double.NaN);
    }

    // With the exact score only the start errs: KL of the blurred points from the learned law of the flow, by quadrature.
    private static double StartError(PointLaw pair, double t)
    {
        const double eps = 0.05;
        const int nodes = 161;
        var truth = pair.At(TrainedDiffusion.Usual, eps);
        var model = new ReverseDiffusion(pair.ScoreAlong(TrainedDiffusion.Usual), TrainedDiffusion.Usual, t, eps);
        var (reach, width) = (2.2, 4.4 / (nodes - 1));
        var grid = Points.Generate(nodes, 1, (i, row) => row[0] = -reach + i * width);
        var learned = FlowDensity.LogDensities(model, grid, 160);
        return learned.Select((log, i) => truth.LogDensity(grid[i]) is var p ? Math.Exp(p) * (p - log) * width : 0).Sum();
    }
}
