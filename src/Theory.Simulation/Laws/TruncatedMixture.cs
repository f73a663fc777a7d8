using MathNet.Numerics;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>
/// A Gaussian mixture with compact support: each component is conditioned to lie within <see cref="Radius"/> standard deviations of its
/// mean, <c>(x - mu)' Sigma^-1 (x - mu) &lt;= r^2</c>. The probability of that is P(chi^2_d &lt;= r^2), so the density is closed.
/// </summary>
public sealed class TruncatedMixture : ContinuousLaw
{
    private const double LeastAcceptance = 1e-3;
    private readonly double acceptance;

    /// <summary>The mixture cut at <paramref name="radius"/> standard deviations.</summary>
    /// <exception cref="ArgumentException">The ball keeps less than a thousandth of a component: take a larger radius.</exception>
    public TruncatedMixture(GaussianMixture mixture, double radius)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        acceptance = radius > 0 ? SpecialFunctions.GammaLowerRegularized(mixture.Dimension / 2.0, radius * radius / 2) : 0;
        if (!(acceptance >= LeastAcceptance))
            throw new ArgumentException(
                $"A ball of {radius} standard deviations keeps {acceptance:g2} of a Gaussian in dimension {mixture.Dimension}; take a larger radius.",
                nameof(radius)
            );
        (Mixture, Radius) = (mixture, radius);
    }

    /// <summary>The mixture before truncation.</summary>
    public GaussianMixture Mixture { get; }

    /// <summary>r, in standard deviations.</summary>
    public double Radius { get; }

    /// <inheritdoc/>
    public override int Dimension => Mixture.Dimension;

    /// <summary>A number that no two points of the support exceed in distance.</summary>
    public double Diameter =>
        Mixture.Components.SelectMany(_ => Mixture.Components, (a, b) => Distance(a.Mean, b.Mean) + Reach(a) + Reach(b)).Max();

    private double Reach(Gaussian component) => Radius * Math.Sqrt(component.Covariance.InfinityNorm());

    private protected override double Evaluate(ReadOnlySpan<double> x, Span<double> score)
    {
        var point = x.ToArray();
        var inside = Enumerable
            .Range(0, Mixture.Components.Count)
            .Where(k => Mixture.Components[k].SquaredDistance(point) <= Radius * Radius)
            .ToArray();
        if (inside.Length == 0)
        {
            score.Fill(double.NaN);
            return double.NegativeInfinity;
        }
        var weights = inside.Select(k => Mixture.Weights[k]).ToArray();
        var part = new GaussianMixture([.. inside.Select(k => Mixture.Components[k])], weights);
        return part.LogDensityAndScore(x, score) + Math.Log(weights.Sum() / acceptance);
    }

    private protected override Points Draw(int count, RandomStream stream)
    {
        var chosen = Mixture.SampleIndices(count, stream.Child("index"));
        var z = new double[Dimension];
        return Points.Generate(
            count,
            Dimension,
            (i, row) =>
            {
                var draws = stream.Child("noise", i).Draws();
                do for (var k = 0; k < z.Length; k++)
                    z[k] = draws.Gaussian();
                while (System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(z) > Radius * Radius);
                Mixture.Components[chosen[i]].FromStandard(z, row);
            }
        );
    }

    private static double Distance(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
