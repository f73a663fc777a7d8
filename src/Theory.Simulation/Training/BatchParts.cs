using System.Numerics.Tensors;

namespace Theory.Simulation.Training;

/// <summary>
/// Sums of losses and gradients over a batch, in parallel by parts. The division into parts depends on the batch alone and the parts
/// are added in order, so the bits of the result do not depend on the number of threads.
/// </summary>
internal sealed class BatchParts : IDisposable
{
    private const int LeastRows = 64; // of a part

    private readonly float[][] gradients;
    private readonly double[] losses;
    private readonly int rows;
    private readonly Crew crew;

    public BatchParts(int parameters, int rows)
    {
        this.rows = rows;
        var parts = 1;
        while (rows / (2 * parts) >= LeastRows)
            parts *= 2;
        RowsOfPart = (rows + parts - 1) / parts;
        parts = (rows + RowsOfPart - 1) / RowsOfPart; // rounding up may leave the last ones none
        gradients = [.. Enumerable.Range(0, parts).Select(_ => GC.AllocateArray<float>(parameters, pinned: true))];
        losses = new double[parts];
        crew = new Crew(Math.Min(parts, Environment.ProcessorCount));
    }

    /// <summary>The number of parts.</summary>
    public int Count => gradients.Length;

    /// <summary>The rows of each part but perhaps the last.</summary>
    public int RowsOfPart { get; }

    /// <summary>
    /// Writes a part's gradient, over rows first, ..., first + count - 1 of the batch, and returns its part of the loss.
    /// </summary>
    public delegate double Part(int part, int first, int count, Span<float> gradient);

    /// <summary>The loss over the batch; its gradient replaces <paramref name="gradient"/>.</summary>
    public double Sum(Part compute, float[] gradient)
    {
        crew.Round(member =>
        {
            for (var part = member; part < Count; part += crew.Size)
            {
                var first = part * RowsOfPart;
                losses[part] = compute(part, first, Math.Min(RowsOfPart, rows - first), gradients[part]);
            }
        });
        if (Count == 1)
            gradients[0].CopyTo(gradient, 0);
        else
            TensorPrimitives.Add(gradients[0], gradients[1], gradient);
        for (var part = 2; part < Count; part++)
            TensorPrimitives.Add(gradient, gradients[part], gradient);
        return losses.Sum();
    }

    public void Dispose() => crew.Dispose();
}
