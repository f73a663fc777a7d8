using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.Randomness;
using Theory.Testing;

namespace Theory.Simulation.Tests.LinearAlgebra;

public class MatrixProductTests
{
    private sealed record Shape(int Rows, int Common, int Columns, bool TransposeA, bool TransposeB, bool Accumulate);

    private static Arbitrary<Shape> Shapes(int largest) =>
        Arb.From(
            from rows in Gen.Choose(1, largest)
            from common in Gen.Choose(1, 3 * largest)
            from columns in Gen.Choose(1, largest)
            from a in Gen.Elements(true, false)
            from b in Gen.Elements(true, false)
            from accumulate in Gen.Elements(true, false)
            select new Shape(rows, common, columns, a, b, accumulate),
            s =>
                new[]
                {
                    s with
                    {
                        Rows = s.Rows / 2,
                    },
                    s with
                    {
                        Common = s.Common / 2,
                    },
                    s with
                    {
                        Columns = s.Columns / 2,
                    },
                }.Where(t => t.Rows > 0 && t.Common > 0 && t.Columns > 0)
        );

    [Fact]
    public void A_product_is_one_chain_of_fused_multiply_adds_an_entry_bit_for_bit() =>
        Forall.Holds(
            Shapes(120),
            s =>
            {
                Assert.Equal(Reference<double>(s, Math.FusedMultiplyAdd), Packed<double>(s));
                Assert.Equal(Reference<float>(s, MathF.FusedMultiplyAdd), Packed<float>(s));
            },
            trials: 40,
            trialsInFull: 1000
        );

    [Fact]
    public void A_product_large_enough_for_threads_has_the_same_bits()
    {
        var shape = new Shape(150, 300, 600, TransposeA: true, TransposeB: true, Accumulate: false);
        Assert.Equal(Reference<double>(shape, Math.FusedMultiplyAdd), Packed<double>(shape));
    }

    [Fact]
    public unsafe void Shapes_that_do_not_fit_are_refused()
    {
        var memory = new double[100];
        fixed (double* p = memory)
        {
            var (a, b) = (MatrixView<double>.RowMajor(p, 3, 4), MatrixView<double>.RowMajor(p, 3, 4));
            var result = MatrixView<double>.RowMajor(p, 3, 4);
            string? message = null;
            try
            {
                MatrixProduct<double>.Multiply(a, b, result);
            }
            catch (ArgumentException e)
            {
                message = e.Message;
            }
            Assert.Equal("A 3 x 4 matrix times a 3 x 4 one does not make a 3 x 4 one.", message);
        }
    }

    [Fact]
    public void Matrices_multiply_and_diagonalise_as_mathematics_does()
    {
        var (a, b) = (Gaussian(37, 53, "a"), Gaussian(53, 29, "b"));
        var naive = Naive(a, b);
        Close(naive, a * b);
        Close(naive, a.TransposeAndMultiply(b.Transpose()));
        Close(naive, a.Transpose().TransposeThisAndMultiply(b));
        var u = a * a.Transpose();
        var eigen = u.Evd(Symmetricity.Symmetric);
        Close(u, eigen.EigenVectors * eigen.D * eigen.EigenVectors.Transpose());
        Close(Matrix<double>.Build.DenseIdentity(37), eigen.EigenVectors.Transpose() * eigen.EigenVectors);
        Close(Matrix<double>.Build.DenseIdentity(37), u * u.Inverse());
    }

    [Theory]
    [InlineData(Blas.Managed)]
    [InlineData(Blas.Auto)]
    [InlineData(Blas.System)]
    public void Every_provider_gives_the_same_product_and_the_same_spectrum(Blas choice)
    {
        var provider = AcceleratedProvider.Create(choice == Blas.System && SystemBlas.Find() is null ? Blas.Managed : choice);
        var (a, b) = (Gaussian(37, 53, "a"), Gaussian(53, 29, "b"));
        var product = new double[37 * 29];
        provider.MatrixMultiply(a.ToColumnMajorArray(), 37, 53, b.ToColumnMajorArray(), 53, 29, product);
        Close(Naive(a, b), Matrix<double>.Build.Dense(37, 29, product));
        var updated = Enumerable.Repeat(1.0, 29 * 37).ToArray();
        provider.MatrixMultiplyWithUpdate(
            Transpose.Transpose,
            Transpose.Transpose,
            2,
            b.ToColumnMajorArray(),
            53,
            29,
            a.ToColumnMajorArray(),
            37,
            53,
            -3,
            updated
        );
        Close(2 * Naive(a, b).Transpose() - 3, Matrix<double>.Build.Dense(29, 37, updated));

        var u = Naive(a, a.Transpose());
        var (vectors, values, diagonal) = (new double[37 * 37], new Complex[37], new double[37 * 37]);
        provider.EigenDecomp(true, 37, u.ToColumnMajorArray(), vectors, values, diagonal);
        var q = Matrix<double>.Build.Dense(37, 37, vectors);
        Close(u, q * Matrix<double>.Build.Dense(37, 37, diagonal) * q.Transpose());
        Assert.Equal(values.Select(v => v.Real).Order(), values.Select(v => v.Real));
    }

