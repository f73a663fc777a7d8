using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Symbolics;
using static System.FormattableString;
using static Theory.Verification.Experiments.Vastola2025Models;

namespace Theory.Verification.Experiments;

/// <summary>
/// Figure 3 of Vastola (2025): four points of the plane, turned; which gaps between them linear denoisers fill, by features and by orientation.
/// The law learned on average comes from an ensemble of models, each followed by steps that its flow asks for.
/// </summary>
public static class Vastola2025Panel
{
    // What is nearer to a training point than this is no gap; a gap's strip is half as wide to either side.
    private const double Near = 0.3;

    private static readonly (string Name, Func<int, FeatureMap.SpaceTime> Features)[] Kinds =
    [
        ("bumps", BumpsInPlane),
        ("waves", WavesInPlane),
    ];

    private static readonly (string Name, double Angle)[] Turns = [("0", 0), ("pi/8", Math.PI / 8), ("pi/4", Math.PI / 4)];

    /// <summary>Average laws, and the masses along the sides and across the middle.</summary>
    public static Experiment Panel { get; } =
        new(
            "vastola2025-panel",
            1,
            "Which gaps between four points of the plane are filled by the law learned on average, for two kinds of features and three orientations.",
            Parameters
                .None.With("models", "100")
                .With("samples", "500")
                .With("features", "10")
                .With("draws", "1000")
                .With("cells", "60"),
            Measure
        )
        {
            Quick = Parameters
                .None.With("models", "12")
                .With("samples", "200")
                .With("features", "6")
                .With("draws", "120")
                .With("cells", "30"),
            Source = "Vastola (2025), figure 3",
        };

    private sealed record Shape(double Sides, double Middle)
    {
        public double Difference => Sides - Middle;

        public double Filled { get; init; }
    }

