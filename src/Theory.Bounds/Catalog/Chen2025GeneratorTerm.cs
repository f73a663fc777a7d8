using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Bounds.Papers;

/// <summary>
/// Chen, Zhu and Shkurti (2025), Theorem 6.3: computable bounds on what a reverse diffusion remembers of its training points, the term
/// T3 of the diffusion bound, and the steps they rest on.
/// </summary>
public static class Chen2025GeneratorTerm
{
    /// <summary>All that a reverse chain has passed through before a step, its start included.</summary>
    public static Space Past { get; } = new Space.Named("H");

    /// <summary>How the past came about: anything that depends on the sample and on what was learned from it.</summary>
    public static NamedKernel PastOf { get; } = new("C", [new Space.SampleOf(X, SampleSize), Learned], Past);

    /// <summary>One step of the reverse chain, given what was learned and the past.</summary>
    public static NamedKernel LearnedStep { get; } = new("K", [Learned, Past], X, Parameters: 1);

    /// <summary>A step that knows nothing of the sample.</summary>
    public static NamedKernel FixedStep { get; } = new("K_0", [Past], X);

    /// <summary>H, the past.</summary>
    public static Draw DrawPast { get; } = Draw.From("H", PastOf, Sample, W);

    /// <summary>X^, where the step leads.</summary>
    public static Draw DrawStep { get; } = Draw.From("hatX", LearnedStep, W, DrawPast.Variable);

    /// <summary>The score of the step, in units in which the step's mean is h times it.</summary>
    public static Map Score { get; } = new("s", [Learned, Past], X);

    /// <summary>A score that knows nothing of the sample, such as the mean over independent trainings.</summary>
    public static Map MeanScore { get; } = new("s_0", [Past], X);

    /// <summary>The variance that a step puts in, tau beta.</summary>
    public static Symbol StepVariance { get; } = new("h");

    /// <summary>The step N(h u, h I) from a drift u.</summary>
    public static GaussianChannel GaussianStep { get; } = new(StepVariance, StepVariance, X, X);

    /// <summary>X^ of a Gaussian step.</summary>
    public static Draw DrawGaussianStep { get; } = Draw.From("hatX", GaussianStep, new Image(Score, [W, DrawPast.Variable]));

    private static Expr Told(Draw step) =>
        new MutualInformation(Law.Of([DrawSample, DrawLearned, DrawPast, step], step.Variable, Sample, DrawPast.Variable));

    private static Terms<GlossaryEntry> OfStep { get; } =
    [
        .. Glossary.Where(g => g.Name is "m" or "i" or "P_X" or "A"),
        new("C", "how the past of a step came about, a kernel from sample and parameters", Role.Other),
        new("K", "a step of the reverse chain, a kernel from parameters and past", Role.Other),
        new("K_0", "a step that knows nothing of the sample, any kernel from the past", Role.Other),
    ];

