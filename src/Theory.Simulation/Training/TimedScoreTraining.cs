using System.Numerics.Tensors;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// Training a random-feature score on the line over all diffusion times, solved: <c>s(x, t) = (1/sqrt(m)) sum_i theta_i phi_i(x, t)</c>, the
/// loss of denoising score matching with weight sigma_t^2 at times uniform on [eps, T]: with every point noised once, or over a law, exact in
/// the noise up to quadrature and a constant: <c>E_t sigma_t^2 E_(p_t) |s - grad log p_t|^2</c>, of a sample or of the population.
/// </summary>
/// <remarks>
/// Li et al. 2023, whose model is <c>(1/m) sum_i a_i phi_i</c>: a time of the flow here drives the function by the kernel
/// <c>(1/m) sum_i phi_i phi_i</c> at a speed that does not depend on m; the flow of their parameters a takes m times as long.
/// </remarks>
public sealed class TimedScoreTraining
{
    private const int TimeNodes = 20;
    private readonly TimedFeatures features;
    private readonly Diffusion diffusion;
    private readonly double eps;
    private readonly LineGrid grid;
    private readonly Points nodes;
    private readonly (double Time, double Weight)[] times;
    private readonly double[] values;

    /// <summary>The cells of the line on which losses are integrated and laws are seen: everything is to lie well within.</summary>
    /// <param name="From">The left end.</param>
    /// <param name="To">The right end.</param>
    /// <param name="Cells">The number of cells; at eps the noise needs to be wider than one.</param>
    public sealed record LineGrid(double From, double To, int Cells);

