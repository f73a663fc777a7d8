using System.Numerics.Tensors;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>Clean points, times and noised points from which a denoiser is learned.</summary>
/// <param name="Clean">x_0, one a row.</param>
/// <param name="Noised">(x_t, t), one a row.</param>
public sealed record DenoisingSample(Points Clean, Points Noised)
{
    // The published code's guard against a vanishing variance; it weighs at times near 0.
    private const double VarianceGuard = 1e-8;

    /// <summary>Independent draws: x_0 uniform on <paramref name="data"/>, t uniform on [from, to], x_t given x_0.</summary>
    public static DenoisingSample Draw(Points data, Diffusion diffusion, double from, double to, int count, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(diffusion);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!(0 <= from && from < to && double.IsFinite(to)))
            throw new ArgumentException($"Times from {from} to {to}: give 0 <= from < to.");
        var draws = stream.Child("index").Draws();
        return Once(
            data.Select([.. Enumerable.Range(0, count).Select(_ => draws.Integer(data.Count))]),
            diffusion,
            from,
            to,
            stream
        );
    }

    /// <summary>Every clean point noised once, at a time uniform on [from, to].</summary>
    public static DenoisingSample Once(Points clean, Diffusion diffusion, double from, double to, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(diffusion);
        var (count, dimension) = (clean.Count, clean.Dimension);
        var times = stream.Child("time").Uniforms(count);
        var noise = stream.Child("noise").Gaussians(count * dimension);
        var noised = Points.Generate(
            count,
            dimension + 1,
            (i, row) =>
            {
                var t = row[^1] = from + (to - from) * times[i];
                var (scale, deviation) = (diffusion.Scale(t), Math.Sqrt(diffusion.Variance(t)));
                for (var k = 0; k < dimension; k++)
                    row[k] = scale * clean[i][k] + deviation * noise[i * dimension + k];
            }
        );
        return new DenoisingSample(clean, noised);
    }

    /// <summary>
    /// The normal equations of the least squares that fits the clean points with weights a^2 / s^2: second moments of the features
    /// and their moments with the clean points, averaged over the sample.
    /// </summary>
    public (double[] Gram, double[] Cross) Moments(FeatureMap features, Diffusion diffusion)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(diffusion);
        var (count, order, outputs) = (Clean.Count, features.Count, Clean.Dimension);
        var phi = features.At(Noised);
        var (weighted, gram, cross) = (new double[phi.Length], new double[order * order], new double[outputs * order]);
        for (var i = 0; i < count; i++)
            TensorPrimitives.Multiply(phi.AsSpan(i * order, order), Weight(i, diffusion), weighted.AsSpan(i * order, order));
        Product.TransposeTimes(weighted, order, phi, order, count, gram);
        Product.TransposeTimes(Clean.Values, outputs, weighted, order, count, cross);
        return (gram, cross);
    }

    /// <summary>
    /// The denoiser of these normal equations with a ridge, <c>W = A (Sigma + ridge I)^-1</c>. A ridge biases the estimate: at a
    /// ridge the V-kernel is not the only error.
    /// </summary>
    /// <exception cref="ArithmeticException">The equations are singular: there are fewer samples than features and no ridge.</exception>
    public LinearDenoiser Fit(FeatureMap.SpaceTime features, Diffusion diffusion, double ridge)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(diffusion);
        if (ridge > 0 && Clean.Count < features.Count)
            return FitByInnerProducts(features, diffusion, ridge);
        var (gram, cross) = Moments(features, diffusion);
        for (var i = 0; i < features.Count; i++)
            gram[i * features.Count + i] += ridge;
        Cholesky.Solve(gram, features.Count, cross);
        return new LinearDenoiser(features, Points.Of(features.Count, cross), diffusion);
    }

    // With fewer samples than features: A (Sigma + r I)^-1 = X' (Psi Psi' + r I)^-1 Psi, where Sigma = Psi'Psi and A = X'Psi.
    private LinearDenoiser FitByInnerProducts(FeatureMap.SpaceTime features, Diffusion diffusion, double ridge)
    {
        var (count, order, outputs) = (Clean.Count, features.Count, Clean.Dimension);
        var rows = features.At(Noised);
        var (columns, targets) = (new double[rows.Length], new double[outputs * count]);
        for (var i = 0; i < count; i++)
        {
            var root = Math.Sqrt(Weight(i, diffusion));
            var row = rows.AsSpan(i * order, order);
            TensorPrimitives.Multiply(row, root, row);
            for (var j = 0; j < order; j++)
                columns[j * count + i] = row[j];
            for (var k = 0; k < outputs; k++)
                targets[k * count + i] = root * Clean[i][k];
        }
        var inner = new double[count * count];
        Product.TransposeTimes(columns, count, columns, count, order, inner);
        for (var i = 0; i < count; i++)
            inner[i * count + i] += ridge;
        Cholesky.Solve(inner, count, targets);
        var (solved, coefficients) = (new double[targets.Length], new double[outputs * order]);
        for (var i = 0; i < count; i++)
        for (var k = 0; k < outputs; k++)
            solved[i * outputs + k] = targets[k * count + i];
        Product.TransposeTimes(solved, outputs, rows, order, count, coefficients);
        return new LinearDenoiser(features, Points.Of(order, coefficients), diffusion);
    }

    private double Weight(int i, Diffusion diffusion)
    {
        var t = Noised[i][^1];
        return diffusion.Scale(t) * diffusion.Scale(t) / (diffusion.Variance(t) + VarianceGuard) / Clean.Count;
    }
}
