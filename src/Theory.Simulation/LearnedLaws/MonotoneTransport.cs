using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;

namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// The law of the probability flow on the line, without sampling: the flow keeps the order of points, so the mass left of x at eps is the
/// prior's mass left of where x came from. Each cell's end is followed back to the horizon, with no interpolation.
/// </summary>
public static class MonotoneTransport
{
    /// <summary>The masses at eps of the cells of a grid, by classical fourth-order Runge-Kutta steps equal in time.</summary>
    /// <exception cref="ArgumentException">The grid or the times are not ordered, or eps is 0.</exception>
    public static GridLaw ReverseOde(ReverseDiffusion model, double from, double to, int cells, int steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.CheckTimes(fromEps: true);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var width = GridLaw.StepOf(from, to, cells);
        var h = (model.Horizon - model.Eps) / steps;
        var ends = Enumerable
            .Range(0, steps)
            .Aggregate(
                Points.Generate(cells + 1, 1, (i, row) => row[0] = from + i * width),
                (x, k) => Up(model, x, model.Eps + k * h, h)
            );
        return Carried(model, from, width, ends.Values, $"{steps} steps");
    }

    /// <summary>
    /// The same with steps as small as the field asks for: each changes the cells' ends by an error of at most
    /// <paramref name="tolerance"/> of a cell. For fields learned from few samples, which are steep, equal steps would have to be thousands.
    /// </summary>
    /// <exception cref="ArgumentException">The grid or the times are not ordered, eps is 0, or the tolerance is not positive.</exception>
    /// <exception cref="ArithmeticException">No step is small enough: the field is not finite or not smooth.</exception>
    public static GridLaw ReverseOdeWithin(ReverseDiffusion model, double from, double to, int cells, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.CheckTimes(fromEps: true);
        if (!(tolerance > 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance needs to be positive and finite.");
        var width = GridLaw.StepOf(from, to, cells);
        double[] ends = [.. Enumerable.Range(0, cells + 1).Select(i => from + i * width)];
        var steps = new DormandPrince((at, t, slope) => Slope(model, at, t, slope), ends).Follow(
            model.Eps,
            model.Horizon,
            tolerance * width
        );
        return Carried(model, from, width, ends, $"{steps} adapted steps");
    }

    private static GridLaw Carried(ReverseDiffusion model, double from, double width, ReadOnlySpan<double> ends, string steps)
    {
        var prior = new Normal(0, Math.Sqrt(model.Diffusion.PriorVariance(model.Horizon)));
        var masses = new double[ends.Length - 1];
        // The flow keeps the order of the ends; where rounding reverses two that all but meet, no mass lies between them.
        for (var i = 0; i < masses.Length; i++)
            masses[i] = Math.Max(0, Between(prior, ends[i], ends[i + 1]));
        var name =
            $"probability-flow ODE, monotone transport of {masses.Length} cells in {steps}, schedule {model.Diffusion.Schedule.Name}";
        return new(from, width, masses, name);
    }

    // dx/dt = f x - g^2 s/2, upwards in time.
    private static void Slope(ReverseDiffusion model, double[] at, double t, double[] slope)
    {
        var score = model.Score(Points.OnLine(at), t);
        TensorPrimitives.Multiply(at, model.Diffusion.Drift(t), slope);
        TensorPrimitives.MultiplyAdd(score.Values, -model.Diffusion.NoiseRate(t) / 2, slope, slope);
    }

    // One step of time upwards, against the flow.
    private static Points Up(ReverseDiffusion model, Points x, double t, double h)
    {
        Points Velocity(Points at, double time) => model.Flow(at, time);
        Points Shifted(Points velocity, double by) => ReverseDiffusion.Map(x, velocity, (_, a, v) => a - by * v);
        var k1 = Velocity(x, t);
        var k2 = Velocity(Shifted(k1, h / 2), t + h / 2);
        var k3 = Velocity(Shifted(k2, h / 2), t + h / 2);
        var k4 = Velocity(Shifted(k3, h), t + h);
        var ends = ReverseDiffusion.Map(k1, k4, (_, a, b) => a + b);
        var middles = ReverseDiffusion.Map(k2, k3, (_, a, b) => 2 * (a + b));
        return Shifted(ReverseDiffusion.Map(ends, middles, (_, a, b) => (a + b) / 6), h);
    }

    // On the side of the tail, so that small masses keep their digits.
    private static double Between(Normal prior, double a, double b) =>
        a > 0
            ? prior.CumulativeDistribution(-a) - prior.CumulativeDistribution(-b)
            : prior.CumulativeDistribution(b) - prior.CumulativeDistribution(a);
}
