using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Probability.Schedules;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Chains;
using static Theory.Bounds.Papers.Chen2025GeneratorTerm;
using static Theory.Bounds.Papers.EncoderGenerator;
using Evaluation = Theory.Probability.Evaluation;

namespace Theory.Verification.Instances;

/// <summary>
/// What a reverse diffusion remembers of its training points, theory.md A.6: the generator term of Chen, Zhu and Shkurti (2025) bounded by
/// the size of the score, in the readings that the source leaves open.
/// </summary>
public sealed class Chen2025Chains : IGaussianEnds
{
    private static readonly Symbol T = new("T");
    private static readonly Symbol N = new("N");
    private static readonly Symbol Beta = new("beta");
    private static readonly Symbol L = new("L");

    /// <summary>The score, a function of what was learned and of the cell of a point.</summary>
    public static Function LearnedScore { get; } = new("s", [Learned, Z], Parameters: 1);

    /// <summary>The forward diffusion of a point, into cells.</summary>
    public static NamedKernel Forward { get; } = new("E_T", [X], Z);

    private static readonly Draw FromPoint = Draw.From("Z_i", Forward, TrainingPoint);
    private static readonly Draw FromPrior = Draw.From("Z_i", Prior);

    // The chain leaves its cell, or its start tells the points of a cell apart, with at most this probability.
    private const double Change = 1e-15;

    /// <inheritdoc/>
    public GaussianEnd? For(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        bool Names(Symbol symbol) => bound.Glossary.Any(g => g.Name == symbol.Name);
        if (!Names(T))
            return null;
        Terms<Symbol> steps = Names(N) ? [N] : [];
        if (GaussianEnd.Informations(bound).Any(i => StartOf(i) is not null))
            return InUsualSchedule(bound, steps);
        var kernels = GaussianEnd.Informations(bound).SelectMany(i => i.Joint.Draws).Select(d => d.Kernel).ToList();
        return kernels.Contains(Generator) && Names(Beta)
            ? Chain(
                bound,
                kernels.Contains(Forward) ? Forward : null,
                (world, _) => Interval.Around(world.Symbols[Beta]),
                [T, Beta, .. steps]
            )
            : null;
    }

    private static GaussianEnd Chain(
        Bound read,
        NamedKernel? encoding,
        Func<FiniteWorld, Interval, Interval> rate,
        Terms<Symbol> symbols
    ) =>
        new(
            read,
            Generator,
            LearnedScore,
            world =>
                ReverseChain.Gain(
                    Interval.Around(world.Symbols[T]),
                    world.Symbols.TryGetValue(N, out var steps) ? (int)steps.Numerator : 1,
                    time => rate(world, time)
                ),
            symbols,
            encoding,
            Change
        );

    // Where an information is that of a last Gaussian step from a past that follows a start by what was learned: that start.
    private static Point? StartOf(MutualInformation information) =>
        information.Joint.Draws
            is [.., { Kernel: NamedKernel { Output: var past } before } rest, { Kernel: GaussianChannel } last]
        && last.Arguments is [Image { Arguments: [_, Variable h] }]
        && h == rest.Variable
        && past == Past
        && before.Inputs.SequenceEqual([Learned, Z])
            ? rest.Arguments[1]
            : null;

    /// <summary>A chain in the paper's schedule, given by its last step: that step and its past together lead from the start to the end.</summary>
    private static GaussianEnd InUsualSchedule(Bound bound, Terms<Symbol> steps)
    {
        Expr Whole(Expr e) =>
            e is Quantity { Meaning: MutualInformation i } && StartOf(i) is { } z ? Led(i, z) : e.MapChildren(Whole);
        Expr Led(MutualInformation i, Point z)
        {
            var draws = i.Joint.Draws;
            var end = draws[^1].Variable;
            var learned = draws[^2].Arguments[0];
            var whole = draws.Take(draws.Count - 2).Append(new Draw(end, Generator, [learned, z]));
            return new MutualInformation(Law.Of(whole, i.Joint.Outputs), i.Left, i.Right);
        }
        var read = bound.Mapped(Whole) with { Assumptions = [.. bound.Assumptions, ScoreAtMost(L, DrawPrior.Variable)] };
        var rate = Schedule.Usual.NoiseRate;
        return Chain(
            read,
            null,
            (_, time) => rate.Enclose(new Assignment<Interval>().With(Schedule.Usual.Time, time)),
            [T, .. steps]
        );
    }

    private static Assumption ScoreAtMost(Symbol most, Variable start)
    {
        Expr score = new Evaluation(LearnedScore, [W, start]);
        return new(
            "the score is at most L in size",
            new Judgement.ForAll([W, start], new Judgement.AtMost(new Max([score, -score]), most))
        );
    }

