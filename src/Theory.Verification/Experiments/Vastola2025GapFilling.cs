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
/// Gap filling of Vastola (2025): a flow that sees noisy targets in place of the score spreads the data, solved for Gaussian data; and linear
/// denoisers learned from three points, their laws carried exactly beside the published sampler.
/// </summary>
public static class Vastola2025GapFilling
{
    // The gaps between the three points, without what surrounds the points.
    private const double GapFrom = 0.25;
    private const double GapTo = 0.75;
    private const double GaussianVariance = 0.25;

    private static readonly PointLaw Three = new(Points.OnLine(-1, 0, 1));

    /// <summary>Variances over the steps, laws of learned flows, and masses in the gaps.</summary>
    public static Experiment GapFilling { get; } =
        new(
            "vastola2025-gap-filling",
            1,
            "How noisy targets fill the gaps between training points: solved for Gaussian data, and for learned denoisers by exact transport beside the published sampler.",
            Parameters
                .None.With("steps", "30 100 300 1000 3000")
                .With("models", "100")
                .With("samples", "256")
                .With("features", "16")
                .With("cells", "200")
                .With("draws", "20000"),
            Measure
        )
        {
            Quick = Parameters.None.With("models", "32").With("steps", "30 300 3000").With("cells", "100").With("draws", "2000"),
            Source = "Vastola (2025), Proposition 4.1 and figure 2",
        };

    private sealed record Variances(double Steps, double Without, double With)
    {
        public double Added => With - Without;
    }

