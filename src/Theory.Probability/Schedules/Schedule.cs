using Theory.Symbolics;
using Theory.Symbolics.Calculus;

namespace Theory.Probability.Schedules;

/// <summary>
/// A forward diffusion with linear drift, <c>dX = (a'/a) X dt + g dB</c>, as the triple of what it does to a point:
/// <c>X_t | x_0 ~ N(a x_0, s^2 I)</c> and the rate g^2 at which variance enters. The three are expressions in the time and satisfy
/// <c>(s^2/a^2)' = g^2/a^2</c>, <c>a(0) = 1</c>, <c>s^2(0) = 0</c>. Time has no unit; s^2 has the squared unit of X.
/// </summary>
/// <param name="Name">A short name, such as <c>vp</c>.</param>
/// <param name="Time">The symbol of the time, positive.</param>
/// <param name="Scale">a: the factor on the starting point, positive.</param>
/// <param name="Variance">s^2: the variance added to each coordinate, increasing relative to a^2.</param>
/// <param name="NoiseRate">g^2: the squared diffusion coefficient, nonnegative.</param>
public sealed record Schedule(string Name, Symbol Time, Expr Scale, Expr Variance, Expr NoiseRate)
{
    private static readonly Symbol T = Expr.Symbol("T");

    /// <summary>The variance of the prior N(0, . I) that the diffusion is compared with at time T: 1, unless the variance explodes.</summary>
    public Expr PriorVariance { get; init; } = 1;

    /// <summary>The signal-to-noise ratio a^2/s^2, decreasing in time.</summary>
    public Expr SignalToNoise => Power.Of(Scale, 2) / Variance;

    /// <summary>a'/a, the factor of the linear drift.</summary>
    public Expr Drift => Scale.Derivative(Time) / Scale;

    /// <summary>
    /// Ornstein and Uhlenbeck's diffusion <c>dX = -X dt + sqrt(2) dB</c> (Bonnaire et al. 2025): a = e^(-T), s^2 = 1 - e^(-2T), g^2 = 2.
    /// </summary>
    public static Schedule OrnsteinUhlenbeck { get; } = new("ou", T, new Exp(-T), 1 - new Exp(-2 * T), 2);

    /// <summary>
    /// Variance preserving, <c>dX = -(beta/2) X dt + sqrt(beta) dB</c> with beta(t) = low + (high - low) t, not rescaled with the
    /// horizon: a = e^(-B/2), s^2 = 1 - e^(-B), g^2 = beta, B(T) = low T + (high - low) T^2/2 (Song et al. 2021; Chen et al. 2025).
    /// </summary>
    public static Schedule VariancePreserving(Rational low, Rational high)
    {
        var total = Integral(low, high);
        return new("vp", T, new Exp(Rational.Half * -total), 1 - new Exp(-total), Rate(low, high));
    }

    /// <summary>
    /// Variance preserving in the other convention, <c>dX = -beta X dt + sqrt(2 beta) dB</c>: a = e^(-B), s^2 = 1 - e^(-2B),
    /// g^2 = 2 beta (Vastola 2025). It is <see cref="VariancePreserving(Rational, Rational)"/> with beta doubled.
    /// </summary>
    public static Schedule VariancePreservingFullDrift(Rational low, Rational high)
    {
        var total = Integral(low, high);
        return new("vp-full-drift", T, new Exp(-total), 1 - new Exp(-2 * total), 2 * Rate(low, high));
    }

    /// <summary>
    /// Variance exploding, <c>dX = g dB</c> with s^2 = low^2 ((high/low)^(2T) - 1) and g^2 = 2 log(high/low) low^2 (high/low)^(2T)
    /// (Song et al. 2021); the prior at T has the variance s^2.
    /// </summary>
    /// <exception cref="ArgumentException">Not 0 &lt; low &lt; high.</exception>
    public static Schedule VarianceExploding(Rational low, Rational high)
    {
        if (low.Sign <= 0 || low >= high)
            throw new ArgumentException($"The standard deviations {low} and {high} need 0 < low < high.");
        Expr ratio = high / low;
        var growth = Power.Of(ratio, 2 * T);
        Expr square = low * low;
        var variance = square * (growth - 1);
        return new("ve", T, 1, variance, 2 * new Log(ratio) * square * growth) { PriorVariance = variance };
    }

    /// <summary>beta(t) = 1/10 + 19.9 t with half drift: the <c>vp</c> of the sources.</summary>
    /// <example>
    /// <code>Schedule.Usual.Variance.Evaluate(("T", 0))</code>
    /// is <c>0</c>.
    /// </example>
    public static Schedule Usual { get; } = VariancePreserving(new Rational(1, 10), 20);

    /// <summary>The schedules that have a name, for a choice by name.</summary>
    public static Terms<Schedule> Named { get; } =
    [Usual, VariancePreservingFullDrift(new Rational(1, 10), 20), OrnsteinUhlenbeck, VarianceExploding(new Rational(1, 100), 50)];

    private static Expr Rate(Rational low, Rational high) => low == high ? low : low + (high - low) * (Expr)T;

    private static Expr Integral(Rational low, Rational high) =>
        low == high ? low * (Expr)T : low * (Expr)T + (high - low) / 2 * Power.Of(T, 2);
}
