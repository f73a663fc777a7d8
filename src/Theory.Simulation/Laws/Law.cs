using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Laws;

/// <summary>A probability law on R^d that can be sampled.</summary>
public abstract class Law
{
    /// <summary>The dimension d.</summary>
    public abstract int Dimension { get; }

    /// <summary>Independent points of the law: a function of the stream and the count alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public Points Sample(int count, RandomStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Draw(count, stream);
    }

    private protected abstract Points Draw(int count, RandomStream stream);
}

/// <summary>A law with a density with respect to Lebesgue's measure.</summary>
public abstract class ContinuousLaw : Law
{
    /// <summary>The logarithm of the density at <paramref name="x"/>; minus infinity outside the support.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another dimension.</exception>
    public double LogDensity(ReadOnlySpan<double> x) => LogDensityAndScore(x, []);

    /// <summary>The gradient of the logarithm of the density at <paramref name="x"/>; not a number outside the support.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> has another dimension.</exception>
    public double[] Score(ReadOnlySpan<double> x)
    {
        var score = new double[Dimension];
        LogDensityAndScore(x, score);
        return score;
    }

    /// <summary>Both at once; an empty <paramref name="score"/> asks for the density alone.</summary>
    /// <exception cref="ArgumentException">A span has another dimension.</exception>
    public double LogDensityAndScore(ReadOnlySpan<double> x, Span<double> score)
    {
        if (x.Length != Dimension || !score.IsEmpty && score.Length != Dimension)
            throw new ArgumentException(
                $"A point or score of {x.Length} and {score.Length} coordinates meets a law of dimension {Dimension}."
            );
        return Evaluate(x, score);
    }

    /// <summary>The score at every point.</summary>
    /// <exception cref="ArgumentException">The points have another dimension.</exception>
    public Points Scores(Points points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimension != Dimension)
            throw new ArgumentException(
                $"Points of dimension {points.Dimension} meet a law of dimension {Dimension}.",
                nameof(points)
            );
        return Points.Owning(Dimension, EvaluateAll(points));
    }

    private protected virtual double[] EvaluateAll(Points points)
    {
        var scores = new double[points.Values.Length];
        Parallel.For(0, points.Count, i => Evaluate(points[i], scores.AsSpan(i * Dimension, Dimension)));
        return scores;
    }

    private protected abstract double Evaluate(ReadOnlySpan<double> x, Span<double> score);
}

/// <summary>A law whose image under a linear diffusion is known exactly, up to quadrature for curves.</summary>
public interface IDiffusible
{
    /// <summary>The law of <c>scale X + sqrt(variance) N</c> with X of this law and N standard Gaussian.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The variance is negative, or is 0 for a law that has no density itself.</exception>
    ContinuousLaw Diffused(double scale, double variance);
}

/// <summary>Laws along a diffusion.</summary>
public static class DiffusedLaws
{
    /// <summary>The law of X_t when X_0 has this law.</summary>
    public static ContinuousLaw At(this IDiffusible law, Diffusion diffusion, double t)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(diffusion);
        return law.Diffused(diffusion.Scale(t), diffusion.Variance(t));
    }

    /// <summary>The exact score of the law along a diffusion: the population score of a law, the empirical score of a sample.</summary>
    public static ScoreFunction ScoreAlong(this IDiffusible law, Diffusion diffusion)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(diffusion);
        return (points, time) => law.At(diffusion, time).Scores(points);
    }

    /// <summary>The variance, if it is positive: a law without a density needs noise to have one.</summary>
    internal static double Positive(double variance) =>
        variance > 0 && double.IsFinite(variance)
            ? variance
            : throw new ArgumentOutOfRangeException(nameof(variance), variance, "The variance needs to be positive and finite.");

    /// <summary>The variance, if it is not negative.</summary>
    internal static double NonNegative(double variance) => variance == 0 ? 0 : Positive(variance);
}
