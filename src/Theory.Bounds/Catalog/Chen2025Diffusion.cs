using Theory.Probability;
using Theory.Probability.Schedules;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Bounds.Papers;

/// <summary>
/// Chen, Zhu and Shkurti (2025), section 6: diffusion models, whose encoder is the forward diffusion up to T and is not learned, and whose
/// generator is the learned reverse process.
/// </summary>
public static class Chen2025Diffusion
{
    private static readonly Symbol R = new("R");

    /// <summary>The forward diffusion up to the horizon, x -> E_T(x): fixed, unlike the encoder of a VAE.</summary>
    public static NamedKernel Forward { get; } = new("E_T", [X], Z);

    /// <summary>J, uniform on the training points.</summary>
    public static Draw DrawIndex { get; } = Draw.From("J", new UniformIndex(SampleSize));

    /// <summary>X_J, a training point chosen at random: given S its law is the empirical one.</summary>
    public static Point Chosen { get; } = new Entry(Sample, DrawIndex.Variable);

    /// <summary>The log-loss of a decoder, -log g_w(x | z): the divergence of the point mass at x from G_w(z), in nats.</summary>
    public static Expr LogLoss(Point w, Point x, Point z) => Divergence.KL(Law.Of([], x), Law.At(Generator, w, z));

    /// <summary>The log-loss at an independent triple: a fresh point, a draw from the prior, and the learned parameters.</summary>
    public static RandomReal IndependentLogLoss { get; } =
        RandomReal.Of([DrawFresh, DrawSample, DrawLearned, DrawPrior], LogLoss(W, DrawFresh.Variable, DrawPrior.Variable));

    /// <summary>The entropy of the data law, I(X; X), in nats.</summary>
    public static Expr DataEntropy { get; } = new MutualInformation(Law.Of([DrawFresh], DrawFresh.Variable, DrawFresh.Variable));

    /// <summary>The diffused empirical law E_T # P_m of a forward kernel, given S.</summary>
    public static Law Diffused(Kernel forward)
    {
        var noised = Draw.From("Z_J", forward, Chosen);
        return Law.Of([DrawIndex, noised], noised.Variable).Named("E_T#P_m", @"E_T \# \hat P_X");
    }

    private static Law FromTrainingPoint(Kernel forward) => Law.At(forward, TrainingPoint).Named("E_T(X_i)", "E_T(X_i)");

    /// <summary>(1/m) sum_i E KL(E_T(X_i), E_T#P_m) = I(J; Z_J | S), what a diffused point says of where it came from: -T1, in nats.</summary>
    public static Expr IndexInformation(Kernel forward) =>
        Average(Expectation.Under([DrawSample], Divergence.KL(FromTrainingPoint(forward), Diffused(forward))));

    /// <summary>E KL(E_T(X_i), prior), how far the diffused points are from the prior, in nats.</summary>
    public static Expr PriorGap(Kernel forward) =>
        Expectation.Under([DrawSample], Divergence.KL(FromTrainingPoint(forward), PriorLaw));

    /// <summary>
    /// L_rec = E KL((Z_J, X_J), (Z_J, X^_J)): how far the learned reverse kernel at a diffused training point is from the posterior of the
    /// training points, in nats. By data processing and Girsanov's theorem it is at most the explicit score-matching loss with weight g^2.
    /// </summary>
    public static Expr ReverseDivergence(Kernel forward)
    {
        var noised = Draw.From("Z_J", forward, Chosen);
        var generated = Draw.From("hatX_J", Generator, W, noised.Variable);
        return Expectation.Under(
            [DrawSample, DrawLearned],
            Divergence.KL(
                Law.Of([DrawIndex, noised], noised.Variable, Chosen),
                Law.Of([DrawIndex, noised, generated], noised.Variable, generated.Variable)
            )
        );
    }

    /// <summary>The horizon.</summary>
    public static Symbol Horizon => Schedule.Usual.Time;

    private static Expr Elapsed(Expr time) => time / 10 + new Rational(199, 20) * Power.Of(time, 2);

    private static Expr SignalBetween
    {
        get
        {
            var start = new Symbol("epsilon");
            return new Exp(-1 * (Elapsed(Horizon) + new Rational(199, 10) * (Expr)start * Horizon));
        }
    }

