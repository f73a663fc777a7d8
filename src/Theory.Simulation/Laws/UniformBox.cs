using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>
/// The law of <c>a X + s N</c>, X uniform on a box: independent coordinates, each an interval smoothed by a Gaussian. With s = 0 it is the
/// uniform law itself, whose score is 0 inside.
/// </summary>
public sealed class UniformBox : ContinuousLaw, IDiffusible
{
    private readonly double[] lower;
    private readonly double[] upper;
    private readonly double deviation;

    /// <summary>The uniform law on the box between two corners.</summary>
    /// <exception cref="ArgumentException">The corners differ in dimension, or are not ordered.</exception>
    public UniformBox(IReadOnlyList<double> lower, IReadOnlyList<double> upper)
        : this(lower, upper, 0) { }

    private UniformBox(IReadOnlyList<double> lower, IReadOnlyList<double> upper, double deviation)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        if (lower.Count == 0 || lower.Count != upper.Count || lower.Zip(upper).Any(side => !(side.First < side.Second)))
            throw new ArgumentException(
                $"The corners ({string.Join(", ", lower)}) and ({string.Join(", ", upper)}) need as many coordinates, the first below the second."
            );
        (this.lower, this.upper, this.deviation) = ([.. lower], [.. upper], deviation);
    }

    /// <inheritdoc/>
    public override int Dimension => lower.Length;

    /// <inheritdoc/>
    public ContinuousLaw Diffused(double scale, double variance)
    {
        if (scale == 0)
            return new Gaussian(new double[Dimension], variance);
        var (a, b) = scale > 0 ? (lower, upper) : (upper, lower);
        return new UniformBox(
            [.. a.Select(x => scale * x)],
            [.. b.Select(x => scale * x)],
            Math.Sqrt(scale * scale * deviation * deviation + DiffusedLaws.NonNegative(variance))
        );
    }

    private protected override double Evaluate(ReadOnlySpan<double> x, Span<double> score)
    {
        var log = 0.0;
        for (var k = 0; k < x.Length; k++)
        {
            var (mass, slope) = Inside(lower[k] - x[k], upper[k] - x[k]);
            log += mass - Math.Log(upper[k] - lower[k]);
            if (!score.IsEmpty)
                score[k] = -slope;
        }
        return log;
    }

    // The logarithm of P(l < s N < u) and its derivative when both ends move right.
    private (double Log, double Slope) Inside(double l, double u)
    {
        if (deviation == 0)
            return l <= 0 && 0 <= u ? (0, 0) : (double.NegativeInfinity, double.NaN);
        var (log, slope) = StandardNormal.Interval(l / deviation, u / deviation);
        return (log, slope / deviation);
    }

    private protected override Points Draw(int count, RandomStream stream)
    {
        var places = stream.Child("place").Uniforms(count * Dimension);
        var noise = deviation > 0 ? stream.Child("noise").Gaussians(count * Dimension) : new double[count * Dimension];
        return Points.Generate(
            count,
            Dimension,
            (i, row) =>
            {
                for (var k = 0; k < row.Length; k++)
                    row[k] = lower[k] + (upper[k] - lower[k]) * places[i * Dimension + k] + deviation * noise[i * Dimension + k];
            }
        );
    }
}
