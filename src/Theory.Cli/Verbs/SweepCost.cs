using System.Diagnostics;
using System.Text.Json.Nodes;
using Theory.Cli.Output;
using static System.FormattableString;

namespace Theory.Cli.Verbs;

/// <summary>What the cells of a sweep have cost, for whoever plans a larger one of the same kind.</summary>
/// <param name="Cells">How many were computed.</param>
/// <param name="Seconds">The seconds of processor that took.</param>
/// <param name="Stored">How many results the store holds.</param>
/// <param name="Bytes">How large it is.</param>
internal sealed record SweepCost(int Cells, double Seconds, long Stored, long Bytes)
{
    private const double Million = 1e6;

    // The runtime, the experiment and the store's pages, at their most.
    private static long PeakMemory => Process.GetCurrentProcess().PeakWorkingSet64;

    private double SecondsEach => Seconds / Cells;

    private double BytesEach => Bytes / (double)Math.Max(1, Stored);

    /// <summary>For programs; null where no cell was computed, which would say nothing.</summary>
    public JsonObject? Result =>
        Cells == 0
            ? null
            : new()
            {
                ["secondsPerCell"] = SecondsEach,
                ["bytesPerCell"] = BytesEach,
                ["peakMemoryBytes"] = PeakMemory,
                ["perMillionCells"] = new JsonObject
                {
                    ["processorHours"] = SecondsEach * Million / 3600,
                    ["storeBytes"] = BytesEach * Million,
                },
            };

    /// <summary>For people.</summary>
    public IEnumerable<(string Name, Cell Value)> Shown =>
        Cells == 0
            ? []
            :
            [
                ("seconds of processor a cell", Cell.Number(SecondsEach, 3)),
                ("bytes of the store a cell", Cell.Number(BytesEach, 4)),
                ("most memory held", $"{PeakMemory / Million:F0} MB"),
                (
                    "a million such cells",
                    Invariant($"{SecondsEach * Million / 3600:G3} hours of one processor, a store of {BytesEach / 1000:G3} GB")
                ),
            ];
}
