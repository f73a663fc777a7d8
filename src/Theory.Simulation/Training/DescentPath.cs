using MathNet.Numerics.LinearAlgebra;

namespace Theory.Simulation.Training;

/// <summary>
/// The whole path of gradient descent from zero on a quadratic loss, solved: one eigendecomposition <c>G = Q lambda Q'</c>, after
/// which any time of the gradient flow and any step of discrete descent is a filter of the eigenvalues,
/// <c>Theta = Q diag(h) Q'C</c>.
/// </summary>
/// <remarks>Bonnaire, Urfin, Biroli and Mezard 2025, section on exact dynamics, for the random-feature score.</remarks>
public sealed class DescentPath
{
    private readonly Matrix<double> basis;
    private readonly Matrix<double> cross;
    private readonly double[] squares;
    private readonly double constant;

    /// <summary>Solves descent on <paramref name="train"/>.</summary>
    public DescentPath(QuadraticLoss train)
    {
        ArgumentNullException.ThrowIfNull(train);
        var eigen = train.Gram.Evd(Symmetricity.Symmetric);
        // A Gram matrix has no negative eigenvalue; those of rounding are zero.
        Eigenvalues = [.. eigen.EigenValues.Select(z => Math.Max(z.Real, 0))];
        basis = eigen.EigenVectors;
        cross = basis.TransposeThisAndMultiply(train.Cross);
        squares = [.. cross.EnumerateRows().Select(row => row.DotProduct(row))];
        constant = train.Constant;
    }

    /// <summary>The eigenvalues lambda of the Gram matrix, ascending.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>
    /// The filter of the gradient flow dTheta/dtau = -grad L at time tau: h = (1 - exp(-2 lambda tau)) / lambda, and 2 tau at
    /// lambda = 0. At tau = infinity it is 1/lambda where lambda > 0, and 0 where nothing moves.
    /// </summary>
    public double[] Flow(double time)
    {
        if (!(time >= 0))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A training time is nonnegative.");
        return double.IsPositiveInfinity(time)
            ? Array.ConvertAll([.. Eigenvalues], l => l > Eigenvalues[^1] * 1e-14 ? 1 / l : 0)
            : Array.ConvertAll([.. Eigenvalues], l => l > 0 ? -NearZero.ExpM1(-2 * l * time) / l : 2 * time);
    }

    /// <summary>
    /// The filter of <paramref name="count"/> steps Theta - step grad L: h = (1 - (1 - 2 step lambda)^count) / lambda. Descent
    /// converges if step &lt; 1 / max lambda and diverges beyond; the filter is exact in both cases.
    /// </summary>
    public double[] Steps(double step, long count)
    {
        if (!(step > 0 && double.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(step), step, "A step is positive and finite.");
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Array.ConvertAll([.. Eigenvalues], l => l > 0 ? Contracted(2 * step * l, count) / l : 2 * step * count);
    }

    /// <summary>The training loss at a filter: c + sum_j |C_j|^2 (lambda_j h_j^2 - 2 h_j).</summary>
    public double Loss(double[] filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var sum = constant;
        for (var j = 0; j < filter.Length; j++)
            sum += squares[j] * filter[j] * (Eigenvalues[j] * filter[j] - 2);
        return sum;
    }

    /// <summary>The parameters at a filter.</summary>
    public Matrix<double> Parameters(double[] filter) => basis * Matrix<double>.Build.DiagonalOfDiagonalArray(filter) * cross;

    /// <summary>Another loss of the same parameters, made ready to be followed along the path.</summary>
    public PathObservable Observe(QuadraticLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var gram = basis.TransposeThisAndMultiply(loss.Gram * basis);
        var linear = basis.TransposeThisAndMultiply(loss.Cross).PointwiseMultiply(cross).RowSums();
        return new PathObservable(gram.PointwiseMultiply(cross * cross.Transpose()), linear, gram.Diagonal(), loss.Constant);
    }

    /// <summary>|C_j|^2: how much of the target each eigendirection carries.</summary>
    internal ReadOnlySpan<double> Squares => squares;

    internal double Constant => constant;

    // 1 - (1 - x)^count, accurate when x is small.
    private static double Contracted(double x, long count) =>
        x < 0.5 ? -NearZero.ExpM1(count * NearZero.LogP1(-x)) : 1 - Math.Pow(1 - x, count);
}

/// <summary>A quadratic loss along the path of descent on another: <c>c - 2 l.h + h'K h</c> at the filter h.</summary>
public sealed class PathObservable
{
    private readonly Matrix<double> quadratic;
    private readonly Vector<double> linear;
    private readonly double constant;

    internal PathObservable(Matrix<double> quadratic, Vector<double> linear, Vector<double> curvature, double constant)
    {
        (this.quadratic, this.linear, this.constant) = (quadratic, linear, constant);
        Curvature = curvature.AsArray();
    }

    /// <summary>The second derivative of the loss, halved, in each eigendirection of the path.</summary>
    public IReadOnlyList<double> Curvature { get; }

    /// <summary>The loss at a filter.</summary>
    public double At(double[] filter)
    {
        var h = Vector<double>.Build.Dense(filter);
        return constant + h.DotProduct(quadratic * h - 2 * linear);
    }
}
