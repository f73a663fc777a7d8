using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// The two time scales of training over the number of training points, after Bonnaire, Urfin, Biroli and Mezard (2025): one that does not
/// depend on it, one that is proportional to it.
/// </summary>
public static class Bonnaire2025TimeScales
{
    /// <summary>The times of generalization and of memorization over n, each with the exponent that it follows.</summary>
    public static Experiment TimeScales { get; } =
        new(
            "bonnaire2025-time-scales",
            1,
            "Training times of generalization and of memorization over the number of training points, with the exponents they follow.",
            Parameters.None.With("d", "30").With("psi_p", "48").With("psi_n", "2 3 4 6 8").With("draws", "2").With("t", "0.01"),
            Measure
        )
        {
            Quick = Parameters.None.With("d", "12").With("psi_p", "32").With("psi_n", "2 3 4 6"),
            Source = "Bonnaire, Urfin, Biroli and Mezard (2025), time scales of random features over n",
        };

    private sealed record Row(
        int N,
        double Generalization,
        double Memorization,
        double ClaimedGeneralization,
        double ClaimedMemorization
    );

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (d, draws, t) = (parameters.Count("d", 2), parameters.Count("draws", 1), parameters.Number("t").ToDouble());
        var p = (int)Math.Round(d * parameters.Number("psi_p").ToDouble());
        int[] sizes = [.. parameters.Positives("psi_n").Select(psi => (int)Math.Round(d * psi))];
        if (sizes.Distinct().Count() * draws < 3 || sizes.Distinct().Count() < 2 || sizes.Max() >= p)
            throw new ArgumentException("An exponent needs three measurements at two sizes or more, all of them below p.");
        var stream = RandomStream.Root(seed).Child("bonnaire2025-time-scales");
        var rows = new List<Row>();
        for (var k = 0; k < draws * sizes.Length && !stop.IsCancellationRequested; k++)
        {
            var world = RandomFeatureWorld.Draw(d, p, sizes[k % sizes.Length], t, stream.Child("world", k));
            var claimed = world.Claimed;
            rows.Add(
                new(
                    world.Training.Count,
                    world.GeneralizationTime,
                    world.MemorizationTime,
                    claimed.Generalization,
                    claimed.Memorization
                )
            );
            progress.Report((k + 1.0) / (draws * sizes.Length));
        }
        if (rows.Count < draws * sizes.Length)
            return new Measurement([], []) { Tables = [Table(rows)], IsPartial = true };
        if (rows.Count(r => !double.IsFinite(r.Generalization + r.Memorization)) is > 0 and var never)
            return new Measurement([], [])
            {
                Tables = [Table(rows)],
                Conclusions =
                [
                    new(
                        "tau_gen and tau_mem follow powers of n",
                        Decision.Inconclusive,
                        $"in {never} of {rows.Count} worlds the test loss never comes within 1/e of its floor, or the train loss halfway below it"
                    ),
                ],
            };
        var generalization = Slope.Of([.. rows.Select(r => ((double)r.N, r.Generalization))]);
        var memorization = Slope.Of([.. rows.Select(r => ((double)r.N, r.Memorization))]);
        return new Measurement(
            [
                ("exponent of tau_gen", generalization.Value),
                ("exponent of tau_gen, lower", generalization.Lower),
                ("exponent of tau_gen, upper", generalization.Upper),
                ("exponent of tau_mem", memorization.Value),
                ("exponent of tau_mem, lower", memorization.Lower),
                ("exponent of tau_mem, upper", memorization.Upper),
            ],
            []
        )
        {
            Tables = [Table(rows)],
            Plots = [Figure(rows)],
            Conclusions =
            [
                Follows("tau_gen does not depend on n", generalization, 0),
                Follows("tau_mem is proportional to n", memorization, 1),
                Follows("tau_mem does not depend on n", memorization, 0),
                Follows("tau_mem is proportional to n^2", memorization, 2),
                new(
                    "tau_gen is before tau_mem at every n",
                    rows.All(r => r.Generalization < r.Memorization) ? Decision.NotRefuted : Decision.Refuted,
                    $"{rows.Count} worlds"
                ),
            ],
        };
    }

    private static Conclusion Follows(string claim, Slope slope, double exponent) =>
        new(
            claim,
            slope.Allows(exponent) ? Decision.NotRefuted : Decision.Refuted,
            Invariant(
                $"exponent {slope.Value:0.000}, 99 % interval [{slope.Lower:0.000}, {slope.Upper:0.000}], claimed {exponent}"
            )
        );

    private static ResultTable Table(IEnumerable<Row> rows) =>
        ResultTable.Of(
            "times",
            ["$n$", "$tau_gen$, measured", "$tau_mem$, measured", "$tau_gen$, claimed", "$tau_mem$, claimed"],
            rows.Select(r =>
                (IEnumerable<double>)[r.N, r.Generalization, r.Memorization, r.ClaimedGeneralization, r.ClaimedMemorization]
            )
        );

    private static Plot Figure(IReadOnlyList<Row> rows)
    {
        // The claims are up to a constant, which is taken from the measurements' geometric mean.
        IEnumerable<(double, double)> Fitted(Func<Row, double> claimed, Func<Row, double> measured)
        {
            var constant = Math.Exp(rows.Average(r => Math.Log(measured(r) / claimed(r))));
            return rows.DistinctBy(r => r.N).OrderBy(r => r.N).Select(r => ((double)r.N, constant * claimed(r)));
        }
        return new(
            "times-over-n",
            "Times of generalization and of memorization over the number of training points",
            new Axis("training points $n$", IsLogarithmic: true),
            new Axis("training time $tau$", IsLogarithmic: true),
            [
                PlotSeries.Of("$tau_mem$", Mark.Points, rows.Select(r => ((double)r.N, r.Memorization))),
                PlotSeries.Of("$tau_mem$, claimed", Mark.Dashed, Fitted(r => r.ClaimedMemorization, r => r.Memorization)),
                PlotSeries.Of("$tau_gen$", Mark.Points, rows.Select(r => ((double)r.N, r.Generalization))),
                PlotSeries.Of("$tau_gen$, claimed", Mark.Dashed, Fitted(r => r.ClaimedGeneralization, r => r.Generalization)),
            ]
        );
    }
}