    [Fact]
    public void What_describes_a_provider_tells_the_choice_that_made_it()
    {
        Assert.Equal(Blas.Managed, AcceleratedProvider.ChoiceOf($"X64, {AcceleratedProvider.Create(Blas.Managed)}"));
        if (SystemBlas.Find() is null)
            return;
        foreach (var choice in new[] { Blas.Auto, Blas.System })
            Assert.Equal(choice, AcceleratedProvider.ChoiceOf($"X64, {AcceleratedProvider.Create(choice)}"));
    }

    [Fact]
    public void The_name_of_a_provider_says_what_computes()
    {
        Assert.Matches("^products: C#; eigenproblems: MathNet.Numerics$", AcceleratedProvider.Create(Blas.Managed).ToString());
        if (SystemBlas.Find() is { } blas)
            Assert.Contains(blas.Description, AcceleratedProvider.Create(Blas.System).ToString(), StringComparison.Ordinal);
        else
            Assert.Throws<InvalidOperationException>(() => AcceleratedProvider.Create(Blas.System));
    }

    private static void Close(Matrix<double> expected, Matrix<double> actual) =>
        Assert.InRange((expected - actual).L2Norm() / expected.L2Norm(), 0, 1e-10);

    private static Matrix<double> Naive(Matrix<double> a, Matrix<double> b) =>
        Matrix<double>.Build.Dense(a.RowCount, b.ColumnCount, (i, j) => a.Row(i).DotProduct(b.Column(j)));

    private static Matrix<double> Gaussian(int rows, int columns, string name) =>
        Matrix<double>.Build.Dense(rows, columns, RandomStream.Root(1).Child(name).Gaussians(rows * columns));

    private static T[] Entries<T>(int count, string name)
        where T : INumberBase<T> => RandomStream.Root(1).Child(name).Gaussians(count).Select(T.CreateTruncating).ToArray();

    // The definition, with the common dimension in runs of 256, each summed by itself.
    private static T[] Reference<T>(Shape s, Func<T, T, T, T> multiplyAdd)
        where T : INumberBase<T>
    {
        var (a, b) = (Entries<T>(s.Rows * s.Common, "a"), Entries<T>(s.Common * s.Columns, "b"));
        var c = s.Accumulate ? Entries<T>(s.Rows * s.Columns, "c") : new T[s.Rows * s.Columns];
        for (var i = 0; i < s.Rows; i++)
        for (var j = 0; j < s.Columns; j++)
        for (var start = 0; start < s.Common; start += 256)
        {
            var sum = T.Zero;
            for (var k = start; k < Math.Min(start + 256, s.Common); k++)
                sum = multiplyAdd(
                    a[s.TransposeA ? k * s.Rows + i : i * s.Common + k],
                    b[s.TransposeB ? j * s.Common + k : k * s.Columns + j],
                    sum
                );
            c[i * s.Columns + j] += sum;
        }
        return c;
    }

    private static unsafe T[] Packed<T>(Shape s)
        where T : unmanaged, INumberBase<T>
    {
        var (a, b) = (Entries<T>(s.Rows * s.Common, "a"), Entries<T>(s.Common * s.Columns, "b"));
        var c = s.Accumulate ? Entries<T>(s.Rows * s.Columns, "c") : new T[s.Rows * s.Columns];
        fixed (
            T* pa = a,
                pb = b,
                pc = c
        )
            MatrixProduct<T>.Multiply(
                s.TransposeA
                    ? MatrixView<T>.RowMajor(pa, s.Common, s.Rows).Transpose()
                    : MatrixView<T>.RowMajor(pa, s.Rows, s.Common),
                s.TransposeB
                    ? MatrixView<T>.RowMajor(pb, s.Columns, s.Common).Transpose()
                    : MatrixView<T>.RowMajor(pb, s.Common, s.Columns),
                MatrixView<T>.RowMajor(pc, s.Rows, s.Columns),
                s.Accumulate
            );
        return c;
    }
}
