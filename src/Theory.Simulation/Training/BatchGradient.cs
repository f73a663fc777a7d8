using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>The gradient over a batch of a loss of one network's outputs.</summary>
internal sealed class BatchGradient : IDisposable
{
    private readonly BatchParts parts;
    private readonly NetworkPass[] passes;
    private readonly NetworkShape shape;

    public BatchGradient(NetworkShape shape, int rows)
    {
        this.shape = shape;
        parts = new BatchParts(shape.ParameterCount, rows);
        passes = [.. Enumerable.Range(0, parts.Count).Select(_ => new NetworkPass(shape, parts.RowsOfPart))];
    }

    /// <summary>Writes the inputs of rows first, first + 1, ... of the batch.</summary>
    public delegate void Fill(int first, Span<float> inputs);

    /// <summary>
    /// Replaces the outputs of rows first, first + 1, ... by the derivatives of the loss by them, and returns their part of the
    /// loss.
    /// </summary>
    public delegate double Loss(int first, Span<float> outputs);

    /// <summary>The loss at the parameters; its gradient replaces <paramref name="gradient"/>.</summary>
    public double At(float[] parameters, Fill fill, Loss loss, float[] gradient) =>
        parts.Sum(
            (part, first, count, sum) =>
            {
                var pass = passes[part];
                fill(first, pass.Inputs[..(count * shape.Widths[0])]);
                pass.Forward(parameters, count);
                var value = loss(first, pass.Outputs[..(count * shape.Widths[^1])]);
                pass.Backward(parameters, count, sum);
                return value;
            },
            gradient
        );

    public void Dispose() => parts.Dispose();
}
