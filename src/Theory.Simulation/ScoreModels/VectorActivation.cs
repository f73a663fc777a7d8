using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Theory.Simulation.ScoreModels;

/// <summary>An activation and its derivative, sixteen coordinates at a time.</summary>
internal interface IVectorActivation
{
    static abstract (Vector512<float> Value, Vector512<float> Derivative) At(Vector512<float> x);
}

/// <summary>A layer's bias, activation and derivative in one pass over memory.</summary>
internal static unsafe class FusedActivation
{
    /// <summary>
    /// z becomes f(z + bias), row by row, and <paramref name="derivative"/>, of the same shape, f'(z + bias).
    /// </summary>
    public static void Apply(Activation activation, float* z, float* bias, float* derivative, int rows, int width)
    {
        switch (activation)
        {
            case Activation.Relu:
                Apply<ReluVector>(z, bias, derivative, rows, width);
                break;
            case Activation.Tanh:
                Apply<TanhVector>(z, bias, derivative, rows, width);
                break;
            case Activation.Softplus:
                Apply<SoftplusVector>(z, bias, derivative, rows, width);
                break;
            case Activation.Swish:
                Apply<SwishVector>(z, bias, derivative, rows, width);
                break;
            case Activation.Sigmoid:
                Apply<SigmoidVector>(z, bias, derivative, rows, width);
                break;
            default:
                Apply<IdentityVector>(z, bias, derivative, rows, width);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TActivation>(float* z, float* bias, float* derivative, int rows, int width)
        where TActivation : IVectorActivation
    {
        var whole = width / Vector512<float>.Count * Vector512<float>.Count;
        var part = stackalloc float[Vector512<float>.Count];
        for (var row = 0; row < rows; row++, z += width, derivative += width)
        {
            for (var j = 0; j < whole; j += Vector512<float>.Count)
            {
                var (value, slope) = TActivation.At(Vector512.Load(z + j) + Vector512.Load(bias + j));
                value.Store(z + j);
                slope.Store(derivative + j);
            }
            if (whole == width)
                continue;
            for (var j = whole; j < width; j++)
                part[j - whole] = z[j] + bias[j];
            var (lastValue, lastSlope) = TActivation.At(Vector512.Load(part));
            for (var j = whole; j < width; j++)
                (z[j], derivative[j]) = (lastValue[j - whole], lastSlope[j - whole]);
        }
    }

    private static Vector512<float> Logistic(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-x));

    private readonly struct IdentityVector : IVectorActivation
    {
        public static (Vector512<float> Value, Vector512<float> Derivative) At(Vector512<float> x) => (x, Vector512<float>.One);
    }

    private readonly struct ReluVector : IVectorActivation
    {
        public static (Vector512<float> Value, Vector512<float> Derivative) At(Vector512<float> x)
        {
            var positive = Vector512.GreaterThan(x, Vector512<float>.Zero);
            return (x & positive, Vector512<float>.One & positive);
        }
    }

    private readonly struct TanhVector : IVectorActivation
    {
        public static (Vector512<float> Value, Vector512<float> Derivative) At(Vector512<float> x)
        {
            // 2 / (1 + e^-2x) - 1, with e^-2|x| so that nothing overflows.
            var e = Vector512.Exp(Vector512.Abs(x) * -2f);
            var magnitude = (Vector512<float>.One - e) / (Vector512<float>.One + e);
            var value = Vector512.CopySign(magnitude, x);
            return (value, Vector512<float>.One - value * value);
        }
    }

    private readonly struct SoftplusVector : IVectorActivation
    {
        public static (Vector512<float> Value, Vector512<float> Derivative) At(Vector512<float> x)
        {
            var tail = Vector512.Log(Vector512<float>.One + Vector512.Exp(-Vector512.Abs(x)));
            return (Vector512.Max(x, Vector512<float>.Zero) + tail, Logistic(x));
        }
    }

    private readonly struct SwishVector : IVectorActivation
    {
        public static (Vector512<float> Value, Vector512<float> Derivative) At(Vector512<float> x)
        {
            var s = Logistic(x);
            var value = x * s;
            return (value, s + value * (Vector512<float>.One - s));
        }
    }

    private readonly struct SigmoidVector : IVectorActivation
    {
        public static (Vector512<float> Value, Vector512<float> Derivative) At(Vector512<float> x)
        {
            var s = Logistic(x);
            return (s, s * (Vector512<float>.One - s));
        }
    }
}
