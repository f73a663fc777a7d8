using System.Globalization;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;

namespace Theory.Benchmarks;

/// <summary>
/// The density of eigenvalues of random features at psi_p = 8, psi_n = 2, t = .01 (at d = 800: 6,400 features, 1,600 points) at the 400 places of
/// the published script, by its procedure and by ours; and what either is off the density smoothed over 1e-9.
/// </summary>
internal static class SpectrumSolve
{
    private const double T = 0.01;
    private const double FeatureRatio = 8;
    private const double PointRatio = 2;

    public static IEnumerable<Row> Rows()
    {
        // As published, 100 places over the lower bulk and 300 over the upper; the negative ones, where there is nothing, left out.
        double[] places =
        [
            .. Enumerable.Range(1, 100).Select(k => 0.5 * k / 100),
            .. Enumerable.Range(1, 300).Select(k => 0.5 + 59.5 * k / 300),
        ];
        double[] ours = [];
        var elapsed = Timing.Best(
            () => ours = new FeatureSpectrum(T, FeatureRatio, PointRatio, Activation.Tanh).Densities(places, 1e-9),
            5
        );
        var constants = GaussianEquivalent.At(T, 1, Activation.Tanh);
        string[] arguments =
        [
            .. new[]
            {
                FeatureRatio,
                PointRatio,
                T,
                constants.Linear,
                constants.Noise,
                constants.Sample * constants.Sample,
                constants.FreshSquared,
            }
                .Concat(places)
                .Select(x => x.ToString("R", CultureInfo.InvariantCulture)),
        ];
        // Theirs may be lost at some places: the equations have other solutions.
        var result = Peer.Run("spectrum.py", 1, arguments);
        var near = result is { } r
            ? r.GetProperty("densities")
                .EnumerateArray()
                .Zip(ours, (theirs, density) => Math.Abs(density - theirs.GetDouble()) <= 1e-6 * (1 + density))
                .Count(isNear => isNear)
            : 0;
        yield return new(
            $"density of eigenvalues of random features at {places.Length} places (processor)",
            elapsed.Processor,
            "SciPy, published procedure" + (result is null ? "" : $", equal to 1e-6 at {near}"),
            result is { } peer ? Peer.TimeOf(peer).Processor : null
        );
    }
}
