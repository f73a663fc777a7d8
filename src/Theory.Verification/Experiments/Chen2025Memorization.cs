using System.Globalization;
using Theory.Simulation;
using Theory.Simulation.Divergences;
using Theory.Simulation.Laws;
using Theory.Simulation.Memorization;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// The memorization score against the mutual information of the bounds, for the memorising sampler: the exact empirical score of m points on
/// the line, stopped where the noise has a given deviation. Its law is the sample smoothed by that deviation, so that both are known.
/// </summary>
public static class Chen2025Memorization
{
    /// <summary>Score and information over the deviation.</summary>
    public static Experiment Memorization { get; } =
        new(
            "chen2025-memorization",
            2,
            "The memorization score against the information of the generated and a training point, for a sampler that smooths its sample.",
            Parameters.None.With("m", "20").With("samples", "200").With("deviations", "0.01 0.02 0.05 0.1 0.2 0.4 0.8 1.6"),
            Measure
        )
        {
            Quick = Parameters.None.With("m", "10").With("samples", "40").With("deviations", "0.05 0.2 0.8"),
            Source = "Chen, Zhu and Shkurti (2025): memorization score and mutual information",
        };

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (m, samples) = (parameters.Count("m", 1), parameters.Count("samples", 2));
        var deviations = parameters.Positives("deviations");
        if (m < 2)
            throw new ArgumentException($"m = {m}: a point left out needs another; take 2 or more.");
        var rows = new List<(double H, double Score, double Half, double Information)>();
        foreach (var h in deviations)
        {
            if (stop.IsCancellationRequested)
                break;
            var (score, half) = Score(m, h, samples, RandomStream.Root(seed).Child("chen2025-memorization"));
            rows.Add((h, score, half, Information(m, h)));
            progress.Report(rows.Count / (double)deviations.Length);
        }
        var ordered = rows.OrderBy(r => r.Information).ToList();
        var alike = ordered.Zip(ordered.Skip(1)).All(p => p.First.Score <= p.Second.Score);
        return new Measurement(
            rows.Select(r => ($"score at deviation {r.H.ToString(CultureInfo.InvariantCulture)}", r.Score)).ToTerms(),
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "score-and-information",
                    ["deviation", "memorization score", "half width (99 %)", "information of one training point", "m times it"],
                    rows.Select(r => (IEnumerable<double>)[r.H, r.Score, r.Half, r.Information, m * r.Information])
                ),
            ],
            Plots =
            [
                new(
                    "score-against-information",
                    "Memorization score against the information of one training point",
                    new Axis("information, nats", IsLogarithmic: true),
                    new Axis("memorization score, nats", IsLogarithmic: true),
                    [
                        PlotSeries.Of(
                            "smoothing sampler",
                            Mark.Points,
                            rows.Select(r => (r.Information, r.Score, r.Score - r.Half, r.Score + r.Half))
                        ),
                    ]
                ),
            ],
            Conclusions =
            [
                new(
                    "score and information order these samplers alike",
                    alike ? Decision.NotRefuted : Decision.Refuted,
                    $"{rows.Count} deviations"
                ),
                new(
                    "the score is m times the information",
                    rows.All(r => Math.Abs(r.Score - m * r.Information) <= r.Half) ? Decision.NotRefuted : Decision.Refuted,
                    string.Join("; ", rows.Select(r => Invariant($"{r.Score:G3} +- {r.Half:G2} against {m * r.Information:G3}")))
                ),
            ],
            IsPartial = rows.Count < deviations.Length,
        };
    }

    // The mean over samples of the mean score of their points: samples are independent.
    private static (double Mean, double Half) Score(int m, double h, int samples, RandomStream stream)
    {
        static Func<ReadOnlyMemory<double>, double> Learn(Points training, double variance)
        {
            var law = new PointLaw(training).Diffused(1, variance);
            return x => law.LogDensity(x.Span);
        }
        var means = new double[samples];
        for (var k = 0; k < samples; k++)
            means[k] = MemorizationScore
                .LeaveOneOut(Gaussian.Standard(1).Sample(m, stream.Child("sample", k)), training => Learn(training, h * h))
                .Average();
        return Repetitions.Mean(means);
    }

    // Given X_1 = x the generated point is from N(x, h^2) with probability 1/m, else from N(0, 1 + h^2), which is its law without.
    private static double Information(int m, double h)
    {
        const int nodes = 60;
        const double reach = 6;
        var without = new Gaussian([0], 1 + h * h);
        var step = 2 * reach / nodes;
        return Enumerable
            .Range(0, nodes + 1)
            .Select(k => -reach + k * step)
            .Sum(x => step * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * Told(m, h, x, without));
    }

    // The divergence given that X_1 = x, in three parts: a fine one around x, and what lies to its sides, where the densities are smooth.
    private static double Told(int m, double h, double x, Gaussian without)
    {
        var given = new GaussianMixture([new Gaussian([x], h * h), without], [1.0 / m, 1 - 1.0 / m]);
        var (near, far) = (x - 8 * h, x + 8 * h);
        double Part(double from, double to, int steps) =>
            to > from ? DivergenceByQuadrature.KullbackLeibler(given, without, [from], [to], steps).Value : 0;
        return Part(-9, near, 200) + Part(near, far, 400) + Part(far, 9, 200);
    }
}
