using System.Numerics.Tensors;
using Theory.Simulation.LinearAlgebra;

namespace Theory.Simulation.ScoreModels;

/// <summary>
/// The working memory of one forward and backward pass over a batch of rows. Fill <see cref="Inputs"/>, run
/// <see cref="Forward"/>, write the loss's derivatives over <see cref="Outputs"/>, run <see cref="Backward"/>.
/// </summary>
internal sealed unsafe class NetworkPass
{
    private readonly NetworkShape shape;
    private readonly float[][] values; // [0] the inputs, [l + 1] what leaves layer l; then its derivative by the loss
    private readonly float[][] slopes; // [l] f' at what enters the activation of layer l

    public NetworkPass(NetworkShape shape, int rows)
    {
        this.shape = shape;
        values = [.. shape.Widths.Select(width => GC.AllocateArray<float>(rows * width, pinned: true))];
        slopes = [.. shape.Widths.Skip(1).Select(width => GC.AllocateArray<float>(rows * width, pinned: true))];
    }

    /// <summary>The inputs, rows x inputs; after <see cref="Backward"/> with input gradients, their derivatives.</summary>
    public Span<float> Inputs => values[0];

    /// <summary>The outputs, rows x outputs; before <see cref="Backward"/>, the derivatives of the loss by them.</summary>
    public Span<float> Outputs => values[^1];

    /// <summary>Computes the outputs of the first <paramref name="rows"/> input rows.</summary>
    public void Forward(ReadOnlySpan<float> parameters, int rows)
    {
        fixed (float* p = parameters)
            for (var layer = 0; layer < shape.Layers; layer++)
            {
                var (inputs, outputs) = (shape.Widths[layer], shape.Widths[layer + 1]);
                var weights = p + shape.Offset(layer);
                fixed (
                    float* x = values[layer],
                        z = values[layer + 1],
                        slope = slopes[layer]
                )
                {
                    MatrixProduct<float>.Multiply(
                        MatrixView<float>.RowMajor(x, rows, inputs),
                        MatrixView<float>.RowMajor(weights, inputs, outputs),
                        MatrixView<float>.RowMajor(z, rows, outputs)
                    );
                    FusedActivation.Apply(shape.After(layer), z, weights + inputs * outputs, slope, rows, outputs);
                }
            }
    }

    /// <summary>
    /// Adds to <paramref name="gradient"/> the derivatives by the parameters of a loss whose derivatives by the outputs stand in
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
                var delta = values[layer + 1].AsSpan(0, rows * outputs);
                TensorPrimitives.Multiply(delta, slopes[layer].AsSpan(0, rows * outputs), delta);
                var biases = gradient.Slice(offset + size, outputs);
                for (var row = 0; row < rows; row++)
                    TensorPrimitives.Add(biases, delta.Slice(row * outputs, outputs), biases);
                fixed (
                    float* x = values[layer],
                        d = delta
                )
                {
                    var deltas = MatrixView<float>.RowMajor(d, rows, outputs);
                    MatrixProduct<float>.Multiply(
                        MatrixView<float>.RowMajor(x, rows, inputs).Transpose(),
                        deltas,
                        MatrixView<float>.RowMajor(g + offset, inputs, outputs),
                        accumulate: true
                    );
                    if (layer > 0 || inputGradients)
                        MatrixProduct<float>.Multiply(
                            deltas,
                            MatrixView<float>.RowMajor(p + offset, inputs, outputs).Transpose(),
                            MatrixView<float>.RowMajor(x, rows, inputs)
                        );
                }
            }
    }
}
