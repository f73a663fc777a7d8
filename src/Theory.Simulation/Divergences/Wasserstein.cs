using System.Numerics.Tensors;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;

namespace Theory.Simulation.Divergences;

/// <summary>W_1 between laws on finitely many points, exactly; unit of the points, Euclidean distance unless a cost is given.</summary>
public static class Wasserstein
{
    /// <summary>On the line, for any weights: the area between the distribution functions.</summary>
    /// <exception cref="ArgumentException">A law is not on the line.</exception>
    public static Estimate OnLine(PointLaw p, PointLaw q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Dimension != 1 || q.Dimension != 1)
            throw new ArgumentException(
                $"Laws of dimensions {p.Dimension} and {q.Dimension} are not on the line; use Assignment."
            );
        var steps = Steps(p, 1).Concat(Steps(q, -1)).OrderBy(step => step.At).ToArray();
        var (area, difference) = (0.0, 0.0);
        for (var k = 0; k + 1 < steps.Length; k++)
        {
            difference += steps[k].Mass;
            area += Math.Abs(difference) * (steps[k + 1].At - steps[k].At);
        }
        return new Estimate.Exact(area);
    }

    /// <summary>
    /// Between two samples of equal size in any dimension, some thousands of points: the least mean distance over pairings. The dual
    /// prices that come with the optimal pairing certify it.
    /// </summary>
    /// <exception cref="ArgumentException">The samples differ in size or dimension.</exception>
    public static Estimate BetweenSamples(Points p, Points q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Count != q.Count || p.Dimension != q.Dimension)
            throw new ArgumentException(
                $"{p.Count} points of dimension {p.Dimension} and {q.Count} of dimension {q.Dimension} cannot be paired one to one."
            );
        var costs = new double[p.Count][];
        Parallel.For(
            0,
            p.Count,
            i =>
            {
                costs[i] = new double[q.Count];
                for (var j = 0; j < q.Count; j++)
                    costs[i][j] = TensorPrimitives.Distance(p[i], q[j]);
            }
        );
        var assignment = Assignment.Solve(costs);
        return new Estimate.Exact(assignment.Cost / p.Count, Math.Abs(assignment.Cost - assignment.DualValue) / p.Count);
    }

    private static IEnumerable<(double At, double Mass)> Steps(PointLaw law, int sign) =>
        Enumerable.Range(0, law.Points.Count).Select(i => (law.Points[i][0], sign * law.Weights[i]));
}