    private sealed record Cell(string Kind, string Turn, Points Data, double[] Density, List<Shape> Shapes);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (models, samples, features) = (
            parameters.Count("models", 2),
            parameters.Count("samples", 1),
            parameters.Count("features", 2)
        );
        var (draws, cells) = (parameters.Count("draws", 1), parameters.Count("cells", 2));
        var stream = RandomStream.Root(seed).Child("vastola2025-panel");
        var panel = new List<Cell>();
        foreach (var (kind, map) in Kinds)
        foreach (var (turn, angle) in Turns)
        {
            if (
                Of(kind, map(features), turn, angle, models, samples, draws, cells, stream.Child(kind + turn), stop)
                is not { } cell
            )
                break;
            panel.Add(cell);
            progress.Report(panel.Count / (double)(Kinds.Length * Turns.Length));
        }
        var whole = panel.Count == Kinds.Length * Turns.Length;
        return new Measurement([], [])
        {
            Tables = [Masses(panel)],
            Plots = [.. panel.Select(cell => Drawn(cell, cells))],
            Conclusions = whole
                ?
                [
                    Filled(panel),
                    .. Kinds.Select(kind =>
                        Differ(
                            $"with {kind.Name}, whether the sides or the middle are filled depends on the orientation",
                            panel.First(c => c.Kind == kind.Name),
                            panel.Last(c => c.Kind == kind.Name)
                        )
                    ),
                    Differ(
                        "at one orientation it depends on the features",
                        panel.First(c => c.Kind == "bumps"),
                        panel.First(c => c.Kind == "waves")
                    ),
                ]
                : [],
            IsPartial = !whole,
        };
    }

    // Null where it was stopped.
    private static Cell? Of(
        string kind,
        FeatureMap.SpaceTime features,
        string turn,
        double angle,
        int models,
        int samples,
        int draws,
        int cells,
        RandomStream stream,
        CancellationToken stop
    )
    {
        var data = Points.Generate(4, 2, (i, row) => (row[0], row[1]) = Turned(i * Math.PI / 2 + angle));
        var learned = new Points[models];
        Parallel.For(
            0,
            models,
            k =>
            {
                if (stop.IsCancellationRequested)
                    return;
                var at = stream.Child("model", k);
                var flow = Flow(Fit(data, features, samples, at));
                learned[k] = FollowedFlow.From(flow, Gaussian.Standard(2).Sample(draws, at.Child("start")), 1e-3).Points;
            }
        );
        if (stop.IsCancellationRequested)
            return null;
        var density = new double[cells * cells];
        foreach (var points in learned)
            Count(points, cells, density);
        var area = Math.Pow(2 * Reach / cells, 2) * models * draws;
        return new(
            kind,
            turn,
            data,
            Array.ConvertAll(density, count => count / area),
            [.. learned.Select(points => Shaped(points, angle))]
        );
    }

    private static (double X, double Y) Turned(double angle) => (Math.Cos(angle), Math.Sin(angle));

    private static void Count(Points points, int cells, double[] counts)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var (column, row) = (Place(points[i][0]), Place(points[i][1]));
            if (column >= 0 && column < cells && row >= 0 && row < cells)
                counts[row * cells + column]++;
        }

        int Place(double x) => (int)Math.Floor((x + Reach) / (2 * Reach) * cells);
    }

    // In the frame of the data, whose points are then the four unit vectors along the axes.
    private static Shape Shaped(Points points, double angle)
    {
        var (sides, middle, filled) = (0, 0, 0);
        var (c, s) = Turned(-angle);
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = (Math.Abs(c * points[i][0] - s * points[i][1]), Math.Abs(s * points[i][0] + c * points[i][1]));
            if (Math.Min(Square(x - 1, y), Square(x, y - 1)) < Near * Near || Math.Max(x, y) > 1 + Near)
                continue;
            filled++;
            if (Math.Abs(x + y - 1) / Math.Sqrt(2) < Near / 2)
                sides++;
            else if (Math.Min(x, y) < Near / 2 && x + y < 1)
                middle++;
        }
        double Share(int count) => count / (double)points.Count;
        return new(Share(sides), Share(middle)) { Filled = Share(filled) };

        static double Square(double a, double b) => a * a + b * b;
    }

    private static ResultTable Masses(IEnumerable<Cell> panel) =>
        new(
            "masses",
            [
                "features",
                "turned by",
                "in gaps",
                "half width (99 %)",
                "along the sides",
                "across the middle",
                "sides less middle",
                "half width (99 %)",
            ],
            panel
                .Select(cell =>
                {
                    var (filled, filledHalf) = Repetitions.Mean([.. cell.Shapes.Select(s => s.Filled)]);
                    var (difference, half) = Repetitions.Mean([.. cell.Shapes.Select(s => s.Difference)]);
                    return new Entry[]
                    {
                        cell.Kind,
                        cell.Turn,
                        filled,
                        filledHalf,
                        cell.Shapes.Average(s => s.Sides),
                        cell.Shapes.Average(s => s.Middle),
                        difference,
                        half,
                    }.ToTerms();
                })
                .ToTerms()
        );

    private static Plot Drawn(Cell cell, int cells)
    {
        var centres = Enumerable.Range(0, cells).Select(k => -Reach + (k + 0.5) * 2 * Reach / cells).ToTerms();
        return new(
            $"{cell.Kind}-{cell.Turn.Replace('/', '-')}",
            $"The law learned on average from {cell.Shapes.Count} training sets: {cell.Kind}, turned by ${cell.Turn}$",
            new Axis("$x$") { Low = -Reach, High = Reach },
            new Axis("$y$") { Low = -Reach, High = Reach },
            [
                PlotSeries.Of(
                    "training data",
                    Mark.Points,
                    Enumerable.Range(0, cell.Data.Count).Select(i => (cell.Data[i][0], cell.Data[i][1]))
                ),
            ]
        )
        {
            Map = new ValueMap("density", centres, centres, cell.Density.ToTerms()),
        };
    }

    private static Conclusion Filled(IReadOnlyList<Cell> panel)
    {
        var least = panel
            .Select(cell => (Cell: cell, Mass: Repetitions.Mean([.. cell.Shapes.Select(s => s.Filled)])))
            .MinBy(c => c.Mass.Mean - c.Mass.Half);
        // Beyond .3 of every point the diffused data have a mass below exp(-(.3)^2/(2 v)) = 2e-5.
        return new(
            "every average law fills gaps between the training points",
            least.Mass.Mean - least.Mass.Half > 1e-4 ? Decision.NotRefuted
                : least.Mass.Mean + least.Mass.Half < 1e-4 ? Decision.Refuted
                : Decision.Inconclusive,
            Invariant(
                $"least for {least.Cell.Kind} turned by {least.Cell.Turn}: {least.Mass.Mean:G3} +- {least.Mass.Half:G2} of the mass"
            )
        );
    }

    private static Conclusion Differ(string claim, Cell one, Cell other)
    {
        var (a, b) = (
            Repetitions.Mean([.. one.Shapes.Select(s => s.Difference)]),
            Repetitions.Mean([.. other.Shapes.Select(s => s.Difference)])
        );
        var (difference, half) = (b.Mean - a.Mean, Math.Sqrt(a.Half * a.Half + b.Half * b.Half));
        return new(
            claim,
            Math.Abs(difference) > half ? Decision.NotRefuted
                : Math.Abs(difference) + half < 0.02 ? Decision.Refuted
                : Decision.Inconclusive,
            Invariant(
                $"mass along the sides less that across the middle: {a.Mean:G3} +- {a.Half:G2} ({one.Kind}, {one.Turn}), {b.Mean:G3} +- {b.Half:G2} ({other.Kind}, {other.Turn})"
            )
        );
    }
}
