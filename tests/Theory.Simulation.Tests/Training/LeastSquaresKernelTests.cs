using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Randomness;
using Theory.Simulation.Training;

namespace Theory.Simulation.Tests.Training;

public class LeastSquaresKernelTests
{
    [Fact]
    public void The_kernel_of_a_line_through_five_points_is_that_of_the_reference()
    {
        double[] x = [-1, -0.5, 0, 0.5, 1];
        var design = Matrix<double>.Build.DenseOfRows(x.Select(t => new[] { 1, t }));
        var kernel = new LeastSquaresKernel(design, [1, 1, 1, 1, 1], [2, 2, 2, 2, 2]);
        var features = Vector<double>.Build.Dense([1, 0.25]);
        Assert.Equal(0.45, kernel.Covariance(features, features), 1e-12);
        // The average over the design is C F / P.
        Assert.Equal(2 * 2 / 5.0, design.EnumerateRows().Average(row => kernel.Covariance(row, row)), 1e-12);
        Assert.Throws<ArgumentException>(() => new LeastSquaresKernel(design, [1], [1]));
    }

    [Fact]
    public void The_kernel_is_the_covariance_of_refitted_targets()
    {
        double[] x = [-1, -0.3, 0.2, 0.9];
        double[] weights = [1, 2, 0.5, 3];
        double[] noise = [0.3, 1, 2, 0.1];
        var design = Matrix<double>.Build.DenseOfRows(x.Select(t => new[] { 1, t }));
        var kernel = new LeastSquaresKernel(design, weights, noise);
        var weighted = Matrix<double>.Build.Diagonal(weights) * design;
        var hat = (design.TransposeThisAndMultiply(weighted)).Inverse() * weighted.Transpose();
        var (a, b) = (Vector<double>.Build.Dense([1, 0.4]), Vector<double>.Build.Dense([1, -2]));
        const int trials = 20_000;
        var z = RandomStream.Root(1).Gaussians(4 * trials);
        var products = Enumerable
            .Range(0, trials)
            .Select(k =>
            {
                var fit = hat * Vector<double>.Build.Dense(4, j => Math.Sqrt(noise[j]) * z[4 * k + j]);
                return (a * fit) * (b * fit);
            })
            .ToArray();
        var mean = products.Average();
        var deviation = Math.Sqrt(products.Sum(p => (p - mean) * (p - mean)) / trials / trials);
        Assert.Equal(mean, kernel.Covariance(a, b), 5 * deviation);
    }
}
