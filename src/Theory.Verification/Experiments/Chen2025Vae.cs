using Theory.Simulation;
using Theory.Simulation.Data;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Simulation.Vae;
using Theory.Symbolics;
using Theory.Verification.Vae;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The VAE bound of Chen et al. (2025) over epochs on digits, beside what the published plot draws.</summary>
public static class Chen2025Vae
{
    /// <summary>The bound and the published curves over epochs.</summary>
    public static Experiment OverEpochs { get; } =
        new(
            "chen2025-vae",
            1,
            "The VAE bound over epochs on digits, with R of a bounded space, beside that of Mbacke et al. and the curves of the published plot.",
            Parameters
                .None.With("data", "examples/data/digits.csv")
                .With("m", "800")
                .With("epochs", "30")
                .With("latent", "8")
                .With("hidden", "128"),
            Measure
        )
        {
            Quick = Parameters.None.With("m", "200").With("epochs", "4").With("hidden", "32"),
            Source = "Chen, Zhu and Shkurti (2025), section 5: VAE bound over epochs, and the published plot",
        };

    private sealed record Row(
        VaeMeasurement Measured,
        double Chen,
        double Encoder,
        double Published,
        double Previous,
        double Mbacke
    );

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (m, epochs) = (parameters.Count("m", 1), parameters.Count("epochs", 1));
        var data = DataSet.Read(parameters.Text("data"), new Columns(Label: "last"), Scaling.Unit).Points;
        if (m < 2 || m > data.Count)
            throw new ArgumentException($"m = {m}: the data have {data.Count} points; take between 2 and that many.");
        var stream = RandomStream.Root(seed).Child("chen2025-vae");
        var points = data.Select([.. stream.Child("order").Permutation(data.Count).Take(m)]);
        var start = NetworkVae.Initial(
            points.Dimension,
            parameters.Count("latent", 1),
            [parameters.Count("hidden", 1)],
            Activation.Tanh,
            new Likelihood.Bernoulli(),
            stream.Child("initial")
        );
        var rows = new List<Row>();
        var training = new VaeTraining(points, Math.Min(64, m), new Optimizer.Adam(2e-3));
        foreach (var (epoch, model) in training.Models(start, epochs, stream.Child("training")).Index())
        {
            if (stop.IsCancellationRequested && rows.Count > 0)
                break;
            rows.Add(Of(epoch, model, points, stream.Child("measure", epoch)));
            progress.Report((epoch + 1.0) / (epochs + 1));
        }
        var last = rows[^1];
        return new Measurement(
            [
                ("bound at the last epoch", last.Chen),
                ("diameter", Diameter(points)),
                ("published curve at the last epoch", last.Published),
            ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "over-epochs",
                    [
                        "epoch",
                        "reconstruction, distance",
                        "encoder term",
                        "bound (averaged law)",
                        "published: rec + 2 sqrt(KLD) + 2 sqrt(MI/m)",
                        "published 'previous': rec + sqrt(KLD)",
                        "Mbacke et al. 2023, in expectation",
                    ],
                    rows.Select(r =>
                        (IEnumerable<double>)
                            [r.Measured.Epoch, r.Measured.Reconstruction, r.Encoder, r.Chen, r.Published, r.Previous, r.Mbacke]
                    )
                ),
            ],
            Plots =
            [
                Figure(
                    "bound-over-epochs",
                    "The bound on W1 of the averaged generated law, and the previous one",
                    new Axis("distance", IsLogarithmic: true),
                    [
                        PlotSeries.Line("Mbacke et al. 2023", rows.Select(r => ((double)r.Measured.Epoch, r.Mbacke))),
                        PlotSeries.Line("Chen et al. 2025", rows.Select(r => ((double)r.Measured.Epoch, r.Chen))),
                        PlotSeries.Of(
                            "reconstruction",
                            Mark.Dashed,
                            rows.Select(r => ((double)r.Measured.Epoch, r.Measured.Reconstruction))
                        ),
                        PlotSeries.Of("diameter", Mark.Dashed, rows.Select(r => ((double)r.Measured.Epoch, Diameter(points)))),
                    ]
                ),
                Figure(
                    "published-curves",
                    "What the published plot draws: a cross-entropy and roots of nats",
                    new Axis("as published"),
                    [
                        PlotSeries.Line("'bound'", rows.Select(r => ((double)r.Measured.Epoch, r.Published))),
                        PlotSeries.Line("'previous bound'", rows.Select(r => ((double)r.Measured.Epoch, r.Previous))),
                    ]
                ),
            ],
            Conclusions =
            [
                new(
                    "the bound says something: it is below the diameter of the space",
                    rows.Any(r => r.Chen < Diameter(points)) ? Decision.NotRefuted : Decision.Refuted,
                    Invariant(
                        $"least {rows.Min(r => r.Chen):G4}, diameter {Diameter(points):G4}; terms of one sample stand for expectations"
                    )
                ),
                new(
                    "the bound is below that of Mbacke et al. for the generated law, in expectation",
                    rows.All(r => r.Chen < r.Mbacke) ? Decision.NotRefuted : Decision.Refuted,
                    Invariant(
                        $"{last.Chen:G4} against {last.Mbacke:G4} at the last epoch, whose decoder's Lipschitz constant is at most {last.Measured.DecoderLipschitz:G4}"
                    )
                ),
                new(
                    "the published curve of the bound lies above that of the previous bound, as printed",
                    rows.All(r => r.Published >= r.Previous) ? Decision.NotRefuted : Decision.Refuted,
                    "it has twice the root of the same divergence and one more term"
                ),
            ],
            IsPartial = rows.Count <= epochs,
        };
    }

    private static Plot Figure(string name, string title, Axis y, Terms<PlotSeries> series) =>
        new(name, title, new Axis("epoch"), y, series);

    // The unit cube.
    private static double Diameter(Points points) => Math.Sqrt(points.Dimension);

    private static Row Of(int epoch, NetworkVae model, Points points, RandomStream stream)
    {
        var measured = VaeMeasurement.Of(epoch, model, points, 4, stream.Child("draws"));
        var bounds = VaeBounds.Of([measured], Diameter(points), 0.5).Rows[0];
        var chen = bounds.Chen;
        var latent = NetworkVae.Draw(model.Encode(points), stream.Child("latent"));
        var cross = -model.LogLikelihoods(points, latent).Average();
        var divergence = measured.Divergence / points.Count;
        var quirk = Math.Max(0, PublishedQuirks.SecondDecoderInformation(model, points, stream.Child("quirk")));
        return new(
            measured,
            chen,
            chen - measured.Reconstruction,
            cross + 2 * Math.Sqrt(divergence) + 2 * Math.Sqrt(quirk / points.Count),
            cross + Math.Sqrt(divergence),
            bounds.GenerationExpected ?? double.NaN
        );
    }
}
