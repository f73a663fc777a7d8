using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Verification.Chains;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Instances;

/// <summary>
/// What a reverse diffusion remembers of its training points, theory.md A.6: the generator term of Chen, Zhu and Shkurti (2025) bounded by
/// the size of the score, in the readings that the source leaves open.
/// </summary>
public sealed class Chen2025Chains : IReverseChains
{
    private static readonly Symbol T = new("T");
    private static readonly Symbol N = new("N");
    private static readonly Symbol Beta = new("beta");
    private static readonly Symbol L = new("L");
    private static readonly Function Score = new("s", [Learned, Z], Parameters: 1);
    private static readonly NamedKernel Forward = new("E_T", [X], Z);
    private static readonly Draw FromPoint = Draw.From("Z_i", Forward, TrainingPoint);
    private static readonly Draw FromPrior = Draw.From("Z_i", Prior);

    /// <inheritdoc/>
    public ReverseChain? For(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var parts = bound.Left.SubExpressions().Concat(bound.Right.SubExpressions()).OfType<Quantity>().Select(q => q.Meaning);
        var draws = parts.OfType<MutualInformation>().SelectMany(i => i.Joint.Draws).Select(d => d.Kernel).ToList();
        var mentions = bound.Left.FreeSymbols().Concat(bound.Right.FreeSymbols()).ToList();
        return draws.Contains(Generator) && mentions.Contains(T) && mentions.Contains(Beta)
            ? new ReverseChain(Generator, Score, draws.Contains(Forward) ? Forward : null, T, N, Beta)
            : null;
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
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X"),
                new(
                    "the score is at most L in size",
                    new Judgement.ForAll([W, FromPoint.Variable], new Judgement.AtMost(new Max([At(W), -At(W)]), L))
                ),
            ],
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

    private static Quantity At(Variable learned) => new(new Evaluation(Score, [learned, FromPoint.Variable]));

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
        );

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
