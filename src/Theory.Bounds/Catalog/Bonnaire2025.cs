using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>Bonnaire, Urfin, Biroli and Mezard (2025): two time scales in the training of random-feature scores.</summary>
public static class Bonnaire2025
{
    private static readonly Symbol N = new("n");
    private static readonly Symbol P = new("p");
    private static readonly Symbol D = new("d");
    private static readonly Symbol T = new("t");
    private static readonly Symbol Linear = new("a");
    private static readonly Symbol Sample = new("v");
    private static readonly Symbol Fresh = new("s");
    private static readonly Symbol DataVariance = new("Lambda");

    // Ornstein and Uhlenbeck's diffusion.
    private static readonly Expr Signal = new Exp(-2 * (Expr)T);
    private static readonly Expr Noise = 1 - Signal;

    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "bonnaire2025memorize",
            "Bonnaire, Tony and Urfin, Rapha{\\\"e}l and Biroli, Giulio and M{\\'e}zard, Marc",
            "Why Diffusion Models Don't Memorize: The Role of Implicit Dynamical Regularization in Training",
            2025,
            "2505.17638",
            "Advances in Neural Information Processing Systems"
        );

    private static GlossaryEntry Samples { get; } = new("n", "number of training points", Role.SampleSize, "n >= 1");
    private static GlossaryEntry Width { get; } = new("p", "number of random features", Role.Width, "p >= n, p >= 1");
    private static GlossaryEntry Dimension { get; } = new("d", "dimension of the data", Role.Dimension, "d >= 1");
    private static GlossaryEntry NoiseTime { get; } =
        new("t", "diffusion time at which the score is learned", Role.DiffusionTime, "t > 0");
    private static GlossaryEntry LinearPart { get; } =
        new("a", "linear coefficient of the activation, the paper's a_t", Role.Other, "a > 0");
    private static GlossaryEntry SamplePart { get; } =
        new("v", "deviation of what is nonlinear in a feature and the same at each noising of a point, v_t", Role.Other, "v > 0");
    private static GlossaryEntry FreshPart { get; } =
        new("s", "deviation of what is nonlinear in a feature and new at each noising of a point, s_t", Role.Other, "s > 0");

    private static Terms<Assumption> Assumptions { get; } =
    [
        Assumption.InWords("one diffusion time t of Ornstein and Uhlenbeck's process; data of mean zero and covariance Sigma"),
        Assumption.InWords("the score is (A/sqrt(p)) f(W x/sqrt(d)) with W Gaussian and fixed, f odd, and only A trained"),
        Assumption.InWords("gradient flow from A = 0 on the loss with its expectation over the noise"),
        Assumption.InWords("d, n and p grow in proportion"),
    ];

    private const string Units =
        "Times are those of the flow dA/dtau = -d^2 grad L, in which a mode of eigenvalue lambda decays as exp(-2 Delta lambda tau/psi_p), Delta = 1 - exp(-2 t), psi_p = p/d; a scale is psi_p/(Delta lambda), a factor of 2 being a convention.";

    private const string Code =
        "Faults of the published code, which these statements do not share: plot_spectrum_U.py does not run as shipped (argparse is not imported, p and n are undefined), takes the mean variance tr Sigma/d for a standard deviation, which is right only where it is 1, and divides W W' by d twice in the matrix it draws (q(-1) at t = .1, psi = (2, 1) is then .847, not .820); in the mixture utilities the population score has its means at sqrt(d) times those of the data; missing sample files count as points that are not memorised; and its descent draws fresh noise at every step, so the measured curves are those of a noisy descent and not of the flow.";

    private const string Hidden = "a factor of 2 by the convention of a scale, and what vanishes as the ratios grow";

    /// <summary>When the model generates well.</summary>
    public static Bound GenerationTime { get; } =
        new()
        {
            Id = "bonnaire2025:generalization-time",
            Title = "Training time after which the model generates well",
            Reference = Paper,
            Where = "Theorem 3.2 and the discussion of time scales; Lambda a typical eigenvalue of Sigma",
            Reading =
                "The scale of the modes by which the population score is learned: those of the d largest eigenvalues of the features' moments. It depends neither on n nor on p. "
                + Units,
            Left = new Symbol("tau_gen"),
            Relation = Relation.SameOrder,
            Terms =
            [
                new(
                    "population modes",
                    1 / (Noise * Power.Of(Linear, 2) * (Signal * (Expr)DataVariance + Noise)),
                    "psi_p over Delta times the eigenvalue psi_p a^2 (exp(-2 t) Lambda + Delta) of the upper bulk"
                ),
            ],
            Mode = new Mode.UpToConstants(Hidden),
            Assumptions = Assumptions,
            Glossary =
            [
                new("tau_gen", "training time of generalization", Role.TrainingTime, "tau_gen > 0"),
                NoiseTime,
                LinearPart,
                new("Lambda", "eigenvalue of the covariance of the data", Role.Other, "Lambda > 0", "[x]^2"),
            ],
            See = ["bonnaire2025:memorization-time", "bonnaire2025:spectrum"],
            Note = Code,
        };

    /// <summary>When the model begins to memorise.</summary>
    public static Bound MemorizationTime { get; } =
        new()
        {
            Id = "bonnaire2025:memorization-time",
            Title = "Training time after which the model memorises",
            Reference = Paper,
            Where = "Theorem 3.2 and the discussion of time scales",
            Reading =
                "The scale of the modes that follow the training points: those at the lower end of the bulk of n eigenvalues. As p/n grows it becomes n/(d Delta v^2), proportional to n; at finite p/n it grows slightly faster. "
                + Units,
            Left = new Symbol("tau_mem"),
            Relation = Relation.SameOrder,
            Terms =
            [
                new(
                    "sample modes",
                    (Expr)P / D / (Noise * (Power.Of(Fresh, 2) + Power.Of(Sample, 2) * Power.Of(Expr.Sqrt((Expr)P / N) - 1, 2))),
                    "psi_p over Delta times the lower end s^2 + v^2 (sqrt(p/n) - 1)^2 of the lower bulk"
                ),
            ],
            Mode = new Mode.UpToConstants(Hidden),
            Assumptions = [.. Assumptions, Assumption.InWords("p is much greater than n, and n much greater than d")],
            Glossary =
            [
                new("tau_mem", "training time of memorization", Role.TrainingTime, "tau_mem > 0"),
                Samples,
                Width,
                Dimension,
                NoiseTime,
                SamplePart,
                FreshPart,
            ],
            See = ["bonnaire2025:generalization-time", "bonnaire2025:spectrum"],
            Note = Code,
        };

    /// <summary>The equation of the spectrum.</summary>
    public static Bound Spectrum { get; } =
        new()
        {
            Id = "bonnaire2025:spectrum",
            Title = "Limiting spectrum of the moments of random features",
            Reference = Paper,
            Where = "Theorem 3.1",
            Reading =
                "q(z) = (1/p) tr (U - z)^-1 for U the second moments of the features over points and noise; r and w are the same trace with W'/sqrt(d) and W/sqrt(d) around the inverse, r with the data's covariance too. With s^ = psi_p a^2 Delta + 1/q, D the denominator of the second term and r^ = psi_p a^2 exp(-2 t)/D, two more equations close it: w is the mean of 1/(s^ + lambda r^) and r that of lambda/(s^ + lambda r^) over the eigenvalues lambda of the covariance. The letters are those of z < 0, where q, r and w are positive; the solution is followed from there, or from large z, into the upper half-plane, where Im q/pi tends to the density of eigenvalues.",
            Left = new Symbol("z"),
            Relation = Relation.Equal,
            Terms =
            [
                new("fresh part", Power.Of(Fresh, 2), "the atom: what is new at each noising"),
                new(
                    "sample part",
                    Power.Of(Sample, 2)
                        / (
                            1
                            + (Expr)new Symbol("psi_p")
                                / new Symbol("psi_n")
                                * (
                                    Power.Of(Linear, 2) * Signal * (Expr)new Symbol("r")
                                    + Power.Of(Sample, 2) * (Expr)new Symbol("q")
                                )
                        ),
                    "the bulk of the training points"
                ),
                new(
                    "features",
                    (1 - (Expr)new Symbol("psi_p")) / ((Expr)new Symbol("psi_p") * new Symbol("q")),
                    "features in excess of the dimension"
                ),
                new(
                    "weights",
                    -(Expr)new Symbol("w") / ((Expr)new Symbol("psi_p") * Power.Of(new Symbol("q"), 2)),
                    "the bulk of the population"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Tightness = "exact",
            Assumptions = Assumptions,
            Glossary =
            [
                new("z", "a point off the spectrum", Role.Other, "z < 0"),
                new("q", "Stieltjes transform of the spectrum at z", Role.Other, "q > 0"),
                new("r", "its counterpart in the directions of the weights and the data", Role.Other, "r > 0"),
                new("w", "its counterpart in the directions of the weights", Role.Other, "w > 0"),
                new("psi_p", "features per dimension, p/d", Role.Other, "psi_p > 0"),
                new("psi_n", "training points per dimension, n/d", Role.Other, "psi_n > 0"),
                NoiseTime,
                LinearPart,
                SamplePart,
                FreshPart,
            ],
            See = ["bonnaire2025:generalization-time", "bonnaire2025:memorization-time"],
            Note =
                "For psi_p > psi_n + 1 the atom at s^2 has the weight 1 - (1 + psi_n)/psi_p: p - n - d eigenvalues of the Gaussian model. "
                + Code,
        };

    private static readonly Space Data = new Space.Named("X");
    private static readonly Draw DrawSample = Draw.From("S", new Sampling(NamedKernel.Measure("P_X", Data), N));
    private static readonly Draw DrawGenerated = Draw.From(
        "x",
        new NamedKernel("Q", [DrawSample.Variable.Of], Data, Parameters: 1),
        DrawSample.Variable
    );

    /// <summary>The share of copies.</summary>
    public static Bound MemorizationFraction { get; } =
        new()
        {
            Id = "bonnaire2025:memorization-fraction",
            Title = "Share of generated points that are near copies of training points",
            Reference = Paper,
            Where = "section on memorization; the threshold k = 1/3 as in the published code",
            Reading =
                "For one training sample: the probability, under the law that the model generates, that the Euclidean distance to the nearest training point is less than k times that to the second nearest. It is compared with its value for fresh points of the data law, which is k^d where the training points look like a homogeneous Poisson process (d = 1: 1/3), and not with 0.",
            Left = new Symbol("f_mem"),
            Relation = Relation.Definition,
            Terms =
            [
                new(
                    "copies",
                    Expectation.Under(
                        [DrawGenerated],
                        new Evaluation(
                            new Function("J", [DrawSample.Variable.Of, Data], Parameters: 1, IsNonnegative: true),
                            [DrawSample.Variable, DrawGenerated.Variable]
                        )
                    ),
                    "probability that the nearest training point is nearer than k times the second nearest"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                Assumption.InWords("at least two training points, and no tie between nearest and second nearest"),
                Assumption.InWords("0 < k < 1"),
            ],
            Glossary =
            [
                new("f_mem", "memorization fraction", Role.Other, "f_mem >= 0, f_mem <= 1"),
                Samples,
                new("S", "training sample", Role.Other),
                new("Q", "generated law", Role.Other),
                new(
                    "J",
                    "J_S(x) is 1 where the nearest point of S is less than k times as far from x as the second nearest, and 0 elsewhere",
                    Role.Other
                ),
            ],
            See = ["bonnaire2025:memorization-time", "vandenburg2021:memorization-score"],
            Note = Code,
        };
}
