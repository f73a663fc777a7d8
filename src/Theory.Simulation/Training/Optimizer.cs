using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Theory.Simulation.Training;

/// <summary>A rule that turns gradients into steps.</summary>
public abstract record Optimizer
{
    private Optimizer() { }

    /// <summary>Stochastic gradient descent: p - rate g.</summary>
    /// <param name="Rate">The step.</param>
    public sealed record Sgd(double Rate) : Optimizer;

    /// <summary>Adam (Kingma and Ba 2015), with bias correction.</summary>
    /// <param name="Rate">The step.</param>
    /// <param name="First">The decay of the mean of the gradient.</param>
    /// <param name="Second">The decay of the mean of its square.</param>
    /// <param name="Epsilon">What is added to the root of the second mean.</param>
    public sealed record Adam(double Rate, double First = 0.9, double Second = 0.999, double Epsilon = 1e-8) : Optimizer;

    /// <summary>The rule in progress, on so many parameters.</summary>
    internal OptimizerState Start(int parameters) => new(this, parameters);
}

/// <summary>An optimizer with its running means.</summary>
internal sealed class OptimizerState(Optimizer optimizer, int parameters)
{
    private readonly float[] mean = new float[optimizer is Optimizer.Adam ? parameters : 0];
    private readonly float[] square = new float[optimizer is Optimizer.Adam ? parameters : 0];
    private int steps;

    /// <summary>One step: changes the parameters in place.</summary>
    public void Step(Span<float> values, ReadOnlySpan<float> gradient)
    {
        steps++;
        switch (optimizer)
        {
            case Optimizer.Adam adam:
                StepAdam(adam, values, gradient);
                break;
            case Optimizer.Sgd sgd:
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(gradient, (float)-sgd.Rate, values, values);
                break;
        }
    }

    // p - rate m^ / (sqrt(v^) + epsilon), with the corrections of both means folded into the two constants.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepAdam(Optimizer.Adam adam, Span<float> values, ReadOnlySpan<float> gradient)
    {
        var (first, second) = ((float)adam.First, (float)adam.Second);
        var (firstRest, secondRest) = ((float)(1 - adam.First), (float)(1 - adam.Second));
        var rate = (float)(adam.Rate / (1 - Math.Pow(adam.First, steps)));
        var rescale = (float)(1 / Math.Sqrt(1 - Math.Pow(adam.Second, steps)));
        var epsilon = (float)adam.Epsilon;
        var i = 0;
        for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var g = Vector512.Create(gradient[i..]);
            var m = Vector512.Create<float>(mean.AsSpan(i)) * first + g * firstRest;
            var v = Vector512.Create<float>(square.AsSpan(i)) * second + g * g * secondRest;
            m.CopyTo(mean, i);
            v.CopyTo(square, i);
            var p = Vector512.Create<float>(values[i..]);
            (p - m * rate / (Vector512.Sqrt(v) * rescale + Vector512.Create(epsilon))).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++)
        {
            var g = gradient[i];
            mean[i] = mean[i] * first + g * firstRest;
            square[i] = square[i] * second + g * g * secondRest;
            values[i] -= mean[i] * rate / (MathF.Sqrt(square[i]) * rescale + epsilon);
        }
    }
}
