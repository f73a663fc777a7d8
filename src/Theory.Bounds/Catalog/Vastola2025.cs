using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>Vastola (2025): generalization of diffusion models through the variance of what they are trained on.</summary>
public static class Vastola2025
{
    private static readonly Symbol Noise = new("sigma");
    private static readonly Symbol Dimension = new("d");
    private static readonly Symbol Diffusivity = new("D");

    private static readonly Space Data = new Space.Named("X");
    private static readonly Draw DrawNoised = Draw.From("x", NamedKernel.Measure("p_t", Data));

    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "vastola2025variance",
            "Vastola, John J.",
            "Generalization through variance: how noise shapes inductive biases in diffusion models",
            2025,
            "2504.12532",
            "International Conference on Learning Representations"
        );

    private const string Code =
        "The published code fits a denoiser W phi with weight a^2/sigma^2, which is denoising score matching with weight sigma^2, and with a ridge of .1, so that its estimates are biased besides varying; it looks the estimate up at the right neighbour on a grid, normalises the posterior density with 1e-8 added, and takes the band of one panel from another. Its averages of 100 histograms differ by .49 in L1 between two seeds: compare single models, or carry the mass exactly.";

    private static Expr Mean(string function) =>
        Expectation.Under(
            [DrawNoised],
            new Evaluation(new Function(function, [Data], IsNonnegative: true), [DrawNoised.Variable])
        );

    private static GlossaryEntry Drift { get; } =
        new("D", "drift coefficient g^2/2 of the score in the probability flow, D_t", Role.Other, "D > 0");

    /// <summary>How much the targets of denoising score matching vary.</summary>
    public static Bound ProxyCovariance { get; } =
        new()
        {
            Id = "vastola2025:proxy-covariance",
            Title = "Variance of the target of denoising score matching",
            Reference = Paper,
            Where = "section 3; the trace, averaged over the diffused law",
            Reading =
                "The proxy score (a x_0 - x)/sigma^2 at a noised point x = a x_0 + sigma xi has, given x, the score as its mean and the covariance (a^2/sigma^4) Cov(x_0 | x) = I/sigma^2 + Hessian of log p_t(x). Its trace C(x) is averaged here over p_t. It is also the constant by which the denoising loss exceeds the loss against the score itself, whatever the model.",
            Left = Mean("C"),
            Relation = Relation.Equal,
            Terms =
            [
                new("noise", (Expr)Dimension / Power.Of(Noise, 2), "second moment of the proxy score"),
                new("signal", -Mean("J"), "second moment of the score: Fisher information of the diffused law"),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [Assumption.InWords("a Gaussian forward kernel with sigma > 0, and data with a second moment")],
            Glossary =
            [
                new("d", "dimension of the data", Role.Dimension, "d integer, d >= 1"),
                new("sigma", "deviation of the noise at time t", Role.Other, "sigma > 0", "[x]"),
                new("C", "trace of the covariance of the proxy score given the noised point", Role.Other, "", "[x]^-2"),
                new("J", "squared norm of the score at the noised point", Role.Other, "", "[x]^-2"),
                new("p_t", "diffused data law", Role.Other),
            ],
            See = ["vastola2025:v-kernel"],
            Tightness = "exact",
            Note = Code,
        };

    /// <summary>How much a linear score varies with what it was trained on.</summary>
    public static Bound VKernel { get; } =
        new()
        {
            Id = "vastola2025:v-kernel",
            Title = "V-kernel of a linear score, averaged over its design",
            Reference = Paper,
            Where = "Proposition 5.1, for a fixed design and equal variances",
            Reading =
                "V is the variance, over the noise of the targets, of D times a score fitted by least squares with F features to P targets of variance C each, at the points of the design and averaged over them; the design is given. For other weights, variances and points V is D^2 phi' M^-1 (sum_j l_j^2 C_j phi_j phi_j') M^-1 phi with M = sum_j l_j phi_j phi_j'. With a ridge F falls to the effective number of features, and the fit is biased. The paper's form for a random design is not claimed here.",
            Left = new Symbol("V"),
            Relation = Relation.Equal,
            Terms =
            [
                new(
                    "features per sample",
                    Power.Of(Diffusivity, 2) * (Expr)new Symbol("C") * new Symbol("F") / new Symbol("P"),
                    "one share of the targets' variance for each feature"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                Assumption.InWords("least squares without ridge, with equal weights, on a design of full column rank"),
                Assumption.InWords("independent targets of one variance C, and a score in the span of the features"),
            ],
            Glossary =
            [
                new("V", "V-kernel on the diagonal, averaged over the design", Role.Other, "V >= 0"),
                Drift,
                new("C", "variance of a target given its point", Role.Other, "C >= 0", "[x]^-2"),
                new("F", "number of features", Role.Width, "F integer, F >= 1"),
                new("P", "number of training targets", Role.SampleSize, "P integer, P >= 1"),
            ],
            See = ["vastola2025:proxy-covariance", "vastola2025:averaged-dynamics"],
            Tightness = "exact",
            StatedRate = (Expr)new Symbol("F") / new Symbol("P"),
            Note = Code,
        };

    /// <summary>The sampler averaged over training sets.</summary>
    public static Bound AveragedDynamics { get; } =
        new()
        {
            Id = "vastola2025:averaged-dynamics",
            Title = "Probability flow averaged over training sets, to second order",
            Reference = Paper,
            Where = "Proposition 3.1; the form derived here, the paper's prefactors being uncertain",
            Reading =
                "u is the velocity, time running down from T to eps, of a process whose law stands for that of the probability flow averaged over the learned score: m is the mean of the learned score at (x, t), and xi a centred Gaussian field whose covariance between (x, t) and (x', t') is the V-kernel D Cov(s(x, t), s(x', t')) D'. It is exact where the learned score is a Gaussian field; elsewhere cumulants of third order and higher are cut off. For a fresh proxy score at every Euler step h the variance added is h^2 D^2 C, which vanishes with h.",
            Left = new Symbol("u"),
            Relation = Relation.Definition,
            Terms =
            [
                new("forward drift", (Expr)new Symbol("beta") * new Symbol("x"), "the reversed drift of the forward process"),
                new("mean score", (Expr)Diffusivity * new Symbol("m"), "the flow of the mean score"),
                new("field", new Symbol("xi"), "what training sets differ in: covariance V"),
            ],
            Mode = new Mode.UpToConstants("cumulants of the learned score of third order and higher"),
            Assumptions =
            [
                Assumption.InWords("a fixed eps > 0"),
                Assumption.InWords("cumulants of the learned score beyond the second are negligible"),
            ],
            Glossary =
            [
                new("u", "velocity, time running down", Role.Other, "u real"),
                new("x", "the point", Role.Other, "x real", "[x]"),
                new("beta", "drift rate of the forward process", Role.Other, "beta > 0"),
                Drift,
                new("m", "mean of the learned score at the point", Role.Other, "m real"),
                new("xi", "Gaussian field with the V-kernel as covariance", Role.Other, "xi real"),
            ],
            See = ["vastola2025:v-kernel", "vastola2025:proxy-covariance"],
            Note = Code,
        };
}
