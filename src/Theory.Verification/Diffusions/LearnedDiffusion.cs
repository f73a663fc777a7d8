using Theory.Probability.Schedules;
using Theory.Symbolics.Numerics;

namespace Theory.Verification.Diffusions;

/// <summary>
/// A diffusion on the line whose learned score is that of a Gaussian N(theta, Spread), theta learned, along the diffusion: every law of its
/// reverse process, started at N(0, 1) at the time End and stopped at the time Start, is Gaussian. All numbers are enclosed.
/// </summary>
internal sealed record LearnedDiffusion
{
    private readonly Interval atStart;
    private readonly Interval atEnd;

    /// <summary>The diffusion between two times.</summary>
    /// <param name="schedule">A schedule that keeps N(0, 1).</param>
    /// <param name="start">Where the reverse process stops, at least 0.</param>
    /// <param name="end">Where it starts.</param>
    /// <param name="spread">The variance of the Gaussian, positive.</param>
    public LearnedDiffusion(Schedule schedule, Interval start, Interval end, Interval spread)
    {
        Interval Of(Symbolics.Expr e, Interval time) => e.Enclose(new Assignment<Interval>().With(schedule.Time, time));
        Spread = spread;
        (ScaleAtStart, NoiseAtStart) = (Of(schedule.Scale, start), Of(schedule.Variance, start));
        (ScaleAtEnd, NoiseAtEnd) = (Of(schedule.Scale, end), Of(schedule.Variance, end));
        Scale = ScaleAtEnd / ScaleAtStart;
        Noise = 1 - Scale * Scale;
        (atStart, atEnd) = (ScaleAtStart * ScaleAtStart * spread + NoiseAtStart, ScaleAtEnd * ScaleAtEnd * spread + NoiseAtEnd);
        Pull = Scale * atStart / atEnd;
        Left = atStart * Noise / atEnd;
    }

    /// <summary>The variance of the Gaussian whose score is used.</summary>
    public Interval Spread { get; }

    /// <summary>What the diffusion multiplies a point by until Start.</summary>
    public Interval ScaleAtStart { get; }

    /// <summary>The variance it adds until Start.</summary>
    public Interval NoiseAtStart { get; }

    /// <summary>What it multiplies a point by until End.</summary>
    public Interval ScaleAtEnd { get; }

    /// <summary>The variance it adds until End.</summary>
    public Interval NoiseAtEnd { get; }

    /// <summary>What it multiplies a point by from Start to End.</summary>
    public Interval Scale { get; }

    /// <summary>The variance it adds from Start to End.</summary>
    public Interval Noise { get; }

    /// <summary>a in the reverse process N(a z + c, v) from z.</summary>
    public Interval Pull { get; }

    /// <summary>v in the reverse process N(a z + c, v) from z.</summary>
    public Interval Left { get; }

    /// <summary>c in the reverse process N(a z + c, v) from z, for a Gaussian about theta.</summary>
    public Interval Shift(Interval theta) => (ScaleAtStart - Pull * ScaleAtEnd) * theta;

    /// <summary>
    /// KL of a mixture of Gaussians N(scale x, noise), x of a finite law, from N(mean, variance), given the information of x and a point of the
    /// mixture: the entropy of the mixture is that of the noise and the information.
    /// </summary>
    public static Interval Divergence(
        IReadOnlyList<(Interval Place, Interval Mass)> points,
        Interval information,
        (Interval Scale, Interval Noise) mixture,
        (Interval Mean, Interval Variance) gaussian
    )
    {
        var square = points.Aggregate(
            Interval.Point(0),
            (sum, p) => sum + p.Mass * Squared(mixture.Scale * p.Place - gaussian.Mean)
        );
        return (gaussian.Variance / mixture.Noise).Log() / 2
            + (mixture.Noise + square) / (2 * gaussian.Variance)
            - Interval.Point(0.5)
            - information;
    }

    /// <summary>KL of the diffused points at Start from the law that the reverse process generates.</summary>
    public Interval DivergenceOfGenerated(
        IReadOnlyList<(Interval Place, Interval Mass)> points,
        Interval information,
        Interval theta
    ) => Divergence(points, information, (ScaleAtStart, NoiseAtStart), (Shift(theta), Left + Pull * Pull));

    /// <summary>
    /// Half the integral of g^2 E|score error|^2 from Start to End, for the score of a finite law's diffused points: the divergence from the
    /// diffused Gaussian falls at that rate (de Bruijn's identity for divergences).
    /// </summary>
    public Interval ScoreError(
        IReadOnlyList<(Interval Place, Interval Mass)> points,
        (Interval Start, Interval End) informations,
        Interval theta
    ) =>
        Divergence(points, informations.Start, (ScaleAtStart, NoiseAtStart), (ScaleAtStart * theta, atStart))
        - Divergence(points, informations.End, (ScaleAtEnd, NoiseAtEnd), (ScaleAtEnd * theta, atEnd));

    /// <summary>E KL(N(a X, s^2), N(0, 1)) from Start to End for X with a second moment at Start.</summary>
    public Interval PriorGap(Interval secondMoment) => (Squared(Scale) * (secondMoment - 1) - Noise.Log()) / 2;

    internal static Interval Squared(Interval x) =>
        x.Lower >= 0 ? x * x
        : x.Upper <= 0 ? -x * -x
        : Interval.Of(0, Math.Max((Interval.Point(x.Lower) * x.Lower).Upper, (Interval.Point(x.Upper) * x.Upper).Upper));
}
