using System.Numerics.Tensors;

namespace Theory.Simulation;

/// <summary>
/// An immutable list of points of R^d, one a row: a sample, a data set, the atoms of a law. The order of the rows is part of it.
/// </summary>
public sealed class Points
{
    private readonly double[] values;

    private Points(int dimension, double[] values) => (Dimension, this.values) = (dimension, values);

    /// <summary>The dimension d, at least 1.</summary>
    public int Dimension { get; }

    /// <summary>The number of points, at least 1.</summary>
    public int Count => values.Length / Dimension;

    /// <summary>All coordinates, row after row: <see cref="Count"/> x <see cref="Dimension"/>.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Point <paramref name="i"/>, counted from 0.</summary>
    public ReadOnlySpan<double> this[int i] => values.AsSpan(i * Dimension, Dimension);

    /// <summary>The points whose coordinates are <paramref name="values"/>, row after row.</summary>
    /// <exception cref="ArgumentException">There is no point, or the coordinates do not fill whole points.</exception>
    public static Points Of(int dimension, ReadOnlySpan<double> values) => Owning(dimension, values.ToArray());

    /// <summary>Points of the line.</summary>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Points OnLine(params ReadOnlySpan<double> values) => Of(1, values);

    /// <summary>Points given one by one.</summary>
    /// <exception cref="ArgumentException">There is no point, or two points differ in dimension.</exception>
    public static Points FromRows(params IReadOnlyList<IReadOnlyList<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
            throw new ArgumentException("A set of points needs at least one point.", nameof(rows));
        var dimension = rows[0].Count;
        var odd = rows.Index().FirstOrDefault(row => row.Item.Count != dimension);
        if (odd.Item is not null)
            throw new ArgumentException(
                $"Point 1 has {dimension} coordinates and point {odd.Index + 1} has {odd.Item.Count}; all need as many.",
                nameof(rows)
            );
        return Owning(dimension, [.. rows.SelectMany(row => row)]);
    }

    /// <summary>Points computed row by row: <paramref name="fill"/> receives a row's index and its zeroed coordinates.</summary>
    /// <exception cref="ArgumentException">The count or the dimension is below 1, or one array does not hold so many coordinates.</exception>
    public static Points Generate(int count, int dimension, RowAction fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        if (count < 1 || dimension < 1 || (long)count * dimension > Array.MaxLength)
            throw new ArgumentException(
                $"{count} points of dimension {dimension}: needed are a point and a dimension, and fewer than 2^31 coordinates."
            );
        var values = new double[count * dimension];
        for (var i = 0; i < count; i++)
            fill(i, values.AsSpan(i * dimension, dimension));
        return Owning(dimension, values);
    }

    /// <summary>The points at the given indices, in that order.</summary>
    public Points Select(params IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return Generate(indices.Count, Dimension, (i, row) => this[indices[i]].CopyTo(row));
    }

    /// <summary>Consecutive points.</summary>
    public Points Rows(int first, int count) => Of(Dimension, values.AsSpan(first * Dimension, count * Dimension));

    /// <summary>Coordinate <paramref name="j"/> of every point.</summary>
    public double[] Column(int j)
    {
        var column = new double[Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = this[i][j];
        return column;
    }

    /// <summary>The mean of the points.</summary>
    public double[] Mean()
    {
        var (mean, step) = (new double[Dimension], new double[Dimension]);
        for (var i = 0; i < Count; i++)
        {
            TensorPrimitives.Subtract(this[i], mean, step);
            TensorPrimitives.MultiplyAdd(step, 1.0 / (i + 1), mean, mean);
        }
        return mean;
    }

    /// <summary>The sum of the variances of the coordinates, tr Cov, with divisor <see cref="Count"/>.</summary>
    public double TotalVariance()
    {
        var mean = Mean();
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        for (var j = 0; j < Dimension; j++)
            sum += (this[i][j] - mean[j]) * (this[i][j] - mean[j]);
        return sum / Count;
    }

    internal static Points Owning(int dimension, double[] values)
    {
        if (dimension < 1 || values.Length == 0 || values.Length % dimension != 0)
            throw new ArgumentException(
                $"{values.Length} coordinates do not make one or more points of dimension {dimension}.",
                nameof(values)
            );
        return new(dimension, values);
    }
}

/// <summary>Writes or reads row <paramref name="index"/> of a set of points.</summary>
public delegate void RowAction(int index, Span<double> row);
