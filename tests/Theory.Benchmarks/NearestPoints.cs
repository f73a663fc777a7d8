using System.Globalization;
using System.Text;
using Theory.Simulation;
using Theory.Simulation.Memorization;
using Theory.Simulation.Randomness;

namespace Theory.Benchmarks;

/// <summary>
/// The memorization fraction of 10,000 generated points against 60,000 training points in 784 coordinates, as many as images of digits
/// have, on one thread's worth of processor time: points near a surface of 20 dimensions, as images lie, and points that lie near none.
/// </summary>
internal static class NearestPoints
{
    private const int Training = 60_000;
    private const int Generated = 10_000;
    private const int Dimension = 784;

    public static void Run()
    {
        foreach (var hasSurface in new[] { true, false })
        {
            Console.WriteLine(hasSurface ? "  near a surface of 20 dimensions:" : "  Gaussian in all directions:");
            var (training, generated) = (Points(Training, 1, hasSurface), Points(Generated, 2, hasSurface));
            var fraction = 0.0;
            var ours = Timing.Of(() =>
            {
                var pairs = NearestPair.Of(generated, training);
                fraction = pairs.Count(pair => pair.Ratio < 1 / 3.0) / (double)pairs.Length;
            });
            Print($"    ours: {ours}, fraction {fraction}");
            var folder = Directory.CreateTempSubdirectory("theory-benchmark-");
            try
            {
                var files = new[] { ("training.npy", training), ("generated.npy", generated) }
                    .Select(f => Written(Path.Combine(folder.FullName, f.Item1), f.Item2))
                    .ToArray();
                foreach (var script in new[] { "sklearn", "blocked", "loop" })
                    if (Peer.Run("memorization.py", 1, [script, .. files]) is { } result)
                    {
                        var theirs = Peer.TimeOf(result);
                        Print(
                            $"    {script}: {theirs}, fraction {result.GetProperty("fraction").GetDouble()}; {theirs.Processor / ours.Processor:0.0} times ours in seconds of processor"
                        );
                    }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static Points Points(int count, int seed, bool hasSurface)
    {
        var frame = RandomStream.Root(3).Gaussians(20 * Dimension);
        return Theory.Simulation.Points.Generate(
            count,
            Dimension,
            (i, row) =>
            {
                var stream = RandomStream.Root((ulong)seed).Child("point", i);
                var noise = stream.Child("noise").Gaussians(Dimension);
                var place = stream.Gaussians(20);
                for (var k = 0; k < Dimension; k++)
                {
                    var along = 0.0;
                    for (var j = 0; hasSurface && j < place.Length; j++)
                        along += place[j] * frame[j * Dimension + k];
                    row[k] = (float)(hasSurface ? Math.Tanh(along / 4) + 0.1 * noise[k] : noise[k]);
                }
            }
        );
    }

    // Single precision, which is what the peers are fastest with.
    private static string Written(string path, Points points)
    {
        using var file = new BinaryWriter(File.Create(path));
        var header =
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({points.Count}, {points.Dimension}), }}".PadRight(117) + "\n";
        file.Write([0x93, .. "NUMPY"u8, 1, 0]);
        file.Write((ushort)header.Length);
        file.Write(Encoding.ASCII.GetBytes(header));
        foreach (var x in points.Values)
            file.Write((float)x);
        return path;
    }
}
