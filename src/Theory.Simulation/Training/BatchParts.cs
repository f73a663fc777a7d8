using System.Numerics.Tensors;

namespace Theory.Simulation.Training;

/// <summary>
/// Sums of losses and gradients over a batch, in parallel by parts. The division into parts depends on the batch alone and the parts
/// are added in order, so the bits of the result do not depend on the number of threads.
/// </summary>
internal sealed class BatchParts
{
    private const int LeastRows = 64; // of a part

    private readonly float[][] gradients;
    private readonly double[] losses;
    private readonly int rows;

    public BatchParts(int parameters, int rows)
    {
        this.rows = rows;
        var parts = 1;
        while (rows / (2 * parts) >= LeastRows)
            parts *= 2;
        RowsOfPart = (rows + parts - 1) / parts;
        gradients = [.. Enumerable.Range(0, parts).Select(_ => GC.AllocateArray<float>(parameters, pinned: true))];
        losses = new double[parts];
    }

    /// <summary>The number of parts.</summary>
    public int Count => gradients.Length;

    /// <summary>The rows of each part but perhaps the last.</summary>
    public int RowsOfPart { get; }

    /// <summary>Adds a part's gradient, over rows first, ..., first + count - 1 of the batch, and returns its part of the loss.</summary>
    public delegate double Part(int part, int first, int count, Span<float> gradient);

    /// <summary>The loss over the batch; its gradient replaces <paramref name="gradient"/>.</summary>
    public double Sum(Part compute, float[] gradient)
    {
        if (Count == 1)
            Run(0, compute);
        else
            Parallel.For(0, Count, part => Run(part, compute));
        gradients[0].CopyTo(gradient, 0);
        for (var part = 1; part < Count; part++)
            TensorPrimitives.Add(gradient, gradients[part], gradient);
        return losses.Sum();
    }

    private void Run(int part, Part compute)
    {
        var first = part * RowsOfPart;
        Array.Clear(gradients[part]);
        losses[part] = compute(part, first, Math.Min(RowsOfPart, rows - first), gradients[part]);
    }
}
