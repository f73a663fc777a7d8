using System.Numerics.Tensors;
using Theory.Simulation.Diffusions;

namespace Theory.Simulation.ScoreModels;

/// <summary>
/// An estimate of the clean point from the noised one, linear in features of (x, t): <c>mu(x, t) = W phi(x, t)</c>, and the score
/// that it stands for, <c>(a mu - x) / s^2</c>.
/// </summary>
/// <remarks>Vastola 2025, section 5 and the published code, whose denoiser parameterisation this is.</remarks>
/// <param name="Features">phi.</param>
/// <param name="Coefficients">W, one row of coefficients for each coordinate of x.</param>
/// <param name="Diffusion">The forward diffusion.</param>
public sealed record LinearDenoiser(FeatureMap.SpaceTime Features, Points Coefficients, Diffusion Diffusion)
{
    /// <summary>mu at every point.</summary>
    public Points Denoise(Points points, double time)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (space, outputs) = (Features.Space, Coefficients.Count);
        var frozen = Enumerable.Range(0, outputs).Select(k => Features.Freeze(Coefficients[k], time)).ToArray();
        if (outputs == 1)
            return Points.Of(1, space.Combine(points, frozen[0]));
        var values = space.At(points);
        return Points.Generate(
            points.Count,
            points.Dimension,
            (i, row) =>
            {
                for (var k = 0; k < row.Length; k++)
                    row[k] = TensorPrimitives.Dot<double>(values.AsSpan(i * space.Count, space.Count), frozen[k]);
            }
        );
    }

    /// <summary>The score field.</summary>
    public Points Score(Points points, double time)
    {
        var mean = Denoise(points, time);
        var (scale, variance) = (Diffusion.Scale(time), Diffusion.Variance(time));
        return Points.Generate(
            points.Count,
            points.Dimension,
            (i, row) =>
            {
                for (var k = 0; k < row.Length; k++)
                    row[k] = (scale * mean[i][k] - points[i][k]) / variance;
            }
        );
    }
}
