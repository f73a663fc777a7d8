using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Theory.Simulation.ScoreModels;

/// <summary>An activation and its derivative, as many coordinates at a time as fill a vector.</summary>
internal interface IVectorActivation
{
    static abstract (Vector512<T> Value, Vector512<T> Derivative) At<T>(Vector512<T> x)
        where T : unmanaged;
}

/// <summary>
/// Activations over whole layers, each in one pass over memory. The passes are compiled optimised at first sight: their first call is
/// often the one that counts.
/// </summary>
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

    /// <summary>y becomes f(x); the two may be the same memory.</summary>
    public static void Apply(Activation activation, double* x, double* y, int count)
    {
        switch (activation)
        {
            case Activation.Relu:
                Apply<ReluVector>(x, y, count);
                break;
            case Activation.Tanh:
                Apply<TanhVector>(x, y, count);
                break;
            case Activation.Softplus:
                Apply<SoftplusVector>(x, y, count);
                break;
            case Activation.Swish:
                Apply<SwishVector>(x, y, count);
                break;
            case Activation.Sigmoid:
                Apply<SigmoidVector>(x, y, count);
                break;
            default:
                Apply<IdentityVector>(x, y, count);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TActivation>(double* x, double* y, int count)
        where TActivation : IVectorActivation
    {
        var i = 0;
        for (; i + Vector512<double>.Count <= count; i += Vector512<double>.Count)
            TActivation.At(Vector512.Load(x + i)).Value.Store(y + i);
        var part = stackalloc double[Vector512<double>.Count];
        for (var j = i; j < count; j++)
            part[j - i] = x[j];
        var last = TActivation.At(Vector512.Load(part)).Value;
        for (var j = i; j < count; j++)
            y[j] = last[j - i];
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

    /// <summary>
    /// The chain rule through an activation: delta becomes delta f', row by row, and <paramref name="sum"/> the sum of its rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Chain(float* delta, float* derivative, float* sum, int rows, int width)
    {
        new Span<float>(sum, width).Clear();
        for (var row = 0; row < rows; row++, delta += width, derivative += width)
        {
            var j = 0;
            for (; j + Vector512<float>.Count <= width; j += Vector512<float>.Count)
            {
                var product = Vector512.Load(delta + j) * Vector512.Load(derivative + j);
                product.Store(delta + j);
                (Vector512.Load(sum + j) + product).Store(sum + j);
            }
            for (; j < width; j++)
                sum[j] += delta[j] *= derivative[j];
        }
    }

    private static Vector512<T> Exp<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Exponential.Of(x.AsSingle()).As<float, T>() : Vector512.Exp(x.AsDouble()).As<double, T>();

    private static Vector512<T> Log<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Vector512.Log(x.AsSingle()).As<float, T>() : Vector512.Log(x.AsDouble()).As<double, T>();

    private static Vector512<T> Logistic<T>(Vector512<T> x)
        where T : unmanaged => Vector512<T>.One / (Vector512<T>.One + Exp(-x));

    private readonly struct IdentityVector : IVectorActivation
    {
        public static (Vector512<T> Value, Vector512<T> Derivative) At<T>(Vector512<T> x)
            where T : unmanaged => (x, Vector512<T>.One);
    }

    private readonly struct ReluVector : IVectorActivation
    {
        public static (Vector512<T> Value, Vector512<T> Derivative) At<T>(Vector512<T> x)
            where T : unmanaged
        {
            var positive = Vector512.GreaterThan(x, Vector512<T>.Zero);
            return (x & positive, Vector512<T>.One & positive);
        }
    }

    private readonly struct TanhVector : IVectorActivation
    {
        public static (Vector512<T> Value, Vector512<T> Derivative) At<T>(Vector512<T> x)
            where T : unmanaged
        {
            // 2 / (1 + e^-2x) - 1, with e^-2|x| so that nothing overflows.
            var magnitude = Vector512.Abs(x);
            var e = Exp(-(magnitude + magnitude));
            var value = Vector512.CopySign((Vector512<T>.One - e) / (Vector512<T>.One + e), x);
            return (value, Vector512<T>.One - value * value);
        }
    }

    private readonly struct SoftplusVector : IVectorActivation
    {
        public static (Vector512<T> Value, Vector512<T> Derivative) At<T>(Vector512<T> x)
            where T : unmanaged
        {
            var tail = Log(Vector512<T>.One + Exp(-Vector512.Abs(x)));
            return (Vector512.Max(x, Vector512<T>.Zero) + tail, Logistic(x));
        }
    }

    private readonly struct SwishVector : IVectorActivation
    {
        public static (Vector512<T> Value, Vector512<T> Derivative) At<T>(Vector512<T> x)
            where T : unmanaged
        {
            var s = Logistic(x);
            var value = x * s;
            return (value, s + value * (Vector512<T>.One - s));
        }
    }

    private readonly struct SigmoidVector : IVectorActivation
    {
        public static (Vector512<T> Value, Vector512<T> Derivative) At<T>(Vector512<T> x)
            where T : unmanaged
        {
            var s = Logistic(x);
            return (s, s * (Vector512<T>.One - s));
        }
    }
}
