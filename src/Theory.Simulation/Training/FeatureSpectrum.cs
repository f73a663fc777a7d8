using System.Numerics;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>The transforms of the spectrum of random features at a point z off the spectrum, in high dimension.</summary>
/// <param name="Resolvent">q = (1/p) tr (U - z)^-1.</param>
/// <param name="DataResolvent">r = (1/p) tr (Sigma^1/2 (W'/sqrt d)(U - z)^-1 (W/sqrt d) Sigma^1/2), Sigma the covariance of the data.</param>
/// <param name="WeightResolvent">The same without Sigma.</param>
public readonly record struct SpectrumTransforms(Complex Resolvent, Complex DataResolvent, Complex WeightResolvent);

/// <summary>
/// The limiting spectrum of the second-moment matrix U of random features, p features of n points in dimension d, as all three grow in
/// proportion: of the matrix U of <see cref="RandomFeatureTraining"/> times d.
/// </summary>
/// <remarks>
/// Bonnaire et al. 2025, Theorem 3.1: the equations for q, r and s of the Gaussian model with the same spectrum, followed from large z, where
/// q is -1/z, by Newton's method. That the model has this spectrum is shown in the limit for odd activations.
/// </remarks>
public sealed class FeatureSpectrum
{
    private const double Far = 1e4; // beside the largest eigenvalue expected
    private const double Ratio = 0.8; // of one distance from the target to the next
    private const int MostSteps = 50; // of Newton's method
    private const double Settled = 1e-7; // relative step that may be all rounding

    private readonly GaussianEquivalent model;
    private readonly double signal; // e^-2t
    private readonly double features;
    private readonly double samples;
    private readonly (double Variance, double Weight)[] data;

    /// <summary>A spectrum.</summary>
    /// <param name="t">The diffusion time.</param>
    /// <param name="featuresPerDimension">psi_p = p/d.</param>
    /// <param name="samplesPerDimension">psi_n = n/d.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="variances">The eigenvalues of the data's covariance, equally frequent; none for the identity.</param>
    /// <exception cref="ArgumentException">A ratio or a variance is not positive.</exception>
    public FeatureSpectrum(
        double t,
        double featuresPerDimension,
        double samplesPerDimension,
        Activation activation,
        params IReadOnlyList<double> variances
    )
    {
        ArgumentNullException.ThrowIfNull(variances);
        if (!(featuresPerDimension > 0 && samplesPerDimension > 0) || variances.Any(v => !(v > 0 && double.IsFinite(v))))
            throw new ArgumentException("The ratios p/d and n/d and the variances of the data need to be positive.");
        (features, samples, signal) = (featuresPerDimension, samplesPerDimension, Math.Exp(-2 * t));
        double[] atoms = variances.Count == 0 ? [1] : [.. variances];
        data = [.. atoms.Select(v => (v, 1.0 / atoms.Length))];
        model = GaussianEquivalent.At(t, Math.Sqrt(atoms.Average()), activation);
    }

    /// <summary>The constants of the Gaussian model.</summary>
    public GaussianEquivalent Model => model;

    /// <summary>
    /// Where the bulk of the d eigenvalues that generalization goes by begins and ends for data of covariance I,
    /// <c>psi_p (a^2 e^-2t (1 -+ psi_n^-1/2)^2 + b^2)</c>, to the same order.
    /// </summary>
    public (double Lower, double Upper) GeneralizationBulk
    {
        get
        {
            double End(double sign) =>
                features
                * (model.Linear * model.Linear * signal * Math.Pow(1 + sign / Math.Sqrt(samples), 2) + model.Noise * model.Noise);
            return (End(-1), End(1));
        }
    }

    /// <summary>
    /// Where the bulk of the n eigenvalues that memorisation goes by begins and ends, <c>s^2 + v^2 (sqrt(psi_p/psi_n) -+ 1)^2</c>, to leading
    /// order for psi_p much greater than psi_n and psi_n much greater than 1.
    /// </summary>
    /// <remarks>Bonnaire et al. 2025, Theorem 3.2. The time of memorisation is psi_p over the lower end, over Delta.</remarks>
    public (double Lower, double Upper) MemorizationBulk
    {
        get
        {
            var (root, shared) = (Math.Sqrt(features / samples), model.Sample * model.Sample);
            return (model.FreshSquared + shared * (root - 1) * (root - 1), model.FreshSquared + shared * (root + 1) * (root + 1));
        }
    }

    /// <summary>The density of eigenvalues at <paramref name="eigenvalue"/>, smoothed over a width of about <paramref name="width"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive.</exception>
    public double Density(double eigenvalue, double width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return At(new Complex(eigenvalue, width)).Resolvent.Imaginary / Math.PI;
    }

    /// <summary>The transforms at a point below the spectrum, z &lt; 0, or in the upper half-plane.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is real and not negative, or in the lower half-plane.</exception>
    /// <exception cref="ArithmeticException">The equations were not solved: the point is too near to the spectrum.</exception>
    public SpectrumTransforms At(Complex z)
    {
        if (!(z.Imaginary > 0 || z.Imaginary == 0 && z.Real < 0))
            throw new ArgumentOutOfRangeException(nameof(z), z, "A point is negative, or has a positive imaginary part.");
        var (_, q, r) = Towards(z).Last();
        return Transforms(q, r);
    }