    /// <summary>The forward diffusion of the paper's schedule up to the horizon, N(a_T x, (1 - a_T^2) I).</summary>
    public static GaussianChannel Diffusing { get; } = new(Schedule.Usual.Scale, Schedule.Usual.Variance, X, Z);

    /// <summary>The same diffusion run on from the time epsilon for the time T.</summary>
    public static GaussianChannel Continuing { get; } = new(Expr.Sqrt(SignalBetween), 1 - SignalBetween, X, Z);

    private static Draw DiffusedPoint { get; } = Draw.From("Z_i", Diffusing, TrainingPoint);

    /// <summary>I(X^_0; X_i | X^_T) of a reverse process that starts at the diffused training point, in nats.</summary>
    public static Expr ReverseInformation { get; } =
        new MutualInformation(
            Law.Of(
                [DrawSample, DrawLearned, DiffusedPoint, Draw.From("hatX_i", Generator, W, DiffusedPoint.Variable)],
                Reconstruction,
                TrainingPoint,
                DiffusedPoint.Variable
            )
        );

    /// <summary>I(J; Z_J | S), nats: the mean over the training points of KL(E_T(X_i), E_T#P_m), by the compensation identity.</summary>
    public static Expr IndexInformationGiven(Kernel forward)
    {
        var noised = Draw.From("Z_J", forward, Chosen);
        return new MutualInformation(Law.Of([DrawSample, DrawIndex, noised], DrawIndex.Variable, noised.Variable, Sample));
    }

    /// <summary>
    /// The explicit score-matching loss of the learned score against that of the diffused training points, over the diffusion's times, with the
    /// weight g^2, averaged over training: in nats. It depends on the horizon.
    /// </summary>
    public static Expr ScoreMatching { get; } =
        Expectation.Under(
            [DrawSample, DrawLearned],
            new Evaluation(
                new Function("L_ESM", [Learned, Sample.Of, new Space.Indices(Horizon)], IsNonnegative: true),
                [W, Sample, new Ordinal(Horizon, Horizon)]
            )
        );

    private static Terms<GlossaryEntry> Setting { get; } =
    [
        .. Glossary.Where(g => g.Name is not ("E" or "R")),
        new(
            "R",
            "sub-Gaussian parameter of the log-loss, under the law that the reading names",
            Role.SubGaussianParameter,
            "R > 0",
            "nat"
        ),
        new("E_T", "forward diffusion up to the horizon, a kernel from points to latent points", Role.Other),
    ];

    private static Assumption T1IsFinite(Kernel forward) =>
        new("t1 is finite (it always is: between -log m and 0)", new Judgement.Finite(IndexInformation(forward)));

    private static Terms<GlossaryEntry> Diffusions { get; } =
    [
        .. Setting.Where(g => g.Name != "E_T"),
        new("T", "horizon of the diffusion, whose beta(t) = 1/10 + 19.9 t is not rescaled with it", Role.DiffusionTime, "T > 0"),
        new("d", "dimension of the data", Role.Dimension, "d integer, d >= 1"),
        new("V", "second moment of the data, E|X|^2", Role.Other, "V > 0", "[x]^2"),
        new("L_ESM", "explicit score-matching loss over the diffusion's times, with the weight g^2", Role.Other, "", "nat"),
    ];

