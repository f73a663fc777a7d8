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

    public static void Run()
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
        Console.WriteLine($"  ours: {elapsed} for {places.Length} places");
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
        if (Peer.Run("spectrum.py", 1, arguments) is not { } result)
            return;
        var theirs = Peer.TimeOf(result);
        var densities = result.GetProperty("densities").EnumerateArray().Select(x => x.GetDouble()).ToArray();
        // Theirs may be lost at some places: the equations have other solutions.
        var near = ours.Zip(densities).Count(pair => Math.Abs(pair.First - pair.Second) <= 1e-6 * (1 + pair.First));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  NumPy {result.GetProperty("version").GetString()}, published procedure: {theirs}; {theirs.Wall / elapsed.Wall:0} times ours on the clock, {theirs.Processor / elapsed.Processor:0} by processor; the two agree to 1e-6 at {near} of {places.Length} places"
            )
        );
    }
}
