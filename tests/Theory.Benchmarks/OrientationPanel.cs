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

    public static void Run()
    {
        var experiment = Experiment.Get("vastola2025-panel");
        var parameters = experiment.Complete(Parameters.None.With("models", Models.ToString(CultureInfo.InvariantCulture)));
        var whole = Timing.Of(() => experiment.Run(parameters, 1, Progressing.Unheard, CancellationToken.None));
        var ours = new Timing(whole.Wall / Panels / Models, whole.Processor / Panels / Models);
        Console.WriteLine($"  ours, 1,000 draws that follow the flow: {ours} a model");
        if (Peer.Run("orientation_panel.py", 1, "4", "100000") is not { } result)
            return;
        var time = Peer.TimeOf(result);
        var theirs = new Timing(time.Wall / 4, time.Processor / 4);
        Console.WriteLine(
            $"  NumPy {result.GetProperty("version").GetString()}, published procedure, 100,000 draws: {theirs} a model; "
                + string.Create(CultureInfo.InvariantCulture, $"{theirs.Processor / ours.Processor:G3} times ours by processor")
        );
    }
}
