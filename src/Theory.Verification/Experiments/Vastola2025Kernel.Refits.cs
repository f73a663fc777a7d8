using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;
using static Theory.Verification.Experiments.Vastola2025Models;

namespace Theory.Verification.Experiments;

// What is measured: refits of one design to fresh targets, and of designs drawn anew.
public static partial class Vastola2025Kernel
{
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

    private static Conclusion Within(IReadOnlyList<Refit> rows, string claim, Func<Refit, double> expected)
    {
        var odd = rows.MaxBy(r => Math.Abs(r.Measured - expected(r)) / r.Half)!;
        return new(
            claim,
            Math.Abs(odd.Measured - expected(odd)) <= odd.Half ? Decision.NotRefuted : Decision.Refuted,
            Invariant(
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
            Invariant($"the power {slope.Value:F3}, between {slope.Lower:F3} and {slope.Upper:F3} (99 %)")
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
            Invariant(
                $"between {ratios.Min():F2} and {ratios.Max():F2} times that: what the features miss of the score varies with the design too"
            )
        );
    }
}