    /// <summary>The bound as transmitted, under the paper's schedule.</summary>
    public static Bound Stated { get; } =
        new()
        {
            Id = "chen2025:diffusion-stated",
            Title = "Divergence of the data law from the generated law of a diffusion, as printed",
            Reference = Chen2025.Paper,
            Where = "Theorem 6.2, as transmitted by the lecture slides",
            Reading =
                "The left side is the divergence of the data law from the generated law of the learned reverse process started at the prior, averaged over training. The reverse chain of t3 starts at the diffused training point, X^_T = Z_i. What is learned does not depend on the horizon: one score for all times. The sources do not say under which law R is taken.",
            Left = Expectation.Under([DrawSample, DrawLearned], Divergence.KL(DataLaw, Generated)),
            Terms =
            [
                new("t1", -IndexInformation(Diffusing), "minus what a diffused point says of which training point it was: T1"),
                new("loss", ScoreMatching, "explicit score matching along the diffusion of the training points"),
                new("t2", ScaledRoots(R, PriorGap(Diffusing)), "how far the diffused points are from the prior: T2"),
                new("t3", ScaledRoots(R, ReverseInformation), "what the reverse process remembers of its training points: T3"),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X; the prior is N(0, I), the stationary law of the diffusion"),
                Assumption.InWords("the log-loss is R-sub-Gaussian"),
                Assumption.InWords("the score-matching loss has the weight g^2 = beta"),
            ],
            Glossary = Diffusions,
            Facts = FactsOf(Diffusing),
            See = ["chen2025:diffusion-discrete", "chen2025:diffusion-early-stopped", "chen2025:generator-term-per-sample"],
            Note =
                "The slides write sqrt(2 R) where units and the published code have sqrt(2) R. Down to time 0 the score-matching loss is infinite for every generator with a density, so that the bound says something only when time is cut at some epsilon > 0 or the data are discrete. That t3 diverges with T holds of its computable surrogate; the information itself is at most I(X_i; W). The log-loss depends on W, not on X^: what a proof gives is I(X_i; W).",
        };

    /// <summary>The bound for the data blurred up to a time epsilon, with the information of the parameters.</summary>
    public static Bound EarlyStopped { get; } =
        new()
        {
            Id = "chen2025:diffusion-early-stopped",
            Title = "Divergence of the blurred data law from the generated law of a diffusion stopped early",
            Reference = Chen2025.Paper,
            Where =
                "Theorem 6.2 from a time epsilon on, with I(X_i; W) in place of I(X^_0; X_i | X^_T); derived here up to lemmas",
            Reading =
                "X is the data blurred by the diffusion up to epsilon > 0; the left side is the divergence of its law from the law of the learned reverse process stopped at epsilon, averaged over training. The forward diffusion runs from epsilon to epsilon + T; what is learned does not depend on T. R is the parameter of the lower tail of the log-loss under law of the blurred data x prior x law of the parameters.",
            Left = Expectation.Under([DrawSample, DrawLearned], Divergence.KL(DataLaw, Generated)),
            Terms =
            [
                new("t1", -IndexInformation(Continuing), "minus what a diffused point says of which training point it was: T1"),
                new("loss", ScoreMatching, "explicit score matching from epsilon on with the weight g^2, averaged over training"),
                new("t2", ScaledRoots(R, PriorGap(Continuing)), "how far the diffused points are from the prior: T2"),
                new("t3", ScaledRoots(R, ParameterInformation), "what the parameters remember of the training points: T3"),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                Assumption.InWords(
                    "S is an i.i.d. sample from P_X; the prior and the forward diffusion are fixed before S is seen"
                ),
                Assumption.InWords(
                    "the lower tail of the log-loss is R-sub-Gaussian; a bounded decoder density and a square integrable log-loss suffice"
                ),
                T1IsFinite(Continuing),
            ],
            Glossary =
            [
                .. Diffusions.Where(g => g.Name != "T"),
                new("T", "time that the diffusion runs on from epsilon", Role.DiffusionTime, "T > 0"),
                new("epsilon", "time at which the reverse process stops", Role.Other, "epsilon > 0"),
            ],
            Facts = FactsOf(Continuing),
            See = ["chen2025:diffusion-discrete", "chen2025:diffusion-stated"],
            Note =
                "For discrete data the same is proved step by step (chen2025:diffusion-discrete): sums become integrals, entropies differential ones, and the reverse divergence is bounded by the score-matching loss by Girsanov's theorem. Laws of paths and differential entropies are no terms of the kernel, so that the whole step from there is one named lemma.",
        };