    /// <summary>The features at all nodes, once for every law that is trained on.</summary>
    /// <exception cref="ArgumentException">The features are not of the line, or not 0 &lt; eps &lt; T.</exception>
    public TimedScoreTraining(TimedFeatures features, Diffusion diffusion, double eps, LineGrid grid)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentNullException.ThrowIfNull(grid);
        if (features.Dimension != 1 || !(eps > 0 && eps < features.Horizon))
            throw new ArgumentException(
                $"Features of dimension {features.Dimension}, eps = {eps}, T = {features.Horizon}: needed are the line and 0 < eps < T."
            );
        (this.features, this.diffusion, this.eps, this.grid) = (features, diffusion, eps, grid);
        var width = (grid.To - grid.From) / grid.Cells;
        nodes = Points.Generate(grid.Cells + 1, 1, (i, row) => row[0] = grid.From + i * width);
        // In the root of the time: scores change fastest near eps.
        var rule = new GaussLegendreRule(Math.Sqrt(eps), Math.Sqrt(features.Horizon), TimeNodes);
        times =
        [
            .. rule.Abscissas.Zip(
                rule.Weights,
                (u, w) => (u * u, 2 * u * w / (features.Horizon - eps) * diffusion.Variance(u * u) * width)
            ),
        ];
        values = [.. times.SelectMany(node => features.At(node.Time).At(nodes))];
        TensorPrimitives.Multiply(values, 1 / Math.Sqrt(features.Count), values);
    }

    /// <summary>The loss over a law, exact in the noise: that of its scores.</summary>
    public QuadraticLoss Loss(IDiffusible law)
    {
        ArgumentNullException.ThrowIfNull(law);
        var (count, rows) = (features.Count, times.Length * nodes.Count);
        var (weighted, scores, constant) = (new double[values.Length], new double[rows], 0.0);
        var score = new double[1];
        for (var k = 0; k < times.Length; k++)
        {
            var diffused = law.At(diffusion, times[k].Time);
            for (var i = 0; i < nodes.Count; i++)
            {
                var row = k * nodes.Count + i;
                var weight = Math.Exp(diffused.LogDensityAndScore(nodes[i], score)) * times[k].Weight;
                // Beyond the reach of the noise the density is 0 and the score may be none.
                if (weight == 0)
                    continue;
                scores[row] = score[0];
                constant += weight * score[0] * score[0];
                TensorPrimitives.Multiply(values.AsSpan(row * count, count), weight, weighted.AsSpan(row * count, count));
            }
        }
        return Normal(weighted, values, scores, rows, constant);
    }

    /// <summary>The denoising loss on drawn noise, <c>(1/n) sum_j sigma_t^2 |s(x_t, t) - (a x_0 - x_t)/sigma_t^2|^2</c>.</summary>
    public QuadraticLoss Loss(DenoisingSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var (count, rows, constant) = (features.Count, sample.Clean.Count, 0.0);
        var (weighted, targets) = (new double[rows * count], new double[rows]);
        for (var j = 0; j < rows; j++)
        {
            var (x, t) = (sample.Noised[j][0], sample.Noised[j][1]);
            var (scale, variance) = (diffusion.Scale(t), diffusion.Variance(t));
            var row = weighted.AsSpan(j * count, count);
            features.At(t).At(Points.OnLine(x)).CopyTo(row);
            TensorPrimitives.Multiply(row, Math.Sqrt(variance / rows / count), row);
            targets[j] = (scale * sample.Clean[j][0] - x) / Math.Sqrt(variance * rows);
            constant += targets[j] * targets[j];
        }
        return Normal(weighted, weighted, targets, rows, constant);
    }

    private QuadraticLoss Normal(double[] weighted, double[] values, double[] targets, int rows, double constant)
    {
        var count = features.Count;
        var (gram, cross) = (new double[count * count], new double[count]);
        Product.TransposeTimes(weighted, count, values, count, rows, gram);
        Product.TransposeTimes(weighted, count, targets, 1, rows, cross);
        return new QuadraticLoss(
            Matrix<double>.Build.Dense(count, count, gram),
            Matrix<double>.Build.Dense(count, 1, cross),
            constant
        );
    }

    /// <summary>
    /// KL of a data law from the laws of the reverse SDE with the scores along a path, nats, both at eps: the learned laws by their
    /// Fokker-Planck equation on the grid, at whose ends the process is reflected.
    /// </summary>
    /// <param name="path">The solved descent.</param>
    /// <param name="trained">The times of the flow.</param>
    /// <param name="law">The data law.</param>
    /// <param name="steps">The number of steps of the reverse process.</param>
    public double[] Divergences(DescentPath path, IReadOnlyList<double> trained, IDiffusible law, int steps)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(trained);
        var truth = GridLaw.Of(law.At(diffusion, eps), grid.From, grid.To, grid.Cells);
        var parameters = new double[features.Count * trained.Count];
        for (var j = 0; j < trained.Count; j++)
        {
            var theta = path.Parameters(path.Flow(trained[j]));
            for (var i = 0; i < features.Count; i++)
                parameters[i * trained.Count + j] = theta[i, 0] / Math.Sqrt(features.Count);
        }
        // The scores of all parameters at one time cost one evaluation of the features; the process visits the same times for each.
        var visited = new Dictionary<double, double[]>();
        return
        [
            .. Enumerable
                .Range(0, trained.Count)
                .Select(j =>
                {
                    ScoreFunction score = (points, t) =>
                    {
                        if (!visited.TryGetValue(t, out var all))
                            visited[t] = all = Scores(points, t, parameters, trained.Count);
                        return Points.Generate(points.Count, 1, (i, row) => row[0] = all[i * trained.Count + j]);
                    };
                    var model = new ReverseDiffusion(score, diffusion, features.Horizon, eps);
                    return truth.KullbackLeibler(FokkerPlanck.ReverseSde(model, grid.From, grid.To, grid.Cells, steps));
                }),
        ];
    }

    private double[] Scores(Points points, double time, double[] parameters, int columns)
    {
        var at = features.At(time).At(points);
        var scores = new double[points.Count * columns];
        for (var i = 0; i < points.Count; i++)
        for (var k = 0; k < features.Count; k++)
            TensorPrimitives.MultiplyAdd(
                parameters.AsSpan(k * columns, columns),
                at[i * features.Count + k],
                scores.AsSpan(i * columns, columns),
                scores.AsSpan(i * columns, columns)
            );
        return scores;
    }
}
