using System.Numerics.Tensors;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// The gradient of a loss over a batch, computed in parallel by parts. The division into parts depends on the batch alone and the
/// parts are added in order, so the bits of the result do not depend on the number of threads.
/// </summary>
internal sealed class BatchGradient
{
    private const int LeastRows = 64; // of a part

    private readonly NetworkPass[] passes;
    private readonly float[][] gradients;
    private readonly double[] losses;
    private readonly int rows;

    public BatchGradient(NetworkShape shape, int rows)
    {
        this.rows = rows;
        var parts = 1;
        while (rows / (2 * parts) >= LeastRows)
            parts *= 2;
        RowsOfPart = (rows + parts - 1) / parts;
        passes = [.. Enumerable.Range(0, parts).Select(_ => new NetworkPass(shape, RowsOfPart))];
        gradients = [.. passes.Select(_ => GC.AllocateArray<float>(shape.ParameterCount, pinned: true))];
        losses = new double[parts];
    }

    /// <summary>The rows of each part but perhaps the last.</summary>
    public int RowsOfPart { get; }

    /// <summary>Writes the inputs of rows first, first + 1, ... of the batch.</summary>
    public delegate void Fill(int first, Span<float> inputs);

    /// <summary>
    /// Replaces the outputs of rows first, first + 1, ... by the derivatives of the loss by them, and returns their part of the
    /// loss.
    /// </summary>
    public delegate double Loss(int first, Span<float> outputs);

    /// <summary>The loss at the parameters; its gradient replaces <paramref name="gradient"/>.</summary>
    public double At(float[] parameters, Fill fill, Loss loss, float[] gradient)
    {
        if (passes.Length == 1)
            Part(0, parameters, fill, loss);
        else
            Parallel.For(0, passes.Length, part => Part(part, parameters, fill, loss));
        gradients[0].CopyTo(gradient, 0);
        for (var part = 1; part < passes.Length; part++)
            TensorPrimitives.Add(gradient, gradients[part], gradient);
        return losses.Sum();
    }

    private void Part(int part, float[] parameters, Fill fill, Loss loss)
    {
        var (pass, first) = (passes[part], part * RowsOfPart);
        var count = Math.Min(RowsOfPart, rows - first);
        fill(first, pass.Inputs[..(pass.Inputs.Length / RowsOfPart * count)]);
        pass.Forward(parameters, count);
        losses[part] = loss(first, pass.Outputs[..(pass.Outputs.Length / RowsOfPart * count)]);
        Array.Clear(gradients[part]);
        pass.Backward(parameters, count, gradients[part]);
    }
}
