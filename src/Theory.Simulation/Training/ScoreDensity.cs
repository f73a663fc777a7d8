using Theory.Simulation.Laws;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Training;

/// <summary>
/// The law on an interval of the line that has a given score field at one time, of density proportional to the exponential of the
/// score's integral: what a score learned at a single diffusion time says of the density there, without any sampling.
/// </summary>
/// <remarks>So the code of Li et al. 2023 measures its divergence along training.</remarks>
public static class ScoreDensity
{
    /// <summary>
    /// KL(law || law of the score), nats, both restricted to the interval and normalised there; by the trapezoidal rule, whose error is
    /// of second order in the spacing.
    /// </summary>
    /// <param name="law">A law of the line with a positive density on the interval.</param>
    /// <param name="score">The score field.</param>
    /// <param name="time">The diffusion time at which both are taken.</param>
    /// <param name="from">The left end.</param>
    /// <param name="to">The right end.</param>
    /// <param name="nodes">The number of nodes, at least 3.</param>
    /// <exception cref="ArgumentException">The law is not on the line, or the grid is empty.</exception>
    public static double KullbackLeibler(ContinuousLaw law, ScoreFunction score, double time, double from, double to, int nodes)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(score);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 3);
        if (law.Dimension != 1 || !(from < to && double.IsFinite(to - from)))
            throw new ArgumentException(
                $"A law of dimension {law.Dimension} on [{from}, {to}]: needed are the line and an interval of it."
            );
        var h = (to - from) / (nodes - 1);
        var grid = Points.Generate(nodes, 1, (i, row) => row[0] = from + i * h);
        var slopes = score(grid, time).Values;
        var (truth, learned) = (new double[nodes], new double[nodes]);
        for (var i = 0; i < nodes; i++)
        {
            truth[i] = law.LogDensity(grid[i]);
            learned[i] = i == 0 ? 0 : learned[i - 1] + h * (slopes[i - 1] + slopes[i]) / 2;
        }
        var (p, q) = (LogMass(truth, h), LogMass(learned, h));
        return Math.Max(0, Integral(i => Math.Exp(truth[i] - p) * (truth[i] - p - learned[i] + q), nodes, h));
    }

    private static double LogMass(double[] logs, double h)
    {
        var greatest = logs.Max();
        return greatest + Math.Log(Integral(i => Math.Exp(logs[i] - greatest), logs.Length, h));
    }

    private static double Integral(Func<int, double> f, int nodes, double h) =>
        h * (Enumerable.Range(0, nodes).Sum(f) - (f(0) + f(nodes - 1)) / 2);
}
