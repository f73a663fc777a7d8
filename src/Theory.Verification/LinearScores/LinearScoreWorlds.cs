using Theory.Probability.Schedules;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Search;
using Theory.Verification.Worlds;

namespace Theory.Verification.LinearScores;

/// <summary>An inequality between two numbers of every diffusion with a linear score.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Sides">Both sides, enclosed.</param>
public sealed record LinearScoreClaim(string Id, Func<LinearScoreWorld, (Interval Left, Interval Right)> Sides)
{
    /// <summary>(T3-a): I(X^_0; S | X^_T) is at most half the sum of h g^2 E|s|^2 along the chain.</summary>
    public static LinearScoreClaim NormSurrogate { get; } =
        new("memory of the sample by the norm of the score", w => (w.Chain.Information, w.Chain.NormSurrogate));

    /// <summary>(T3-c): the same with the variance of the score over training; a learned mean makes it the same at every place.</summary>
    public static LinearScoreClaim VarianceSurrogate { get; } =
        new("memory of the sample by the variance of the score", w => (w.Chain.Information, w.Chain.VarianceSurrogate));

    /// <summary>
    /// H19: KL(data, generated) is at most half the integral of g^2 E|score error|^2 plus the divergence of the diffused data from the prior.
    /// </summary>
    /// <param name="weight">The factor on the integral in place of 1/2.</param>
    public static LinearScoreClaim Girsanov(Rational weight) =>
        new(
            $"divergence by {weight} g^2 times the score error",
            w => w.Path() is var (divergence, error, start) ? (divergence, 2 * Interval.Around(weight) * error + start) : default
        );

    /// <summary>I(X^_0; X_i | X^_T) is at most I(W; X_i) = log(m/(m - 1))/2 whatever the horizon, so that it does not grow with it without end.</summary>
    public static LinearScoreClaim MemoryOfParameters { get; } =
        new(
            "memory of a point by that of the parameters",
            w => (w.Chain.InformationPerSample, (Interval.Point(w.Samples) / (w.Samples - 1)).Log() / 2)
        );
}

/// <summary>The diffusions on the line with linear scores, under Ornstein and Uhlenbeck's and variance preserving schedules.</summary>
public sealed class LinearScoreWorlds(LinearScoreClaim claim) : IWorlds<LinearScoreWorld>
{
    // A left side as small as this is 0 but for rounding.
    private const double Least = 1e-9;
    private static readonly Terms<Schedule> Schedules =
    [
        Schedule.OrnsteinUhlenbeck,
        Schedule.Usual,
        Schedule.VariancePreserving(1, 1),
    ];

    /// <inheritdoc/>
    public string Certainty => "closed forms, enclosed";

    /// <inheritdoc/>
    public int Objectives => 1;

