using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// Exact moments of random features under Gaussian noise: <c>phi_i = f(m_i + s_i u_i.xi)</c> with xi ~ N(0, I) and unit vectors
/// u_i, averaged over the samples that give the means.
/// </summary>
/// <param name="Gram">The average of E[phi phi'], features x features.</param>
/// <param name="NoiseMoment">The average of E[phi xi'], features x dimension.</param>
/// <param name="Error">A bound on the truncation error of every entry of <paramref name="Gram"/>.</param>
public sealed record FeatureMoments(Matrix<double> Gram, Matrix<double> NoiseMoment, double Error)
{
    private const double Tolerance = 1e-12;
    private const int FirstTerms = 8;

    /// <summary>
    /// By Mehler's series <c>E[f(m_i + s_i u_i.xi) f(m_j + s_j u_j.xi)] = sum_k (u_i.u_j)^k c_k(i) c_k(j)</c>, continued until the
    /// remainder, which Parseval's identity bounds, is negligible or the terms run out.
    /// </summary>
    /// <param name="activation">f.</param>
    /// <param name="means">m, features x samples.</param>
    /// <param name="directions">s_i u_i, features x dimension: the weights that multiply the noise; none is zero.</param>
    /// <exception cref="ArgumentException">The shapes differ, or a direction is zero or not finite.</exception>
    public static FeatureMoments Of(Activation activation, Matrix<double> means, Matrix<double> directions)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(directions);
        if (means.RowCount != directions.RowCount)
            throw new ArgumentException($"There are means of {means.RowCount} features and directions of {directions.RowCount}.");
        var deviations = directions.RowNorms(2).ToArray();
        if (deviations.Any(s => !(s > 0 && double.IsFinite(s))))
            throw new ArgumentException("Every feature needs a direction that is finite and not zero.", nameof(directions));
        var units = Matrix<double>.Build.DiagonalOfDiagonalArray(Array.ConvertAll(deviations, s => 1 / s)) * directions;
        var correlations = (units * units.Transpose()).AsColumnMajorArray();
        var largest = LargestOffDiagonal(correlations, deviations.Length);
        for (var terms = FirstTerms; ; terms *= 2)
        {
            var expansion = Expand(activation, means, deviations, terms);
            double Error(int used) => Math.Pow(largest, used) * expansion.Tails[used];
            if (Error(terms) > Tolerance && terms < HermiteExpansion.MostTerms)
                continue;
            // Narrow noise leaves little beyond the first terms: no more are added up than the tolerance asks for.
            var enough = Enumerable.Range(1, terms).First(used => used == terms || Error(used) <= Tolerance);
            var slopes = Matrix<double>.Build.DiagonalOfDiagonalArray(expansion.Slopes);
            return new FeatureMoments(Sum(expansion, correlations, enough), slopes * units, Error(enough));
        }
    }

    // Coefficients: terms x (features x samples), row after row. Tails: the most that any feature has beyond its first k terms.
    private sealed record Expansion(double[] Coefficients, double[] SecondMoments, double[] Slopes, double[] Tails, int Samples);

    private static unsafe Expansion Expand(Activation activation, Matrix<double> means, double[] deviations, int terms)
    {
        var (features, samples) = (deviations.Length, means.ColumnCount);
        var expansion = new HermiteExpansion(activation, terms, deviations.Max());
        var coefficients = new double[terms * features * samples];
        var (seconds, slopes, squares) = (new double[features], new double[features], new double[features * terms]);
        fixed (double* pinned = coefficients)
        {
            var first = pinned;
            Parallel.For(
                0,
                features,
                i =>
                {
                    var rows = new MatrixView<double>(first + i * samples, terms, samples, (nint)features * samples, 1);
                    seconds[i] = expansion.Coefficients(means.Row(i).AsArray(), deviations[i], rows);
                    for (var k = 0; k < terms; k++)
                        squares[i * terms + k] = TensorPrimitives.SumOfSquares(rows.Row(k)) / samples;
                    slopes[i] = TensorPrimitives.Sum(rows.Row(1)) / samples;
                }
            );
        }
        return new Expansion(coefficients, seconds, slopes, Tails(seconds, squares, terms), samples);
    }

    private static double[] Tails(double[] seconds, double[] squares, int terms)
    {
        var tails = new double[terms + 1];
        for (var i = 0; i < seconds.Length; i++)
        {
            // What is rounding in the difference of the moments is not tail.
            var left = seconds[i] * (1 - 1e-14);
            for (var k = 0; k <= terms && left > 0; left -= k < terms ? squares[i * terms + k] : 0, k++)
                tails[k] = Math.Max(tails[k], left);
        }
        return tails;
    }

    private static unsafe Matrix<double> Sum(Expansion expansion, double[] correlations, int terms)
    {
        var features = expansion.SecondMoments.Length;
        var (gram, power, product) = (
            new double[features * features],
            Enumerable.Repeat(1.0 / expansion.Samples, features * features).ToArray(),
            new double[features * features]
        );
        fixed (
            double* c = expansion.Coefficients,
                r = product
        )
            for (var k = 0; k < terms; k++)
            {
                var block = MatrixView<double>.RowMajor(c + (nint)k * features * expansion.Samples, features, expansion.Samples);
                MatrixProduct<double>.Multiply(block, block.Transpose(), MatrixView<double>.RowMajor(r, features, features));
                TensorPrimitives.MultiplyAdd(product, power, gram, gram);
                TensorPrimitives.Multiply(power, correlations, power);
            }
        for (var i = 0; i < features; i++)
            gram[i * features + i] = expansion.SecondMoments[i];
        return Matrix<double>.Build.Dense(features, features, gram);
    }

    private static double LargestOffDiagonal(double[] correlations, int order)
    {
        var largest = 0.0;
        for (var i = 0; i < order; i++)
        for (var j = 0; j < i; j++)
            largest = Math.Max(largest, Math.Abs(correlations[i * order + j]));
        return Math.Min(largest, 1);
    }
}
