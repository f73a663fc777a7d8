using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// The generator term of the diffusion bound as a regulariser of training, which the abstract of Chen et al. (2025) announces and no published
/// loop contains: with it and without, on the same points, initialisations and noise.
/// </summary>
public static class Chen2025Regulariser
{
    /// <summary>Training with the term and without.</summary>
    public static Experiment Regulariser { get; } =
        new(
            "chen2025-regulariser",
            1,
            "Training with the bound's generator term and without: score loss, energy and divergence from the truth over seeds.",
            Parameters
                .None.With("seeds", "10")
                .With("m", "100")
                .With("T", "0.6")
                .With("R", "0.1 1")
                .With("steps", "2000")
                .With("draws", "500"),
            Measure
        )
        {
            Quick = Parameters.None.With("seeds", "3").With("m", "40").With("steps", "150").With("draws", "60").With("R", "0.3"),
            Source = "Chen, Zhu and Shkurti (2025), abstract: the bound as a training objective",
        };

    private sealed record Run(double Loss, double Energy, double Divergence);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (m, seeds, steps, draws) = (
            parameters.Count("m", 1),
            parameters.Count("seeds", 1),
            parameters.Count("steps", 1),
            parameters.Count("draws", 2)
        );
        var horizon = parameters.Number("T").ToDouble();
        double[] strengths = [0, .. parameters.Positives("R")];
        if (seeds < 2)
            throw new ArgumentException($"seeds = {seeds}: an interval over seeds needs two or more.");
        var runs = new List<Run[]>();
        for (var k = 0; k < seeds && !stop.IsCancellationRequested; k++)
        {
            var stream = RandomStream.Root(seed).Child("chen2025-regulariser", k);
            runs.Add([.. strengths.Select(r => Of(m, horizon, r * Math.Sqrt(horizon / m), steps, draws, stream))]);
            progress.Report((k + 1.0) / seeds);
        }
        if (runs.Count < 2)
            throw new OperationCanceledException(stop);
        var differences = Enumerable
            .Range(1, strengths.Length - 1)
            .Select(j =>
                (
                    R: strengths[j],
                    Loss: Repetitions.Mean([.. runs.Select(r => r[j].Loss - r[0].Loss)]),
                    Energy: Repetitions.Mean([.. runs.Select(r => r[j].Energy - r[0].Energy)]),
                    Divergence: Repetitions.Mean([.. runs.Select(r => r[j].Divergence - r[0].Divergence)])
                )
            )
            .ToList();
        return new Measurement(
            [
                ("divergence without", runs.Average(r => r[0].Divergence)),
                .. differences.Select(d => (Invariant($"divergence with R = {d.R} less that without"), d.Divergence.Mean)),
            ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "means-over-seeds",
                    ["R", "score loss", "energy", "divergence"],
                    strengths.Select(
                        (r, j) =>
                            (IEnumerable<double>)
                                [
                                    r,
                                    runs.Average(x => x[j].Loss),
                                    runs.Average(x => x[j].Energy),
                                    runs.Average(x => x[j].Divergence),
                                ]
                    )
                ),
                ResultTable.Of(
                    "with-less-without",
                    ["R", "score loss", "half width (99 %)", "energy", "half width (99 %)", "divergence", "half width (99 %)"],
                    differences.Select(d =>
                        (IEnumerable<double>)
                            [d.R, d.Loss.Mean, d.Loss.Half, d.Energy.Mean, d.Energy.Half, d.Divergence.Mean, d.Divergence.Half]
                    )
                ),
            ],
            Plots =
            [
                new(
                    "regulariser",
                    "Divergence from the truth with the regulariser less that without",
                    new Axis("strength $R$"),
                    new Axis("nats"),
                    [
                        PlotSeries.Of(
                            "mean over seeds",
                            Mark.Points,
                            differences.Select(d =>
                                (
                                    d.R,
                                    d.Divergence.Mean,
                                    d.Divergence.Mean - d.Divergence.Half,
                                    d.Divergence.Mean + d.Divergence.Half
                                )
                            )
                        ),
                        PlotSeries.Of("none", Mark.Dashed, strengths.Select(r => (r, 0.0))),
                    ]
                ),
            ],
            Conclusions = differences.Select(d => Judged(d.R, d.Divergence)).ToTerms(),
            IsPartial = runs.Count < seeds,
        };
    }

    private static Run Of(int m, double horizon, double weight, int steps, int draws, RandomStream stream)
    {
        var points = TrainedDiffusion.Truth.Sample(m, stream.Child("points"));
        var (usual, eps) = (TrainedDiffusion.Usual, TrainedDiffusion.Eps);
        var trained = TrainedLog.Train(points, usual, horizon, eps, steps, weight, stream.Child("training"));
        return new(
            ScoreMatching.Explicit(trained, new PointLaw(points), draws, stream.Child("loss")).Value,
            ChainEnergy.Of(trained, points.Dimension, draws, 100, stream.Child("energy")),
            trained.Divergence(draws, stream.Child("divergence")).Mean
        );
    }

    private static Conclusion Judged(double r, (double Mean, double Half) d) =>
        new(
            Invariant($"with R = {r} the regulariser brings the learned law nearer to the truth"),
            d.Mean + d.Half < 0 ? Decision.NotRefuted
                : d.Mean > d.Half ? Decision.Refuted
                : Decision.Inconclusive,
            Invariant($"divergence with less without: {d.Mean:G3} +- {d.Half:G3} nats (99 %, Student, pairs of one seed)")
        );
}
