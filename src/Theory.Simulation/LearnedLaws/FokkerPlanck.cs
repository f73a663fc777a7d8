namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// The law of the reverse SDE on the line, without sampling: its Fokker-Planck equation
/// <c>dq/dtau = -d/dx((-f x + g^2 s) q) + (g^2/2) d^2 q/dx^2</c> from the prior, on a grid.
/// </summary>
/// <remarks>
/// Finite volumes with exponentially fitted fluxes (Scharfetter and Gummel 1969): mass is conserved, and drifts steeper than the grid do no
/// harm. In time the two-stage, second-order, L-stable diagonally implicit Runge-Kutta method (Alexander 1977).
/// </remarks>
public static class FokkerPlanck
{
    private static readonly double Gamma = 1 - 1 / Math.Sqrt(2);

    /// <summary>The masses at eps of the cells of a grid; the process is reflected at its ends, so the grid must hold the law.</summary>
    /// <exception cref="ArgumentException">The grid or the times are not ordered.</exception>
    public static GridLaw ReverseSde(ReverseDiffusion model, double from, double to, int cells, int steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.CheckTimes();
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var width = GridLaw.StepOf(from, to, cells);
        var faces = Points.Generate(cells - 1, 1, (i, row) => row[0] = from + (i + 1) * width);
        var tau = (model.Horizon - model.Eps) / steps;
        var masses = GridLaw.Of(model.Prior(1), from, to, cells).Masses.ToArray();
        for (var k = 0; k < steps; k++)
        {
            var stage = Solve(Rates(model, faces, width, model.Horizon - (k + Gamma) * tau), masses, Gamma * tau);
            var ahead = masses.Zip(stage, (q, y) => q + (1 - Gamma) / Gamma * (y - q)).ToArray();
            masses = Solve(Rates(model, faces, width, Math.Max(model.Eps, model.Horizon - (k + 1) * tau)), ahead, Gamma * tau);
        }
        var name =
            $"reverse SDE, Fokker-Planck grid of {cells} cells and {steps} steps, schedule {model.Diffusion.Schedule.Name}";
        return new(from, width, masses, name);
    }

    // The rates at which mass crosses each face to the right and to the left.
    private static (double[] Right, double[] Left) Rates(ReverseDiffusion model, Points faces, double width, double t)
    {
        var (drift, rate) = (model.Diffusion.Drift(t), model.Diffusion.NoiseRate(t));
        var score = model.Score(faces, t);
        var (right, left) = (new double[faces.Count], new double[faces.Count]);
        for (var i = 0; i < right.Length; i++)
        {
            var peclet = (-drift * faces[i][0] + rate * score[i][0]) * width / (rate / 2);
            right[i] = rate / 2 / (width * width) * Bernoulli(-peclet);
            left[i] = rate / 2 / (width * width) * Bernoulli(peclet);
        }
        return (right, left);
    }

    // z/(e^z - 1), smooth at 0.
    private static double Bernoulli(double z) => Math.Abs(z) < 1e-4 ? 1 - z / 2 + z * z / 12 : z / (Math.Exp(z) - 1);

    // (I - tau A) y = q with A the tridiagonal matrix of the rates, by elimination (it is diagonally dominant by columns).
    private static double[] Solve((double[] Right, double[] Left) rates, double[] q, double tau)
    {
        var n = q.Length;
        var (y, upper) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var stays = 1 + tau * ((i < n - 1 ? rates.Right[i] : 0) + (i > 0 ? rates.Left[i - 1] : 0));
            var below = i > 0 ? -tau * rates.Right[i - 1] : 0;
            var diagonal = stays - (i > 0 ? below * upper[i - 1] : 0);
            y[i] = (q[i] - (i > 0 ? below * y[i - 1] : 0)) / diagonal;
            upper[i] = i < n - 1 ? -tau * rates.Left[i] / diagonal : 0;
        }
        for (var i = n - 2; i >= 0; i--)
            y[i] -= upper[i] * y[i + 1];
        return y;
    }
}
