using System.Numerics.Tensors;

namespace Theory.Simulation.LinearAlgebra;

/// <summary>Symmetric positive definite systems, by the factorisation L L' in place. Matrices are row-major.</summary>
internal static class Cholesky
{
    /// <summary>
    /// Solves <c>A X = B</c> for the rows of B': each row of <paramref name="rows"/> is a right-hand side and becomes its solution.
    /// </summary>
    /// <param name="matrix">A, order x order; its lower triangle becomes L.</param>
    /// <param name="order">The order of A.</param>
    /// <param name="rows">Right-hand sides, one after the other.</param>
    /// <exception cref="ArithmeticException">A is not positive definite to working precision.</exception>
    public static void Solve(Span<double> matrix, int order, Span<double> rows)
    {
        Factor(matrix, order);
        for (var start = 0; start < rows.Length; start += order)
            Substitute(matrix, order, rows.Slice(start, order));
    }

    private static void Factor(Span<double> a, int order)
    {
        for (var i = 0; i < order; i++)
        {
            var row = a.Slice(i * order, i + 1);
            for (var j = 0; j < i; j++)
            {
                var above = a.Slice(j * order, j + 1);
                row[j] = (row[j] - TensorPrimitives.Dot<double>(row[..j], above[..j])) / above[j];
            }
            var pivot = row[i] - TensorPrimitives.SumOfSquares<double>(row[..i]);
            if (!(pivot > 0))
                throw new ArithmeticException(
                    $"A matrix of order {order} is not positive definite (pivot {i + 1} is {pivot:R}); a ridge above 0 makes it so."
                );
            row[i] = Math.Sqrt(pivot);
        }
    }

    private static void Substitute(Span<double> l, int order, Span<double> x)
    {
        for (var i = 0; i < order; i++)
            x[i] = (x[i] - TensorPrimitives.Dot<double>(l.Slice(i * order, i), x[..i])) / l[i * order + i];
        for (var i = order - 1; i >= 0; i--)
        {
            x[i] /= l[i * order + i];
            TensorPrimitives.MultiplyAdd(l.Slice(i * order, i), -x[i], x[..i], x[..i]);
        }
    }
}
