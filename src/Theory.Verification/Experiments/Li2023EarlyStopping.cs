using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// Theorems 1 and 2 of Li et al. (2023) on the line: random-feature scores by solved gradient flow, the divergence of the learned law along
/// training by its Fokker-Planck equation, over training time, sample size, width and distance of the modes; powers against those claimed.
/// </summary>
public static partial class Li2023EarlyStopping
{
    private const double Horizon = 2;
    private const double Eps = 0.02;
    private const int TrainedTimes = 21;
    private static readonly Diffusion Diffusion = new(Schedule.OrnsteinUhlenbeck);

    /// <summary>The divergence along training, its best time, and powers in n, m, tau and the distance of the modes.</summary>
    public static Experiment EarlyStopping { get; } =
        new(
            "li2023-early-stopping",
            1,
            "The divergence along solved training of random-feature scores on the line, over training time, samples, features and distance of the modes; powers against the claims.",
            Parameters
                .None.With("sizes", "16 24 32 48 64 96 128")
                .With("samples", "16 32 64 128 256 512 1024")
                .With("widths", "8 16 32 64 128 256")
                .With("modes", "1 2 3 4")
                .With("width", "64")
                .With("time", "1000")
                .With("repeats", "32")
                .With("noise", "drawn")
                .With("cells", "128")
                .With("steps", "60"),
            Measure
        )
        {
            Quick = Parameters
                .None.With("sizes", "12 16 24 32 48")
                .With("samples", "16 32 64 128 256")
                .With("widths", "4 8 16 32")
                .With("modes", "1 3")
                .With("width", "32")
                .With("repeats", "16")
                .With("cells", "64")
                .With("steps", "24"),
            Source = "Li, Li, Zhang and Bian (2023), Theorems 1 and 2 and the experiments on synthetic data",
        };

    private static double[] Times { get; } =
    [.. Enumerable.Range(0, TrainedTimes).Select(k => Math.Pow(10, 5.0 * k / (TrainedTimes - 1)))];

    // Compact support, as Theorem 1 has it: Gaussians cut at 3 deviations.
    private static readonly TruncatedMixture Compact = new(Mixture(2, 0.4), 3);

    private static GaussianMixture Mixture(double distance, double deviation) =>
        new([new([-distance / 2], deviation * deviation), new([distance / 2], deviation * deviation)]);

    /// <summary>Divergences along training on a sample, and on the population with the same features.</summary>
    private sealed record Run(double[] Empirical, double[] Population)
    {
        public int Best => Array.IndexOf(Empirical, Empirical.Min());

        public double Least => Empirical.Min();

        public double Excess(int time) => Empirical[time] - Population[time];
    }

    /// <summary>A median over repeats, with its interval.</summary>
    private readonly record struct Middling(double Value, double Lower, double Upper)
    {
        public static Middling Of(IEnumerable<double> values)
        {
            var (middle, lower, upper) = Repetitions.Median([.. values]);
            return new(middle, lower, upper);
        }

        public IEnumerable<double> Entries => [Value, Lower, Upper];

        public override string ToString() => Invariant($"{Value:G3} (between {Lower:G3} and {Upper:G3})");
    }

    private sealed record Setting(int Cells, int Steps, int Repeats, bool IsAveraged, RandomStream Stream)
    {
        private QuadraticLoss Empirical(TimedScoreTraining training, IDiffusible law, int samples, RandomStream stream)
        {
            var points = ((Law)law).Sample(samples, stream.Child("points"));
            return IsAveraged
                ? training.Loss(new PointLaw(points))
                : training.Loss(DenoisingSample.Once(points, Diffusion, Eps, Horizon, stream.Child("noise")));
        }

