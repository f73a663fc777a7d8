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

    public static IEnumerable<Row> Rows() => Rows(hasSurface: true).Concat(Rows(hasSurface: false));

    private static IEnumerable<Row> Rows(bool hasSurface)
    {
        var (training, generated) = (Points(Training, 1, hasSurface), Points(Generated, 2, hasSurface));
        var work = $"the two nearest of 60,000 to each of 10,000 points, {(hasSurface ? "near a surface" : "Gaussian")}";
        var fraction = 0.0;
        var ours = Timing.Of(() =>
        {
            var pairs = NearestPair.Of(generated, training);
            fraction = pairs.Count(pair => pair.Ratio < 1 / 3.0) / (double)pairs.Length;
        });
        // The products of all pairs in single precision, which screens them; points near a surface do not need them.
        double? least = hasSurface ? null : 2.0 * Training * Generated * Dimension / (2 * Machine.Flops);
        var folder = Directory.CreateTempSubdirectory("theory-benchmark-");
        try
        {
            var files = new[] { ("training.npy", training), ("generated.npy", generated) }
                .Select(f => Written(Path.Combine(folder.FullName, f.Item1), f.Item2))
                .ToArray();
            foreach (
                var (script, peer) in new[]
                {
                    ("sklearn", "scikit-learn, NearestNeighbors"),
                    ("blocked", "NumPy, blocked products"),
                    ("loop", "NumPy, point by point, 20 timed"),
                }
            )
            {
                var result = Peer.Run("memorization.py", 1, [script, .. files]);
                if (result is { } r && Math.Abs(r.GetProperty("fraction").GetDouble() - fraction) > 1e-3)
                    throw new InvalidOperationException($"{peer} finds another fraction than {fraction}.");
                Timing? theirs = result is { } time ? Peer.TimeOf(time) : null;
                yield return new($"{work} (processor)", ours.Processor, peer, theirs?.Processor, least);
                yield return new($"{work} (clock)", ours.Wall, peer, theirs?.Wall, least / Environment.ProcessorCount);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

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
