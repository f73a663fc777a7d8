using Theory.Simulation.Randomness;

namespace Theory.Simulation.ScoreModels;

/// <summary>The widths of a fully connected network, from input to output, and its activations.</summary>
/// <param name="Widths">Input, hidden and output widths: at least two, all positive.</param>
/// <param name="Hidden">The activation after every layer but the last.</param>
public sealed record NetworkShape(IReadOnlyList<int> Widths, Activation Hidden)
{
    /// <summary>The number of layers of weights.</summary>
    public int Layers => Widths.Count - 1;

    /// <summary>The number of parameters.</summary>
    public int ParameterCount => Enumerable.Range(0, Layers).Sum(l => (Widths[l] + 1) * Widths[l + 1]);

    /// <summary>Where the weights of a layer begin among the parameters; its biases follow its weights.</summary>
    internal int Offset(int layer) => Enumerable.Range(0, layer).Sum(l => (Widths[l] + 1) * Widths[l + 1]);

    /// <summary>The activation after a layer.</summary>
    internal Activation After(int layer) => layer == Layers - 1 ? Activation.Identity : Hidden;

    /// <summary>Does nothing if the widths make a network.</summary>
    /// <exception cref="ArgumentException">There are fewer than two widths, or one is not positive.</exception>
    internal NetworkShape Checked() =>
        Widths.Count >= 2 && Widths.All(w => w > 0)
            ? this
            : throw new ArgumentException(
                $"The widths ({string.Join(", ", Widths)}) do not make a network: give an input width, any hidden ones and an output width, all positive."
            );
}

/// <summary>
/// A fully connected network in single precision, immutable. Layer l maps a row x to <c>f(x W + b)</c> with W of one row an input.
/// </summary>
public sealed class Network
{
    private readonly float[] parameters;

    /// <summary>A network with the given parameters: layer after layer the weights, inputs x outputs row by row, then the biases.</summary>
    /// <exception cref="ArgumentException">The shape is none, or the parameters are not as many as it has.</exception>
    public Network(NetworkShape shape, ReadOnlySpan<float> parameters)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape.Checked();
        if (parameters.Length != shape.ParameterCount)
            throw new ArgumentException(
                $"The network has {shape.ParameterCount} parameters, not {parameters.Length}.",
                nameof(parameters)
            );
        this.parameters = parameters.ToArray();
    }

    /// <summary>The widths and activations.</summary>
    public NetworkShape Shape { get; }

    /// <summary>All parameters, layer after layer.</summary>
    public ReadOnlySpan<float> Parameters => parameters;

    /// <summary>
    /// A network at PyTorch's default initialisation: weights and biases uniform on (-1/sqrt(inputs), 1/sqrt(inputs)) of the layer.
    /// </summary>
    public static Network Initial(NetworkShape shape, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = stream.Uniforms(shape.Checked().ParameterCount);
        var parameters = new float[values.Length];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var reach = 1 / Math.Sqrt(shape.Widths[layer]);
            for (var i = shape.Offset(layer); i < shape.Offset(layer + 1); i++)
                parameters[i] = (float)(reach * (2 * values[i] - 1));
        }
        return new Network(shape, parameters);
    }

    /// <summary>The weights of a layer, inputs x outputs, row by row.</summary>
    public ReadOnlySpan<float> Weights(int layer) =>
        parameters.AsSpan(Shape.Offset(layer), Shape.Widths[layer] * Shape.Widths[layer + 1]);

    /// <summary>The biases of a layer.</summary>
    public ReadOnlySpan<float> Biases(int layer) =>
        parameters.AsSpan(Shape.Offset(layer + 1) - Shape.Widths[layer + 1], Shape.Widths[layer + 1]);

    /// <summary>The outputs of each input row.</summary>
    /// <exception cref="ArgumentException">The inputs do not fill whole rows.</exception>
    public float[] Apply(ReadOnlySpan<float> inputs)
    {
        const int block = 256; // rows at a time, so that a layer stays in the nearest caches
        var (width, outputs) = (Shape.Widths[0], Shape.Widths[^1]);
        if (inputs.Length % width != 0)
            throw new ArgumentException($"{inputs.Length} numbers do not fill rows of {width} inputs.", nameof(inputs));
        var rows = inputs.Length / width;
        var result = new float[rows * outputs];
        var pass = new NetworkPass(Shape, Math.Min(block, rows));
        for (var start = 0; start < rows; start += block)
        {
            var count = Math.Min(block, rows - start);
            inputs.Slice(start * width, count * width).CopyTo(pass.Inputs);
            pass.Forward(parameters, count);
            pass.Outputs[..(count * outputs)].CopyTo(result.AsSpan(start * outputs));
        }
        return result;
    }
}
