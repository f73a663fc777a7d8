using System.Text.Json;
using Theory.Probability.Schedules;
using Theory.Simulation.Data;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Testing;

namespace Theory.Benchmarks;

/// <summary>Training of the swiss-roll score, as the reference describes it, against PyTorch on the processor.</summary>
internal static class SwissRoll
{
    private const int Steps = 1000; // a tenth of the reference's, per run

    public static IEnumerable<Row> Rows()
    {
        var points = DataSet.Read(Golden.PathOf("swiss_roll_200.csv")).Points;
        int[] widths = [128, 128, 128];
        var training = new DenoisingTraining(points, new Diffusion(Schedule.Usual), 0.2, widths, Activation.Swish);
        training.Run(new Optimizer.Adam(1e-3), Steps, RandomStream.Root(0)); // warms
        var ours = Enumerable
            .Range(1, 3)
            .Select(seed => Timing.Of(() => training.Run(new Optimizer.Adam(1e-3), Steps, RandomStream.Root((ulong)seed))))
            .ToArray();
        var theirs = Enumerable
            .Range(1, 2)
            .Select(threads => Peer.Run("swiss_roll.py", threads, Golden.PathOf("swiss_roll_200.csv"), $"{Steps}"))
            .OfType<JsonElement>()
            .ToArray();
        var (wall, processor) = (ours.Min(t => t.Wall) / Steps, ours.Min(t => t.Processor) / Steps);
        // A product forward and two backward for each weight and point, two operations each, in single precision.
        var weights = 3 * widths[0] + widths[0] * widths[1] + widths[1] * widths[2] + widths[2] * points.Dimension;
        var least = 6.0 * weights * points.Count / (2 * Machine.Flops);
        const string work = "a step of Adam on a network 3-128-128-128-2, 200 points";
        yield return new(
            $"{work} (clock, {Environment.ProcessorCount} threads)",
            wall,
            "PyTorch, the better of 1 and 2 threads",
            theirs.Length == 0 ? null : theirs.Min(r => Peer.TimeOf(r).Wall) / Steps,
            least / Environment.ProcessorCount
        );
        yield return new(
            $"{work} (processor)",
            processor,
            "PyTorch, the better of 1 and 2 threads",
            theirs.Length == 0 ? null : theirs.Min(r => Peer.TimeOf(r).Processor) / Steps,
            least
        );
    }
}
