using System.Numerics.Tensors;

namespace Theory.Simulation.Training;

/// <summary>
/// Gradient descent whose gradient carries fresh noise at every step, in mean and variance: the mean is plain descent, and in
/// each eigendirection the variance of each output's parameter obeys
/// <c>Var &lt;- (1 - 2 step lambda)^2 Var + step^2 (4 L / (d n)) lambda</c>, L the current training loss.
/// </summary>
/// <remarks>
/// Denoising losses trained with one draw of the noise a sample and step are of this kind (d outputs, n samples), with
/// E[r^2 phi phi'] approximated by L U: exact if residuals and features are independent. Every excess is first order in the step.
/// </remarks>
public sealed class NoisyDescent
{
    private readonly DescentPath path;
    private readonly double step;
    private readonly int outputs;
    private readonly double injection;
    private readonly double[] eigenvalues;

    /// <summary>Noisy descent along a path.</summary>
    /// <param name="path">The path of the noiseless loss, averaged over the d outputs.</param>
    /// <param name="step">The step of descent.</param>
    /// <param name="outputs">The number of outputs d.</param>
    /// <param name="samples">The number of samples n, each with its own noise.</param>
    public NoisyDescent(DescentPath path, double step, int outputs, int samples)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        (this.path, this.step, this.outputs) = (path, step, outputs);
        injection = 4 * step * step / ((double)outputs * samples);
        eigenvalues = [.. path.Eigenvalues];
    }

    /// <summary>The states after the given numbers of steps, which must ascend.</summary>
    /// <exception cref="ArgumentException">The numbers do not ascend from 0.</exception>
    public IEnumerable<NoisyState> After(IReadOnlyList<long> steps)
    {
        ThrowIfNotAscending(steps);
        return Run(steps);
    }

    internal static void ThrowIfNotAscending(IReadOnlyList<long> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Any(k => k < 0) || !steps.SequenceEqual(steps.Order()))
            throw new ArgumentException("The numbers of steps must be nonnegative and ascend.", nameof(steps));
    }

    private IEnumerable<NoisyState> Run(IReadOnlyList<long> steps)
    {
        var contraction = Array.ConvertAll(eigenvalues, l => 1 - 2 * step * l);
        var squared = Array.ConvertAll(contraction, r => r * r);
        var (filter, variance, scratch) = (
            new double[eigenvalues.Length],
            new double[eigenvalues.Length],
            new double[eigenvalues.Length]
        );
        var done = 0L;
        foreach (var wanted in steps)
        {
            for (; done < wanted; done++)
            {
                var injected = injection * Loss(filter, variance, scratch);
                TensorPrimitives.Multiply(variance, squared, variance);
                TensorPrimitives.MultiplyAdd(eigenvalues, injected, variance, variance);
                TensorPrimitives.Multiply(filter, contraction, filter);
                TensorPrimitives.Add(filter, 2 * step, filter);
            }
            var exact = path.Steps(step, done);
            yield return new NoisyState(done, exact, [.. variance], path.Loss(exact) + Excess(eigenvalues, variance), outputs);
        }
    }

    private double Loss(double[] filter, double[] variance, double[] scratch)
    {
        // c + sum b h (lambda h - 2)
        TensorPrimitives.Multiply(eigenvalues, filter, scratch);
        TensorPrimitives.Subtract(scratch, 2, scratch);
        TensorPrimitives.Multiply(scratch, filter, scratch);
        return path.Constant + TensorPrimitives.Dot(path.Squares, scratch) + Excess(eigenvalues, variance);
    }

    private double Excess(double[] curvature, double[] variance) => outputs * TensorPrimitives.Dot<double>(curvature, variance);
}

/// <summary>The law of noisy descent after some steps, in mean and variance.</summary>
/// <param name="Steps">The number of steps.</param>
/// <param name="Filter">The filter of the mean, see <see cref="DescentPath"/>.</param>
/// <param name="Variance">The variance of each output's parameter in each eigendirection.</param>
/// <param name="Loss">The mean training loss.</param>
/// <param name="Outputs">The number of outputs.</param>
public sealed record NoisyState(long Steps, double[] Filter, double[] Variance, double Loss, int Outputs)
{
    /// <summary>The mean of another loss of the same parameters.</summary>
    public double Mean(PathObservable observable)
    {
        ArgumentNullException.ThrowIfNull(observable);
        return observable.At(Filter) + Outputs * observable.Curvature.Zip(Variance, (m, v) => m * v).Sum();
    }
}
