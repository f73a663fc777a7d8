using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.Memorization;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// The share of generated points that are near copies of training points over training, after Bonnaire, Urfin, Biroli and Mezard (2025): random
/// features trained at each of many diffusion times, all solved, and the flow through them.
/// </summary>
public static class Bonnaire2025Memorization
{
    private const double K = 1 / 3.0;
    private const double First = 2.5; // diffusion times from here
    private const double Last = 0.01; // to here
    private const double Alpha = 0.01; // of each interval

    /// <summary>The share over training for several sample sizes, beside that of fresh points.</summary>
    public static Experiment Memorization { get; } =
        new(
            "bonnaire2025-memorization",
            1,
            "The share of generated points that are near copies of training points over training, for several n, beside that of fresh points.",
            Parameters
                .None.With("d", "4")
                .With("p", "400")
                .With("n", "8 16 32 64")
                .With("taus", "100 300 1000 3000 10000 30000 100000 300000 1000000 10000000")
                .With("times", "30")
                .With("generated", "4000"),
            Measure
        )
        {
            Quick = Parameters
                .None.With("p", "100")
                .With("n", "12 48")
                .With("taus", "1000 10000 100000 1000000")
                .With("times", "16")
                .With("generated", "1500"),
            Source = "Bonnaire, Urfin, Biroli and Mezard (2025), figure of the memorization fraction over training for several n",
        };

    private sealed record Row(int N, double Tau, Estimate Generated, Estimate Fresh)
    {
        // Surely more than twice as many copies as among fresh points. Barely trained models spread their points more widely than the data, which
        // alone shifts the share a little.
        public bool Memorises => Generated.At(Alpha).Lower > 2 * Fresh.At(Alpha).Upper;
    }

