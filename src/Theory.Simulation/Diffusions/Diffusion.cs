using MathNet.Numerics.Integration;
using Theory.Probability.Schedules;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Diffusions;

/// <summary>A schedule as functions of the time: what samplers and objectives evaluate.</summary>
public sealed class Diffusion
{
    private readonly Func<double, double> scale;
    private readonly Func<double, double> variance;
    private readonly Func<double, double> noiseRate;
    private readonly Func<double, double> priorVariance;
    private readonly Func<double, double> drift;

    /// <summary>The functions that a schedule's expressions say.</summary>
    /// <exception cref="ArgumentException">An expression has a symbol other than the time, or a part that has no value.</exception>
    public Diffusion(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Schedule = schedule;
        Func<double, double> Compiled(Expr e) => Function(e, schedule.Time);
        (scale, variance) = (Compiled(schedule.Scale), Compiled(schedule.Variance));
        (noiseRate, drift) = (Compiled(schedule.NoiseRate), Compiled(schedule.Drift));
        priorVariance = Compiled(schedule.PriorVariance);
    }

    /// <summary>The schedule.</summary>
    public Schedule Schedule { get; }

    /// <summary>a(t).</summary>
    public double Scale(double t) => scale(t);

    /// <summary>s^2(t).</summary>
    public double Variance(double t) => variance(t);

    /// <summary>g^2(t).</summary>
    public double NoiseRate(double t) => noiseRate(t);

    /// <summary>a'/a at t: the forward drift is this times x.</summary>
    public double Drift(double t) => drift(t);

    /// <summary>The variance of the prior at horizon t.</summary>
    public double PriorVariance(double t) => priorVariance(t);

    /// <summary>a^2/s^2 at t.</summary>
    public double SignalToNoise(double t) => scale(t) * scale(t) / variance(t);

    /// <summary>The noise put in between two times, the integral of g^2.</summary>
    public double NoiseBetween(double from, double to) => GaussLegendreRule.Integrate(NoiseRate, from, to, 64);

    private static Func<double, double> Function(Expr e, Symbol time) =>
        e.FreeSymbols().FirstOrDefault(symbol => symbol != time) is { } odd
            ? throw new ArgumentException($"A schedule is a function of {time} alone; '{e}' has the symbol {odd} too.")
            : Closure.Of(e);
}
