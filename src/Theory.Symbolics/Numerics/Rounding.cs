using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Theory.Symbolics.Numerics;

/// <summary>
/// The four operations and the square root rounded downwards and upwards: by the rounding that the processor embeds in its
/// instructions where it can (AVX-512), else to nearest with one step outwards where the exact error says so.
/// </summary>
/// <remarks>
/// Products with a factor 0 are 0, also where the other factor is infinite. A 0 has no sign: a sum rounded downwards by the processor would
/// else be -0 where one with a step outwards is 0, and be written as another number.
/// </remarks>
internal static class Rounding
{
    // Below this the error of a product or quotient may not be a double; a step is taken then in any case.
    private const double SmallestExact = 1e-280;

    public static double AddDown(double a, double b) =>
        Unsigned(
            Avx512F.IsSupported
                ? Avx512F.AddScalar(Scalar(a), Scalar(b), FloatRoundingMode.ToNegativeInfinity).ToScalar()
                : Portable.AddDown(a, b)
        );

    public static double AddUp(double a, double b) => Unsigned(-AddDown(-a, -b));

    public static double MultiplyDown(double a, double b) =>
        a == 0 || b == 0 ? 0
        : Avx512F.IsSupported ? Avx512F.MultiplyScalar(Scalar(a), Scalar(b), FloatRoundingMode.ToNegativeInfinity).ToScalar()
        : Portable.MultiplyDown(a, b);

    public static double MultiplyUp(double a, double b) => a == 0 || b == 0 ? 0 : Unsigned(-MultiplyDown(-a, b));

    public static double DivideDown(double a, double b) =>
        Unsigned(
            Avx512F.IsSupported
                ? Avx512F.DivideScalar(Scalar(a), Scalar(b), FloatRoundingMode.ToNegativeInfinity).ToScalar()
                : Portable.DivideDown(a, b)
        );

    public static double DivideUp(double a, double b) => Unsigned(-DivideDown(-a, b));

    /// <summary>The number itself, -0 as 0.</summary>
    public static double Unsigned(double a) => a + 0.0;

    public static double SqrtDown(double a) =>
        Avx512F.IsSupported
            ? Avx512F.SqrtScalar(Scalar(a), Scalar(a), FloatRoundingMode.ToNegativeInfinity).ToScalar()
            : Portable.SqrtDown(a);

    public static double SqrtUp(double a) =>
        Avx512F.IsSupported
            ? Avx512F.SqrtScalar(Scalar(a), Scalar(a), FloatRoundingMode.ToPositiveInfinity).ToScalar()
            : Portable.SqrtUp(a);

    private static Vector128<double> Scalar(double a) => Vector128.CreateScalarUnsafe(a);

    /// <summary>The same operations on any processor.</summary>
    internal static class Portable
    {
        public static double AddDown(double a, double b)
        {
            var sum = a + b;
            if (!double.IsFinite(sum))
                return Overflowed(sum, double.IsFinite(a) && double.IsFinite(b));
            var shifted = sum - a;
            var error = a - (sum - shifted) + (b - shifted);
            return error < 0 ? Math.BitDecrement(sum) : sum;
        }

        public static double MultiplyDown(double a, double b)
        {
            var product = a * b;
            if (!double.IsFinite(product))
                return Overflowed(product, double.IsFinite(a) && double.IsFinite(b));
            if (Math.Abs(product) < SmallestExact)
                return Math.BitDecrement(product);
            return Math.FusedMultiplyAdd(a, b, -product) < 0 ? Math.BitDecrement(product) : product;
        }

        public static double DivideDown(double a, double b)
        {
            var quotient = a / b;
            if (!double.IsFinite(quotient))
                return Overflowed(quotient, double.IsFinite(a) && b != 0);
            if (a == 0 || double.IsInfinity(b))
                return quotient;
            if (Math.Abs(quotient) < SmallestExact || Math.Abs(a) < SmallestExact || Math.Abs(b) > 1 / SmallestExact)
                return Math.BitDecrement(quotient);
            return Math.FusedMultiplyAdd(-quotient, b, a) * Math.Sign(b) < 0 ? Math.BitDecrement(quotient) : quotient;
        }

        public static double SqrtDown(double a)
        {
            var root = Math.Sqrt(a);
            return a is > 0 and < double.PositiveInfinity && (a < SmallestExact || Math.FusedMultiplyAdd(-root, root, a) < 0)
                ? Math.BitDecrement(root)
                : root;
        }

        public static double SqrtUp(double a)
        {
            var root = Math.Sqrt(a);
            return a is > 0 and < double.PositiveInfinity && (a < SmallestExact || Math.FusedMultiplyAdd(-root, root, a) > 0)
                ? Math.BitIncrement(root)
                : root;
        }

        // A finite result beyond the doubles is above the greatest of them.
        private static double Overflowed(double result, bool isFinite) =>
            isFinite && result == double.PositiveInfinity ? double.MaxValue : result;
    }
}
