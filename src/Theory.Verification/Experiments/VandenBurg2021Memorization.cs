using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.Memorization;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// The memorization score of van den Burg and Williams (2021) where it has a closed form: a fitted mean and a kernel density. Leaving one out
/// exactly, the K-fold estimate, and the score against the information that it is taken for.
/// </summary>
public static class VandenBurg2021Memorization
{
    private const double Bandwidth = 0.5;

    /// <summary>Scores of points of the line.</summary>
    public static Experiment Scores { get; } =
        new(
            "vandenburg2021-memorization",
            2,
            "Memorization scores of points of the line by leaving each out and by folds, for a fitted mean and a kernel density.",
            Parameters.None.With("points", "0 1 2 -1 0.5 4").With("folds", "3").With("repeats", "10").With("samples", "20000"),
            Measure
        )
        {
            Quick = Parameters.None.With("samples", "4000"),
            Source = "van den Burg and Williams (2021), the memorization score and its estimate by cross-validation",
        };

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        double[] values =
        [
            .. parameters
                .Text("points")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(x => Parameters.None.With("points", x).Number("points").ToDouble()),
        ];
        var (folds, repeats, samples) = (
            parameters.Count("folds", 2),
            parameters.Count("repeats", 1),
            parameters.Count("samples", 2)
        );
        if (values.Length < Math.Max(3, folds))
            throw new ArgumentException($"{values.Length} points: at least three are needed, and one in each of {folds} folds.");
        stop.ThrowIfCancellationRequested();
        var (points, n) = (Points.OnLine(values), values.Length);
        var stream = RandomStream.Root(seed).Child("vandenburg2021-memorization");
        var (mean, kernel) = (MemorizationScore.LeaveOneOut(points, Mean), MemorizationScore.LeaveOneOut(points, Kernel));
        // In order: points 1 and 2 are the first fold, and so on; then, for the estimate, in random orders.
        int[] inOrder = [.. Enumerable.Range(0, n).Select(i => i * folds / n)];
        var once = MemorizationScore.Folds(points, [inOrder], Mean);
        int[][] divisions =
        [
            .. Enumerable
                .Range(0, repeats)
                .Select(k => stream.Child("division", k).Permutation(n))
                .Select(order => inOrder.Index().OrderBy(x => order[x.Index]).Select(x => x.Item).ToArray()),
        ];
        var often = MemorizationScore.Folds(points, divisions, Mean);
        double[] closedMean =
        [
            .. values.Select(x => Math.Pow(x - (values.Sum() - x) / (n - 1), 2) / 2 * (1 - Math.Pow((n - 1.0) / n, 2))),
        ];
        double[] closedKernel = [.. values.Select((x, i) => KernelScore(values, i))];
        double Drawn(int k)
        {
            progress.Report(k / (double)samples);
            var sample = Gaussian.Standard(1).Sample(n, stream.Child("sample", k));
            var x = sample[0].ToArray();
            return Mean(sample)(x) - Mean(sample.Rows(1, n - 1))(x);
        }
        var (average, half) = Repetitions.Mean([.. Enumerable.Range(0, samples).Heeding(stop).Select(Drawn)]);
        var (expected, information) = ((2.0 * n - 1) / (2.0 * n * (n - 1)), Math.Log(n / (n - 1.0)) / 2);
        Conclusion Mean0(string claim, double value) =>
            new(
                claim,
                Math.Abs(average - value) <= half ? Decision.NotRefuted : Decision.Refuted,
                Invariant($"mean {average:G6} +- {half:G2} over {samples} samples, claimed {value:G6}")
            );
        return new Measurement(
            [
                .. mean.Select((m, i) => ($"score of point {i + 1}, mean", m)),
                .. kernel.Select((m, i) => ($"score of point {i + 1}, kernel", m)),
                .. once.Select((m, i) => ($"score of point {i + 1}, folds in order", m)),
                ("mean score", average),
            ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "scores",
                    [
                        "point",
                        "fitted mean",
                        "closed form",
                        "folds in order",
                        $"{repeats} random divisions",
                        "kernel",
                        "closed form",
                    ],
                    values.Select(
                        (x, i) => (IEnumerable<double>)[x, mean[i], closedMean[i], once[i], often[i], kernel[i], closedKernel[i]]
                    )
                ),
            ],
            Plots =
            [
                new(
                    "scores",
                    "Memorization scores of points of the line",
                    new Axis("point $x$"),
                    new Axis("score, nats"),
                    [
                        PlotSeries.Of("fitted mean, leaving one out", Mark.Points, values.Zip(mean)),
                        PlotSeries.Of("fitted mean, folds", Mark.Points, values.Zip(often)),
                        PlotSeries.Of("kernel density, leaving one out", Mark.Points, values.Zip(kernel)),
                    ]
                ),
            ],
            Conclusions =
            [
                Same("leaving one out of a fitted mean has its closed form", mean, closedMean),
                Same("leaving one out of a kernel density has its closed form", kernel, closedKernel),
                Same("the K-fold estimate is the score by leaving one out", often, mean),
                Nonnegative("the scores of a fitted mean by leaving one out are nonnegative", mean),
                Nonnegative("their K-fold estimates are nonnegative", once),
                Mean0("for standard Gaussian points the mean score is (2 n - 1)/(2 n (n - 1))", expected),
                Mean0("it is the information of a point and the fitted mean, log(n/(n - 1))/2", information),
            ],
        };
    }

    private static Conclusion Same(string claim, double[] scores, double[] others)
    {
        var apart = scores.Zip(others, (a, b) => Math.Abs(a - b)).Max();
        return new(claim, apart < 1e-9 ? Decision.NotRefuted : Decision.Refuted, Invariant($"at most {apart:G2} nats apart"));
    }

    private static Conclusion Nonnegative(string claim, double[] scores) =>
        new(claim, scores.Min() >= 0 ? Decision.NotRefuted : Decision.Refuted, Invariant($"least {scores.Min():G4} nats"));

    // log((n - 1)/n + K_h(0)/(n p_out)); the greatest exponent of p_out/K_h(0) is taken out, so that far points do not underflow.
    private static double KernelScore(double[] values, int i)
    {
        var n = values.Length;
        double[] exponents =
        [
            .. values.Where((_, j) => j != i).Select(x => -(values[i] - x) * (values[i] - x) / (2 * Bandwidth * Bandwidth)),
        ];
        var greatest = exponents.Max();
        var ratio = exponents.Average(e => Math.Exp(e - greatest));
        return Math.Log((n - 1.0) / n * Math.Exp(greatest) + 1 / (n * ratio)) - greatest;
    }

    private static Func<ReadOnlyMemory<double>, double> Mean(Points training)
    {
        var law = new Gaussian(training.Mean(), 1);
        return x => law.LogDensity(x.Span);
    }

    private static Func<ReadOnlyMemory<double>, double> Kernel(Points training)
    {
        var law = new PointLaw(training).Diffused(1, Bandwidth * Bandwidth);
        return x => law.LogDensity(x.Span);
    }
}
