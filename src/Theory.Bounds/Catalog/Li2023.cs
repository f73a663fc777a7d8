using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>Li, Li, Zhang and Bian (2023): diffusion models through their training dynamics, with random features.</summary>
public static class Li2023
{
    private static readonly Symbol N = new("n");
    private static readonly Symbol M = new("m");
    private static readonly Symbol Tau = new("tau");
    private static readonly Symbol ModesPolynomial = new("P_mu");

    private static readonly Space Data = new Space.Named("X");

    // The learned law depends on the sample and on the training time; the horizon's law on the data and the diffusion.
    private static readonly Law Truth = Law.Of(NamedKernel.Measure("p_0", Data));
    private static readonly Law Learned = Law.Of(NamedKernel.Measure("p_learned", Data))
        .Named("p_learned", @"p_{0,\hat\theta_n(\tau)}");
    private static readonly Law Horizon = Law.Of(NamedKernel.Measure("p_T", Data));
    private static readonly Law Prior = Law.Of(NamedKernel.Measure("prior", Data));

    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "li2023generalization",
            "Li, Puheng and Li, Zhong and Zhang, Huishuai and Bian, Jiang",
            "On the Generalization Properties of Diffusion Models",
            2023,
            "2311.01797",
            "Advances in Neural Information Processing Systems"
        );

    private const string Hidden =
        "d log(d+1), polynomials of log(1/delta^2), finite RKHS norms and constants that depend on the horizon T only";

    private const string Reading =
        "The left side is the divergence of the data law to the law generated with the parameters of gradient flow at training time tau, for one training sample; it holds with probability at least 1 - delta over the sample.";

    private static Terms<GlossaryEntry> Glossary { get; } =
    [
        new("n", "number of training points", Role.SampleSize, "n >= 1"),
        new("m", "number of random features", Role.Width, "m >= 1"),
        new("tau", "gradient-flow training time", Role.TrainingTime, "tau >= 1"),
        new("L_bar", "approximation loss of the continuous reference parameters", Role.Other, "L_bar >= 0"),
        new("L_star", "approximation loss of the finite reference parameters", Role.Other, "L_star >= 0"),
    ];

    private static Terms<Assumption> Assumptions { get; } =
    [
        Assumption.InWords("the data density is continuously differentiable with compact support"),
        Assumption.InWords(
            "the initial score and the reference parameters lie in the reproducing kernel Hilbert space of the features"
        ),
        Assumption.InWords("initial loss, trainable parameters, time embedding and weighting are bounded"),
        Assumption.InWords("only the outer weights are trained, by gradient flow on the empirical loss, for tau >= 1"),
        Assumption.InWords("n i.i.d. training points"),
    ];

    private static Term Variance { get; } =
        new("variance", Power.Of(Tau, 4) / (M * N), "growth of the empirical error with training");
    private static Term Width { get; } = new("width", Power.Of(Tau, 3) / Power.Of(M, 2), "Monte Carlo error of the features");
    private static Term Bias { get; } = new("bias", 1 / (Expr)Tau, "what training has not yet fitted");
    private static Term Approximation { get; } = new("approximation", 1 / (Expr)M, "approximation by m random features");

    /// <summary>Theorem 1: the bound at every training time.</summary>
    public static Bound TrainingDynamics { get; } =
        new()
        {
            Id = "li2023:training-dynamics",
            Title = "Divergence along training, data-independent",
            Reference = Paper,
            Where = "Theorem 1",
            Reading = Reading,
            Left = Divergence.KL(Truth, Learned),
            Relation = Relation.AtMostUpToConstant,
            Terms =
            [
                Variance,
                Width,
                Bias,
                Approximation,
                new("reference loss, continuous", new Symbol("L_bar"), "approximation floor of the continuous model"),
                new("reference loss, finite", new Symbol("L_star"), "approximation floor of the finite model"),
                new("horizon", Divergence.KL(Horizon, Prior), "divergence of the diffused data from the prior at the horizon"),
            ],
            Mode = new Mode.UpToConstants(Hidden, new Symbol("delta")),
            Assumptions = Assumptions,
            Glossary = Glossary,
            See = ["li2023:early-stopping-optimal", "li2023:early-stopping-stated", "li2023:modes-distance"],
            Note =
                "The published experiments train all layers of a small network by stochastic gradient descent at a constant rate and weight the loss by the noise variance: they are no instance of this statement. Their divergence is that of the learned score's density at one diffusion time from the data without noise, which has a floor, and its path over training is dominated by the noise of the descent.",
        };

    /// <summary>Theorem 2: the same for mixtures, with the distance of their modes.</summary>
    public static Bound ModesDistance { get; } =
        new()
        {
            Id = "li2023:modes-distance",
            Title = "Divergence along training, for Gaussian mixtures by the distance of their modes",
            Reference = Paper,
            Where = "Theorem 2",
            Reading =
                Reading
                + " The data law is a mixture of Gaussians on the line whose modes are mu apart. P_mu is the value at mu of a polynomial whose degree and coefficients the sources at hand do not give: a number here, of which only that it does not fall as mu grows is meant.",
            Left = Divergence.KL(Truth, Learned),
            Relation = Relation.AtMostUpToConstant,
            Terms =
            [
                Variance with
                {
                    Expr = ModesPolynomial * Variance.Expr,
                },
                Width with
                {
                    Expr = ModesPolynomial * Width.Expr,
                },
                Approximation with
                {
                    Expr = Power.Of(new Symbol("mu"), 2) * Approximation.Expr,
                },
                Bias,
                new("horizon", Divergence.KL(Horizon, Prior), "divergence of the diffused data from the prior at the horizon"),
            ],
            Mode = new Mode.UpToConstants(Hidden, new Symbol("delta")),
            Assumptions =
            [
                Assumption.InWords("the data law is a mixture of Gaussians on the line with modes mu apart"),
                .. Assumptions.Skip(1),
            ],
            Glossary =
            [
                .. Glossary.Take(3),
                new("mu", "distance of the modes", Role.ModesDistance, "mu >= 1", "[x]"),
                new("P_mu", "the paper's Poly(mu), of a degree not known here", Role.Other, "P_mu >= 1"),
            ],
            See = ["li2023:training-dynamics"],
        };

    /// <summary>The early-stopping corollary as stated.</summary>
    public static Bound EarlyStoppingStated { get; } =
        new()
        {
            Id = "li2023:early-stopping-stated",
            Title = "Rate of early stopping, as stated for m of the order of n",
            Reference = Paper,
            Where = "abstract and corollary of Theorem 1",
            Reading =
                Reading
                + " Training stops at tau of the order of n^(2/5), and m is of the order of n; floors that do not depend on n, m or tau are left out.",
            Left = Divergence.KL(Truth, Learned),
            Relation = Relation.AtMostUpToConstant,
            Terms =
            [
                new("samples", Power.Of(N, new Rational(-2, 5)), "rate in the sample size"),
                new("width", Power.Of(M, new Rational(-4, 5)), "rate in the width"),
            ],
            Mode = new Mode.UpToConstants(Hidden, new Symbol("delta")),
            Assumptions =
            [
                .. Assumptions,
                Assumption.InWords("m is of the order of n"),
                Assumption.InWords("tau is of the order of n^(2/5)"),
            ],
            Glossary = Glossary,
            StatedRate = Power.Of(N, new Rational(-2, 5)) + Power.Of(M, new Rational(-4, 5)),
            See = ["li2023:early-stopping-optimal", "li2023:training-dynamics"],
            Note =
                "As a bound on the best stopping time along growing m it holds exactly when m is at least of the order of n; there the width term is redundant.",
        };

    /// <summary>The optimum of Theorem 1 over the training time, for all n and m.</summary>
    public static Bound EarlyStoppingOptimal { get; } =
        new()
        {
            Id = "li2023:early-stopping-optimal",
            Title = "Rate of the best stopping time, for all n and m",
            Reference = Paper,
            Where = "the minimum over tau of Theorem 1; derived here",
            Reading = Reading + " Training stops at the best time; floors that do not depend on n, m or tau are left out.",
            Left = Divergence.KL(Truth, Learned),
            Relation = Relation.AtMostUpToConstant,
            Terms =
            [
                new(
                    "samples and width",
                    Power.Of((Expr)M * N, new Rational(-1, 5)),
                    "balance of variance and bias, for n below m^(3/2)"
                ),
                new("width", Power.Of(M, new Rational(-1, 2)), "balance of width and bias, for n above m^(3/2)"),
            ],
            Mode = new Mode.UpToConstants(Hidden, new Symbol("delta")),
            Assumptions = Assumptions,
            Glossary = Glossary,
            StatedRate = Power.Of((Expr)M * N, new Rational(-1, 5)) + Power.Of(M, new Rational(-1, 2)),
            See = ["li2023:training-dynamics", "li2023:early-stopping-stated"],
        };
}
