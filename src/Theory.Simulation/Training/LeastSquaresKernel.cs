using MathNet.Numerics.LinearAlgebra;

namespace Theory.Simulation.Training;

/// <summary>
/// How a score fitted by weighted least squares varies with the noise of its targets, the design given:
/// <c>Cov[s(x), s(x')] = phi(x)' M^-1 (sum_j l_j^2 C_j phi_j phi_j') M^-1 phi(x')</c> with <c>M = sum_j l_j phi_j phi_j'</c>. Times
/// the drift coefficients at both ends this is the V-kernel.
/// </summary>
/// <remarks>
/// Vastola 2025, Proposition 5.1, for a fixed design. With equal weights and noise variances C its average over the design is
/// C F / P exactly: F features, P points.
/// </remarks>
public sealed class LeastSquaresKernel
{
    private readonly Matrix<double> kernel;

    /// <summary>The kernel of a design.</summary>
    /// <param name="design">phi_j, one a row: points x features, of full column rank.</param>
    /// <param name="weights">l_j, positive.</param>
    /// <param name="noise">C_j, the variances of the targets.</param>
    /// <exception cref="ArgumentException">The lengths differ from the number of points.</exception>
    public LeastSquaresKernel(Matrix<double> design, IReadOnlyList<double> weights, IReadOnlyList<double> noise)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(noise);
        if (weights.Count != design.RowCount || noise.Count != design.RowCount)
            throw new ArgumentException(
                $"{design.RowCount} points of the design have {weights.Count} weights and {noise.Count} variances; each needs one of both."
            );
        Matrix<double> Moment(Func<int, double> weight) =>
            design.TransposeThisAndMultiply(Matrix<double>.Build.Diagonal(design.RowCount, design.RowCount, weight) * design);
        var inverse = Moment(j => weights[j]).Inverse();
        kernel = inverse * Moment(j => weights[j] * weights[j] * noise[j]) * inverse;
    }

    /// <summary>The covariance of the fit at two points, given by their features.</summary>
    public double Covariance(Vector<double> features, Vector<double> others) => features * kernel * others;
}
