using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>A Gaussian law N(mu, Sigma) with Sigma positive definite.</summary>
public sealed class Gaussian : ContinuousLaw, IDiffusible
{
    private readonly double[] mean;
    private readonly double[][] factor; // rows of the lower Cholesky factor of Sigma
    private readonly double logNormaliser;

    /// <summary>A Gaussian of given mean and covariance.</summary>
    /// <exception cref="ArgumentException">The covariance is not symmetric and positive definite, or has another size.</exception>
    public Gaussian(IReadOnlyList<double> mean, Matrix<double> covariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        if (covariance.RowCount != mean.Count || covariance.ColumnCount != mean.Count || mean.Count == 0)
            throw new ArgumentException(
                $"A {covariance.RowCount} x {covariance.ColumnCount} covariance does not fit a mean of {mean.Count} coordinates."
            );
        if ((covariance - covariance.Transpose()).InfinityNorm() > 1e-12 * covariance.InfinityNorm())
            throw new ArgumentException("The covariance is not symmetric.", nameof(covariance));
        this.mean = [.. mean];
        Covariance = covariance;
        factor = Factor(covariance);
        logNormaliser = -mean.Count / 2.0 * Math.Log(2 * Math.PI) - factor.Select((row, k) => Math.Log(row[k])).Sum();
    }

    /// <summary>A Gaussian with the same variance in every direction.</summary>
    public Gaussian(IReadOnlyList<double> mean, double variance)
        : this(mean, Matrix<double>.Build.DiagonalIdentity(mean?.Count ?? 0) * DiffusedLaws.Positive(variance)) { }

    /// <summary>The standard Gaussian of dimension <paramref name="dimension"/>.</summary>
    public static Gaussian Standard(int dimension) => new(new double[dimension], 1);

    /// <summary>mu.</summary>
    public IReadOnlyList<double> Mean => mean;

    /// <summary>Sigma.</summary>
    public Matrix<double> Covariance { get; }

    /// <inheritdoc/>
    public override int Dimension => mean.Length;

    /// <summary>log det Sigma.</summary>
    public double LogDeterminant => 2 * factor.Select((row, k) => Math.Log(row[k])).Sum();

    /// <inheritdoc/>
    public ContinuousLaw Diffused(double scale, double variance) => Transformed(scale, variance);

    internal Gaussian Transformed(double scale, double variance) =>
        new(
            [.. mean.Select(x => scale * x)],
            scale * scale * Covariance + DiffusedLaws.NonNegative(variance) * Matrix<double>.Build.DenseIdentity(Dimension)
        );

    /// <summary>The squared distance <c>(x - mu)' Sigma^-1 (x - mu)</c>.</summary>
    internal double SquaredDistance(ReadOnlySpan<double> x) => TensorPrimitives.SumOfSquares<double>(Whitened(x));

    /// <summary>mu + L z with L the Cholesky factor of Sigma.</summary>
    internal void FromStandard(ReadOnlySpan<double> z, Span<double> x)
    {
        for (var k = 0; k < x.Length; k++)
            x[k] = mean[k] + TensorPrimitives.Dot(factor[k].AsSpan(0, k + 1), z[..(k + 1)]);
    }

    private protected override double Evaluate(ReadOnlySpan<double> x, Span<double> score)
    {
        var z = Whitened(x);
        var log = logNormaliser - TensorPrimitives.SumOfSquares<double>(z) / 2;
        if (score.IsEmpty)
            return log;
        // The score is -L^-T z, by back substitution.
        for (var k = z.Length - 1; k >= 0; k--)
        {
            z[k] /= factor[k][k];
            for (var j = 0; j < k; j++)
                z[j] -= factor[k][j] * z[k];
            score[k] = -z[k];
        }
        return log;
    }

    private double[] Whitened(ReadOnlySpan<double> x)
    {
        var z = new double[mean.Length];
        for (var k = 0; k < z.Length; k++)
            z[k] = (x[k] - mean[k] - TensorPrimitives.Dot<double>(factor[k].AsSpan(0, k), z.AsSpan(0, k))) / factor[k][k];
        return z;
    }

    private protected override Points Draw(int count, RandomStream stream)
    {
        var noise = stream.Gaussians(count * Dimension);
        return Points.Generate(count, Dimension, (i, row) => FromStandard(noise.AsSpan(i * Dimension, Dimension), row));
    }

    private static double[][] Factor(Matrix<double> covariance)
    {
        try
        {
            return covariance.Cholesky().Factor.ToRowArrays();
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException("The covariance is not positive definite.", nameof(covariance), e);
        }
    }
}
