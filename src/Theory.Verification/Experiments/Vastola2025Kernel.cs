using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Verification.Chains;
using Theory.Verification.Instances;
using static Theory.Verification.Experiments.Vastola2025Models;

namespace Theory.Verification.Experiments;

/// <summary>
/// The V-kernel of Vastola (2025): the covariance of the proxy score and its identities, the kernel of least squares for a given design exactly and
/// by refitting, for drawn designs by refitting alone, one step of the naive estimator, and the variance form of the generator term.
/// </summary>
public static class Vastola2025Kernel
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
            (int)parameters.Integer("instances"),
            (int)parameters.Integer("refits"),
            (int)parameters.Integer("models")
        );
        var (samples, features) = (parameters.Positives("samples"), parameters.Positives("features"));
        if (instances < 1 || refits < 100 || models < 10 || samples.Length < 3 || features.Length < 3)
            throw new ArgumentException(
                "Needed are an instance, 100 refits, 10 models, and three numbers of samples and of features."
            );
        var stream = RandomStream.Root(seed).Child("vastola2025-v-kernel");
        var identities = Enumerable.Range(0, instances).Select(k => Identity.Of(stream.Child("identity", k))).ToList();
        progress.Report(0.1);
        var designs = Enumerable.Range(0, instances).Select(k => Design(stream.Child("design", k))).ToList();
        var refitted = Refitted(refits, stream.Child("refits"));
        progress.Report(0.3);
        var overSamples = samples
            .Select((p, k) => Drawn((int)p, (int)features[features.Length / 2], models, stream.Child("samples", k)))
            .ToList();
        var overFeatures = features
            .Select((f, k) => Drawn((int)samples[^1], (int)f, models, stream.Child("features", k)))
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

    // Five points of the line, smoothed: what the covariance of the proxy score adds up to, and losses of models with random coefficients.
    private sealed record Identity(double Scale, double Variance, double Noise, double Fisher, double Unsquared, double[] Gaps)
    {
        public static Identity Of(RandomStream stream)
        {
            var draws = stream.Child("law").Draws();
            var (scale, variance) = (draws.Uniform(0.2, 1), draws.Uniform(0.1, 1));
            var law = new PointLaw(Points.OnLine(stream.Child("points").Gaussians(5))).Smoothed(scale, variance);
            const double width = 0.01;
            var grid = Points.Generate(2401, 1, (i, row) => row[0] = -12 + i * width);
            var density = Enumerable.Range(0, grid.Count).Select(i => Math.Exp(law.LogDensity(grid[i])) * width).ToArray();
            double Mean(Func<int, double> f) => density.Select((p, i) => p == 0 ? 0 : p * f(i)).Sum();
            var score = law.Scores(grid).Column(0);
            var noise = Mean(i => law.ProxyCovariance(grid[i])[0, 0]);
            var features = FeatureMap.Radial.Between(-3, 3, 8);
            var gaps = Enumerable
                .Range(0, 5)
                .Select(k =>
                {
                    var model = features.Combine(grid, stream.Child("model", k).Gaussians(8));
                    return Denoising(law, grid, width, model) - Mean(i => Math.Pow(model[i] - score[i], 2));
                });
            return new(scale, variance, noise, Mean(i => score[i] * score[i]), noise * variance, [.. gaps]);
        }

        // E |s - (a x_0 - x)/sigma^2|^2, clean point by clean point.
        private static double Denoising(SmoothedPoints law, Points grid, double width, double[] model) =>
            Enumerable
                .Range(0, law.Law.Points.Count)
                .Sum(j =>
                {
                    var mean = law.Scale * law.Law.Points[j][0];
                    var noise = new Gaussian([mean], law.Variance);
                    return law.Law.Weights[j]
                        * model
                            .Select(
                                (s, i) =>
                                    Math.Exp(noise.LogDensity(grid[i]))
                                    * width
                                    * Math.Pow(s - (mean - grid[i][0]) / law.Variance, 2)
                            )
                            .Sum();
                });
    }

    private static (double Kernel, double Shared, double Swapped) Design(RandomStream stream)
    {
        var draws = stream.Child("sizes").Draws();
        var features = 2 + draws.Integer(6);
        var (points, noise) = (features + 1 + draws.Integer(30), draws.Uniform(0.1, 3));
        var design = Matrix<double>.Build.Dense(points, features, stream.Child("design").Gaussians(points * features));
        double[] Equal(double value) => [.. Enumerable.Repeat(value, points)];
        var kernel = new LeastSquaresKernel(design, Equal(1), Equal(noise));
        return (
            design.EnumerateRows().Average(row => kernel.Covariance(row, row)),
            noise * features / points,
            noise * points / features
        );
    }

    private sealed record Refit(double X, double Kernel, double Alike, double Measured, double Half);

    // One design at one time; targets redrawn given its points, as the proxy score varies.
    private static List<Refit> Refitted(int refits, RandomStream stream)
    {
        const int count = 64;
        var features = Waves(6);
        var points = Noised.Sample(count, stream.Child("points"));
        var design = Features(features, points);
        double[] weights = [.. Enumerable.Range(0, count).Select(j => 0.5 + (double)j / count)];
        double[] noise = [.. Enumerable.Range(0, count).Select(j => Noised.ProxyCovariance(points[j])[0, 0])];
        var (kernel, alike) = (
            new LeastSquaresKernel(design, weights, noise),
            new LeastSquaresKernel(design, weights, [.. Enumerable.Repeat(noise.Average(), count)])
        );
        var places = Points.Generate(13, 1, (i, row) => row[0] = -1.2 + 0.2 * i);
        var at = Features(features, places);
        var weighted = Matrix<double>.Build.Diagonal(weights) * design;
        var fit = at * design.TransposeThisAndMultiply(weighted).Inverse() * weighted.Transpose();
        var posteriors = Enumerable.Range(0, count).Select(j => Noised.Posterior(points[j])).ToArray();
        var scores = Noised.Scores(points).Column(0);
        var draws = stream.Child("targets").Draws();
        var squares = Enumerable.Range(0, places.Count).Select(_ => new double[refits]).ToArray();
        for (var k = 0; k < refits; k++)
        {
            var deviation = Vector<double>.Build.Dense(
                count,
                j => Proxy(points[j][0], draws.Categorical(posteriors[j])) - scores[j]
            );
            var moved = fit * deviation;
            for (var i = 0; i < places.Count; i++)
                squares[i][k] = moved[i] * moved[i];
        }
        return
        [
            .. squares.Select(
                (values, i) =>
                {
                    var (mean, half) = Repetitions.Mean(values, Sure);
                    return new Refit(
                        places[i][0],
                        kernel.Covariance(at.Row(i), at.Row(i)),
                        alike.Covariance(at.Row(i), at.Row(i)),
                        mean,
                        half
                    );
                }
            ),
        ];
    }

    private static double Proxy(double x, int clean) => (Noised.Scale * Three.Points[clean][0] - x) / Noised.Variance;

    private static FeatureMap.Fourier Waves(int count) => FeatureMap.Fourier.OfPeriod(6, (count + 1) / 2);

    // Without the sine of frequency 0, which is 0 everywhere, and up to the number asked for.
    private static Matrix<double> Features(FeatureMap.Fourier waves, Points points) =>
        Matrix<double>.Build.DenseOfRowMajor(points.Count, waves.Count, waves.At(points)).RemoveColumn(waves.Frequencies.Count);

    private sealed record Ensemble(double Features, double Samples, double Mean, double Half, double Expected);

    // Whole training sets redrawn: the variance over models of the fitted score, averaged over the noised law.
    private static Ensemble Drawn(int samples, int features, int models, RandomStream stream)
    {
        var waves = Waves(features);
        const double width = 0.05;
        var places = Points.Generate(161, 1, (i, row) => row[0] = -4 + i * width);
        var density = Vector<double>.Build.Dense(places.Count, i => Math.Exp(Noised.LogDensity(places[i])) * width);
        var at = Features(waves, places);
        var fitted = new Vector<double>[models];
        Parallel.For(
            0,
            models,
            k =>
            {
                var points = Noised.Sample(samples, stream.Child("points", k));
                var draws = stream.Child("targets", k).Draws();
                var design = Features(waves, points);
                var targets = Vector<double>.Build.Dense(
                    samples,
                    j => Proxy(points[j][0], draws.Categorical(Noised.Posterior(points[j])))
                );
                fitted[k] =
                    at * design.TransposeThisAndMultiply(design).Cholesky().Solve(design.TransposeThisAndMultiply(targets));
            }
        );
        var mean = fitted.Aggregate((a, b) => a + b) / models;
        var spreads = fitted.Select(f => density.DotProduct((f - mean).PointwisePower(2)) * models / (models - 1)).ToList();
        var (value, half) = Repetitions.Mean(spreads);
        var noise = Enumerable.Range(0, places.Count).Sum(i => density[i] * Noised.ProxyCovariance(places[i])[0, 0]);
        return new(at.ColumnCount, samples, value, half, noise * at.ColumnCount / samples);
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

    private static Plot OverPoints(IReadOnlyList<Refit> rows) =>
        new(
            "kernel-of-a-given-design",
            "How a fitted score varies with the noise of its targets",
            new Axis("$x$"),
            new Axis("variance of the score"),
            [
                PlotSeries.Line("kernel", rows.Select(r => (r.X, r.Kernel))),
                PlotSeries.Of(
                    "refits",
                    Mark.Points,
                    rows.Select(r => (r.X, r.Measured, r.Measured - r.Half, r.Measured + r.Half))
                ),
                PlotSeries.Of("as if all targets varied alike", Mark.Dashed, rows.Select(r => (r.X, r.Alike))),
            ]
        );

    private static Plot OverSamples(IReadOnlyList<Ensemble> rows) =>
        new(
            "variance-over-samples",
            "How a fitted score varies with its training set",
            new Axis("samples $P$", IsLogarithmic: true),
            new Axis("variance of the score", IsLogarithmic: true),
            [
                PlotSeries.Of(
                    "trained anew",
                    Mark.Points,
                    rows.Select(d => (d.Samples, d.Mean, d.Mean - d.Half, d.Mean + d.Half))
                ),
                PlotSeries.Of("mean of $C$ times $F/P$", Mark.Dashed, rows.Select(d => (d.Samples, d.Expected))),
            ]
        );

    private static Conclusion Equal(string claim, IReadOnlyList<double> ratios)
    {
        var worst = ratios.MaxBy(r => Math.Abs(r - 1));
        return new(
            claim,
            Math.Abs(worst - 1) < 1e-9 ? Decision.NotRefuted : Decision.Refuted,
            string.Create(
                CultureInfo.InvariantCulture,
                $"left over right at its farthest from 1: {worst:G10}; {ratios.Count} instances"
            )
        );
    }

    private static IEnumerable<Conclusion> OnIdentities(IReadOnlyList<Identity> rows) =>
        [
            Equal(
                "the mean covariance of the proxy score and the Fisher information share 1/sigma^2",
                [.. rows.Select(r => (r.Noise + r.Fisher) * r.Variance)]
            ),
            Equal(
                "wrong version: with a^2/sigma^2 before the covariance of the clean point",
                [.. rows.Select(r => (r.Unsquared + r.Fisher) * r.Variance)]
            ),
            Equal(
                "denoising and explicit score matching differ by the mean covariance, whatever the model",
                [.. rows.SelectMany(r => r.Gaps.Select(gap => gap / r.Noise))]
            ),
        ];

    private static Conclusion Exact<T>(IEnumerable<T> rows, string claim, Func<T, double> ratio) =>
        Equal(claim, [.. rows.Select(ratio)]);

    private static Conclusion Within(IReadOnlyList<Refit> rows, string claim, Func<Refit, double> expected)
    {
        var odd = rows.MaxBy(r => Math.Abs(r.Measured - expected(r)) / r.Half)!;
        return new(
            claim,
            Math.Abs(odd.Measured - expected(odd)) <= odd.Half ? Decision.NotRefuted : Decision.Refuted,
            string.Create(
                CultureInfo.InvariantCulture,
                $"at {rows.Count} points; farthest at x = {odd.X:F1}: measured {odd.Measured:G4} +- {odd.Half:G2}, said {expected(odd):G4}"
            )
        );
    }

    private static Conclusion Power(IEnumerable<(double X, double Y)> points, double claimed, string claim)
    {
        var slope = Slope.Of([.. points]);
        return new(
            claim,
            slope.Allows(claimed) ? Decision.NotRefuted : Decision.Refuted,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the power {slope.Value:F3}, between {slope.Lower:F3} and {slope.Upper:F3} (99 %)"
            )
        );
    }

    private static Conclusion OnMean(IReadOnlyList<Ensemble> rows)
    {
        var ratios = rows.Select(d => d.Mean / d.Expected).ToList();
        return new(
            "for drawn designs it is the mean of C times F/P",
            rows.All(d => Math.Abs(d.Mean - d.Expected) > d.Half) ? Decision.Refuted
                : rows.All(d => Math.Abs(d.Mean - d.Expected) <= d.Half) ? Decision.NotRefuted
                : Decision.Inconclusive,
            string.Create(
                CultureInfo.InvariantCulture,
                $"between {ratios.Min():F2} and {ratios.Max():F2} times that: what the features miss of the score varies with the design too"
            )
        );
    }

    private static IEnumerable<Conclusion> OnStep(Move step)
    {
        Conclusion Of(string claim, double expected) =>
            new(
                claim,
                Math.Abs(step.Spread - expected) <= step.SpreadHalf ? Decision.NotRefuted : Decision.Refuted,
                string.Create(
                    CultureInfo.InvariantCulture,
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
                string.Create(
                    CultureInfo.InvariantCulture,
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
