using System.Numerics;
using System.Numerics.Tensors;

namespace Theory.Simulation.ScoreModels;

/// <summary>A function applied to each coordinate of a hidden layer.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>x / (1 + e^-x), also called SiLU.</summary>
    Swish,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>x.</summary>
    Identity,
}

/// <summary>Values and derivatives of activations, over whole layers.</summary>
public static class Activations
{
    /// <summary>y_i = f(x_i); the two spans may be the same.</summary>
    public static void Apply<T>(this Activation activation, ReadOnlySpan<T> x, Span<T> y)
        where T : IFloatingPointIeee754<T>
    {
        switch (activation)
        {
            case Activation.Relu:
                TensorPrimitives.Max(x, T.Zero, y);
                break;
            case Activation.Tanh:
                TensorPrimitives.Tanh(x, y);
                break;
            case Activation.Softplus:
                // max(x, 0) + log(1 + e^-|x|) does not overflow.
                var tail = new T[x.Length];
                TensorPrimitives.Abs(x, tail);
                TensorPrimitives.Negate<T>(tail, tail);
                TensorPrimitives.Exp<T>(tail, tail);
                TensorPrimitives.LogP1<T>(tail, tail);
                TensorPrimitives.Max(x, T.Zero, y);
                TensorPrimitives.Add(y, tail, y);
                break;
            case Activation.Swish:
                var gate = new T[x.Length];
                TensorPrimitives.Sigmoid(x, gate);
                TensorPrimitives.Multiply(x, gate, y);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(x, y);
                break;
            default:
                x.CopyTo(y);
                break;
        }
    }

    /// <summary>f(x).</summary>
    public static double Value(this Activation activation, double x)
    {
        Span<double> y = [x];
        activation.Apply(y, y);
        return y[0];
    }

    /// <summary>f'(x); for relu 0 at 0.</summary>
    public static double Derivative(this Activation activation, double x)
    {
        var s = 1 / (1 + Math.Exp(-x));
        return activation switch
        {
            Activation.Relu => x > 0 ? 1 : 0,
            Activation.Tanh => 1 - Math.Tanh(x) * Math.Tanh(x),
            Activation.Softplus => s,
            Activation.Swish => s * (1 + x * (1 - s)),
            Activation.Sigmoid => s * (1 - s),
            _ => 1,
        };
    }
}
