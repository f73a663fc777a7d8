using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;

namespace Theory.Simulation.Divergences;

/// <summary>KL(p || q) of densities on the line or in the plane by the trapezoidal rule over a box.</summary>
public static class DivergenceByQuadrature
{
    /// <summary>
    /// The integral of <c>p (log p - log q) - p + q</c>, which is KL when both densities live in the box. The error is the change on
    /// halving the step; what lies outside the box is not seen, so the box must hold all but a negligible part of both laws.
    /// </summary>
    /// <param name="p">The first law.</param>
    /// <param name="q">The second law, absolutely continuous where p is.</param>
    /// <param name="from">The lower corner of the box.</param>
    /// <param name="to">The upper corner.</param>
    /// <param name="steps">The number of steps a side, even.</param>
    /// <exception cref="ArgumentException">The dimension is above 2, dimensions differ, or the box is empty.</exception>
    public static Estimate KullbackLeibler(
        ContinuousLaw p,
        ContinuousLaw q,
        IReadOnlyList<double> from,
        IReadOnlyList<double> to,
        int steps
    )
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (p.Dimension > 2 || q.Dimension != p.Dimension || from.Count != p.Dimension || to.Count != p.Dimension)
            throw new ArgumentException(
                $"Laws of dimensions {p.Dimension} and {q.Dimension} over a box of {from.Count} and {to.Count}; allowed: 1 or 2, all alike."
            );
        if (steps < 2 || steps % 2 != 0 || from.Zip(to).Any(side => !(side.First < side.Second)))
            throw new ArgumentException($"The box needs sides of positive length and an even number of steps; given {steps}.");
        var across = p.Dimension == 2 ? steps : 0;
        var cell = Enumerable.Range(0, p.Dimension).Aggregate(1.0, (area, k) => area * (to[k] - from[k]) / steps);
        var rows = new (double Fine, double Coarse)[steps + 1];
        Parallel.For(0, steps + 1, i => rows[i] = Row(i));
        var fine = rows.Sum(row => row.Fine) * cell;
        var coarse = rows.Sum(row => row.Coarse) * cell * (1 << p.Dimension);
        return new Estimate.Exact(fine, double.IsPositiveInfinity(fine) ? 0 : Math.Abs(fine - coarse));

        (double Fine, double Coarse) Row(int i)
        {
            var x = new double[p.Dimension];
            x[0] = from[0] + (to[0] - from[0]) * i / steps;
            var (fine, coarse) = (0.0, 0.0);
            for (var j = 0; j <= across; j++)
            {
                if (across > 0)
                    x[1] = from[1] + (to[1] - from[1]) * j / steps;
                var value = Integrand(p.LogDensity(x), q.LogDensity(x));
                fine += value;
                if (i % 2 == 0 && j % 2 == 0)
                    coarse += value;
            }
            return (fine, coarse);
        }
    }

    private static double Integrand(double logP, double logQ) =>
        double.IsNegativeInfinity(logP) ? Math.Exp(logQ) : Math.Exp(logP) * (logP - logQ) - Math.Exp(logP) + Math.Exp(logQ);
}