    /// <summary>What one step of a reverse chain tells of the sample, beyond its past.</summary>
    public static Bound OfOneStep { get; } =
        new()
        {
            Id = "chen2025:generator-term-step",
            Title = "What one step of a reverse chain tells of the sample",
            Reference = Chen2025.Paper,
            Where = "a step of Theorem 6.3, for any kernel; derived here",
            Reading =
                "The left side is the information of the step's end and the sample given all the chain has passed through; the past may depend on the sample in any way, so that the start may be a diffused training point. The mean on the right is under the joint law of parameters and past.",
            Left = Told(DrawStep),
            Terms =
            [
                new(
                    "step",
                    Expectation.Under(
                        [DrawSample, DrawLearned, DrawPast],
                        Divergence.KL(Law.At(LearnedStep, W, DrawPast.Variable), Law.At(FixedStep, DrawPast.Variable))
                    ),
                    "how far the learned step is from one that knows nothing of the sample"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [Assumption.InWords("given parameters and past, the step does not depend on the sample")],
            Glossary = OfStep,
            See = ["chen2025:generator-term-variance", "chen2025:generator-term-surrogate"],
            Note = "By the chain rule the steps of a chain add up to what its path tells of the sample.",
        };

    /// <summary>The same for a Gaussian step: half the noise rate times the mean square of the score's deviation.</summary>
    public static Bound Variance { get; } =
        new()
        {
            Id = "chen2025:generator-term-variance",
            Title = "What one Gaussian step tells of the sample, by the deviation of its score",
            Reference = Chen2025.Paper,
            Where = "a step of Theorem 6.3 with the score's deviation in place of its norm; derived here",
            Reading =
                "X^ ~ N(h s_W(H), h I) is one Euler-Maruyama step, h = tau beta; the part of the drift that is not learned is counted in both s and s_0. The mean square on the right is under the joint law of parameters and past.",
            Left = Told(DrawGaussianStep),
            Terms =
            [
                new(
                    "deviation",
                    Rational.Half
                        * (Expr)StepVariance
                        * Expectation.Under(
                            [DrawSample, DrawLearned, DrawPast],
                            Power.Of(
                                new Evaluation(
                                    Function.Metric(X),
                                    [new Image(Score, [W, DrawPast.Variable]), new Image(MeanScore, [DrawPast.Variable])]
                                ),
                                2
                            )
                        ),
                    "mean square of the learned score's deviation from one that knows nothing of the sample"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [Assumption.InWords("the metric of X is the Euclidean distance")],
            Glossary =
            [
                .. OfStep.Where(g => g.Name is not ("K" or "K_0")),
                new("h", "variance that the step puts in, tau beta", Role.Other, "h > 0"),
                new("d", "metric of the data space", Role.Other, "", "[x]"),
            ],
            See = ["chen2025:generator-term-step", "chen2025:generator-term-surrogate"],
            Note =
                "With s_0 = 0 the right side is that of the paper's bound on the norm. With s_0(x) the mean over independent trainings it is half h times the mean square deviation; the trace of the covariance of s_W(x) over training at independent x may stand for it only where the deviation does not depend on x: where the start tells which parameters were learned, the information can be four times that.",
        };

    private static Terms<Draw> FromPrior { get; } = [DrawSample, DrawLearned, DrawPrior, DrawGenerated];

    /// <summary>I(X_i; X^_0 | X^_T) of a reverse process that starts at the prior, in nats.</summary>
    public static Expr ToldOfOne { get; } =
        new MutualInformation(Law.Of(FromPrior, TrainingPoint, DrawGenerated.Variable, DrawPrior.Variable));

    /// <summary>I(S; X^_0 | X^_T) of a reverse process that starts at the prior, in nats.</summary>
    public static Expr ToldOfAll { get; } =
        new MutualInformation(Law.Of(FromPrior, Sample, DrawGenerated.Variable, DrawPrior.Variable));

    private static readonly Expr PerPoint = Power.Of(SampleSize, -1);

    private static Terms<GlossaryEntry> OfChain { get; } = [.. Glossary.Where(g => g.Name is not ("E" or "R"))];

    /// <summary>What a reverse process tells of one training point, on average, when its start tells nothing.</summary>
    public static Bound PerSample { get; } =
        new()
        {
            Id = "chen2025:generator-term-per-sample",
            Title = "What a reverse process tells of one training point, started independently of the sample",
            Reference = Chen2025.Paper,
            Where = "the step to one training point in Theorem 6.3; derived here",
            Reading =
                "The reverse process starts at X^_T ~ prior, independent of the sample. The learning algorithm need not be symmetric.",
            Left = Average(ToldOfOne),
            Terms = [new("share", PerPoint * ToldOfAll, "an equal share in what the process tells of the sample")],
            Mode = new Mode.InExpectation(),
            Assumptions = [Assumption.InWords("S is an i.i.d. sample from P_X; the prior is fixed before S is seen")],
            Glossary = OfChain,
            See = ["chen2025:generator-term-per-sample-encoded", "chen2025:generator-term-surrogate"],
        };

    private static Expr ToldOfOneEncoded { get; } =
        new MutualInformation(Law.Of(Training, TrainingPoint, Reconstruction, Latent));

    private static Expr ToldOfAllEncoded { get; } = new MutualInformation(Law.Of(Training, Sample, Reconstruction, Latent));

    /// <summary>The same read for a reverse process that starts at the encoding of the training point.</summary>
    public static Bound PerSampleEncoded { get; } =
        PerSample with
        {
            Id = "chen2025:generator-term-per-sample-encoded",
            Title = "What a reverse process tells of one training point, started at its encoding",
            Where = "the step to one training point in Theorem 6.3, read for X^_T = Z_i",
            Reading = "The reverse process of the training point X_i starts at its encoding, X^_T = Z_i ~ E_W(X_i).",
            Left = Average(ToldOfOneEncoded),
            Terms =
            [
                new("share", PerPoint * Average(ToldOfAllEncoded), "an equal share in what the processes tell of the sample"),
            ],
            Glossary = [.. Glossary.Where(g => g.Name != "R")],
            See = ["chen2025:generator-term-per-sample", "chen2025:generator-term-surrogate"],
            Note =
                "The sources do not say which X^_T is meant. Superadditivity of information bounds the sum over j of I(X_j; X^_1 | Z_1), whose terms with j other than 1 are not I(X_j; X^_j | Z_j).",
        };

    private static Expr BetaSum { get; } =
        new Symbol("N") / 10 + new Rational(199, 20) * (Expr)Chen2025Diffusion.Horizon * (new Symbol("N") + (Expr)1);

    /// <summary>(T L^2/(2 N)) sum_k beta(k T/N) over k = 1, ..., N: the bound on I(S; X^_0 | X^_T), in nats.</summary>
    public static Expr Energy { get; } =
        Chen2025Diffusion.Horizon * Power.Of(new Symbol("L"), 2) * Power.Of(2 * (Expr)new Symbol("N"), -1) * BetaSum;

    private static Draw DrawRest { get; } = Draw.From("H", new NamedKernel("C", [Learned, Z], Past), W, DrawPrior.Variable);

    private static Draw DrawLast { get; } = Draw.From("hatX", GaussianStep, new Image(Score, [W, DrawRest.Variable]));

    /// <summary>The draws of a reverse chain with Gaussian steps that starts at the prior: all steps but the last, then the last.</summary>
    public static Terms<Draw> GaussianChain { get; } = [DrawSample, DrawLearned, DrawPrior, DrawRest, DrawLast];

    /// <summary>The computable surrogate as transmitted and in the published code, for a start that is independent of the sample.</summary>
    public static Bound Surrogate { get; } =
        new()
        {
            Id = "chen2025:generator-term-surrogate",
            Title = "The computable bound on what a reverse diffusion remembers, started independently of the sample",
            Reference = Chen2025.Paper,
            Where = "Theorem 6.3, in the form of the published code; derived here up to the chain rule along the path",
            Reading =
                "The reverse chain starts at X^_T ~ prior, independent of the sample, and takes N Euler-Maruyama steps of length T/N with beta(t) = 1/10 + 19.9 t at the time it leaves, T first; the learned score is at most L in norm along it.",
            Left = Average(
                Expr.Sqrt(new MutualInformation(Law.Of(GaussianChain, TrainingPoint, DrawLast.Variable, DrawPrior.Variable)))
            ),
            Terms = [new("surrogate", Expr.Sqrt(PerPoint * Energy), "an equal share in the energy of the score")],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X; the prior is fixed before S is seen"),
                Assumption.InWords("|s_W| <= L at every step of the chain"),
            ],
            Glossary =
            [
                .. OfChain.Where(g => g.Name != "G"),
                new("T", "horizon of the diffusion", Role.DiffusionTime, "T > 0"),
                new("N", "number of steps", Role.Other, "N integer, N >= 1"),
                new("L", "bound on the norm of the learned score along the chain", Role.LipschitzConstant, "L > 0", "1/[x]"),
                new("h", "variance that the last step puts in", Role.Other, "h > 0"),
            ],
            See =
            [
                "chen2025:generator-term-per-sample-encoded",
                "chen2025:generator-term-step",
                "chen2025:generator-term-variance",
            ],
            Note =
                "For each number of steps that is given, the kernel adds them up without lemmas; a number of steps that is a symbol is no list of draws, and stays a lemma. Without the 1/m the same bounds each I(X_i; X^_0 | X^_T), whatever the start. It diverges with T, the information does not. The published code sums beta from 0 on, without T, which is smaller by 19.9 T, and takes for L a maximum over steps of mean norms, which is no bound of the norm.",
        };

    private static readonly Function ScoreAt = new("s", [Learned, Z], Parameters: 1);

    private static Draw DrawDiffused { get; } = Draw.From("Z_i", Chen2025Diffusion.Forward, TrainingPoint);

    private static Expr SizeAt(Point w, Point z) => new Evaluation(ScoreAt, [w, z]);

    /// <summary>The surrogate read for a reverse process that starts at the diffused training point, at a constant rate.</summary>
    public static Bound SurrogateEncoded { get; } =
        Surrogate with
        {
            Id = "chen2025:generator-term-surrogate-encoded",
            Title = "The computable bound on what a reverse diffusion remembers, started at the diffused training point",
            Where = "Theorem 6.3, read for X^_T = Z_i",
            Reading =
                "The reverse chain of the training point X_i starts at its diffusion, X^_T = Z_i ~ E_T(X_i), and takes N Euler-Maruyama steps of length T/N at the constant rate beta; the learned score is at most L in size.",
            Left = Average(
                Expr.Sqrt(
                    new MutualInformation(
                        Law.Of(
                            [DrawSample, DrawLearned, DrawDiffused, DrawReconstruction],
                            Reconstruction,
                            TrainingPoint,
                            DrawDiffused.Variable
                        )
                    )
                )
            ),
            Terms =
            [
                new(
                    "surrogate",
                    Expr.Sqrt(
                        Chen2025Diffusion.Horizon
                            * Power.Of(new Symbol("L"), 2)
                            / (2 * (Expr)SampleSize * new Symbol("N"))
                            * new Series(new Symbol("k"), 0, new Symbol("N") - (Expr)1, new Symbol("beta"))
                    ),
                    "an equal share in the energy of the score"
                ),
            ],
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X"),
                new(
                    "the score is at most L in size",
                    new Judgement.ForAll(
                        [W, DrawDiffused.Variable],
                        new Judgement.AtMost(
                            new Max([SizeAt(W, DrawDiffused.Variable), -SizeAt(W, DrawDiffused.Variable)]),
                            new Symbol("L")
                        )
                    )
                ),
            ],
            Glossary =
            [
                .. Glossary.Where(g => g.Name is "m" or "i" or "P_X" or "A"),
                new("T", "horizon of the diffusion", Role.DiffusionTime, "T > 0"),
                new("N", "number of steps", Role.Other, "N integer, N >= 1"),
                new("beta", "rate of the schedule", Role.Other, "beta > 0"),
                new("L", "largest size of the score", Role.LipschitzConstant, "L > 0", "1/[x]"),
                new("s", "learned score, of what was learned and of where the chain is", Role.Other),
                new("E_T", "forward diffusion up to the horizon, a kernel from points to latent points", Role.Other),
            ],
            See = ["chen2025:generator-term-surrogate", "chen2025:generator-term-per-sample-encoded"],
            Note =
                "A search over reverse chains finds what contradicts it (theory check with --trials 200000 --seed 3; four of six seeds do): the start tells which training points may lie in the cell of X_i, so that the score there says more of X_i than an equal share. Without the 1/m it is derived for any start.",
        };
}
