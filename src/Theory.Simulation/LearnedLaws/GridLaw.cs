using MathNet.Numerics.Integration;
using Theory.Simulation.Laws;

namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// A law of the line known by the masses of equal cells: what a learned law looks like through a grid. Divergences between two such laws on
/// one grid never exceed those of the laws behind them (data processing), and approach them as the cells shrink.
/// </summary>
public sealed class GridLaw
{
    private readonly double[] masses;

    internal GridLaw(double from, double step, double[] masses, string name) =>
        (From, Step, this.masses, Name) = (from, step, masses, name);

    /// <summary>The left end of the grid.</summary>
    public double From { get; }

    /// <summary>The width of a cell.</summary>
    public double Step { get; }

    /// <summary>The masses of the cells, from left to right.</summary>
    public IReadOnlyList<double> Masses => masses;

    /// <summary>Which law this is.</summary>
    public string Name { get; }

    /// <summary>A density seen through the grid: masses by a five-point Gauss rule in each cell, tails beyond the grid left out.</summary>
    /// <exception cref="ArgumentException">The law is not on the line, or the grid is empty.</exception>
    public static GridLaw Of(ContinuousLaw law, double from, double to, int cells)
    {
        ArgumentNullException.ThrowIfNull(law);
        var step = StepOf(from, to, cells);
        if (law.Dimension != 1)
            throw new ArgumentException($"A law of dimension {law.Dimension} is not on the line.", nameof(law));
        var rule = new GaussLegendreRule(0, step, 5);
        var masses = new double[cells];
        Parallel.For(
            0,
            cells,
            i => masses[i] = rule.Abscissas.Zip(rule.Weights, (x, w) => w * Math.Exp(law.LogDensity([from + i * step + x]))).Sum()
        );
        return new(from, step, masses, "exact");
    }

    /// <summary>The total mass, 1 but for what lies beyond the grid.</summary>
    public double Total => masses.Sum();

    /// <summary>The mean.</summary>
    public double Mean => masses.Select((mass, i) => mass * Centre(i)).Sum() / Total;

    /// <summary>The variance, of the law that is uniform in each cell.</summary>
    public double Variance
    {
        get
        {
            var mean = Mean;
            return masses.Select((mass, i) => mass * (Centre(i) - mean) * (Centre(i) - mean)).Sum() / Total + Step * Step / 12;
        }
    }

    /// <summary>KL of this law from another on the same grid, nats; the masses are normalised first.</summary>
    /// <exception cref="ArgumentException">The grids differ.</exception>
    public double KullbackLeibler(GridLaw other)
    {
        Same(other);
        var (total, others) = (Total, other.Total);
        return masses.Zip(other.masses, (p, q) => p <= 0 ? 0 : p / total * Math.Log(p / total / (Math.Max(q, 0) / others))).Sum();
    }

    /// <summary>W_1 from another law on the same grid: the area between the distribution functions, taken linear in each cell.</summary>
    /// <exception cref="ArgumentException">The grids differ.</exception>
    public double Wasserstein1(GridLaw other)
    {
        Same(other);
        var (total, others) = (Total, other.Total);
        var (area, left) = (0.0, 0.0);
        for (var i = 0; i < masses.Length; i++)
        {
            var right = left + masses[i] / total - other.masses[i] / others;
            area += left * right >= 0 ? Math.Abs(left + right) / 2 : (left * left + right * right) / (2 * Math.Abs(right - left));
            left = right;
        }
        return area * Step;
    }

    internal static double StepOf(double from, double to, int cells)
    {
        if (!(from < to) || cells < 2 || !double.IsFinite(to - from))
            throw new ArgumentException(
                $"A grid of {cells} cells from {from} to {to}: needed are two cells on an interval of positive length."
            );
        return (to - from) / cells;
    }

    private double Centre(int i) => From + (i + .5) * Step;

    private void Same(GridLaw other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (From != other.From || Step != other.Step || masses.Length != other.masses.Length)
            throw new ArgumentException("The two laws stand on different grids.", nameof(other));
    }
}