    /// <summary>
    /// The density of eigenvalues along the real line, each place from the solution at the one before: as <see cref="Density"/>, at the cost
    /// of a few steps of Newton's method each.
    /// </summary>
    /// <param name="eigenvalues">The places, best in order and close together.</param>
    /// <param name="width">The width that each is smoothed over, as a share of the place.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or a place is not positive.</exception>
    public double[] Densities(IReadOnlyList<double> eigenvalues, double width)
    {
        ArgumentNullException.ThrowIfNull(eigenvalues);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var densities = new double[eigenvalues.Count];
        (Complex Q, Complex R)? last = null;
        for (var k = 0; k < densities.Length; k++)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(eigenvalues[k], nameof(eigenvalues));
            var z = new Complex(eigenvalues[k], width * eigenvalues[k]);
            // In the upper half-plane the solution is the one of two positive imaginary parts; from afar where the step led elsewhere.
            if (!(last is { } from && TrySolve(z, from.Q, from.R) is { } near && near.Q.Imaginary > 0 && near.R.Imaginary > 0))
                near = Towards(z).Select(at => (at.Q, at.R)).Last();
            last = near;
            densities[k] = near.Q.Imaginary / Math.PI;
        }
        return densities;
    }

    /// <summary>The way to a point along the ray that leaves the spectrum, from afar, with the transforms q and r on it.</summary>
    internal IEnumerable<(Complex Z, Complex Q, Complex R)> Towards(Complex z)
    {
        // Down along the imaginary axis, or up along the negative one.
        var away = z.Imaginary > 0 ? Complex.ImaginaryOne : -Complex.One;
        var near = z.Imaginary > 0 ? z.Imaginary : -z.Real;
        var distance = Far * Math.Max(1, features * (1 + 1 / samples) * data.Max(v => v.Variance));
        var at = z + away * (distance - near);
        var (q, r) = (-1 / at, -data.Sum(v => v.Weight * v.Variance) / at);
        for (; distance > near; distance *= Ratio)
        {
            at = z + away * (distance - near);
            (q, r) = Solve(at, q, r);
            yield return (at, q, r);
        }
        (q, r) = Solve(z, q, r);
        yield return (z, q, r);
    }

    private SpectrumTransforms Transforms(Complex q, Complex r) => new(q, r, Moment(0, q, r).Value);

    // A function of q and r with its two derivatives.
    private readonly record struct Slope(Complex Value, Complex ByQ, Complex ByR);

    private Slope Overlap(Complex q, Complex r)
    {
        var (linear, shared) = (model.Linear * model.Linear * signal, model.Sample * model.Sample);
        var ratio = features / samples;
        return new(1 + linear * ratio * r + ratio * shared * q, ratio * shared, linear * ratio);
    }

    // s^ = b^2 psi_p + 1/q and r^ = psi_p a^2 e^-2t / D.
    private (Slope Left, Slope Right) Hats(Complex q, Complex r)
    {
        var overlap = Overlap(q, r);
        var right = features * model.Linear * model.Linear * signal / overlap.Value;
        return (
            new(model.Noise * model.Noise * features + 1 / q, -1 / (q * q), 0),
            new(right, -right / overlap.Value * overlap.ByQ, -right / overlap.Value * overlap.ByR)
        );
    }

    private (Complex Q, Complex R) Solve(Complex z, Complex q, Complex r) =>
        TrySolve(z, q, r)
        ?? throw new ArithmeticException(
            $"The equations of the spectrum were not solved at z = {z}; a point farther from the spectrum may serve."
        );

    private (Complex Q, Complex R)? TrySolve(Complex z, Complex q, Complex r)
    {
        var before = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            var (first, second) = (Balance(z, q, r), Closure(q, r));
            var determinant = first.ByQ * second.ByR - first.ByR * second.ByQ;
            var (dq, dr) = (
                (first.Value * second.ByR - first.ByR * second.Value) / determinant,
                (first.ByQ * second.Value - first.Value * second.ByQ) / determinant
            );
            (q, r) = (q - dq, r - dr);
            // Near an end of a bulk rounding keeps the steps from falling further.
            var change = Math.Max(Complex.Abs(dq) / Complex.Abs(q), Complex.Abs(dr) / Complex.Abs(r));
            if (change <= 1e-14 || change <= Settled && change > before / 2)
                return (q, r);
            before = change;
        }
        return null;
    }

    // int lambda^order/(s^ + lambda r^) over the spectrum of the data.
    private Slope Moment(int order, Complex q, Complex r)
    {
        var (left, right) = Hats(q, r);
        var (value, byLeft, byRight) = (Complex.Zero, Complex.Zero, Complex.Zero);
        foreach (var (variance, weight) in data)
        {
            var term = weight * Math.Pow(variance, order) / (left.Value + variance * right.Value);
            var slope = term / (left.Value + variance * right.Value);
            (value, byLeft, byRight) = (value + term, byLeft - slope, byRight - variance * slope);
        }
        return new(value, byLeft * left.ByQ + byRight * right.ByQ, byRight * right.ByR);
    }

    // r - int lambda/(s^ + lambda r^) = 0.
    private Slope Closure(Complex q, Complex r)
    {
        var moment = Moment(1, q, r);
        return new(r - moment.Value, -moment.ByQ, 1 - moment.ByR);
    }

    // psi_p (s_t^2 - z) + psi_p v^2/D + (1 - psi_p)/q - s/q^2 = 0, times q.
    private Slope Balance(Complex z, Complex q, Complex r)
    {
        var (overlap, s) = (Overlap(q, r), Moment(0, q, r));
        var shared = features * model.Sample * model.Sample / overlap.Value;
        var constant = features * (model.FreshSquared - z);
        return new(
            (constant + shared) * q + 1 - features - s.Value / q,
            constant + shared * (1 - overlap.ByQ * q / overlap.Value) - s.ByQ / q + s.Value / (q * q),
            -shared / overlap.Value * overlap.ByR * q - s.ByR / q
        );
    }
}
