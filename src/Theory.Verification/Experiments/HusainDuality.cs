using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Verification.Adversarial;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The link between GANs and autoencoders of Husain, Nock and Williamson (2019) on three points, over lambda.</summary>
public static class HusainDuality
{
    // Three points on a line; two latent points of one image, so that the generator is not one-to-one.
    private static readonly Terms<Rational> Data = [new(1, 2), new(3, 10), new(1, 5)];
    private static readonly Terms<Rational> Prior = [new(1, 5), new(1, 5), new(1, 10), new(1, 2)];
    private static readonly Terms<int> Generator = [0, 0, 1, 2];
    private static readonly Terms<Rational> Metric = [0, 1, 3, 1, 0, 2, 3, 2, 0];

    /// <summary>Both sides as linear programs in exact rationals for total variation, enclosed for the other generators.</summary>
    public static Experiment Duality { get; } =
        new(
            "husain2019-duality",
            1,
            "Restricted f-GANs, f-WAEs and WAEs on three points over lambda: one number for total variation, from 0 to the Wasserstein distance.",
            Parameters.None.With("points", "25"),
            Run
        )
        {
            Quick = Parameters.None.With("points", "7"),
        };

    private static Measurement Run(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var duality = new FiniteDuality(Data, Prior, Generator, Metric);
        var count = parameters.Count("points", 2);
        var space = new Space.Named("X");
        var (p, q, scale) = (NamedKernel.Measure("P", space), NamedKernel.Measure("Q", space), new Symbol("lambda"));
        var world = new FiniteWorld()
            .With("X", 3)
            .With(Function.Metric(space), Metric)
            .With(p, Weights(Data))
            .With(q, Weights(duality.Generated));
        var distance = world.Value(Divergence.W1(Law.Of(p), Law.Of(q)));
        var rows = new List<(Rational Lambda, Rational Gan, Rational FWae, Rational Wae, double[] Others)>();
        var others = ConvexGenerator.Known.Where(f => f != ConvexGenerator.TotalVariation).ToList();
        for (var k = 0; k < count && !stop.IsCancellationRequested; k++)
        {
            // lambda from 1/50 to 50 in equal quotients, to two digits.
            var lambda = Worlds.FiniteDrawing.Rounded(Math.Pow(50, 2.0 * k / (count - 1) - 1), 2);
            var at = world.With(scale, lambda);
            rows.Add(
                (
                    lambda,
                    duality.Gan(lambda),
                    duality.FWae(lambda),
                    duality.Wae(lambda),
                    [.. others.Select(f => at.Value(new RestrictedGan(f, scale, Law.Of(p), Law.Of(q))))]
                )
            );
            progress.Report((k + 1.0) / count);
        }
        var equal = rows.All(r => r.Gan == r.FWae && r.FWae == r.Wae);
        return new Measurement([("distance", distance)], [])
        {
            Tables =
            [
                ResultTable.Of(
                    "values",
                    ["$lambda$", "GAN", "f-WAE", "WAE", .. others.Select(f => f.Name)],
                    rows.Select(r =>
                        (IEnumerable<double>)
                            [r.Lambda.ToDouble(), r.Gan.ToDouble(), r.FWae.ToDouble(), r.Wae.ToDouble(), .. r.Others]
                    )
                ),
            ],
            Plots =
            [
                new(
                    "duality",
                    "Restricted f-GANs over $lambda$",
                    new Axis("$lambda$", IsLogarithmic: true),
                    new Axis("objective"),
                    [
                        PlotSeries.Of("WAE, TV", Mark.Points, rows.Select(r => (r.Lambda.ToDouble(), r.Wae.ToDouble()))),
                        PlotSeries.Line("GAN, TV", rows.Select(r => (r.Lambda.ToDouble(), r.Gan.ToDouble()))),
                        .. others.Select(
                            (f, k) => PlotSeries.Line($"GAN, {f.Name}", rows.Select(r => (r.Lambda.ToDouble(), r.Others[k])))
                        ),
                        PlotSeries.Of("Wasserstein distance", Mark.Dashed, rows.Select(r => (r.Lambda.ToDouble(), distance))),
                    ]
                ),
            ],
            Conclusions =
            [
                new(
                    "for |x - 1| the restricted GAN, the f-WAE and the WAE are equal",
                    equal ? Decision.NotRefuted : Decision.Refuted,
                    $"{rows.Count} values of lambda, in exact rationals"
                ),
                new(
                    "no restricted f-GAN exceeds the Wasserstein distance",
                    rows.All(r => r.Gan.ToDouble() <= distance + 1e-12 && r.Others.All(v => v <= distance + 1e-12))
                        ? Decision.NotRefuted
                        : Decision.Refuted,
                    Invariant($"distance {distance}")
                ),
            ],
            IsPartial = rows.Count < count,
        };
    }

    private static KernelTable Weights(Terms<Rational> law) => KernelTable.Measure([.. law.Select(p => (int)(p * 10).Numerator)]);
}
