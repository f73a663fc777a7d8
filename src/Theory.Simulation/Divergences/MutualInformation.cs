using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Estimates;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Divergences;

/// <summary>Mutual information where it is known exactly, nats; the error of an estimate is the rounding of its terms.</summary>
public static class MutualInformation
{
    private const double Rounding = 1e-12; // of a term

    /// <summary>
    /// I(X; Y) of jointly Gaussian X and Y: <c>(log det S_X + log det S_Y - log det S)/2</c>.
    /// </summary>
    /// <param name="covariance">The covariance S of (X, Y), positive definite.</param>
    /// <param name="first">The dimension of X; the rest is Y.</param>
    /// <exception cref="ArgumentException">The covariance is not positive definite, or X or Y has no coordinate.</exception>
    public static Estimate Gaussian(Matrix<double> covariance, int first)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var rest = covariance.RowCount - first;
        if (first < 1 || rest < 1 || covariance.ColumnCount != covariance.RowCount)
            throw new ArgumentException(
                $"A {covariance.RowCount} x {covariance.ColumnCount} covariance does not split into {first} and {rest}."
            );
        double LogDeterminant(int at, int count) => covariance.SubMatrix(at, count, at, count).Cholesky().DeterminantLn;
        return OfTerms([LogDeterminant(0, first) / 2, LogDeterminant(first, rest) / 2, -LogDeterminant(0, first + rest) / 2]);
    }

    /// <summary>I(X; Y) of a joint probability table, rows X and columns Y.</summary>
    /// <exception cref="ArgumentException">An entry is negative, or the entries do not sum to 1 within 10^-9.</exception>
    public static Estimate Discrete(Matrix<double> joint)
    {
        ArgumentNullException.ThrowIfNull(joint);
        if (joint.Enumerate().Any(p => !(p >= 0)) || Math.Abs(joint.RowSums().Sum() - 1) > 1e-9)
            throw new ArgumentException("A joint table needs nonnegative entries that sum to 1.", nameof(joint));
        var (rows, columns) = (joint.RowSums(), joint.ColumnSums());
        return OfTerms([
            .. joint
                .EnumerateIndexed(Zeros.AllowSkip)
                .Where(cell => cell.Item3 > 0)
                .Select(cell => cell.Item3 * Math.Log(cell.Item3 / rows[cell.Item1] / columns[cell.Item2])),
        ]);
    }

    private static Estimate OfTerms(double[] terms) =>
        new Estimate.Exact(terms.Sum(), Rounding * terms.Sum(Math.Abs)).Within(Interval.Of(0, double.PositiveInfinity));
}
