using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Chen2025GeneratorTerm;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Bounds.Papers;

/// <summary>
/// The V-kernel of Vastola (2025) beside the variance form of the generator term of Chen, Zhu and Shkurti (2025): one and the same where the
/// reverse process is independent of the sample, and not beyond.
/// </summary>
public static class Vastola2025GeneratorTerm
{
    /// <summary>H, the past of a step that is independent of the sample and of what was learned.</summary>
    public static Draw DrawApart { get; } = Draw.From("H", NamedKernel.Measure("C_0", Past));

    private static Expr Square(Variable past) =>
        Power.Of(new Evaluation(Function.Metric(X), [new Image(Score, [W, past]), new Image(MeanScore, [past])]), 2);

    /// <summary>
    /// E_(S, W) d(s_W(H), s_0(H))^2: with s_0 the mean of the learned score, the trace of its covariance over trainings at H, which is the
    /// V-kernel's trace on the diagonal over D^2.
    /// </summary>
    public static Expr Spread { get; } = Expectation.Under([DrawSample, DrawLearned], Square(DrawApart.Variable));

    private static Expr AveragedSpread { get; } = Expectation.Under([DrawApart], Spread);

    private static Assumption Apart { get; } =
        Assumption.InWords("the past of the step is independent of the sample and of what was learned");

    private static Terms<GlossaryEntry> Letters { get; } =
    [
        .. Chen2025GeneratorTerm.Variance.Glossary.Where(g => g.Name is not "C"),
        new("C_0", "law of the past, independent of the sample", Role.Other),
        new("s", "learned score, of what was learned and of the past", Role.Other),
        new("s_0", "the mean of the learned score over trainings, or any score that knows nothing of the sample", Role.Other),
    ];

    /// <summary>The mean square under the joint law is the averaged V-kernel where the past is independent.</summary>
    public static Bound VarianceForm { get; } =
        new()
        {
            Id = "vastola2025:variance-form",
            Title = "The variance form of the generator term is the averaged V-kernel, where the past is independent",
            Reference = Vastola2025.Paper,
            Where = "beside Theorem 6.3 of Chen et al. (2025); derived here",
            Reading =
                "On the left the mean square deviation of the learned score under the joint law of parameters and past, as in chen2025:generator-term-variance; the past is independent of the sample. On the right the inner mean is over trainings at a fixed past: with s_0 the mean score it is the trace of the V-kernel on the diagonal over D^2, which is then averaged over the past.",
            Left = Expectation.Under([DrawSample, DrawLearned, DrawApart], Square(DrawApart.Variable)),
            Relation = Relation.Equal,
            Terms = [new("V-kernel", AveragedSpread, "trace of the V-kernel on the diagonal, over D^2, averaged over the past")],
            Mode = new Mode.InExpectation(),
            Assumptions = [Apart],
            Glossary = [.. Letters.Where(g => g.Name is not "h")],
            See = ["vastola2025:v-kernel", "vastola2025:generator-term", "chen2025:generator-term-variance"],
            Tightness = "exact",
            Note =
                "For a past that depends on the sample the two differ. One training point with a colour and a sign, a start that tells the colour, a score that is 3 times the sign in the cell of the point and 0 elsewhere, one step with h = .01: the joint form is .045, the averaged V-kernel .01125, and the information .0431 lies between.",
        };

    /// <summary>What a step tells of the sample is at most half its variance times the averaged V-kernel.</summary>
    public static Bound Information { get; } =
        new()
        {
            Id = "vastola2025:generator-term",
            Title = "What one Gaussian step tells of the sample, by the V-kernel of its score",
            Reference = Vastola2025.Paper,
            Where = "with the variance form of Theorem 6.3 of Chen et al. (2025); derived here",
            Reading =
                "X^ ~ N(h s_W(H), h I) is one Euler-Maruyama step from a past that is independent of the sample, h = tau beta; the part of the drift that is not learned is counted in both s and s_0. The inner mean is over trainings at a fixed past.",
            Left = new MutualInformation(
                Law.Of(
                    [DrawSample, DrawLearned, DrawApart, DrawGaussianStep],
                    DrawGaussianStep.Variable,
                    Sample,
                    DrawApart.Variable
                )
            ),
            Terms =
            [
                new(
                    "V-kernel",
                    Rational.Half * (Expr)StepVariance * AveragedSpread,
                    "trace of the V-kernel on the diagonal, over D^2, averaged over the past"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [Apart, .. Chen2025GeneratorTerm.Variance.Assumptions],
            Glossary = Letters,
            See = ["vastola2025:variance-form", "chen2025:generator-term-variance"],
            Note =
                "With vastola2025:v-kernel the right side is of the order F/P. It does not extend to a past that depends on the sample; chen2025:generator-term-variance does.",
        };
}