    /// <inheritdoc/>
    public LinearScoreWorld Draw(Draws random, Free first = Free.Everything)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Enumerable
            .Range(0, Parts)
            .Aggregate(
                new LinearScoreWorld(Schedule.OrnsteinUhlenbeck, 1, 1, 1, false, 0, 1, 1),
                (w, part) => Redrawn(w, part, random)
            );
    }

    /// <inheritdoc/>
    public LinearScoreWorld Change(LinearScoreWorld world, Draws random, Free free = Free.Everything)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(random);
        Rational Near(Rational x) => FiniteDrawing.Rounded(x.ToDouble() * Math.Exp(0.3 * random.Gaussian()), 3);
        var part = random.Integer(Parts);
        return random.Bernoulli(0.3)
            ? Redrawn(world, part, random)
            : part switch
            {
                1 => Within(world with { Horizon = Near(world.Horizon) }),
                2 => world with { Steps = Math.Clamp(world.Steps + random.Integer(3) - 1, 1, MostSteps) },
                5 => world with { Mean = FiniteDrawing.Rounded(world.Mean.ToDouble() + 0.3 * random.Gaussian(), 3) },
                6 => world with { Variance = Near(world.Variance) },
                7 => world with { ModelVariance = Near(world.ModelVariance) },
                _ => Redrawn(world, part, random),
            };
    }

    /// <inheritdoc/>
    public IEnumerable<LinearScoreWorld> Simplified(LinearScoreWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var complexity = Complexity(world);
        return new[]
        {
            world with
            {
                Schedule = Schedule.OrnsteinUhlenbeck,
            },
            world with
            {
                Steps = 1,
            },
            world with
            {
                Samples = 1,
            },
            world with
            {
                Mean = 0,
            },
            world with
            {
                Variance = 1,
            },
            world with
            {
                ModelVariance = 1,
            },
            world with
            {
                Horizon = FiniteDrawing.Rounded(world.Horizon.ToDouble(), 1),
            },
            world with
            {
                Variance = FiniteDrawing.Rounded(world.Variance.ToDouble(), 1),
            },
            world with
            {
                ModelVariance = FiniteDrawing.Rounded(world.ModelVariance.ToDouble(), 1),
            },
            world with
            {
                Mean = FiniteDrawing.Rounded(world.Mean.ToDouble(), 1),
            },
        }.Where(w => Complexity(w) < complexity);
    }

    /// <inheritdoc/>
    public Level Measure(LinearScoreWorld world, int objective = 0)
    {
        var (left, right) = claim.Sides(world);
        var ratio =
            left.IsEmpty || right.IsEmpty ? double.NaN
            : left.Upper <= Least ? 0
            : right.Upper <= 0 ? double.PositiveInfinity
            // Equality is attained: sides that nothing tells apart are equal.
            : !left.IsBelow(right) && !right.IsBelow(left) ? 1
            : left.Middle / right.Middle;
        return new Level(ratio, ratio);
    }

    /// <inheritdoc/>
    public Finding Judge(LinearScoreWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var (left, right) = claim.Sides(world);
        return new Finding(left, right, true, world.ToString());
    }

    private const int Parts = 8;
    private const int MostSteps = 64;

    // A horizon at which the schedule has forgotten the data to rounding is far enough.
    private static LinearScoreWorld Within(LinearScoreWorld world) =>
        world with
        {
            Horizon =
                world.Schedule == Schedule.Usual && world.Horizon > 2 ? 2
                : world.Horizon > 10 ? 10
                : world.Horizon,
        };

    private static LinearScoreWorld Redrawn(LinearScoreWorld world, int part, Draws random)
    {
        Rational Positive() => random.Bernoulli(0.2) ? 1 : FiniteDrawing.Rounded(Math.Exp(random.Gaussian()), 2);
        return part switch
        {
            0 => Within(world with { Schedule = Schedules[random.Integer(Schedules.Count)] }),
            1 => Within(world with { Horizon = FiniteDrawing.Rounded(Math.Pow(10, random.Uniform(-2, 1)), 2) }),
            2 => world with { Steps = 1 + random.Integer(random.Bernoulli(0.5) ? 4 : MostSteps) },
            3 => world with { Samples = random.Bernoulli(0.3) ? 1 : 1 + random.Integer(100) },
            4 => world with { FromEncoding = random.Bernoulli(0.5) },
            5 => world with { Mean = random.Bernoulli(0.3) ? 0 : FiniteDrawing.Rounded(2 * random.Gaussian(), 2) },
            6 => world with { Variance = Positive() },
            _ => world with { ModelVariance = Positive() },
        };
    }

    private static System.Numerics.BigInteger Complexity(LinearScoreWorld w) =>
        new[] { w.Horizon, w.Mean.Abs, w.Variance, w.ModelVariance }.Aggregate(
            (System.Numerics.BigInteger)(w.Steps + w.Samples + (w.Schedule == Schedule.OrnsteinUhlenbeck ? 0 : 10)),
            (n, x) => n + x.Numerator + x.Denominator
        );
}
