using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Verification.Chains;
using Theory.Verification.Instances;
using static System.FormattableString;
using static Theory.Verification.Experiments.Vastola2025Models;

namespace Theory.Verification.Experiments;

/// <summary>
/// The V-kernel of Vastola (2025): the covariance of the proxy score and its identities, the kernel of least squares for a given design exactly and
/// by refitting, for drawn designs by refitting alone, one step of the naive estimator, and the variance form of the generator term.
/// </summary>
public static partial class Vastola2025Kernel
{
    private const double Time = 0.2;

    // An interval this sure may be asked about many times.
    private const double Sure = 1 - 1e-7;
    private static readonly PointLaw Three = new(Points.OnLine(-1, 0, 1));
    private static readonly SmoothedPoints Noised = Three.Smoothed(Diffusion.Scale(Time), Diffusion.Variance(Time));

    /// <summary>Identities exactly, kernels exactly and by ensembles.</summary>
    public static Experiment Kernel { get; } =
        new(
            "vastola2025-v-kernel",
            1,
            "The proxy score's covariance and its identities, the V-kernel of least squares for given and for drawn designs, and what it says of the generator term.",
            Parameters
                .None.With("instances", "40")
                .With("refits", "20000")
                .With("models", "400")
                .With("samples", "256 512 1024 2048 4096")
                .With("features", "1 3 5 7 9"),
            Measure
        )
        {
            Quick = Parameters
                .None.With("instances", "6")
                .With("refits", "2000")
                .With("models", "80")
                .With("samples", "256 362 512 724 1024"),
            Source = "Vastola (2025), section 3, Propositions 3.1, 4.1 and 5.1",
        };

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (instances, refits, models) = (
            parameters.Count("instances", 1),
            parameters.Count("refits", 1),
            parameters.Count("models", 1)
        );
        var (samples, features) = (parameters.Counts("samples", 1), parameters.Counts("features", 1));
        if (refits < 100 || models < 10 || samples.Length < 3 || features.Length < 3 || samples.Min() <= features.Max())
            throw new ArgumentException(
                "Needed are 100 refits, 10 models, three numbers of samples and three of features, and more samples than features."
            );
        var stream = RandomStream.Root(seed).Child("vastola2025-v-kernel");
        var each = Enumerable.Range(0, instances).Heeding(stop);
        var identities = each.Select(k => Identity.Of(stream.Child("identity", k))).ToList();
        progress.Report(0.1);
        var designs = each.Select(k => Design(stream.Child("design", k))).ToList();
        var refitted = Refitted(refits, stream.Child("refits"));
        progress.Report(0.3);
        var overSamples = samples
            .Heeding(stop)
            .Select((p, k) => Drawn(p, features[features.Length / 2], models, stream.Child("samples", k)))
            .ToList();
        var overFeatures = features
            .Heeding(stop)
            .Select((f, k) => Drawn(samples[^1], f, models, stream.Child("features", k)))
            .ToList();
        progress.Report(0.8);
        var step = Step(refits, stream.Child("step"));
        var telling = Telling();
        return new Measurement(
            [
                ("coupled start: information, at least", telling.Information),
                ("coupled start: variance under the joint law", telling.Joint),
                ("coupled start: averaged V-kernel", telling.Kernel),
            ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "proxy-covariance",
                    [
                        "$a$",
                        "variance of the noise",
                        "mean of $C$",
                        "Fisher information",
                        "sum",
                        "$1/sigma^2$",
                        "DSM - ESM, least",
                        "DSM - ESM, greatest",
                    ],
                    identities.Select(i =>
                        (IEnumerable<double>)
                            [
                                i.Scale,
                                i.Variance,
                                i.Noise,
                                i.Fisher,
                                i.Noise + i.Fisher,
                                1 / i.Variance,
                                i.Gaps.Min(),
                                i.Gaps.Max(),
                            ]
                    )
                ),
                ResultTable.Of(
                    "given-design",
                    ["$x$", "kernel", "variance of refits", "half width"],
                    refitted.Select(r => (IEnumerable<double>)[r.X, r.Kernel, r.Measured, r.Half])
                ),
                ResultTable.Of(
                    "drawn-designs",
                    ["features $F$", "samples $P$", "variance of the score", "half width (99 %)", "mean of $C$ times $F/P$"],
                    overSamples
                        .Concat(overFeatures)
                        .Select(d => (IEnumerable<double>)[d.Features, d.Samples, d.Mean, d.Half, d.Expected])
                ),
            ],
            Plots = [OverPoints(refitted), OverSamples(overSamples)],
            Conclusions =
            [
                .. OnIdentities(identities),
                Exact(designs, "for equal variances the kernel averaged over its design is C F/P", d => d.Kernel / d.Shared),
                Exact(designs, "wrong version: it is C P/F", d => d.Kernel / d.Swapped),
                Within(refitted, "refits to fresh targets vary as the kernel of their design says", r => r.Kernel),
                Within(refitted, "wrong version: as if all targets had their mean variance", r => r.Alike),
                Power(overSamples.Select(d => (d.Samples, d.Mean)), -1, "for drawn designs the variance falls like 1/P"),
                Power(overFeatures.Select(d => (d.Features, d.Mean)), 1, "for drawn designs the variance grows like F"),
                Power(overSamples.Select(d => (d.Samples, d.Mean)), 1, "wrong version: it grows like P/F"),
                OnMean([.. overSamples, .. overFeatures]),
                .. OnStep(step),
                .. OnTelling(telling),
            ],
        };
    }

    private sealed record Move(
        double Mean,
        double MeanHalf,
        double Expected,
        double Spread,
        double SpreadHalf,
        double Kernel,
        double Wrong
    );

    // One Euler step with fresh proxies, from one point.
    private static Move Step(int draws, RandomStream stream)
    {
        const double x = 0.4;
        const double h = 0.01;
        var start = Points.Generate(draws, 1, (_, row) => row[0] = x);
        var moved = Simulation.LearnedLaws.GapFilling.FlowByProxies(Three, Diffusion, start, Time, Time - h, 1, stream);
        var rate = Diffusion.NoiseRate(Time) / 2;
        var expected = x + h * (-Diffusion.Drift(Time) * x + rate * Noised.Score([x])[0]);
        var covariance = Noised.ProxyCovariance([x])[0, 0];
        var (mean, half) = Repetitions.Mean(moved.Column(0), Sure);
        var (spread, spreadHalf) = Repetitions.Mean([.. moved.Column(0).Select(y => (y - expected) * (y - expected))], Sure);
        return new(mean, half, expected, spread, spreadHalf, h * h * rate * rate * covariance, h * h * rate * covariance);
    }

    private static (double Information, double Joint, double Kernel) Telling()
    {
        var world = Vastola2025Worlds.TellingStart(4);
        var joint = ChainWorlds.Of(Chen2025Chains.VarianceUnderJoint)!.Judge(world);
        return (
            joint.Left.Lower,
            joint.Right.Middle,
            ChainWorlds.Of(Chen2025Chains.VarianceUnderProduct)!.Judge(world).Right.Middle
        );
    }

    private static IEnumerable<Conclusion> OnStep(Move step)
    {
        Conclusion Of(string claim, double expected) =>
            new(
                claim,
                Math.Abs(step.Spread - expected) <= step.SpreadHalf ? Decision.NotRefuted : Decision.Refuted,
                Invariant(
                    $"measured {step.Spread:G4} +- {step.SpreadHalf:G2}, said {expected:G4}; mean {step.Mean:G5} +- {step.MeanHalf:G2}, of the flow {step.Expected:G5}"
                )
            );
        return
        [
            Of("a step with a fresh proxy has the variance h^2 D^2 C around the flow's step", step.Kernel),
            Of("wrong version: with one D", step.Wrong),
        ];
    }

    private static IEnumerable<Conclusion> OnTelling((double Information, double Joint, double Kernel) world)
    {
        Conclusion Of(string claim, double right) =>
            new(
                claim,
                world.Information <= right ? Decision.NotRefuted : Decision.Refuted,
                Invariant(
                    $"a start that tells the training point's cell: information at least {world.Information:G6} nats, right side {right:G6}"
                )
            );
        return
        [
            Of("a step tells of the sample at most half its variance times the mean square under the joint law", world.Joint),
            Of("the same with the averaged V-kernel, for a start that depends on the sample", world.Kernel),
        ];
    }
}
