using Theory.Bounds.Papers;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// The regimes of training in the plane of training points and features, after Bonnaire, Urfin, Biroli and Mezard (2025): where the model memorises as
/// soon as it generates well, where training has to be stopped in time, and where it may go on without end.
/// </summary>
public static class Bonnaire2025Regimes
{
    /// <summary>The diagram by the claimed scales, and the border of overfitting as it is measured.</summary>
    public static Experiment Regimes { get; } =
        new(
            "bonnaire2025-regimes",
            1,
            "Where in the plane of n and p a random-feature score memorises at once, in time, or never: claimed scales, and a measured border.",
            Parameters
                .None.With("d", "16")
                .With("psi_p", "2 4 8 16")
                .With("ratios", "1 2 3 4 6 8")
                .With("draws", "3")
                .With("cells", "48")
                .With("t", "0.01"),
            Measure
        )
        {
            Quick = Parameters.None.With("d", "8").With("psi_p", "2 4 8").With("draws", "2").With("cells", "16"),
            Source = "Bonnaire, Urfin, Biroli and Mezard (2025), diagram of regimes in the plane of n and p",
        };

    private sealed record Cell(int P, int N, double End, double Least);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (d, draws, count) = (parameters.Count("d", 2), parameters.Count("draws", 1), parameters.Count("cells", 2));
        var t = parameters.Number("t").ToDouble();
        int[] widths = [.. parameters.Positives("psi_p").Select(psi => (int)Math.Round(d * psi)).Order()];
        double[] ratios = [.. parameters.Positives("ratios").Order()];
        var stream = RandomStream.Root(seed).Child("bonnaire2025-regimes");
        var (cells, borders) = (new List<Cell>(), new List<(double P, double N)>());
        for (var k = 0; k < draws * widths.Length && !stop.IsCancellationRequested; k++)
        {
            var p = widths[k % widths.Length];
            var row = ratios
                .Select(
                    (ratio, i) =>
                    {
                        var world = RandomFeatureWorld.Draw(d, p, (int)Math.Round(ratio * p), t, stream.Child($"world {k}", i));
                        return new Cell(p, world.Training.Count, world.At(double.PositiveInfinity).Test, world.EarlyStop.Loss);
                    }
                )
                .ToList();
            cells.AddRange(row);
            if (Border(row) is { } n)
                borders.Add((p, n));
            progress.Report((k + 1.0) / (draws * widths.Length));
        }
        var isPartial = cells.Count < draws * widths.Length * ratios.Length;
        var map = Map(d, t, widths, count);
        var slope = !isPartial && borders.Select(b => b.P).Distinct().Count() > 1 && borders.Count > 2 ? Slope.Of(borders) : null;
        return new Measurement(
            slope is null
                ? []
                :
                [
                    ("exponent of the border over p", slope.Value),
                    ("border, n/p", Math.Exp(borders.Average(b => Math.Log(b.N / b.P)))),
                ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "losses",
                    ["$p$", "$n$", "test loss after training without end", "least test loss"],
                    cells.OrderBy(c => c.P).ThenBy(c => c.N).Select(c => (IEnumerable<double>)[c.P, c.N, c.End, c.Least])
                ),
            ],
            Plots =
            [
                new(
                    "regimes",
                    "Regimes of training in the plane of points and features",
                    new Axis("training points $n$", IsLogarithmic: true),
                    new Axis("features $p$", IsLogarithmic: true),
                    [
                        PlotSeries.Of("measured border of overfitting", Mark.Points, borders.Select(b => (b.N, b.P))),
                        PlotSeries.Of("$n = p$", Mark.Dashed, map.Y.Select(p => (p, p)).Where(p => p.Item1 <= map.X[^1])),
                    ]
                )
                {
                    Map = map,
                },
            ],
            Conclusions = slope is null ? [] : Judged(slope, cells),
            IsPartial = isPartial,
        };
    }

    // Where the end of training crosses the loss of an untrained model, which is 1: between sizes, in their logarithms.
    private static double? Border(IReadOnlyList<Cell> row) =>
        row.Zip(row.Skip(1))
            .Where(pair => pair.First.End > 1 && pair.Second.End <= 1)
            .Select(pair =>
            {
                var share = (pair.First.End - 1) / (pair.First.End - pair.Second.End);
                return (double?)Math.Exp(Math.Log(pair.First.N) + share * Math.Log((double)pair.Second.N / pair.First.N));
            })
            .FirstOrDefault();

    // By the claimed scales: the two times where n < p, and no overfitting beyond.
    private static ValueMap Map(int d, double t, int[] widths, int count)
    {
        double[] Places(double low, double high) =>
            [.. Enumerable.Range(0, count).Select(k => low * Math.Pow(high / low, k / (count - 1.0)))];
        var (ns, ps) = (Places(d / 64.0, 8.0 * widths[^1]), Places(widths[0] / 2.0, 2.0 * widths[^1]));
        var constants = GaussianEquivalent.At(t, 1, Activation.Tanh);
        var generalizes = Bonnaire2025.GenerationTime.Right.Evaluate(("t", t), ("a", constants.Linear), ("Lambda", 1));
        double Memorises(double n, double p) =>
            Bonnaire2025.MemorizationTime.Right.Evaluate(
                ("t", t),
                ("n", n),
                ("p", p),
                ("d", d),
                ("v", constants.Sample),
                ("s", Math.Sqrt(constants.FreshSquared))
            );
        return new ValueMap(
            "regime",
            ns.ToTerms(),
            ps.ToTerms(),
            ps.SelectMany(p =>
                    ns.Select(n =>
                        n >= p ? 2.0
                        : Memorises(n, p) > generalizes ? 1.0
                        : 0.0
                    )
                )
                .ToTerms()
        )
        {
            Kinds = ["memorises at once", "stop in time", "no overfitting"],
        };
    }

    private static Terms<Conclusion> Judged(Slope slope, List<Cell> cells)
    {
        Conclusion Grows(string claim, double exponent) =>
            new(
                claim,
                slope.Allows(exponent) ? Decision.NotRefuted : Decision.Refuted,
                Invariant(
                    $"exponent {slope.Value:0.000}, 99 % interval [{slope.Lower:0.000}, {slope.Upper:0.000}], claimed {exponent}"
                )
            );
        var (few, many) = (cells.Where(c => c.N <= c.P).ToList(), cells.Where(c => c.N >= 6 * c.P).ToList());
        return
        [
            Grows("the number of points beyond which training without end does no harm is proportional to p", 1),
            Grows("it does not depend on p", 0),
            Grows("it is proportional to p^2", 2),
            OfAll(
                "with no more points than features, training without end is worse than none",
                few,
                c => c.End > 1,
                () => Invariant($"least test loss at the end {few.Min(c => c.End):G4} in {few.Count} worlds; untrained 1")
            ),
            OfAll(
                "with six times as many points as features, or more, it is not",
                many,
                c => c.End < 1,
                () => Invariant($"greatest test loss at the end {many.Max(c => c.End):G4} in {many.Count} worlds")
            ),
        ];
    }

    // What is said of every world of a kind is not tested where there is none.
    private static Conclusion OfAll(string claim, List<Cell> cells, Func<Cell, bool> holds, Func<string> evidence) =>
        cells.Count == 0
            ? new(claim, Decision.Inconclusive, "no such world among the ratios of points to features")
            : new(claim, cells.All(holds) ? Decision.NotRefuted : Decision.Refuted, evidence());
}
