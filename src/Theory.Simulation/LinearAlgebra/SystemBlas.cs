using System.Runtime.InteropServices;

namespace Theory.Simulation.LinearAlgebra;

/// <summary>
/// The BLAS and LAPACK of the machine, where it has one: double and single products and the symmetric eigenproblem by divide
/// and conquer. Matrices are column-major, as in Fortran. One thread, so that a result has one value.
/// </summary>
public sealed unsafe class SystemBlas
{
    private static readonly string[] LibraryNames =
    [
        "libopenblas.so.0",
        "libopenblas.so",
        "libopenblas.dylib",
        "libopenblas.dll",
    ];

    private readonly delegate* unmanaged[Cdecl]<
        byte*,
        byte*,
        int*,
        int*,
        int*,
        double*,
        double*,
        int*,
        double*,
        int*,
        double*,
        double*,
        int*,
        void> dgemm;
    private readonly delegate* unmanaged[Cdecl]<
        byte*,
        byte*,
        int*,
        int*,
        int*,
        float*,
        float*,
        int*,
        float*,
        int*,
        float*,
        float*,
        int*,
        void> sgemm;
    private readonly delegate* unmanaged[Cdecl]<
        byte*,
        byte*,
        int*,
        double*,
        int*,
        double*,
        double*,
        int*,
        int*,
        int*,
        int*,
        void> dsyevd;

    private SystemBlas(string file, nint library)
    {
        dgemm = (delegate* unmanaged[Cdecl]<
            byte*,
            byte*,
            int*,
            int*,
            int*,
            double*,
            double*,
            int*,
            double*,
            int*,
            double*,
            double*,
            int*,
            void>)
            NativeLibrary.GetExport(library, "dgemm_");
        sgemm = (delegate* unmanaged[Cdecl]<
            byte*,
            byte*,
            int*,
            int*,
            int*,
            float*,
            float*,
            int*,
            float*,
            int*,
            float*,
            float*,
            int*,
            void>)
            NativeLibrary.GetExport(library, "sgemm_");
        dsyevd = (delegate* unmanaged[Cdecl]<byte*, byte*, int*, double*, int*, double*, double*, int*, int*, int*, int*, void>)
            NativeLibrary.GetExport(library, "dsyevd_");
        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var setThreads))
            ((delegate* unmanaged[Cdecl]<int, void>)setThreads)(1);
        Description =
            NativeLibrary.TryGetExport(library, "openblas_get_config", out var config)
            && Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)config)()) is { Length: > 0 } text
                ? $"{file} ({text.Trim()})"
                : file;
    }

    /// <summary>The library's file name and what it says of its own version and build.</summary>
    public string Description { get; }

    /// <summary>The BLAS of this machine, or null if none of the known libraries can be loaded.</summary>
    public static SystemBlas? Find()
    {
        foreach (var name in LibraryNames)
            if (
                NativeLibrary.TryLoad(name, out var library)
                && NativeLibrary.TryGetExport(library, "dgemm_", out _)
                && NativeLibrary.TryGetExport(library, "sgemm_", out _)
                && NativeLibrary.TryGetExport(library, "dsyevd_", out _)
            )
                return new SystemBlas(name, library);
        return null;
    }

    /// <summary>c = alpha op(a) op(b) + beta c, with op(a) of shape m x k and op(b) of shape k x n.</summary>
    internal void Multiply(
        bool transposeA,
        bool transposeB,
        int m,
        int n,
        int k,
        double alpha,
        double[] a,
        double[] b,
        double beta,
        double[] c
    )
    {
        var (opA, opB) = (Op(transposeA), Op(transposeB));
        var (lda, ldb, ldc) = (Leading(transposeA ? k : m), Leading(transposeB ? n : k), Leading(m));
        fixed (
            double* pa = a,
                pb = b,
                pc = c
        )
            dgemm(&opA, &opB, &m, &n, &k, &alpha, pa, &lda, pb, &ldb, &beta, pc, &ldc);
    }

    /// <inheritdoc cref="Multiply(bool, bool, int, int, int, double, double[], double[], double, double[])"/>
    internal void Multiply(
        bool transposeA,
        bool transposeB,
        int m,
        int n,
        int k,
        float alpha,
        float[] a,
        float[] b,
        float beta,
        float[] c
    )
    {
        var (opA, opB) = (Op(transposeA), Op(transposeB));
        var (lda, ldb, ldc) = (Leading(transposeA ? k : m), Leading(transposeB ? n : k), Leading(m));
        fixed (
            float* pa = a,
                pb = b,
                pc = c
        )
            sgemm(&opA, &opB, &m, &n, &k, &alpha, pa, &lda, pb, &ldb, &beta, pc, &ldc);
    }

    /// <summary>Ascending eigenvalues of a symmetric matrix; its orthonormal eigenvectors replace it, column by column.</summary>
    /// <exception cref="ArithmeticException">The iteration did not converge: the matrix holds NaN or infinity.</exception>
    internal double[] SymmetricEigen(int order, double[] matrix)
    {
        var values = new double[order];
        var (vectors, lower, info) = ((byte)'V', (byte)'L', 0);
        var (workSize, integerWorkSize) = (1 + 6 * order + 2 * order * order, 3 + 5 * order);
        var (work, integerWork) = (new double[workSize], new int[integerWorkSize]);
        var leading = Leading(order);
        fixed (
            double* a = matrix,
                w = values,
                s = work
        )
        fixed (int* i = integerWork)
            dsyevd(&vectors, &lower, &order, a, &leading, w, s, &workSize, i, &integerWorkSize, &info);
        return info == 0
            ? values
            : throw new ArithmeticException(
                $"The eigenvalues of a {order} x {order} matrix did not converge; is an entry not finite?"
            );
    }

    private static byte Op(bool transpose) => (byte)(transpose ? 'T' : 'N');

    private static int Leading(int rows) => Math.Max(1, rows);
}
