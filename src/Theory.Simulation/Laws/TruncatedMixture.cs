using System.Numerics.Tensors;
using MathNet.Numerics;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>
/// The law of <c>a X + s N</c>, X of a Gaussian mixture with compact support: each component is conditioned to lie within
/// <see cref="Radius"/> standard deviations of its mean along each of its principal axes. With s = 0 it is that mixture itself.
/// </summary>
/// <remarks>
/// Along the principal axes noise of the same variance in every direction leaves the coordinates independent, so the density is closed
/// at every s: that of the whole component, times for each axis the probability, given the noised coordinate, that the clean one lies
/// within the radius, over that probability without the condition.
/// </remarks>
public sealed class TruncatedMixture : ContinuousLaw, IDiffusible
{
    private readonly Axes[] components;

    /// <summary>The mixture cut at <paramref name="radius"/> standard deviations.</summary>
    /// <exception cref="ArgumentException">The radius is not positive and finite.</exception>
    public TruncatedMixture(GaussianMixture mixture, double radius)
        : this(mixture, radius, 1, 0) { }

    private TruncatedMixture(GaussianMixture mixture, double radius, double scale, double variance)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        if (!(radius > 0 && double.IsFinite(radius)))
            throw new ArgumentException(
                $"A mixture is cut at a positive, finite number of standard deviations, not at {radius}.",
                nameof(radius)
            );
        (Mixture, Radius, Scale, Variance) = (mixture, radius, scale, variance);
        components = [.. mixture.Components.Select(Axes.Of)];
    }

    /// <summary>The mixture before truncation.</summary>
    public GaussianMixture Mixture { get; }

    /// <summary>The half-width of the support of each component along its principal axes, in standard deviations.</summary>
    public double Radius { get; }

    /// <summary>a.</summary>
    public double Scale { get; }

    /// <summary>s^2.</summary>
    public double Variance { get; }

    /// <inheritdoc/>
    public override int Dimension => Mixture.Dimension;

    /// <summary>A number that no two points of the support exceed in distance; infinite where noise was added.</summary>
    public double Diameter =>
        Variance > 0
            ? double.PositiveInfinity
            : Math.Abs(Scale)
                * components
                    .SelectMany(_ => components, (a, b) => TensorPrimitives.Distance(a.Mean, b.Mean) + Reach(a) + Reach(b))
                    .Max();

    /// <inheritdoc/>
    public ContinuousLaw Diffused(double scale, double variance) =>
        new TruncatedMixture(
            Mixture,
            Radius,
            scale * Scale,
            scale * scale * Variance + (scale == 0 ? DiffusedLaws.Positive(variance) : DiffusedLaws.NonNegative(variance))
        );

    private double Reach(Axes component) => Radius * TensorPrimitives.Norm<double>(component.Deviations);

    private protected override double Evaluate(ReadOnlySpan<double> x, Span<double> score)
    {
        var weights = new double[components.Length];
        var scores = new double[score.IsEmpty ? 0 : components.Length * Dimension];
        for (var k = 0; k < weights.Length; k++)
            weights[k] =
                Math.Log(Mixture.Weights[k])
                + Component(components[k], x, score.IsEmpty ? [] : scores.AsSpan(k * Dimension, Dimension));
        if (!weights.Any(double.IsFinite))
        {
            score.Fill(double.NaN);
            return double.NegativeInfinity;
        }
        var log = PosteriorWeights.Normalise(weights);
        score.Clear();
        for (var k = 0; k < weights.Length && !score.IsEmpty; k++)
            if (weights[k] > 0)
                TensorPrimitives.MultiplyAdd<double>(scores.AsSpan(k * Dimension, Dimension), weights[k], score, score);
        return log;
    }

    private double Component(Axes component, ReadOnlySpan<double> x, Span<double> score)
    {
        var (log, inside) = (0.0, StandardNormal.Interval(-Radius, Radius).Log);
        score.Clear();
        for (var j = 0; j < component.Deviations.Length; j++)
        {
            var (axis, signal) = (component.Directions[j], Scale * component.Deviations[j]);
            var total = signal * signal + Variance;
            var y = TensorPrimitives.Dot(axis, x) - Scale * TensorPrimitives.Dot<double>(axis, component.Mean);
            // Given y the standardised clean coordinate is N(signal y / total, Variance / total).
            var (mean, deviation) = (signal * y / total, Math.Sqrt(Variance / total));
            var (mass, slope) =
                deviation > 0 ? StandardNormal.Interval((-Radius - mean) / deviation, (Radius - mean) / deviation)
                : Math.Abs(mean) <= Radius ? (0, 0)
                : (double.NegativeInfinity, 0);
            log += mass - inside - (y * y / total + Math.Log(2 * Math.PI * total)) / 2;
            if (score.IsEmpty)
                continue;
            var along = -y / total - (deviation > 0 ? signal / total / deviation * slope : 0);
            TensorPrimitives.MultiplyAdd(axis, along, score, score);
        }
        return log;
    }

    private protected override Points Draw(int count, RandomStream stream)
    {
        var chosen = Mixture.SampleIndices(count, stream.Child("index"));
        var places = stream.Child("place").Uniforms(count * Dimension);
        var noise = Variance > 0 ? stream.Child("noise").Gaussians(count * Dimension) : new double[count * Dimension];
        var (inside, deviation) = (SpecialFunctions.Erf(Radius / Math.Sqrt(2)), Math.Sqrt(Variance));
        return Points.Generate(
            count,
            Dimension,
            (i, row) =>
            {
                var component = components[chosen[i]];
                TensorPrimitives.Multiply(component.Mean, Scale, row);
                for (var j = 0; j < row.Length; j++)
                {
                    // By inversion; u uniform gives the standardised coordinate of distribution function Phi on [-r, r].
                    var u = SpecialFunctions.ErfInv((2 * places[i * Dimension + j] - 1) * inside) * Math.Sqrt(2);
                    var along = Scale * component.Deviations[j] * Math.Clamp(u, -Radius, Radius);
                    TensorPrimitives.MultiplyAdd(component.Directions[j], along, row, row);
                }
                TensorPrimitives.MultiplyAdd(noise.AsSpan(i * Dimension, Dimension), deviation, row, row);
            }
        );
    }

    /// <summary>A Gaussian by its principal axes.</summary>
    private sealed record Axes(double[] Mean, double[][] Directions, double[] Deviations)
    {
        internal static Axes Of(Gaussian gaussian)
        {
            var eigen = gaussian.Covariance.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
            return new(
                [.. gaussian.Mean],
                eigen.EigenVectors.ToColumnArrays(),
                [.. eigen.EigenValues.Select(variance => Math.Sqrt(variance.Real))]
            );
        }
    }
}
