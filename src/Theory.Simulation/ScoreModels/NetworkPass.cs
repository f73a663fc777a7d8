using Theory.Simulation.LinearAlgebra;

namespace Theory.Simulation.ScoreModels;

/// <summary>
/// The working memory of one forward and backward pass over a batch of rows. Fill <see cref="Inputs"/>, run
/// <see cref="Forward"/>, write the loss's derivatives over <see cref="Outputs"/>, run <see cref="Backward"/>.
/// </summary>
internal sealed unsafe class NetworkPass
{
    private readonly NetworkShape shape;
    private readonly AlignedArray<float>[] values; // [0] the inputs, [l + 1] what leaves layer l; then its derivative by the loss
    private readonly AlignedArray<float>[] slopes; // [l] f' at what enters the activation of layer l

    public NetworkPass(NetworkShape shape, int rows)
    {
        this.shape = shape;
        values = [.. shape.Widths.Select(width => new AlignedArray<float>(rows * width))];
        slopes = [.. shape.Widths.Skip(1).Select(width => new AlignedArray<float>(rows * width))];
    }

    /// <summary>The inputs, rows x inputs; after <see cref="Backward"/> with input gradients, their derivatives.</summary>
    public Span<float> Inputs => values[0].Span;

    /// <summary>The outputs, rows x outputs; before <see cref="Backward"/>, the derivatives of the loss by them.</summary>
    public Span<float> Outputs => values[^1].Span;

    /// <summary>Computes the outputs of the first <paramref name="rows"/> input rows.</summary>
    public void Forward(ReadOnlySpan<float> parameters, int rows)
    {
        fixed (float* p = parameters)
            for (var layer = 0; layer < shape.Layers; layer++)
            {
                var (inputs, outputs) = (shape.Widths[layer], shape.Widths[layer + 1]);
                var weights = p + shape.Offset(layer);
                var z = values[layer + 1].First;
                MatrixProduct<float>.Multiply(
                    MatrixView<float>.RowMajor(values[layer].First, rows, inputs),
                    MatrixView<float>.RowMajor(weights, inputs, outputs),
                    MatrixView<float>.RowMajor(z, rows, outputs)
                );
                FusedActivation.Apply(shape.After(layer), z, weights + inputs * outputs, slopes[layer].First, rows, outputs);
            }
        GC.KeepAlive(this);
    }

    /// <summary>
    /// Writes to <paramref name="gradient"/> the derivatives by the parameters of a loss whose derivatives by the outputs stand in
    /// <see cref="Outputs"/>. The activations are overwritten.
    /// </summary>
    public void Backward(ReadOnlySpan<float> parameters, int rows, Span<float> gradient, bool inputGradients = false)
    {
        fixed (
            float* p = parameters,
                g = gradient
        )
            for (var layer = shape.Layers - 1; layer >= 0; layer--)
            {
                var (inputs, outputs) = (shape.Widths[layer], shape.Widths[layer + 1]);
                var (offset, size) = (shape.Offset(layer), inputs * outputs);
                float* x = values[layer].First,
                    delta = values[layer + 1].First;
                FusedActivation.Chain(delta, slopes[layer].First, g + offset + size, rows, outputs);
                var deltas = MatrixView<float>.RowMajor(delta, rows, outputs);
                MatrixProduct<float>.Multiply(
                    MatrixView<float>.RowMajor(x, rows, inputs).Transpose(),
                    deltas,
                    MatrixView<float>.RowMajor(g + offset, inputs, outputs)
                );
                if (layer > 0 || inputGradients)
                    MatrixProduct<float>.Multiply(
                        deltas,
                        MatrixView<float>.RowMajor(p + offset, inputs, outputs).Transpose(),
                        MatrixView<float>.RowMajor(x, rows, inputs)
                    );
            }
        GC.KeepAlive(this);
    }
}
