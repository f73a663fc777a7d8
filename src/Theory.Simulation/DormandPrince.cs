using System.Numerics.Tensors;

namespace Theory.Simulation;

/// <summary>
/// An ordinary differential equation followed by steps of fifth order whose embedded fourth-order result measures the error.
/// </summary>
/// <remarks>Dormand and Prince 1980.</remarks>
/// <param name="slope">Writes dx/dt at a state and time.</param>
/// <param name="x">The state; it is moved in place.</param>
internal sealed class DormandPrince(DormandPrince.SlopeOf slope, double[] x)
{
    /// <summary>Writes the slope at a state and a time.</summary>
    internal delegate void SlopeOf(double[] state, double time, double[] slope);

    private static readonly double[] Nodes = [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1];

    private static readonly double[][] Stages =
    [
        [],
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    // The fifth-order weights, which are those of the last stage, less the fourth-order ones.
    private static readonly double[] Errors =
    [
        71.0 / 57600,
        0,
        -71.0 / 16695,
        71.0 / 1920,
        -17253.0 / 339200,
        22.0 / 525,
        -1.0 / 40,
    ];

    private readonly double[][] slopes = [.. Nodes.Select(_ => new double[x.Length])];
    private readonly double[] stage = new double[x.Length];
    private readonly double[] error = new double[x.Length];

    /// <summary>Follows the equation; each step errs by at most <paramref name="tolerance"/>. Returns the number of steps.</summary>
    /// <exception cref="ArithmeticException">No step is small enough.</exception>
    public int Follow(double from, double to, double tolerance)
    {
        var (t, span) = (from, to - from);
        var (h, taken) = (span / 1000, 0);
        slope(x, t, slopes[0]);
        while (t < to)
        {
            h = Math.Min(h, to - t);
            var relative = Try(t, h) / tolerance;
            if (relative <= 1)
            {
                t = h < to - t ? t + h : to;
                stage.CopyTo(x, 0);
                // The last slope of a step is the first of the next.
                (slopes[0], slopes[^1]) = (slopes[^1], slopes[0]);
                taken++;
            }
            h *= double.IsNaN(relative) ? 0.2 : Math.Clamp(0.9 * Math.Pow(relative, -0.2), 0.2, 5);
            // A last step may be as short as it happens to be; one that failed may not.
            if (!(relative <= 1) && h < 1e-13 * span)
                throw new ArithmeticException(
                    $"At t = {t:R} no step follows the flow to within {tolerance:R}: its slope there is not finite or not smooth."
                );
        }
        return taken;
    }

    // Leaves the state after the step in the stage; returns the largest error.
    private double Try(double t, double h)
    {
        for (var k = 1; k < Nodes.Length; k++)
        {
            Combine(x, h, Stages[k], stage);
            slope(stage, t + Nodes[k] * h, slopes[k]);
        }
        Array.Clear(error);
        Combine(error, h, Errors, error);
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(error));
    }

    private void Combine(double[] start, double h, double[] weights, double[] result)
    {
        start.CopyTo(result, 0);
        for (var k = 0; k < weights.Length; k++)
            if (weights[k] != 0)
                TensorPrimitives.MultiplyAdd(slopes[k], h * weights[k], result, result);
    }
}
