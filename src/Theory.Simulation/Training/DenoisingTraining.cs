using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// A score modelled by a network of the point and the time: <c>score(x, t) = a(x, t) / g(t)</c>, a the network's output, as in the
/// published code of Chen et al. 2025.
/// </summary>
/// <param name="Network">Inputs (x, t), outputs of the dimension of x.</param>
/// <param name="Diffusion">The forward diffusion.</param>
public sealed record NetworkScore(Network Network, Diffusion Diffusion)
{
    /// <summary>The score field.</summary>
    public Points Score(Points points, double time)
    {
        ArgumentNullException.ThrowIfNull(points);
        var width = points.Dimension + 1;
        var inputs = new float[points.Count * width];
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j < points.Dimension; j++)
                inputs[i * width + j] = (float)points[i][j];
            inputs[i * width + width - 1] = (float)time;
        }
        var scale = 1 / Math.Sqrt(Diffusion.NoiseRate(time));
        return Points.Of(points.Dimension, Array.ConvertAll(Network.Apply(inputs), a => scale * a));
    }
}

/// <summary>
/// Training a network score by denoising on all points at once: at each step a time t uniform on [0, T] and a Gaussian eps for
/// each point, and the loss <c>(1/2) |a(x_t, t) sqrt(v)/g + eps|^2</c> averaged over the points.
/// </summary>
/// <param name="Points">The training points.</param>
/// <param name="Diffusion">The forward diffusion.</param>
/// <param name="Horizon">T, positive.</param>
/// <param name="Hidden">The widths of the hidden layers.</param>
/// <param name="Activation">The activation after each hidden layer.</param>
public sealed record DenoisingTraining(
    Points Points,
    Diffusion Diffusion,
    double Horizon,
    IReadOnlyList<int> Hidden,
    Activation Activation
)
{
    /// <summary>
    /// The weight c of the bound's generator term as a regulariser, <c>c sqrt(E g^2 |s|^2)</c> over the noised training points and uniform times:
    /// with c = R sqrt(T/m) it is the term T3 of the diffusion bound of Chen et al. 2025, in nats. 0 for none.
    /// </summary>
    public double Regulariser { get; init; }

    // Where the score vanishes the root has no slope.
    private const double LeastEnergy = 1e-6;

    private int Dimension => Points.Dimension;

    private NetworkShape Shape => new([Dimension + 1, .. Hidden, Dimension], Activation);

    /// <summary>
    /// The network after some steps from PyTorch's default initialisation, with the denoising loss of each step's batch. The root in the
    /// regulariser is replaced by its tangent at the energy of the step before, which lies above it (majorisation).
    /// </summary>
    /// <exception cref="ArgumentException">The horizon or the number of steps is out of range.</exception>
    public (NetworkScore Score, double[] Losses) Run(Optimizer optimizer, int steps, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!(Horizon > 0 && double.IsFinite(Horizon)))
            throw new ArgumentException($"The horizon is {Horizon}; training needs a positive, finite one.");
        var parameters = Network.Initial(Shape, stream.Child("initial")).Parameters.ToArray();
        var (gradient, state) = (new float[parameters.Length], optimizer.Start(parameters.Length));
        using var batch = new BatchGradient(Shape, Points.Count);
        var losses = new double[steps];
        var energy = 1.0;
        for (var step = 0; step < steps; step++)
        {
            var noised = new NoisedPoints(Points, Diffusion, Horizon, stream.Child("step", step))
            {
                Penalty = Regulariser / Math.Sqrt(energy),
            };
            losses[step] = batch.At(parameters, noised.Fill, noised.Loss, gradient);
            energy = Math.Max(noised.Energy, LeastEnergy);
            state.Step(parameters, gradient);
        }
        return (new NetworkScore(new Network(Shape, parameters), Diffusion), losses);
    }

    /// <summary>The mean of the loss of a score over fresh draws of time and noise for each point.</summary>
    public double Loss(NetworkScore score, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        var sum = 0.0;
        for (var draw = 0; draw < draws; draw++)
        {
            var noised = new NoisedPoints(Points, Diffusion, Horizon, stream.Child("draw", draw));
            var inputs = new float[Points.Count * (Dimension + 1)];
            noised.Fill(0, inputs);
            sum += noised.Loss(0, score.Network.Apply(inputs));
        }
        return sum / draws;
    }
}

/// <summary>One draw of times and noise for every point, as inputs of a network and its loss.</summary>
internal sealed class NoisedPoints
{
    private readonly int dimension;
    private readonly float[] inputs; // rows of (x_t, t)
    private readonly float[] noise;
    private readonly float[] factors; // sqrt(v) / g
    private readonly double[] energies; // g^2 |s|^2 of each point, once its outputs are known

    public NoisedPoints(Points points, Diffusion diffusion, double horizon, RandomStream stream)
    {
        dimension = points.Dimension;
        var width = dimension + 1;
        (inputs, noise, factors, energies) = (
            new float[points.Count * width],
            new float[points.Count * dimension],
            new float[points.Count],
            new double[points.Count]
        );
        var times = stream.Uniforms(points.Count);
        stream.FillGaussians(noise);
        for (var i = 0; i < points.Count; i++)
        {
            var t = horizon * times[i];
            var (scale, deviation) = (diffusion.Scale(t), Math.Sqrt(diffusion.Variance(t)));
            factors[i] = (float)(deviation / Math.Sqrt(diffusion.NoiseRate(t)));
            for (var j = 0; j < dimension; j++)
                inputs[i * width + j] = (float)(scale * points[i][j] + deviation * noise[i * dimension + j]);
            inputs[i * width + dimension] = (float)t;
        }
    }

    public void Fill(int first, Span<float> rows) => inputs.AsSpan(first * (dimension + 1), rows.Length).CopyTo(rows);

    /// <summary>The factor of the mean of g^2 |s|^2 over 2 in what the derivatives are of, beside the denoising loss.</summary>
    public double Penalty { get; init; }

    /// <summary>The mean of g^2 |s|^2 over the points, once the loss of all is known.</summary>
    public double Energy => energies.Average();

    /// <summary>
    /// The part of the mean denoising loss over all points that some rows have; outputs become derivatives of it and of the penalty.
    /// </summary>
    public double Loss(int first, Span<float> outputs)
    {
        var sum = 0.0;
        for (var k = 0; k < outputs.Length; k++)
        {
            var factor = factors[first + k / dimension];
            var output = outputs[k];
            var residual = output * factor + noise[first * dimension + k];
            sum += residual * residual;
            energies[first + k / dimension] += output * output;
            outputs[k] = (residual * factor + (float)Penalty * output) / factors.Length;
        }
        return sum / (2 * factors.Length);
    }
}