    private sealed record Honest(int N, Estimate Fresh, Estimate Again);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (d, p) = (parameters.Count("d", 1), parameters.Count("p", 1));
        var (times, generated) = (parameters.Count("times", 2), parameters.Count("generated", 10));
        int[] sizes = [.. parameters.Counts("n", 3).Order()];
        double[] taus = [.. parameters.Positives("taus").Order()];
        var stream = RandomStream.Root(seed).Child("bonnaire2025-memorization");
        var weights = Matrix<double>.Build.Dense(p, d, stream.Child("weights").Gaussians(p * d));
        var law = Gaussian.Standard(d);
        var all = law.Sample(sizes[^1], stream.Child("points"));
        var (rows, honest) = (new List<Row>(), new List<Honest>());
        foreach (var (i, n) in sizes.Index())
        {
            var training = all.Rows(0, n);
            Estimate Share(Points points) => MemorizationFraction.Of(training, points, null, K, 1, 1, stream).Fraction;
            var fresh = Share(law.Sample(10 * generated, stream.Child("fresh", n)));
            honest.Add(new(n, fresh, Share(law.Sample(generated, stream.Child("again", n)))));
            var start = law.Sample(generated, stream.Child("start", n));
            var made = Generate(weights, training, taus, start, times, progress.Part(i, sizes.Length), stop);
            if (stop.IsCancellationRequested)
                break;
            rows.AddRange(taus.Zip(made, (tau, points) => new Row(n, tau, Share(points), fresh)));
        }
        return Judged(rows, honest, sizes, rows.Count < sizes.Length * taus.Length);
    }

    // One path of starting points a training time, from the greatest diffusion time to the least: at each the clean point that the score sees,
    // noised again to the next.
    private static Points[] Generate(
        Matrix<double> weights,
        Points training,
        double[] taus,
        Points start,
        int times,
        IProgress<double> progress,
        CancellationToken stop
    )
    {
        var states = Enumerable.Repeat(start, taus.Length).ToArray();
        double Time(int k) => First * Math.Pow(Last / First, k / (times - 1.0));
        for (var k = 0; k + 1 < times && !stop.IsCancellationRequested; k++)
        {
            var model = RandomFeatureTraining.AtTime(Time(k), weights, Activation.Tanh);
            var path = new DescentPath(model.OnPoints(training));
            var (scale, variance) = (Math.Exp(-Time(k + 1)), -double.ExpM1(-2 * Time(k + 1)));
            states =
            [
                .. states.Select(
                    (points, j) =>
                    {
                        var score = model.Score(path.Parameters(path.Flow(model.FlowTime(taus[j]))))(points, Time(k));
                        return Points.Generate(
                            points.Count,
                            points.Dimension,
                            (i, row) =>
                            {
                                for (var c = 0; c < row.Length; c++)
                                {
                                    var clean = (points[i][c] + model.NoiseVariance * score[i][c]) / model.Scale;
                                    row[c] = scale * clean - Math.Sqrt(variance * model.NoiseVariance) * score[i][c];
                                }
                            }
                        );
                    }
                ),
            ];
            progress.Report((k + 1.0) / (times - 1));
        }
        return states;
    }

    private static Measurement Judged(List<Row> rows, List<Honest> honest, int[] sizes, bool isPartial)
    {
        // The first training time from which on a size surely memorises.
        double Onset(int n) =>
            rows.Where(r => r.N == n).Reverse().TakeWhile(r => r.Memorises).LastOrDefault()?.Tau ?? double.PositiveInfinity;
        var onsets = sizes.Select(n => (N: n, Tau: Onset(n))).ToList();
        var ends = sizes.Select(n => rows.LastOrDefault(r => r.N == n)).OfType<Row>().ToList();
        return new Measurement(
            [
                .. onsets.Select(o => ($"training time from which n = {o.N} memorises", o.Tau)),
                .. honest.Select(h => ($"share of fresh points, n = {h.N}", h.Fresh.Value)),
            ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "shares",
                    ["$n$", "$tau$", "copies", "lower", "upper", "copies among fresh points", "lower", "upper"],
                    rows.Select(r => (r, Of: r.Generated.At(Alpha), Null: r.Fresh.At(Alpha)))
                        .Select(x =>
                            (IEnumerable<double>)
                                [
                                    x.r.N,
                                    x.r.Tau,
                                    x.r.Generated.Value,
                                    x.Of.Lower,
                                    x.Of.Upper,
                                    x.r.Fresh.Value,
                                    x.Null.Lower,
                                    x.Null.Upper,
                                ]
                        )
                ),
            ],
            Plots = [Figure(rows, sizes)],
            Conclusions =
            [
                new(
                    "an honest model, fresh points of the law, has the share of fresh points",
                    honest.All(h => h.Fresh.At(Alpha).Intersect(h.Again.At(Alpha)) is { IsEmpty: false })
                        ? Decision.NotRefuted
                        : Decision.Refuted,
                    Each(
                        honest,
                        h =>
                            Invariant(
                                $"n = {h.N}: {h.Again.Value:0.0000} in {Ends(h.Again)}, and {h.Fresh.Value:0.0000} in {Ends(h.Fresh)}"
                            )
                    )
                ),
                new(
                    "an honest model has no near copies",
                    honest.Any(h => h.Fresh.At(Alpha).Lower > 0) ? Decision.Refuted : Decision.NotRefuted,
                    Each(honest, h => Invariant($"n = {h.N}: at least {h.Fresh.At(Alpha).Lower:0.0000}"))
                ),
                new(
                    "trained for long, the model has at most twice the share of fresh points",
                    ends.Any(r => r.Memorises) ? Decision.Refuted : Decision.NotRefuted,
                    Each(
                        ends,
                        r => Invariant($"n = {r.N}: {r.Generated.Value:0.000} at tau = {r.Tau:G3}, fresh {r.Fresh.Value:0.000}")
                    )
                ),
                new(
                    "with more points memorization begins later",
                    onsets.Zip(onsets.Skip(1)).All(o => o.First.Tau <= o.Second.Tau) && onsets[0].Tau < onsets[^1].Tau
                        ? Decision.NotRefuted
                        : Decision.Refuted,
                    Each(
                        onsets,
                        o => double.IsFinite(o.Tau) ? Invariant($"n = {o.N}: from tau = {o.Tau:G3}") : $"n = {o.N}: not by then"
                    )
                ),
            ],
            IsPartial = isPartial,
        };
    }

    private static Plot Figure(List<Row> rows, int[] sizes) =>
        new(
            "copies-over-training",
            "Near copies of training points over training",
            new Axis("training time $tau$", IsLogarithmic: true),
            new Axis("share of generated points"),
            [
                .. sizes.Select(n =>
                    PlotSeries.Of(
                        $"$n = {n}$",
                        Mark.Line,
                        rows.Where(r => r.N == n)
                            .Select(r => (r.Tau, r.Generated.Value, r.Generated.At(Alpha).Lower, r.Generated.At(Alpha).Upper))
                    )
                ),
                .. sizes.Select(n =>
                    PlotSeries.Of(
                        $"fresh points, $n = {n}$",
                        Mark.Dashed,
                        rows.Where(r => r.N == n).Select(r => (r.Tau, r.Fresh.Value))
                    )
                ),
            ]
        );

    private static string Each<T>(IEnumerable<T> items, Func<T, string> text) => string.Join("; ", items.Select(text));

    private static string Ends(Estimate share) =>
        share.At(Alpha) is var ends ? Invariant($"[{ends.Lower:0.0000}, {ends.Upper:0.0000}]") : "";
}
