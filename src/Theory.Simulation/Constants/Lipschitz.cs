using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Constants;

/// <summary>Lipschitz constants of networks <c>x -> W_L f(W_(L-1) .. f(W_1 x))</c> in the Euclidean norm.</summary>
public static class Lipschitz
{
    private const int MostAveraged = 16;

    /// <summary>The product of the spectral norms: an upper bound for 1-Lipschitz activations (relu, tanh, softplus, sigmoid).</summary>
    /// <exception cref="ArgumentException">The layers do not fit each other.</exception>
    public static double ProductBound(IReadOnlyList<Matrix<double>> layers)
    {
        Check(layers);
        return layers.Aggregate(1.0, (product, layer) => product * layer.L2Norm());
    }

    /// <summary>
    /// A smaller upper bound for activations that are half the identity plus half a 1-Lipschitz map, which relu, tanh, softplus and sigmoid
    /// are: the mean, over the ways of leaving out activations, of the products of spectral norms of the merged layers
    /// (Combettes and Pesquet 2020). Never above <see cref="ProductBound"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The layers do not fit each other, or are more than 16.</exception>
    public static double AveragedBound(IReadOnlyList<Matrix<double>> layers)
    {
        Check(layers);
        if (layers.Count > MostAveraged)
            throw new ArgumentException($"{layers.Count} layers make too many products; use ProductBound.", nameof(layers));
        // bound[k]: the bound for the first k layers; the last merged block is made of layers j, .., k - 1.
        var bound = new double[layers.Count + 1];
        bound[0] = 1;
        for (var k = 1; k <= layers.Count; k++)
        {
            var block = layers[k - 1];
            for (var j = k - 1; j >= 0; j--)
            {
                // Each activation is left out or kept with weight one half.
                bound[k] += bound[j] * block.L2Norm() * Math.Pow(.5, j == 0 ? k - 1 : k - j);
                if (j > 0)
                    block *= layers[j - 1];
            }
        }
        return bound[^1];
    }

    /// <summary>The best of these upper bounds for a network; null for swish, whose slope exceeds 1, so that none of them is proved.</summary>
    public static double? UpperBound(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = Layers(network);
        return network.Shape.Hidden == Activation.Swish ? null
            : layers.Count <= MostAveraged ? AveragedBound(layers)
            : ProductBound(layers);
    }

    /// <summary>A lower bound: the largest difference quotient between given points and their images.</summary>
    /// <exception cref="ArgumentException">Points and images are not as many.</exception>
    public static double LowerBound(Points points, Points images)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(images);
        if (points.Count != images.Count)
            throw new ArgumentException($"{points.Count} points have {images.Count} images.", nameof(images));
        var slopes = new double[points.Count];
        Parallel.For(
            0,
            points.Count,
            i =>
            {
                for (var j = 0; j < i; j++)
                {
                    var run = TensorPrimitives.Distance(points[i], points[j]);
                    if (run > 0)
                        slopes[i] = Math.Max(slopes[i], TensorPrimitives.Distance(images[i], images[j]) / run);
                }
            }
        );
        return slopes.Max();
    }

    /// <summary>The weight matrices of a network, outputs x inputs, first layer first.</summary>
    public static IReadOnlyList<Matrix<double>> Layers(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var widths = network.Shape.Widths;
        return
        [
            .. Enumerable
                .Range(0, network.Shape.Layers)
                .Select(l =>
                    Matrix<double>.Build.Dense(
                        widths[l + 1],
                        widths[l],
                        Array.ConvertAll(network.Weights(l).ToArray(), w => (double)w)
                    )
                ),
        ];
    }

    private static void Check(IReadOnlyList<Matrix<double>> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0 || layers.Zip(layers.Skip(1)).Any(pair => pair.First.RowCount != pair.Second.ColumnCount))
            throw new ArgumentException(
                $"Layers of sizes {string.Join(", ", layers.Select(l => $"{l.RowCount} x {l.ColumnCount}"))} do not follow each other."
            );
    }
}
