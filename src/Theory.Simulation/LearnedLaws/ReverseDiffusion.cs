using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using static System.FormattableString;

namespace Theory.Simulation.LearnedLaws;

/// <summary>Which reverse process makes the learned law. Two laws, in general different, and a bound speaks of one of them.</summary>
public enum ReverseProcess
{
    /// <summary>The stochastic equation <c>dX = (-f X + g^2 s) dt + g dB</c>, time running down.</summary>
    Sde,

    /// <summary>The probability flow <c>dX = (-f X + g^2 s/2) dt</c>, time running down.</summary>
    Ode,
}

/// <summary>
/// A generative model: a score field run backwards from the prior at horizon T down to eps, along a schedule with drift f x and
/// noise rate g^2.
/// </summary>
/// <param name="Score">The score field.</param>
/// <param name="Diffusion">The forward diffusion.</param>
/// <param name="Horizon">T.</param>
/// <param name="Eps">Where the reverse process stops, 0 or more and below T.</param>
public sealed record ReverseDiffusion(ScoreFunction Score, Diffusion Diffusion, double Horizon, double Eps)
{
    /// <summary>The prior from which the reverse process starts.</summary>
    public Gaussian Prior(int dimension) => new(new double[dimension], Diffusion.PriorVariance(Horizon));

    /// <summary>
    /// Independent draws of the learned law from the prior: Euler-Maruyama steps for the stochastic equation, Heun's second-order steps
    /// for the flow, equal in time.
    /// </summary>
    /// <exception cref="ArgumentException">The times are not ordered, or a count is below 1.</exception>
    public LearnedSample Sample(ReverseProcess process, int count, int dimension, int steps, RandomStream stream) =>
        From(process, Prior(dimension).Sample(count, stream.Child("prior")), steps, stream);

    /// <summary>The same from given starting points at the horizon.</summary>
    /// <exception cref="ArgumentException">The times are not ordered, or the steps are fewer than 1.</exception>
    public LearnedSample From(ReverseProcess process, Points start, int steps, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(start);
        CheckTimes();
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var h = (Horizon - Eps) / steps;
        var points = Enumerable
            .Range(0, steps)
            .Aggregate(
                start,
                (x, k) =>
                    process == ReverseProcess.Sde
                        ? EulerMaruyama(x, Horizon - k * h, h, stream.Child("step", k))
                        : Heun(x, Horizon - k * h, h)
            );
        return new(points, Name(process, steps));
    }

    /// <summary>The name of a learned law, for every result that speaks of it.</summary>
    public string Name(ReverseProcess process, int steps) =>
        (process == ReverseProcess.Sde ? "reverse SDE, Euler-Maruyama" : "probability-flow ODE, Heun")
        + Invariant($", {steps} steps from T = {Horizon} to {Eps}, schedule {Diffusion.Schedule.Name}");

    // A flow that is followed upwards begins at eps, and at time 0 a score need not exist.
    internal void CheckTimes(bool fromEps = false)
    {
        if (!(0 <= Eps && Eps < Horizon && double.IsFinite(Horizon)))
            throw new ArgumentException(
                $"The reverse process runs from T = {Horizon} down to eps = {Eps}; needed is 0 <= eps < T."
            );
        if (fromEps && Eps == 0)
            throw new ArgumentException("The flow is followed from eps > 0: at time 0 a score need not exist.");
    }

    private Points EulerMaruyama(Points x, double t, double h, RandomStream stream)
    {
        var (drift, rate) = (Diffusion.Drift(t), Diffusion.NoiseRate(t));
        var score = Score(x, t);
        var noise = stream.Gaussians(x.Values.Length);
        var deviation = Math.Sqrt(h * rate);
        return Map(x, score, (i, a, s) => a + h * (-drift * a + rate * s) + deviation * noise[i]);
    }

    private Points Heun(Points x, double t, double h)
    {
        var first = Flow(x, t);
        var predicted = Map(x, first, (_, a, v) => a + h * v);
        // At time 0 the score of a point law does not exist: the last step is then Euler's.
        if (t - h <= 0)
            return predicted;
        var second = Flow(predicted, t - h);
        var average = Map(first, second, (_, v, w) => (v + w) / 2);
        return Map(x, average, (_, a, v) => a + h * v);
    }

    /// <summary>The velocity of the flow, time running down.</summary>
    internal Points Flow(Points x, double t)
    {
        var (drift, rate) = (Diffusion.Drift(t), Diffusion.NoiseRate(t));
        return Map(x, Score(x, t), (_, a, s) => -drift * a + rate * s / 2);
    }

    internal static Points Map(Points x, Points y, Func<int, double, double, double> map)
    {
        var result = new double[x.Values.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = map(i, x.Values[i], y.Values[i]);
        return Points.Owning(x.Dimension, result);
    }
}

/// <summary>Draws of a learned law.</summary>
/// <param name="Points">The draws.</param>
/// <param name="Law">The name of their law: process, steps, times, schedule.</param>
public sealed record LearnedSample(Points Points, string Law);
