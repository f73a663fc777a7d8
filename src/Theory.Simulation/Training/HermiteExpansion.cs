using System.Buffers;
using System.Numerics.Tensors;
using Theory.Simulation.Laws;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// Coefficients <c>c_k = E[f(m + s z) h_k(z)]</c>, z standard Gaussian, of an activation in the orthonormal Hermite polynomials,
/// and its second moment <c>E[f(m + s z)^2] = sum_k c_k^2</c>.
/// </summary>
/// <remarks>
/// Smooth activations: the trapezoidal rule, which converges geometrically for functions analytic near the line. Its error at the step h is
/// about exp(-pi^2/(s h)), because f(m + s z) has poles at a distance pi/(2 s) from the line (tanh; the others are farther). Relu: closed form,
/// by Stein's identity.
/// </remarks>
internal sealed class HermiteExpansion
{
    private const double Reach = 12; // beyond, even the highest polynomial leaves less than 1e-15

    private const double Finest = 1e-3; // for steeper activations: deviations of hundreds

    /// <summary>The most terms that the nodes resolve.</summary>
    public const int MostTerms = 128;

    private readonly Activation activation;
    private readonly int terms;
    private readonly double[] nodes;
    private readonly double[] weights;
    private readonly double[] weighted; // terms x nodes: w h_0, ..., w h_(terms-1)

    /// <summary>An expansion to some number of terms, for deviations up to <paramref name="largestDeviation"/>.</summary>
    public HermiteExpansion(Activation activation, int terms, double largestDeviation)
    {
        (this.activation, this.terms) = (activation, terms);
        // The rule's error is that of aliasing at the frequency 2 pi / step; narrow noise and few terms need fewer nodes.
        var step =
            largestDeviation <= 0.5 && terms <= 32 ? 0.4
            : largestDeviation <= 1.5 ? 0.2
            : Math.Max(0.3 / largestDeviation, Finest);
        var half = (int)(Reach / step);
        nodes = [.. Enumerable.Range(-half, 2 * half + 1).Select(i => step * i)];
        weights = Array.ConvertAll(nodes, z => step * StandardNormal.Density(z));
        weighted = new double[terms * nodes.Length];
        var polynomials = new double[terms];
        for (var q = 0; q < nodes.Length; q++)
        {
            Polynomials(nodes[q], polynomials);
            for (var k = 0; k < terms; k++)
                weighted[k * nodes.Length + q] = weights[q] * polynomials[k];
        }
    }

    /// <summary>
    /// The coefficients of every mean (<paramref name="coefficients"/>: terms x means); returns the average over the means of the
    /// second moment.
    /// </summary>
    public double Coefficients(ReadOnlySpan<double> means, double deviation, MatrixView<double> coefficients) =>
        activation == Activation.Relu ? Relu(means, deviation, coefficients) : Smooth(means, deviation, coefficients);

    private unsafe double Smooth(ReadOnlySpan<double> means, double deviation, MatrixView<double> coefficients)
    {
        var rented = ArrayPool<double>.Shared.Rent(nodes.Length * means.Length);
        var values = rented.AsSpan(0, nodes.Length * means.Length);
        for (var q = 0; q < nodes.Length; q++)
            TensorPrimitives.Add(means, deviation * nodes[q], values.Slice(q * means.Length, means.Length));
        activation.Apply(values, values);
        fixed (
            double* v = values,
                w = weighted
        )
            MatrixProduct<double>.Multiply(
                MatrixView<double>.RowMajor(w, terms, nodes.Length),
                MatrixView<double>.RowMajor(v, nodes.Length, means.Length),
                coefficients
            );
        var second = 0.0;
        for (var q = 0; q < nodes.Length; q++)
            second += weights[q] * TensorPrimitives.SumOfSquares<double>(values.Slice(q * means.Length, means.Length));
        ArrayPool<double>.Shared.Return(rented);
        return second / means.Length;
    }

    // E f^(k)(m + s z) s^k / sqrt(k!): the second derivative of relu is a point mass, at z = -m/s.
    private unsafe double Relu(ReadOnlySpan<double> means, double deviation, MatrixView<double> coefficients)
    {
        var second = 0.0;
        var polynomials = new double[terms];
        for (var i = 0; i < means.Length; i++)
        {
            var c = coefficients.First + i;
            var a = means[i] / deviation;
            var (density, mass) = (StandardNormal.Density(a), StandardNormal.Distribution(a));
            // c_k = s phi(a) He_(k-2)(-a) / sqrt(k!) = s phi(a) h_(k-2)(-a) / sqrt(k (k - 1)) from k = 2 on.
            Polynomials(-a, polynomials);
            for (var k = 0; k < terms; k++)
                c[k * coefficients.RowStep] =
                    deviation
                    * k switch
                    {
                        0 => a * mass + density,
                        1 => mass,
                        _ => density * polynomials[k - 2] / Math.Sqrt((double)k * (k - 1)),
                    };
            second += deviation * deviation * ((1 + a * a) * mass + a * density);
        }
        return second / means.Length;
    }

    // h_(k+1) = (x h_k - sqrt(k) h_(k-1)) / sqrt(k + 1)
    private static void Polynomials(double x, Span<double> h)
    {
        var (previous, current) = (0.0, 1.0);
        for (var k = 0; k < h.Length; k++)
        {
            h[k] = current;
            (previous, current) = (current, (x * current - Math.Sqrt(k) * previous) / Math.Sqrt(k + 1));
        }
    }
}
