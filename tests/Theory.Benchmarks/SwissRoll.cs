using System.Globalization;
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

    public static void Run()
    {
        var points = DataSet.Read(Golden.PathOf("swiss_roll_200.csv")).Points;
        var training = new DenoisingTraining(points, new Diffusion(Schedule.Usual), 0.2, [128, 128, 128], Activation.Swish);
        training.Run(new Optimizer.Adam(1e-3), 50, RandomStream.Root(0));
        Timing Train(ulong seed) => Timing.Of(() => training.Run(new Optimizer.Adam(1e-3), Steps, RandomStream.Root(seed)));
        var ours = new[] { Train(1), Train(2), Train(3) }.MinBy(t => t.Wall);
        Console.WriteLine($"  ours: {ours} for {Steps} steps, {PerStep(ours)} ms a step");
        var peers = Enumerable
            .Range(1, 2)
            .Select(threads =>
                (Threads: threads, Result: Peer.Run("swiss_roll.py", threads, Golden.PathOf("swiss_roll_200.csv"), $"{Steps}"))
            )
            .Where(p => p.Result is not null)
            .Select(p =>
                (p.Threads, Time: Peer.TimeOf(p.Result!.Value), Version: p.Result.Value.GetProperty("version").GetString())
            )
            .ToArray();
        foreach (var (threads, time, version) in peers)
            Console.WriteLine($"  PyTorch {version}, {threads} thread(s): {time}, {PerStep(time)} ms a step");
        if (peers.Length > 0)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {peers.Min(p => p.Time.Wall) / ours.Wall:0.0} times faster on the clock, {peers.Min(p => p.Time.Processor) / ours.Processor:0.0} by processor (3 is asked for)"
                )
            );
    }

    private static string PerStep(Timing time) => (time.Wall / Steps * 1e3).ToString("0.000", CultureInfo.InvariantCulture);
}
