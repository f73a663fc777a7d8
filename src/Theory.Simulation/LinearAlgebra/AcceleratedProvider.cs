using System.Numerics;
using System.Reflection;
using System.Runtime.Intrinsics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Theory.Simulation.LinearAlgebra;

/// <summary>Which linear algebra MathNet.Numerics runs on.</summary>
public enum Blas
{
    /// <summary>Products in C#, the symmetric eigenproblem by the system's LAPACK where there is one.</summary>
    Auto,

    /// <summary>C# alone.</summary>
    Managed,

    /// <summary>Products and the symmetric eigenproblem by the system's BLAS and LAPACK; an error if there are none.</summary>
    System,
}

/// <summary>
/// MathNet's own provider with faster products, the same to the last bit on every machine, and where a system LAPACK is at
/// hand a faster symmetric eigenproblem. Its text (<c>LinearAlgebraControl.Provider.ToString()</c>) names what computed a result.
/// </summary>
/// <remarks>
/// MathNet's managed provider is sealed and its interface has over a hundred methods, of which we replace five; a proxy
/// forwards the others.
/// </remarks>
public class AcceleratedProvider : DispatchProxy
{
    private readonly ManagedLinearAlgebraProvider inner = new();
    private Blas choice;
    private SystemBlas? system;

    /// <summary>Makes a provider. Nothing uses it before it is set as <see cref="LinearAlgebraControl.Provider"/>.</summary>
    /// <exception cref="InvalidOperationException">The system's BLAS was asked for and cannot be loaded.</exception>
    public static ILinearAlgebraProvider Create(Blas choice = Blas.Auto)
    {
        var blas = choice == Blas.Managed ? null : SystemBlas.Find();
        if (choice == Blas.System && blas is null)
            throw new InvalidOperationException(
                "No system BLAS was found (libopenblas). Install one, for instance the Debian package libopenblas0-pthread, or choose managed."
            );
        var provider = Create<ILinearAlgebraProvider, AcceleratedProvider>();
        var accelerated = (AcceleratedProvider)provider;
        (accelerated.choice, accelerated.system) = (choice, blas);
        return provider;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        (choice, system) switch
        {
            (Blas.System, { } blas) => $"{BySystem}: {blas.Description}, 1 thread",
            (_, { } blas) => $"products: C#; eigenproblems: {blas.Description}, 1 thread",
            _ => $"products: C#; {InCSharp}",
        };

    /// <summary>
    /// The choice that makes a provider like one whose description, or a text that contains it, is given; the automatic one was managed where
    /// there was no system's library.
    /// </summary>
    public static Blas ChoiceOf(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return description.Contains(BySystem, StringComparison.Ordinal) ? Blas.System
            : description.Contains(InCSharp, StringComparison.Ordinal) ? Blas.Managed
            : Blas.Auto;
    }

    private const string BySystem = "products and eigenproblems";
    private const string InCSharp = "eigenproblems: MathNet.Numerics";

    /// <summary>The vector width that loops in C# use here; sums in them, and so the last bits of results, depend on it.</summary>
    public static string Vectors =>
        Vector512.IsHardwareAccelerated ? "512-bit"
        : Vector256.IsHardwareAccelerated ? "256-bit"
        : "software";

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        switch (targetMethod.Name, args)
        {
            case ("MatrixMultiply", [double[] x, int m, int k, double[] y, int, int n, double[] result]):
                Multiply(false, false, m, n, k, 1, x, y, 0, result);
                return null;
            case ("MatrixMultiply", [float[] x, int m, int k, float[] y, int, int n, float[] result]):
                Multiply(false, false, m, n, k, 1, x, y, 0, result);
                return null;
            case (
                "MatrixMultiplyWithUpdate",
                [
                    Transpose ta,
                    Transpose tb,
                    double alpha,
                    double[] a,
                    int ra,
                    int ca,
                    double[] b,
                    int rb,
                    int cb,
                    double beta,
                    double[] c,
                ]
            ):
                var (m1, k1, n1) = Shape(ta, tb, ra, ca, rb, cb);
                Multiply(ta != Transpose.DontTranspose, tb != Transpose.DontTranspose, m1, n1, k1, alpha, a, b, beta, c);
                return null;
            case (
                "MatrixMultiplyWithUpdate",
                [
                    Transpose ta,
                    Transpose tb,
                    float alpha,
                    float[] a,
                    int ra,
                    int ca,
                    float[] b,
                    int rb,
                    int cb,
                    float beta,
                    float[] c,
                ]
            ):
                var (m2, k2, n2) = Shape(ta, tb, ra, ca, rb, cb);
                Multiply(ta != Transpose.DontTranspose, tb != Transpose.DontTranspose, m2, n2, k2, alpha, a, b, beta, c);
                return null;
            case ("EigenDecomp", [true, int order, double[] matrix, double[] vectors, Complex[] values, double[] diagonal])
                when system is { } blas:
                Array.Copy(matrix, vectors, order * order);
                var spectrum = blas.SymmetricEigen(order, vectors);
                Array.Clear(diagonal);
                for (var i = 0; i < order; i++)
                    (values[i], diagonal[i * order + i]) = (spectrum[i], spectrum[i]);
                return null;
            default:
                return targetMethod.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }

    private static (int M, int K, int N) Shape(Transpose ta, Transpose tb, int ra, int ca, int rb, int cb)
    {
        var (m, k) = ta == Transpose.DontTranspose ? (ra, ca) : (ca, ra);
        var (inner, n) = tb == Transpose.DontTranspose ? (rb, cb) : (cb, rb);
        return k == inner ? (m, k, n) : throw new ArgumentException($"The inner dimensions {k} and {inner} of a product differ.");
    }

    private void Multiply(bool ta, bool tb, int m, int n, int k, double alpha, double[] a, double[] b, double beta, double[] c)
    {
        if (choice == Blas.System && system is { } blas)
            blas.Multiply(ta, tb, m, n, k, alpha, a, b, beta, c);
        else
            ManagedMultiply(ta, tb, m, n, k, alpha, a, b, beta, c);
    }

    private void Multiply(bool ta, bool tb, int m, int n, int k, float alpha, float[] a, float[] b, float beta, float[] c)
    {
        if (choice == Blas.System && system is { } blas)
            blas.Multiply(ta, tb, m, n, k, alpha, a, b, beta, c);
        else
            ManagedMultiply(ta, tb, m, n, k, alpha, a, b, beta, c);
    }

    // Column-major c = op(a) op(b) is row-major c' = op(b)' op(a)'.
    private static unsafe void ManagedMultiply<T>(bool ta, bool tb, int m, int n, int k, T alpha, T[] a, T[] b, T beta, T[] c)
        where T : unmanaged, INumberBase<T>
    {
        var scaled = alpha == T.One ? a : Array.ConvertAll(a, x => alpha * x);
        for (var i = 0; i < m * n && beta != T.One && beta != T.Zero; i++)
            c[i] *= beta;
        fixed (
            T* pa = scaled,
                pb = b,
                pc = c
        )
        {
            var left = tb ? MatrixView<T>.RowMajor(pb, k, n).Transpose() : MatrixView<T>.RowMajor(pb, n, k);
            var right = ta ? MatrixView<T>.RowMajor(pa, m, k).Transpose() : MatrixView<T>.RowMajor(pa, k, m);
            MatrixProduct<T>.Multiply(left, right, MatrixView<T>.RowMajor(pc, n, m), accumulate: beta != T.Zero);
        }
    }
}
