using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;

namespace Theory.Verification.Experiments;

/// <summary>
/// The linear denoisers of Vastola (2025), figures 2 and 3: products of features of the coordinates and of the time, fitted by weighted least
/// squares with a ridge of .1 to noised points at uniform times; and how the published code samples them.
/// </summary>
public static class Vastola2025Models
{
    /// <summary>Where the flow stops.</summary>
    public const double Eps = 0.01;

    /// <summary>Where it starts.</summary>
    public const double Horizon = 1;

    /// <summary>The side of the window is twice this.</summary>
    public const double Reach = 1.5;

    /// <summary>The steps of the published sampler.</summary>
    public const int PublishedSteps = 30;

    private const double Ridge = 0.1;

    /// <summary>beta = .1 + 19.9 t with full drift.</summary>
    public static Diffusion Diffusion { get; } = new(Schedule.VariancePreservingFullDrift(new Rational(1, 10), 20));

    /// <summary>Normal densities in x and in t, each with the given number of equally spaced centres.</summary>
    public static FeatureMap.SpaceTime Bumps(int count) =>
        new(FeatureMap.Radial.Between(-Reach, Reach, count), FeatureMap.Radial.Between(Eps, Horizon, count));

    /// <summary>The same in the plane: products of bumps in both coordinates and in t.</summary>
    public static FeatureMap.SpaceTime BumpsInPlane(int count) =>
        InPlane(FeatureMap.Radial.Between(-Reach, Reach, count), FeatureMap.Radial.Between(Eps, Horizon, count));

    /// <summary>Products of waves in both coordinates and in t: the constant, cosines and sines of the lowest frequencies, of the window's period.</summary>
    public static FeatureMap.SpaceTime WavesInPlane(int count) => InPlane(Waves(2 * Reach, count), Waves(Horizon - Eps, count));

    private static FeatureMap.SpaceTime InPlane(FeatureMap line, FeatureMap time) =>
        new(new FeatureMap.SpaceTime(line, line), time);

    // 1, then cosines, then sines, one cosine more than sines for an even count.
    private static FeatureMap.Chosen Waves(double period, int count)
    {
        var (cosines, sines) = (count / 2, (count - 1) / 2);
        return new(
            FeatureMap.Fourier.OfPeriod(period, cosines + 1),
            [.. Enumerable.Range(0, cosines + 1), .. Enumerable.Range(cosines + 2, sines)]
        );
    }

    /// <summary>A denoiser fitted to fresh noised points.</summary>
    public static LinearDenoiser Fit(Points data, FeatureMap.SpaceTime features, int samples, RandomStream stream) =>
        DenoisingSample.Draw(data, Diffusion, Eps, Horizon, samples, stream).Fit(features, Diffusion, Ridge);

    /// <summary>The flow of a denoiser.</summary>
    public static ReverseDiffusion Flow(LinearDenoiser denoiser)
    {
        ArgumentNullException.ThrowIfNull(denoiser);
        return new(denoiser.Score, Diffusion, Horizon, Eps);
    }

    /// <summary>
    /// Points of the line by the published procedure: thirty Euler steps equal in time, each with the estimate of the clean point looked up at the
    /// right neighbour on a grid of the window, whose ends stand for everything beyond.
    /// </summary>
    public static double[] Published(LinearDenoiser denoiser, int grid, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(denoiser);
        var places = Points.Generate(grid, 1, (i, row) => row[0] = -Reach + 2 * Reach * i / (grid - 1));
        var x = stream.Gaussians(draws);
        var (h, width) = ((Horizon - Eps) / PublishedSteps, 2 * Reach / (grid - 1));
        for (var k = 0; k < PublishedSteps; k++)
        {
            var t = Horizon - k * h;
            var table = denoiser.Denoise(places, t).Column(0);
            var (scale, variance, beta) = (Diffusion.Scale(t), Diffusion.Variance(t), -Diffusion.Drift(t));
            for (var i = 0; i < x.Length; i++)
            {
                var place = (int)Math.Clamp(Math.Ceiling((x[i] + Reach) / width), 0, grid - 1);
                x[i] += h * beta * (x[i] + (scale * table[place] - x[i]) / variance);
            }
        }
        return x;
    }
}
