using MathNet.Numerics.Integration;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>The law of c(U) with c a smooth curve and U uniform on [0, 1]: a ring, a swiss roll. It has no density until it is diffused.</summary>
public sealed class Curve : Law, IDiffusible
{
    private const int Order = 16;
    private readonly Func<double, double[]> at;
    private readonly double speed;

    /// <summary>A curve.</summary>
    /// <param name="dimension">The dimension of its points.</param>
    /// <param name="at">The point at u in [0, 1].</param>
    /// <param name="speed">A number that |c'(u)| never exceeds: it sets how finely the diffused law integrates along the curve.</param>
    public Curve(int dimension, Func<double, double[]> at, double speed)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        (Dimension, this.at, this.speed) = (dimension, at, speed);
    }

    /// <inheritdoc/>
    public override int Dimension { get; }

    /// <summary>The uniform law on a circle about the origin.</summary>
    public static Curve Ring(double radius) =>
        new(2, u => [radius * Math.Cos(2 * Math.PI * u), radius * Math.Sin(2 * Math.PI * u)], 2 * Math.PI * radius);

    /// <summary>The swiss roll in the plane: angle f = 1.5 pi (1 + 2 u), point f (cos f, sin f)/unit.</summary>
    public static Curve SwissRoll(double unit = 1) =>
        new(
            2,
            u =>
            {
                var angle = 1.5 * Math.PI * (1 + 2 * u);
                return [angle * Math.Cos(angle) / unit, angle * Math.Sin(angle) / unit];
            },
            3 * Math.PI * Math.Sqrt(1 + Math.Pow(4.5 * Math.PI, 2)) / unit
        );

    /// <inheritdoc/>
    public ContinuousLaw Diffused(double scale, double variance)
    {
        // Panels of Gauss-Legendre nodes, each no longer than about two standard deviations of the noise.
        var deviation = Math.Sqrt(DiffusedLaws.Positive(variance));
        var panels = Math.Max(4, (int)Math.Ceiling(Math.Abs(scale) * speed / (2 * deviation)));
        if (panels > 1 << 16)
            throw new ArgumentOutOfRangeException(
                nameof(variance),
                variance,
                $"The noise is too small for this curve: a density would need {(long)panels * Order} nodes."
            );
        var rule = new GaussLegendreRule(0, 1, Order);
        var nodes = Enumerable
            .Range(0, panels)
            .SelectMany(p => rule.Abscissas.Zip(rule.Weights, (x, w) => (U: (p + x) / panels, W: w)))
            .ToArray();
        var law = new PointLaw(Points.FromRows([.. nodes.Select(node => at(node.U))]), [.. nodes.Select(node => node.W)]);
        return law.Diffused(scale, variance);
    }

    private protected override Points Draw(int count, RandomStream stream)
    {
        var places = stream.Uniforms(count);
        return Points.Generate(count, Dimension, (i, row) => at(places[i]).CopyTo(row));
    }
}
