using MathNet.Numerics.LinearAlgebra;

namespace Theory.Simulation.Training;

/// <summary>
/// The loss of a model that is linear in its parameters: <c>L(Theta) = c - 2 tr(C'Theta) + tr(Theta'G Theta)</c>, with Theta of
/// one row a feature and one column an output.
/// </summary>
/// <param name="Gram">G, features x features, symmetric positive semidefinite: second moments of the features.</param>
/// <param name="Cross">C, features x outputs: moments of features and targets.</param>
/// <param name="Constant">c: the loss at Theta = 0.</param>
public sealed record QuadraticLoss(Matrix<double> Gram, Matrix<double> Cross, double Constant)
{
    /// <summary>The number of features.</summary>
    public int Features => Gram.RowCount;

    /// <summary>The number of outputs.</summary>
    public int Outputs => Cross.ColumnCount;

    /// <summary>L(Theta).</summary>
    public double At(Matrix<double> theta)
    {
        ArgumentNullException.ThrowIfNull(theta);
        return Constant + theta.PointwiseMultiply(Gram * theta - 2 * Cross).ColumnSums().Sum();
    }

    /// <summary>The gradient 2 (G Theta - C), of the shape of Theta.</summary>
    public Matrix<double> Gradient(Matrix<double> theta) => 2 * (Gram * theta - Cross);

    /// <summary>The loss as a function of the displacement from <paramref name="start"/>.</summary>
    public QuadraticLoss From(Matrix<double> start) => new(Gram, Cross - Gram * start, At(start));

    /// <summary>A weighted sum of losses of the same model, such as an average over diffusion times.</summary>
    /// <exception cref="ArgumentException">There is none, or their shapes differ.</exception>
    public static QuadraticLoss Sum(IReadOnlyList<(double Weight, QuadraticLoss Loss)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("A sum of losses needs at least one loss.", nameof(parts));
        var (features, outputs) = (parts[0].Loss.Features, parts[0].Loss.Outputs);
        if (parts.Any(p => (p.Loss.Features, p.Loss.Outputs) != (features, outputs)))
            throw new ArgumentException(
                $"All losses need {features} features and {outputs} outputs, as the first.",
                nameof(parts)
            );
        return parts
            .Select(p => new QuadraticLoss(p.Weight * p.Loss.Gram, p.Weight * p.Loss.Cross, p.Weight * p.Loss.Constant))
            .Aggregate((a, b) => new QuadraticLoss(a.Gram + b.Gram, a.Cross + b.Cross, a.Constant + b.Constant));
    }
}