    private static Bound Claim(string id, string reading, Expr left, Term right) =>
        Chen2025.VaeAveraged with
        {
            Id = id,
            Title = "What a reverse diffusion remembers",
            Where = "Theorem 6.3 and its proof, as transmitted by the released code",
            Reading = reading,
            Left = left,
            Terms = [right],
            Assumptions = [Assumption.InWords("S is an i.i.d. sample from P_X"), ScoreAtMost(L, FromPoint.Variable)],
            Glossary =
            [
                .. Glossary.Where(g => g.Name is "m" or "i" or "P_X" or "A"),
                new("T", "diffusion time", Role.Other, "T > 0"),
                new("N", "number of steps", Role.Other, "N integer, N >= 1"),
                new("beta", "rate of the schedule", Role.Other, "beta > 0"),
                new("L", "largest size of the score", Role.Other, "L > 0"),
                new("s", "learned score, a function of what was learned and of the cell of a point", Role.Other),
                new("E_T", "forward diffusion of a point", Role.Other),
            ],
        };

    private static Quantity At(Variable learned) => new(new Evaluation(LearnedScore, [learned, FromPoint.Variable]));

    private static Expr Memory(Draw start, Point of) =>
        new MutualInformation(Law.Of([DrawSample, DrawLearned, start, DrawReconstruction], Reconstruction, of, start.Variable));

    private static Expr Rates { get; } = new Series(new Symbol("k"), 0, N - (Expr)1, Beta);

    private static Term Surrogate(Expr samples) =>
        new("surrogate", Expr.Sqrt(T * Power.Of(L, 2) / (2 * samples * N) * Rates), "the size of the score along the chain");

    private static Expr AverageOfRoots(Draw start) => Average(Expr.Sqrt(Memory(start, TrainingPoint)));

    /// <summary>(T3-b) for a chain that starts at the encoding of a training point: the average over i of sqrt(I(X^_i; X_i | Z_i)), with 1/m.</summary>
    public static Bound SurrogateFromEncodings { get; } =
        Claim(
            "chen2025:generator-term-surrogate [from encodings]",
            "X^_T is Z_i, the forward diffusion of the training point X_i itself.",
            AverageOfRoots(FromPoint),
            Surrogate(SampleSize)
        );

    /// <summary>(T3-b) for a chain whose start is independent of the sample.</summary>
    public static Bound SurrogateFromPrior { get; } =
        Claim(
            "chen2025:generator-term-surrogate [from the prior]",
            "X^_T is independent of the sample.",
            AverageOfRoots(FromPrior),
            Surrogate(SampleSize)
        );

    /// <summary>(T3-a) for a chain that starts at the encoding of a training point: without 1/m.</summary>
    public static Bound SurrogateWithoutSampleSize { get; } =
        Claim(
            "chen2025:generator-term-surrogate [from encodings, without 1/m]",
            "X^_T is Z_i, the forward diffusion of the training point X_i itself.",
            AverageOfRoots(FromPoint),
            Surrogate(1)
        );

    private static readonly Draw OtherSample = Draw.From("S'", new Sampling(Data, SampleSize));
    private static readonly Draw OtherLearned = Draw.From("W'", Algorithm, OtherSample.Variable);

    // The deviation of the score at the start from its mean over independent training.
    private static Expr Deviation(Variable learned) =>
        Power.Of(At(learned) - (Expr)Expectation.Under([OtherSample, OtherLearned], At(OtherLearned.Variable)), 2);

    private static Bound Variance(string id, string reading, Expr deviations) =>
        Claim(
            id,
            reading,
            Memory(FromPoint, Sample).Substitute(TrainingIndex, 1),
            new Term("variance", T * Beta / 2 * deviations.Substitute(TrainingIndex, 1), "the spread of the score over training")
        ) with
        {
            Glossary = [.. SurrogateFromPrior.Glossary.Where(g => g.Name != "N")],
        };

    /// <summary>(T3-c): the variance of the score under the joint law of what was learned and where the chain is.</summary>
    public static Bound VarianceUnderJoint { get; } =
        Variance(
            "chen2025:generator-term-variance [joint law]",
            "The mean is under the joint law of W and the chain.",
            Expectation.Under([DrawSample, DrawLearned, FromPoint], Deviation(W))
        );

    /// <summary>The trace-of-covariance form: the variance over independent training at the place where the chain is.</summary>
    public static Bound VarianceUnderProduct { get; } =
        Variance(
            "chen2025:generator-term-variance [trace of covariance]",
            "The covariance is over training that is independent of the chain.",
            Expectation.Under(
                [DrawFresh, Draw.From("Z_i", Forward, DrawFresh.Variable)],
                Expectation.Under([DrawSample, DrawLearned], Deviation(W))
            )
        );
}
