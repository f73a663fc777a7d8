using System.Globalization;
using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Testing;

namespace Theory.Benchmarks;

/// <summary>
/// One panel of Vastola 2025, figure 2: 100 linear denoisers, each fitted to 256 samples with 16 x 16 radial features, and the law
/// that the probability flow of each makes from N(0, 1) down to eps = 1e-2. Here the flow carries the mass of each cell exactly; the
/// published procedure samples it, in 30 Euler steps with the
/// estimate looked up on a grid; a second peer samples it with steps that follow the flow. All are measured against the same flow,
/// followed more finely.
/// </summary>
internal static class DenoiserPanel
{
    private const int Models = 100;
    private const int Cells = 200;
    private const double Tolerance = 1e-2;
    private static readonly Diffusion Diffusion = new(Schedule.VariancePreservingFullDrift(new Rational(1, 10), 20));

    public static IEnumerable<Row> Rows()
    {
        var elapsed = Timing.Best(() => Panel(Tolerance, Models), 3).Processor;
        var error = Number(Error(Panel(Tolerance, 20), Panel(1e-8, 20)));
        foreach (var (procedure, models) in new[] { ("published", 20), ("converged", 1) })
        {
            var result = Peer.Run("denoiser_panel.py", 1, $"{models}", "100000", procedure);
            yield return new(
                $"the laws that {Models} linear denoisers generate, mean L1 error {error} (processor)",
                elapsed,
                $"NumPy, {procedure} steps, {models} timed"
                    + (result is { } r ? $", error {Number(r.GetProperty("error").GetDouble())}" : ""),
                result is { } peer ? Peer.TimeOf(peer).Processor * Models / models : null
            );
        }
    }

    private static GridLaw[] Panel(double tolerance, int models)
    {
        var data = Points.OnLine(-1, 0, 1);
        var features = new FeatureMap.SpaceTime(FeatureMap.Radial.Between(-1.5, 1.5, 16), FeatureMap.Radial.Between(0.01, 1, 16));
        var laws = new GridLaw[models];
        Parallel.For(
            0,
            models,
            k =>
            {
                var sample = DenoisingSample.Draw(data, Diffusion, 0.01, 1, 256, RandomStream.Root(1).Child("model", k));
                var model = sample.Fit(features, Diffusion, ridge: 0.1);
                laws[k] = MonotoneTransport.ReverseOdeWithin(
                    new ReverseDiffusion(model.Score, Diffusion, 1, 0.01),
                    -1.5,
                    1.5,
                    Cells,
                    tolerance
                );
            }
        );
        return laws;
    }

    private static double Error(GridLaw[] laws, GridLaw[] fine) =>
        laws.Zip(fine, (law, exact) => law.Masses.Zip(exact.Masses, (p, q) => Math.Abs(p - q)).Sum()).Average();

    private static string Number(double x) => x.ToString("G3", CultureInfo.InvariantCulture);
}
