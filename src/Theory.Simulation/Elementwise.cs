using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Theory.Simulation;

/// <summary>
/// Elementary functions of whole spans, in vectors counted from the first element. Those of <c>TensorPrimitives</c> begin their vectors where
/// memory is aligned, and the functions behind them take another path for a whole vector when one element of it is large: there the last
/// bits of a result depend on where the garbage collector has put the span.
/// </summary>
internal static class Elementwise
{
    // Within, the vector functions take their usual path.
    private const double LargestExponent = 700;
    private const double LargestAngle = 1e5;

    /// <summary>y = e^x; the two may be the same memory.</summary>
    public static void Exp(ReadOnlySpan<double> x, Span<double> y) => Apply<Exponential>(x, y);

    /// <summary>y = cos x; the two may be the same memory.</summary>
    public static void Cos(ReadOnlySpan<double> x, Span<double> y) => Apply<Cosine>(x, y);

    /// <summary>y = sin x; the two may be the same memory.</summary>
    public static void Sin(ReadOnlySpan<double> x, Span<double> y) => Apply<Sine>(x, y);

    /// <summary>y = 1/(1 + e^-x); the two may be the same memory.</summary>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> y)
    {
        var i = 0;
        for (; i + Vector512<float>.Count <= x.Length; i += Vector512<float>.Count)
            Logistic(Vector512.Create(x[i..])).CopyTo(y[i..]);
        Span<float> part = stackalloc float[Vector512<float>.Count];
        part.Clear();
        x[i..].CopyTo(part);
        Logistic(Vector512.Create<float>(part)).CopyTo(part);
        part[..(x.Length - i)].CopyTo(y[i..]);
    }

    private static Vector512<float> Logistic(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + ScoreModels.Exponential.Of(-x));

    private interface IFunction
    {
        static abstract double Largest { get; }

        static abstract Vector512<double> Of(Vector512<double> x);

        static abstract double Of(double x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TFunction>(ReadOnlySpan<double> x, Span<double> y)
        where TFunction : IFunction
    {
        var i = 0;
        for (; i + Vector512<double>.Count <= x.Length; i += Vector512<double>.Count)
            At<TFunction>(Vector512.Create(x[i..])).CopyTo(y[i..]);
        Span<double> part = stackalloc double[Vector512<double>.Count];
        part.Clear();
        x[i..].CopyTo(part);
        At<TFunction>(Vector512.Create<double>(part)).CopyTo(part);
        part[..(x.Length - i)].CopyTo(y[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> At<TFunction>(Vector512<double> x)
        where TFunction : IFunction
    {
        var usual = Vector512.LessThanOrEqual(Vector512.Abs(x), Vector512.Create(TFunction.Largest));
        var y = TFunction.Of(Vector512.ConditionalSelect(usual, x, Vector512<double>.Zero));
        if (usual.AsInt64() != Vector512<long>.AllBitsSet)
            for (var k = 0; k < Vector512<double>.Count; k++)
                if (!(Math.Abs(x[k]) <= TFunction.Largest))
                    y = y.WithElement(k, TFunction.Of(x[k]));
        return y;
    }

    private readonly struct Exponential : IFunction
    {
        public static double Largest => LargestExponent;

        public static Vector512<double> Of(Vector512<double> x) => Vector512.Exp(x);

        public static double Of(double x) => Math.Exp(x);
    }

    private readonly struct Cosine : IFunction
    {
        public static double Largest => LargestAngle;

        public static Vector512<double> Of(Vector512<double> x) => Vector512.Cos(x);

        public static double Of(double x) => Math.Cos(x);
    }

    private readonly struct Sine : IFunction
    {
        public static double Largest => LargestAngle;

        public static Vector512<double> Of(Vector512<double> x) => Vector512.Sin(x);

        public static double Of(double x) => Math.Sin(x);
    }
}
