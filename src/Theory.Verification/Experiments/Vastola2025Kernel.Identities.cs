using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

// What holds exactly: the covariance of the proxy score, the two losses, the kernel of equal variances.
public static partial class Vastola2025Kernel
{
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

    private static Conclusion Equal(string claim, IReadOnlyList<double> ratios)
    {
        var worst = ratios.MaxBy(r => Math.Abs(r - 1));
        return new(
            claim,
            Math.Abs(worst - 1) < 1e-9 ? Decision.NotRefuted : Decision.Refuted,
            Invariant($"left over right at its farthest from 1: {worst:G10}; {ratios.Count} instances")
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
}
