using System.Globalization;
using Theory.Verification.Experiments;

namespace Theory.Benchmarks;

/// <summary>
/// The panels of Vastola 2025, figure 3, by the experiment <c>vastola2025-panel</c>, against the published procedure: thirty Euler steps with the
/// estimate looked up on a grid, here with the grid filled by products of one-dimensional features.
/// </summary>
internal static class OrientationPanel
{
    private const int Models = 20;
    private const int Panels = 6;

    public static IEnumerable<Row> Rows()
    {
        var experiment = Experiment.Get("vastola2025-panel");
        var parameters = experiment.Complete(Parameters.None.With("models", Models.ToString(CultureInfo.InvariantCulture)));
        var whole = Timing.Of(() => experiment.Run(parameters, 1, Progressing.Unheard, CancellationToken.None));
        yield return new(
            "a 2-D linear denoiser fitted and drawn from, 1,000 draws that follow the flow (processor)",
            whole.Processor / Panels / Models,
            "NumPy, published steps, 100,000 draws",
            Peer.Run("orientation_panel.py", 1, "4", "100000") is { } result ? Peer.TimeOf(result).Processor / 4 : null
        );
    }
}
