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
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static unsafe void Apply(this Activation activation, ReadOnlySpan<double> x, Span<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"{x.Length} numbers have {y.Length} images.", nameof(y));
        fixed (
            double* from = x,
                to = y
        )
            FusedActivation.Apply(activation, from, to, x.Length);
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