        /// <summary>Runs with fresh features and samples, which are the same for every law and sample size under one name.</summary>
        public List<List<Run>> Runs(string name, int width, IReadOnlyList<int> samples, IDiffusible law, double reach)
        {
            var runs = new List<Run>[Repeats];
            Parallel.For(
                0,
                Repeats,
                r =>
                {
                    var stream = Stream.Child(name, r);
                    var features = TimedFeatures.Draw(width, 1, Horizon, Activation.Relu, stream.Child("features"));
                    var training = new TimedScoreTraining(features, Diffusion, Eps, new(-reach, reach, Cells));
                    double[] Along(QuadraticLoss loss) => training.Divergences(new DescentPath(loss), Times, law, Steps);
                    var population = Along(training.Loss(law));
                    runs[r] =
                    [
                        .. samples.Select(n => new Run(
                            Along(Empirical(training, law, n, stream.Child("sample", n))),
                            population
                        )),
                    ];
                    if (samples.Count == 0)
                        runs[r].Add(new Run(population, population));
                }
            );
            return [.. Enumerable.Range(0, Math.Max(1, samples.Count)).Select(k => runs.Select(all => all[k]).ToList())];
        }
    }

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (sizes, samples, widths) = (
            parameters.Counts("sizes", 1),
            parameters.Counts("samples", 1),
            parameters.Counts("widths", 1)
        );
        var (modes, width) = (parameters.Positives("modes"), parameters.Count("width", 1));
        var at = Nearest(parameters.Number("time").ToDouble());
        var setting = new Setting(
            parameters.Count("cells", 2),
            parameters.Count("steps", 1),
            parameters.Count("repeats", 1),
            parameters.Text("noise") switch
            {
                "drawn" => false,
                "averaged" => true,
                var other => throw new ArgumentException($"noise = {other}; it is drawn once for every point, or averaged."),
            },
            RandomStream.Root(seed).Child("li2023-early-stopping")
        );
        if (sizes.Length < 3 || samples.Length < 3 || widths.Length < 4 || modes.Length < 2 || setting.Repeats < 8)
            throw new ArgumentException("Needed are 3 sizes, 3 samples, 4 widths, 2 distances of modes and 8 repeats.");
        var (diagonal, done) = (new List<(int Size, List<Run> Runs)>(), 0);
        void Told() => progress.Report(++done / (double)(sizes.Length + widths.Length + modes.Length + 1));
        foreach (var size in sizes)
        {
            stop.ThrowIfCancellationRequested();
            diagonal.Add((size, setting.Runs($"size {size}", size, [size], Compact, 5)[0]));
            Told();
        }
        stop.ThrowIfCancellationRequested();
        var overSamples = setting
            .Runs("samples", width, samples, Compact, 5)
            .Select((runs, k) => (Size: samples[k], Runs: runs))
            .ToList();
        Told();
        var overWidths = new List<(int Size, List<Run> Runs)>();
        foreach (var m in widths)
        {
            stop.ThrowIfCancellationRequested();
            overWidths.Add((m, setting.Runs("widths", m, [], Compact, 5)[0]));
            Told();
        }
        var overModes = new List<(double Distance, List<Run> Runs)>();
        foreach (var distance in modes)
        {
            stop.ThrowIfCancellationRequested();
            var reach = 5 + distance / 2;
            overModes.Add((distance, setting.Runs("modes", width, [width], Mixture(distance, 0.4), reach)[0]));
            Told();
        }
        return Written(diagonal, overSamples, overWidths, overModes, at, width);
    }

    private static int Nearest(double time) => Enumerable.Range(0, Times.Length).MinBy(k => Math.Abs(Math.Log(Times[k] / time)));

    private static Middling Median(IEnumerable<Run> runs, Func<Run, double> value) => Middling.Of(runs.Select(value));

    private static Measurement Written(
        List<(int Size, List<Run> Runs)> diagonal,
        List<(int Size, List<Run> Runs)> overSamples,
        List<(int Size, List<Run> Runs)> overWidths,
        List<(double Distance, List<Run> Runs)> overModes,
        int at,
        int width
    )
    {
        // The time of the stated order, through the best time of the smallest size.
        var (first, firstRuns) = diagonal[0];
        var factor = Median(firstRuns, r => Times[r.Best]).Value / Math.Pow(first, 0.4);
        var stopping = diagonal.Select(d => Stopping.Of(d.Size, d.Runs, factor * Math.Pow(d.Size, 0.4))).ToList();
        var falling = overSamples.Select(d => ((double)d.Size, Median(d.Runs, r => r.Excess(at)))).ToList();
        var middle = overSamples[overSamples.Count / 2];
        var growing = Enumerable.Range(0, Times.Length).Select(k => (Times[k], Median(middle.Runs, r => r.Excess(k)))).ToList();
        var narrowing = overWidths.Zip(overWidths.Skip(1), (a, b) => ((double)a.Size, Difference(a.Runs, b.Runs, at))).ToList();
        var apart = overModes.Select(d => (d.Distance, Median(d.Runs, r => r.Least), Median(d.Runs, r => r.Excess(at)))).ToList();
        return new Measurement([("trained time of the comparisons", Times[at]), ("constant of the stated time", factor)], [])
        {
            Tables =
            [
                ResultTable.Of(
                    "along-training",
                    ["$tau$", .. diagonal.SelectMany(d => new[] { $"KL at n = m = {d.Size}", "from (99 %)", "to" })],
                    Times.Select((t, k) => diagonal.SelectMany(d => Median(d.Runs, r => r.Empirical[k]).Entries).Prepend(t))
                ),
                ResultTable.Of(
                    "stopping",
                    [
                        "$n = m$",
                        "best $tau$",
                        "from (99 %)",
                        "to",
                        "least KL",
                        "from (99 %)",
                        "to",
                        "KL at the stated time",
                        "KL at the end",
                    ],
                    stopping.Select(s =>
                        (IEnumerable<double>)[s.Size, .. s.Time.Entries, .. s.Least.Entries, s.Stated.Value, s.End.Value]
                    )
                ),
                ResultTable.Of("over-samples", ["$n$", "KL beyond the population's", "from (99 %)", "to"], falling.Select(Row)),
                ResultTable.Of(
                    "over-features",
                    ["$m$", "KL at m less that at the next m", "from (99 %)", "to"],
                    narrowing.Select(Row)
                ),
                ResultTable.Of(
                    "over-modes",
                    ["distance $mu$", "least KL", "from (99 %)", "to", "KL beyond the population's", "from (99 %)", "to"],
                    apart.Select(a => a.Item2.Entries.Concat(a.Item3.Entries).Prepend(a.Distance))
                ),
            ],
            Plots = [AlongTraining(diagonal), OverSizes(stopping, factor)],
            Conclusions =
            [
                Inside(Stopping.Of(overSamples[0].Size, overSamples[0].Runs, Times[at]), width),
                Upper("at a fixed time and width, what the sample adds falls like 1/n", falling, -1),
                Upper("wrong version: like 1/n^2", falling, -2),
                Upper("what the sample adds grows no faster than tau^4", growing, 4),
                Upper("wrong version: it does not grow with tau", growing, 0),
                Upper("at a fixed time, what the width adds falls like 1/m", narrowing, -1),
                Upper("wrong version: like 1/m^3", narrowing, -3),
                Upper("along n = m the least divergence falls like n^(-2/5)", stopping.Select(s => (s.Size, s.Least)), -0.4),
                Upper("wrong version: like n^(-3)", stopping.Select(s => (s.Size, s.Least)), -3),
                Upper(
                    "a time of the order n^(2/5) is as good as the best, up to a constant",
                    stopping.Select(s => (s.Size, new Middling(s.Stated.Value / s.Least.Value, 1, double.PositiveInfinity))),
                    0
                ),
                BestTime(stopping),
                Modes(overModes),
            ],
        };
    }

    private static IEnumerable<double> Row((double X, Middling Y) row) => row.Y.Entries.Prepend(row.X);

    // The features of a width are the first of those of the next, repeat by repeat.
    private static Middling Difference(List<Run> narrow, List<Run> wide, int at) =>
        Middling.Of(narrow.Zip(wide, (a, b) => a.Population[at] - b.Population[at]));
}