    private sealed record Model(double[] Carried, double[] Sampled, double Floor);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var steps = parameters.Counts("steps", 1);
        var (models, cells, draws) = (parameters.Count("models", 1), parameters.Count("cells", 2), parameters.Count("draws", 1));
        var (features, samples) = (Bumps(parameters.Count("features", 1)), parameters.Count("samples", 1));
        if (models < 2 || cells < 12 || draws < 1 || steps.Length < 3)
            throw new ArgumentException(
                $"models = {models}, cells = {cells}, draws = {draws}, {steps.Length} numbers of steps; needed are 2 models, 12 cells, a draw and 3 numbers of steps."
            );
        stop.ThrowIfCancellationRequested();
        var stream = RandomStream.Root(seed).Child("vastola2025-gap-filling");
        var variances = steps.Select(Spread).ToList();
        var exact = Diffused(Eps);
        var carried = MonotoneTransport.ReverseOde(
            new(Gaussian(GaussianVariance).ScoreAlong(Diffusion), Diffusion, Horizon, Eps),
            -4,
            4,
            800,
            400
        );
        progress.Report(0.05);
        var naive = steps.Where(n => n <= 1000).Heeding(stop).Select(n => Naive(n, draws, stream.Child("naive", n))).ToList();
        progress.Report(0.2);
        var learned = Learned(features, samples, models, cells, draws, stream, progress, stop);
        return new Measurement([("variance at eps", exact), ("variance of the flow by exact transport", carried.Variance)], [])
        {
            Tables =
            [
                ResultTable.Of(
                    "gaussian",
                    ["steps $N$", "variance, the score itself", "variance, proxies", "added"],
                    variances.Select(v => (IEnumerable<double>)[v.Steps, v.Without, v.With, v.Added])
                ),
                ResultTable.Of(
                    "fresh-proxies-on-three-points",
                    ["steps $N$", "mass in the gaps", "half width (99 %)"],
                    naive.Select(n => (IEnumerable<double>)[n.Steps, n.Mass, n.Half])
                ),
                Gaps(learned, cells),
            ],
            Plots = [OverSteps(variances, exact), Averages(learned, cells)],
            Conclusions =
            [
                Vanishing(variances),
                Unspread(carried.Variance, exact),
                .. learned.Count == models ? new[] { Filled(learned, cells), Following(learned) } : [],
            ],
            IsPartial = learned.Count < models,
        };
    }

    private static Gaussian Gaussian(double variance) => new([0], variance);

    private static double Diffused(double t) =>
        Diffusion.Scale(t) * Diffusion.Scale(t) * GaussianVariance + Diffusion.Variance(t);

    private static Variances Spread(int steps)
    {
        double Of(bool noise) =>
            Simulation.LearnedLaws.GapFilling.FlowVariance(Diffusion, GaussianVariance, Horizon, Eps, steps, noise);
        return new(steps, Of(false), Of(true));
    }

    private static (double Steps, double Mass, double Half) Naive(int steps, int draws, RandomStream stream)
    {
        var start = Three.Smoothed(Diffusion.Scale(Horizon), Diffusion.Variance(Horizon)).Sample(draws, stream.Child("start"));
        var end = Simulation.LearnedLaws.GapFilling.FlowByProxies(Three, Diffusion, start, Horizon, Eps, steps, stream);
        var inside = end.Values.ToArray().Average(x => Math.Abs(x) is > GapFrom and < GapTo ? 1.0 : 0);
        // With one draw more on each side, so that no draw in the gaps is no certainty.
        var spread = (inside * draws + 1) / (draws + 2);
        return (steps, inside, Repetitions.Half(spread * (1 - spread), draws));
    }

    private static List<Model> Learned(
        FeatureMap.SpaceTime features,
        int samples,
        int models,
        int cells,
        int draws,
        RandomStream stream,
        IProgress<double> progress,
        CancellationToken stop
    )
    {
        var learned = new List<Model>();
        foreach (var part in Enumerable.Range(0, models).Chunk(8))
        {
            if (stop.IsCancellationRequested)
                break;
            learned.AddRange(part.AsParallel().AsOrdered().Select(k => Of(stream.Child("model", k))));
            progress.Report(0.2 + 0.8 * learned.Count / models);
        }
        return learned;

        Model Of(RandomStream at)
        {
            var denoiser = Fit(Three.Points, features, samples, at);
            var carried = MonotoneTransport.ReverseOdeWithin(Flow(denoiser), -Reach, Reach, cells, 1e-2).Masses.ToArray();
            var again = at.Child("again").Draws();
            // Ends that meet to rounding may leave a mass just below 0.
            double[] outside = [.. carried.Append(1 - carried.Sum()).Select(mass => Math.Max(0, mass))];
            var drawn = Enumerable.Range(0, draws).Select(_ => (double)again.Categorical(outside));
            return new(
                carried,
                Histogram(Published(denoiser, 200, draws, at.Child("published")), cells),
                Distance(carried, Histogram(drawn.Select(j => -Reach + (j + 0.5) * 2 * Reach / cells), cells))
            );
        }
    }

    // The masses of the cells of the window; what lies beyond it is left out.
    private static double[] Histogram(IEnumerable<double> points, int cells)
    {
        var (masses, count) = (new double[cells], 0);
        foreach (var x in points)
        {
            var cell = (int)Math.Floor((x + Reach) / (2 * Reach) * cells);
            if (cell >= 0 && cell < cells)
                masses[cell]++;
            count++;
        }
        return Array.ConvertAll(masses, m => m / count);
    }

    private static double Distance(double[] p, double[] q) => p.Zip(q, (a, b) => Math.Abs(a - b)).Sum();

    private static double Centre(int cell, int cells) => -Reach + (cell + 0.5) * 2 * Reach / cells;

    private static double InGaps(IReadOnlyList<double> masses) =>
        masses.Where((_, i) => Math.Abs(Centre(i, masses.Count)) is > GapFrom and < GapTo).Sum();

    private static double TrueInGaps(int cells) => InGaps(GridLaw.Of(Three.At(Diffusion, Eps), -Reach, Reach, cells).Masses);

    private static ResultTable Gaps(IReadOnlyList<Model> models, int cells)
    {
        IEnumerable<Entry> Row(string name, IEnumerable<double> values)
        {
            var (mean, half) = Repetitions.Mean([.. values]);
            return [name, mean, half];
        }
        return new(
            "mass-in-the-gaps",
            ["law", "mean over models", "half width (99 %)"],
            models.Count < 2
                ? []
                :
                [
                    new Entry[] { "diffused data at eps", TrueInGaps(cells), 0 }.ToTerms(),
                    Row("learned flow, exact transport", models.Select(m => InGaps(m.Carried))).ToTerms(),
                    Row("learned flow, published sampler", models.Select(m => InGaps(m.Sampled))).ToTerms(),
                ]
        );
    }

    private static Plot OverSteps(IReadOnlyList<Variances> rows, double exact) =>
        new(
            "variance-over-steps",
            "Gaussian data of variance 1/4: fresh proxies at every step spread them",
            new Axis("steps $N$", IsLogarithmic: true),
            new Axis("variance at eps"),
            [
                PlotSeries.Line("proxies", rows.Select(v => (v.Steps, v.With))),
                PlotSeries.Line("the score itself", rows.Select(v => (v.Steps, v.Without))),
                PlotSeries.Of("the flow", Mark.Dashed, rows.Select(v => (v.Steps, exact))),
            ]
        );

    private static Plot Averages(IReadOnlyList<Model> models, int cells)
    {
        var density = cells / (2 * Reach);
        IEnumerable<(double, double)> Of(Func<int, double> mass) =>
            Enumerable.Range(0, cells).Select(i => (Centre(i, cells), mass(i) * density));
        double Mean(int i, Func<Model, double[]> masses) => models.Count == 0 ? double.NaN : models.Average(m => masses(m)[i]);
        var truth = GridLaw.Of(Three.At(Diffusion, Eps), -Reach, Reach, cells).Masses;
        return new(
            "average-learned-law",
            $"Three points: the law learned from {models.Count} training sets, on average",
            new Axis("$x$"),
            new Axis("density"),
            [
                PlotSeries.Of("published sampler", Mark.Bars, Of(i => Mean(i, m => m.Sampled))),
                PlotSeries.Line("exact transport", Of(i => Mean(i, m => m.Carried))),
                PlotSeries.Of("diffused data", Mark.Dashed, Of(i => truth[i])),
            ]
        );
    }

    private static Conclusion Vanishing(IReadOnlyList<Variances> rows)
    {
        var slope = Slope.Of([.. rows.Select(v => (1 / v.Steps, v.Added))]);
        return new(
            "the variance that fresh proxies add vanishes like the step",
            Math.Abs(slope.Value - 1) < 0.05 ? Decision.NotRefuted : Decision.Refuted,
            Invariant($"the power {slope.Value:F4} of the step, from {rows[0].Steps} steps on")
        );
    }

    private static Conclusion Unspread(double carried, double exact) =>
        new(
            "the flow itself, without steps, has the diffused data's variance",
            Math.Abs(carried - exact) < 1e-4 ? Decision.NotRefuted : Decision.Refuted,
            Invariant($"by exact transport {carried:G7}, in closed form {exact:G7}")
        );

    private static Conclusion Filled(IReadOnlyList<Model> models, int cells)
    {
        var (mean, half) = Repetitions.Mean([.. models.Select(m => InGaps(m.Carried))]);
        var truth = TrueInGaps(cells);
        return new(
            "the law learned on average has more mass in the gaps than the diffused data",
            mean - half > truth ? Decision.NotRefuted
                : mean + half < truth ? Decision.Refuted
                : Decision.Inconclusive,
            Invariant($"{mean:G3} +- {half:G2} against {truth:G3}, {models.Count} models")
        );
    }

    private static Conclusion Following(IReadOnlyList<Model> models)
    {
        var (mean, half) = Repetitions.Mean([.. models.Select(m => Distance(m.Carried, m.Sampled) - m.Floor)]);
        return new(
            "the published sampler draws from the law of the learned flow",
            mean - half > 0 ? Decision.Refuted : Decision.NotRefuted,
            Invariant($"its histograms are farther from the law than draws of it, in L1, by {mean:G3} +- {half:G2} a model")
        );
    }
}