    private static Terms<Fact> FactsOf(GaussianChannel forward)
    {
        var time = Horizon;
        var information = IndexInformationGiven(forward);
        var signal = forward == Continuing ? SignalBetween : new Exp(-1 * Elapsed(time));
        var (d, v) = (new Symbol("d"), new Symbol("V"));
        var gap = Rational.Half * (v * signal - d * signal - d * new Log(1 - signal));
        Fact Equal(Expr quantity, Expr form, string why) =>
            new(new Statement.Comparison(quantity, Symbolics.Relation.Equal, form), new Justification.ClosedForm(why));
        Fact Cited(Statement statement, string source) => new(statement, new Justification.Cited(source));
        return
        [
            Equal(
                IndexInformation(forward),
                information,
                "compensation identity: the mean divergence from the mixture is an information"
            ),
            new(
                new Statement.Comparison(0, Symbolics.Relation.LessOrEqual, information),
                new Justification.Derived("an information is nonnegative")
            ),
            new(
                new Statement.Comparison(information, Symbolics.Relation.LessOrEqual, new Log(SampleSize)),
                new Justification.Proved("what a diffused point says of J is at most log m")
            ),
            new(
                new Statement.Comparison(information, Symbolics.Relation.LessOrEqual, gap),
                new Justification.Proved("what a diffused point says of J is at most its mean divergence from the prior")
            ),
            new(
                new Statement.Monotone(information, time, Direction.Decreasing),
                new Justification.Proved("what a diffused point says of J falls as the diffusion, a Markov process, runs on")
            ),
            new(
                new Statement.Monotone(ScoreMatching, time, Direction.Increasing),
                new Justification.Derived(
                    "an integral of squares up to the horizon, of a score that is learned once for all horizons"
                )
            ),
            Cited(
                new Statement.Tends(information, time, 0, new Log(SampleSize)),
                "training points that are distinct, as they almost surely are under a law with a density, are told apart as the noise vanishes"
            ),
            .. new[] { (Average(Expr.Sqrt(PriorGap(forward))), Expr.Sqrt(gap)), (Average(PriorGap(forward)), gap) }.Select(pair =>
                Equal(pair.Item1, pair.Item2, "divergence of N(a x, s^2 I) from N(0, I), for points of one law")
            ),
            new(
                new Statement.Comparison(ReverseInformation, Symbolics.Relation.LessOrEqual, ParameterInformation),
                new Justification.Proved(
                    "with an encoder that is not learned, a reverse process tells of a point at most what its parameters do"
                )
            ),
        ];
    }

    /// <summary>The bound for discrete data, with the reverse divergence and the information of the parameters.</summary>
    public static Bound Discrete { get; } =
        new()
        {
            Id = "chen2025:diffusion-discrete",
            Title = "Divergence of the data law from the generated law of a diffusion, discrete data",
            Reference = Chen2025.Paper,
            Where = "Theorem 6.2 for discrete data, with I(X_i; W) in place of I(X^_0; X_i | X^_T); derived here",
            Reading =
                "The left side is the divergence of the data law from the generated law of the learned reverse process started at the prior, averaged over training. The log-loss -log g_W(x | z) is that of the decoder; R is its parameter under data law x prior x law of the parameters.",
            Left = Expectation.Under([DrawSample, DrawLearned], Divergence.KL(DataLaw, Generated)),
            Terms =
            [
                new("t1", -IndexInformation(Forward), "minus what a diffused point says of which training point it was: T1"),
                new("reverse", ReverseDivergence(Forward), "how far the learned reverse process is from the empirical one"),
                new("t2", ScaledRoots(R, PriorGap(Forward)), "how far the diffused points are from the prior: T2"),
                new("t3", ScaledRoots(R, ParameterInformation), "what the parameters remember of the training points: T3"),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                Assumption.InWords(
                    "S is an i.i.d. sample from P_X; the prior and the forward diffusion are fixed before S is seen"
                ),
                new(
                    "the log-loss is R-sub-Gaussian under data law x prior x law of the parameters",
                    new Judgement.SubGaussian(IndependentLogLoss, R)
                ),
                new("the data law has finite entropy", new Judgement.Finite(DataEntropy)),
                T1IsFinite(Forward),
            ],
            Glossary = Setting,
            See = ["chen2025:diffusion-stated", "chen2025:diffusion-early-stopped", "chen2025:generator-term-step"],
            Note =
                "The right side can be lowered by I(X_1; P_m), the entropy of the data law less the mean entropy of the empirical law. With the explicit score-matching loss in place of the reverse divergence the right side is infinite for every generator with a density.",
        };
}
