using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The trade-off in the horizon T of the diffusion bound of Chen et al. (2025), with the divergence it is to stand for.</summary>
public static class Chen2025Tradeoff
{
    private const double SubGaussian = 1;

    /// <summary>Objective and divergence over T and over m.</summary>
    public static Experiment Tradeoff { get; } =
        new(
            "chen2025-tradeoff",
            3,
            "The diffusion bound's terms over T and over m beside the divergence of the learned law, by exact densities, fresh points and points left out.",
            Parameters
                .None.With("horizons", "0.1 0.2 0.3 0.4 0.6 0.8 1 1.4")
                .With("sizes", "50 100 200 400")
                .With("m", "200")
                .With("steps", "3000")
                .With("draws", "1000")
                .With("seeds", "8")
                .With("leftOut", "8"),
            Measure
        )
        {
            Quick = Parameters
                .None.With("horizons", "0.2 0.6 1.2")
                .With("sizes", "30 120")
                .With("m", "60")
                .With("steps", "150")
                .With("draws", "60")
                .With("seeds", "3")
                .With("leftOut", "3"),
            Source = "Chen, Zhu and Shkurti (2025), section 6: bound and divergence on the swiss roll",
        };

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var horizons = parameters.Positives("horizons");
        var sizes = parameters.Counts("sizes", 1);
        var (m, steps, draws) = (parameters.Count("m", 1), parameters.Count("steps", 1), parameters.Count("draws", 2));
        var (seeds, leftOut) = (parameters.Count("seeds", 1), parameters.Count("leftOut", 1));
        if (seeds < 2 || leftOut < 2 || leftOut > m)
            throw new ArgumentException(
                $"seeds = {seeds}, leftOut = {leftOut}: intervals need two or more of each, and no more points left out than m = {m}."
            );
        var line = TwoPointTradeoff.OnLine(stop);
        var stream = RandomStream.Root(seed).Child("chen2025-tradeoff");
        var cells = horizons.Length * (seeds + leftOut) + sizes.Length;
        var done = 0;
        List<T> Each<TFrom, T>(IEnumerable<TFrom> all, int cost, Func<TFrom, T> run) =>
            [
                .. all.TakeWhile(_ => !stop.IsCancellationRequested)
                    .Select(x =>
                    {
                        var result = run(x);
                        progress.Report((done += cost) / (double)cells);
                        return result;
                    }),
            ];
        TradeoffRow Row(double t, int count, RandomStream at) => TradeoffRow.Of(t, SubGaussian, count, steps, draws, at);
        var overT = Each(horizons, 1, t => Row(t, m, stream));
        var overSize = Each(sizes, 1, n => Row(horizons[horizons.Length / 2], n, stream));
        var others = Each(
            Enumerable.Range(1, seeds - 1),
            horizons.Length,
            k => Each(horizons, 0, t => Row(t, m, stream.Child("seed", k)))
        );
        var points = TrainedDiffusion.Truth.Sample(m, stream.Child("points"));
        var without = Each(
            horizons,
            leftOut,
            t => HorizonSelection.WithoutEach(points, t, leftOut, steps, stream.Child("left out"))
        );
        var isWhole = without.Count == horizons.Length && others.All(o => o.Count == horizons.Length);
        (ResultTable Table, Plot Figure, Terms<Conclusion> Conclusions)? overSeeds = isWhole
            ? HorizonSelection.Over([overT, .. others], without)
            : null;
        return new Measurement(
            [
                ("golden: best T", line.Best.T),
                ("golden: least sum", line.Best.Sum),
                .. overT.Count > 0
                    ? new[]
                    {
                        ("selected T", overT.MinBy(r => r.Terms.Sum.Value)!.Terms.T),
                        ("T of least divergence", overT.MinBy(r => r.Divergence)!.Terms.T),
                    }
                    : [],
            ],
            []
        )
        {
            Tables =
            [
                Table("over-T", overT),
                Table("over-m", overSize),
                .. overSeeds is { } seen ? [seen.Table] : Array.Empty<ResultTable>(),
                line.Table,
            ],
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
                .. overSeeds is { } drawn ? [drawn.Figure] : Array.Empty<Plot>(),
                line.Figure,
            ],
            Conclusions =
            [
                .. overSeeds is { } judged ? judged.Conclusions : [],
                .. overT.Count == horizons.Length ? [Bounding(overT)] : Array.Empty<Conclusion>(),
                line.Interior,
            ],
            IsPartial = !isWhole,
        };
    }

    // With an R that is chosen the sum is no certified bound; where the divergence is surely above it, it is none at all.
    private static Conclusion Bounding(IReadOnlyList<TradeoffRow> rows)
    {
        var below = rows.Where(r => r.Terms.Sum.Value < r.Divergence - r.Half).ToList();
        return new(
            Invariant($"with R = {SubGaussian} the sum of the terms is at least the divergence"),
            below.Count > 0 ? Decision.Refuted : Decision.NotRefuted,
            below.Count > 0
                ? string.Join(
                    "; ",
                    below.Select(r =>
                        Invariant($"T = {r.Terms.T}: sum {r.Terms.Sum.Value:G4}, divergence {r.Divergence:G4} +- {r.Half:G2}")
                    )
                )
                : $"at all {rows.Count} horizons"
        );
    }

    private static ResultTable Table(string name, IEnumerable<TradeoffRow> rows) =>
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

    private static Plot Figure(
        string name,
        string title,
        string axis,
        IReadOnlyList<TradeoffRow> rows,
        Func<TradeoffRow, double> x
    ) =>
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
                PlotSeries.Of("score loss", Mark.Dashed, rows.Select(r => (x(r), r.Terms.Loss ?? double.NaN))),
                PlotSeries.Of(
                    "divergence",
                    Mark.Points,
                    rows.Select(r => (x(r), r.Divergence, r.Divergence - r.Half, r.Divergence + r.Half))
                ),
            ]
        );
}
