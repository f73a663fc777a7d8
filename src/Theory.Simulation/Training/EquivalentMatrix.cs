using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Training;

/// <summary>
/// Draws of the Gaussian model of random features, <c>U = G G'/n + b^2 W W'/d + s^2 I</c> with <c>G = e^-t a W X / sqrt(d) + v Omega</c>: where
/// there are more features than points and dimensions, p - n - d of its eigenvalues are s^2 exactly, and the others are s^2 plus those
/// of a Gram matrix of order n + d.
/// </summary>
public static class EquivalentMatrix
{
    /// <summary>The eigenvalues of one draw, ascending: p of them.</summary>
    /// <param name="model">The constants.</param>
    /// <param name="signal">e^-t.</param>
    /// <param name="features">p.</param>
    /// <param name="points">n.</param>
    /// <param name="variances">The eigenvalues of the data's covariance: d of them.</param>
    /// <param name="stream">The randomness.</param>
    public static double[] Eigenvalues(
        GaussianEquivalent model,
        double signal,
        int features,
        int points,
        IReadOnlyList<double> variances,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(variances);
        var d = variances.Count;
        Matrix<double> Gaussian(string name, int rows, int columns) =>
            Matrix<double>.Build.Dense(rows, columns, stream.Child(name).Gaussians(rows * columns));
        var weights = Gaussian("W", features, d) / Math.Sqrt(d);
        var data = Matrix<double>.Build.DiagonalOfDiagonalArray([.. variances.Select(Math.Sqrt)]) * Gaussian("X", d, points);
        var samples = signal * model.Linear * (weights * data) + model.Sample * Gaussian("Omega", features, points);
        var factor = (samples / Math.Sqrt(points)).Append(model.Noise * weights);
        var gram =
            factor.RowCount < factor.ColumnCount ? factor.TransposeAndMultiply(factor) : factor.TransposeThisAndMultiply(factor);
        var moved = gram.Evd(Symmetricity.Symmetric).EigenValues.Select(z => Math.Max(z.Real, 0) + model.FreshSquared);
        return [.. Enumerable.Repeat(model.FreshSquared, features - gram.RowCount), .. moved.Order()];
    }
}
