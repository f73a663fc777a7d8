using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>
/// Mbacke, Clerc and Germain (NeurIPS 2023): statistical guarantees for variational autoencoders with PAC-Bayes. The encoder may be
/// learned from the sample by any rule; the decoder must not depend on it.
/// </summary>
public static class MbackeVae2023
{
    /// <summary>The number of training points.</summary>
    public static Symbol N { get; } = new("n");

    /// <summary>The inverse temperature lambda, in inverse units of the data.</summary>
    public static Symbol Lambda { get; } = new("lambda");

    /// <summary>The diameter of the data space.</summary>
    public static Symbol Diameter { get; } = new("Delta");

    /// <summary>The Lipschitz constant of the decoder.</summary>
    public static Symbol DecoderLipschitz { get; } = new("K_theta");

    /// <summary>The Lipschitz constant of the encoder, from points to latent laws in W1.</summary>
    public static Symbol EncoderLipschitz { get; } = new("K_phi");

    private static readonly Symbol Delta = new("delta");

    /// <summary>The data space.</summary>
    public static Space X { get; } = new Space.Named("X");

    /// <summary>The latent space.</summary>
    public static Space Z { get; } = new Space.Named("Z");

    private static readonly NamedKernel Data = NamedKernel.Measure("P_X", X);
    private static readonly NamedKernel PriorMeasure = NamedKernel.Measure("prior", Z);

    /// <summary>The encoder q, learned from the sample: a kernel from sample and point to latent points.</summary>
    public static NamedKernel Encoder { get; } = new("q", [new Space.SampleOf(X, N), X], Z, Parameters: 1);

    /// <summary>The decoder g, fixed before the sample is seen.</summary>
    public static Map Decoder { get; } = new("g", [Z], X);

    /// <summary>The metric of the data space.</summary>
    public static Function Metric { get; } = Function.Metric(X);

    /// <summary>S ~ P_X^n.</summary>
    public static Draw DrawSample { get; } = Draw.From("S", new Sampling(Data, N));

    /// <summary>A fresh point X ~ P_X.</summary>
    public static Draw DrawFresh { get; } = Draw.From("X", Data);

    /// <summary>A latent point z ~ prior.</summary>
    public static Draw DrawPrior { get; } = Draw.From("z", PriorMeasure);

    /// <summary>A latent point.</summary>
    public static Variable Latent => DrawPrior.Variable;

    /// <summary>The index of a training point.</summary>
    public static Symbol TrainingIndex { get; } = new("i");

    /// <summary>The training point x_i.</summary>
    public static Point TrainingPoint { get; } = new Entry(DrawSample.Variable, TrainingIndex);

    /// <summary>A latent point of the training point, z ~ q(x_i).</summary>
    public static Draw DrawLatent { get; } = Draw.From("z", Encoder, DrawSample.Variable, TrainingPoint);

    /// <summary>What the decoder makes of the latent point z.</summary>
    public static Point Decoded { get; } = new Image(Decoder, [Latent]);

    /// <summary>The data law.</summary>
    public static Law Truth { get; } = Law.Of(Data);

    /// <summary>The prior.</summary>
    public static Law Prior { get; } = Law.Of(PriorMeasure);

    /// <summary>The latent law of the training point, q(x_i).</summary>
    public static Law LatentLaw { get; } = Law.At(Encoder, DrawSample.Variable, TrainingPoint);

    /// <summary>The generated law, g # prior.</summary>
    public static Law Generated { get; } = Law.Of([DrawPrior], Decoded).Named("g#prior", @"g_\theta\#\pi");

    private static readonly Draw DrawIndex = Draw.From("j", new UniformIndex(N));

    /// <summary>A uniform index j of a training point.</summary>
    public static Draw DrawUniform => DrawIndex;

    /// <summary>The latent law of the training point of a uniform index, q(x_j).</summary>
    public static Law LatentAtUniform { get; } =
        Law.At(Encoder, DrawSample.Variable, new Entry(DrawSample.Variable, DrawIndex.Variable));

    /// <summary>The regenerated law, (1/n) sum_i g # q(x_i).</summary>
    public static Law Regenerated { get; } =
        Law.Of(
                [DrawIndex, Draw.From("z", Encoder, DrawSample.Variable, new Entry(DrawSample.Variable, DrawIndex.Variable))],
                Decoded
            )
            .Named("regenerated", @"\hat\mu_{\phi,\theta}");

    /// <summary>The average over the training points.</summary>
    public static Expr Average(Expr body) => new Series(TrainingIndex, 1, N, body, IsAverage: true);

    /// <summary>The expected distance of a training point to its reconstruction.</summary>
    public static Expr Reconstruction { get; } =
        Expectation.Under([DrawLatent], new Evaluation(Metric, [TrainingPoint, Decoded]));

    /// <summary>The divergence of the latent law from the prior at a training point, in nats.</summary>
    public static Expr PriorDivergence { get; } = Divergence.KL(LatentLaw, Prior);

    /// <summary>The sum of the divergences from the prior over the training points, in nats.</summary>
    public static Expr Complexity { get; } = new Series(TrainingIndex, 1, N, PriorDivergence);

    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "mbacke2023vae",
            "Mbacke, Sokhna Diarra and Clerc, Florence and Germain, Pascal",
            "Statistical Guarantees for Variational Autoencoders using {PAC}-{B}ayesian Theory",
            2023,
            "2310.04935",
            "Advances in Neural Information Processing Systems"
        );

    private static Term Reconstructs { get; } =
        new("reconstruction", Average(Reconstruction), "expected distance of training points to their reconstructions");

    private static Term Complex { get; } =
        new(
            "complexity",
            1 / (Expr)Lambda * (Complexity + new Log(1 / (Expr)Delta)),
            "divergence from the prior, summed, and confidence"
        );

    private static Term Moment { get; } =
        new("moment", Lambda * Power.Of(Diameter, 2) / (8 * (Expr)N), "exponential moment of the deviation");

    private static Term Mismatch { get; } =
        new(
            "prior mismatch",
            DecoderLipschitz * Average(Divergence.W2(LatentLaw, Prior)),
            "distance of the latent laws to the prior, through the decoder"
        );

    private static Assumption IsBounded { get; } =
        new("the data space has diameter at most Delta", new Judgement.Bounded(Metric, Diameter));

    private static Assumption DecoderIsLipschitz { get; } =
        new("the decoder is K_theta-Lipschitz", new Judgement.LipschitzMap(Decoder, 0, DecoderLipschitz));

    /// <summary>The encoder is Lipschitz from points to latent laws.</summary>
    public static Assumption EncoderIsLipschitz { get; } =
        new(
            "the encoder is K_phi-Lipschitz from points to latent laws in W1",
            new Judgement.ForAll(
                [DrawSample.Variable, new Variable("x", X), new Variable("y", X)],
                new Judgement.AtMost(
                    Divergence.W1(
                        Law.At(Encoder, DrawSample.Variable, new Variable("x", X)),
                        Law.At(Encoder, DrawSample.Variable, new Variable("y", X))
                    ),
                    EncoderLipschitz * (Expr)new Evaluation(Metric, [new Variable("x", X), new Variable("y", X)])
                )
            )
        );

    internal static Bound Shared { get; } =
        new()
        {
            Id = "",
            Title = "",
            Reference = Paper,
            Where = "",
            Reading = "",
            Left = 0,
            Terms = [],
            Mode = new Mode.WithProbability([DrawSample], Delta),
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X; prior, lambda and the decoder are fixed before S is seen"),
                IsBounded,
            ],
            Glossary =
            [
                new("n", "number of training points", Role.SampleSize, "n integer, n >= 1"),
                new("lambda", "inverse temperature, fixed in advance", Role.InverseTemperature, "lambda > 0", "1/[x]"),
                new("Delta", "diameter of the data space", Role.Diameter, "Delta > 0", "[x]"),
                new("delta", "probability of failure", Role.Confidence, "0 < delta < 1"),
                new("K_theta", "Lipschitz constant of the decoder", Role.LipschitzConstant, "K_theta > 0", "[x]/[z]"),
                new("K_phi", "Lipschitz constant of the encoder", Role.LipschitzConstant, "K_phi > 0", "[z]/[x]"),
                new("i", "index of a training point", Role.Index, "i integer, i >= 1"),
                new("q", "encoder, learned from the sample by any rule", Role.Other),
                new("g", "decoder, fixed before the sample is seen", Role.Other),
                new("P_X", "data law", Role.Other),
                new("prior", "law of the latent points", Role.Other),
            ],
            Tightness = "upper",
        };

    /// <summary>The distance of the data law to the regenerated law.</summary>
    public static Bound Regeneration { get; } =
        Shared with
        {
            Id = "mbacke2023-vae:regeneration",
            Title = "Distance of the data law to the regenerated law",
            Where = "the paper's bound for the regenerated law; derived here, without Lipschitz constants",
            Reading =
                "With probability at least 1 - delta over the sample, for an encoder learned from it by any rule: the distance of the data law to the average over training points of the decoded latent laws.",
            Left = Divergence.W1(Truth, Regenerated),
            Terms = [Reconstructs, Complex, Moment],
            See = ["mbacke2023-vae:generation"],
        };

    /// <summary>The distance of the data law to the generated law.</summary>
    public static Bound Generation { get; } =
        Shared with
        {
            Id = "mbacke2023-vae:generation",
            Title = "Distance of the data law to the generated law",
            Where = "the paper's bound for the generated law; derived here",
            Reading =
                "With probability at least 1 - delta over the sample, for an encoder learned from it by any rule: the distance of the data law to the prior pushed through the decoder. K_theta belongs to the decoder.",
            Left = Divergence.W1(Truth, Generated),
            Terms = [Reconstructs, Complex, Moment, Mismatch],
            Assumptions = [.. Shared.Assumptions, DecoderIsLipschitz],
            See = ["mbacke2023-vae:regeneration", "mbacke2023-vae:generation-expected", "mbacke2023-vae:generation-grid"],
            Note =
                "Lecture slides call K_theta the encoder's constant; it is the decoder's. For a Gaussian encoder N(mu, diag s^2) and a standard normal prior, W2 is sqrt(|mu|^2 + |s - 1|^2).",
        };

    /// <summary>The distance of the data law to the generated law, in expectation.</summary>
    public static Bound GenerationExpected { get; } =
        Shared with
        {
            Id = "mbacke2023-vae:generation-expected",
            Title = "Distance of the data law to the generated law, in expectation",
            Where = "expectation form of the bound for the generated law; derived here",
            Reading =
                "The distance of the data law to the prior pushed through a decoder that does not depend on the sample; the right side averages over the sample and an encoder learned from it.",
            Left = Divergence.W1(Truth, Generated),
            Terms =
            [
                new(
                    "reconstruction",
                    Expectation.Under([DrawSample], Reconstructs.Expr),
                    "expected distance of training points to their reconstructions"
                ),
                new(
                    "complexity",
                    1 / (Expr)Lambda * Expectation.Under([DrawSample], Complexity),
                    "expected divergence from the prior, summed"
                ),
                Moment,
                new(
                    "prior mismatch",
                    DecoderLipschitz * (Expr)Expectation.Under([DrawSample], Average(Divergence.W2(LatentLaw, Prior))),
                    "expected distance of the latent laws to the prior, through the decoder"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [.. Shared.Assumptions, DecoderIsLipschitz],
            See = ["mbacke2023-vae:generation", "mbacke2023-vae:generation-transmitted"],
            Note = "The statement does not extend to a decoder learned on the same sample.",
        };

    /// <summary>The expected reconstruction loss of fresh points.</summary>
    public static Bound ReconstructionBound { get; } =
        Shared with
        {
            Id = "mbacke2023-vae:reconstruction",
            Title = "Expected reconstruction loss of fresh points",
            Where = "Theorem 4.3",
            Reading =
                "With probability at least 1 - delta over the sample, for an encoder learned from it by any rule: the expected distance of a fresh data point to its reconstruction.",
            Left = Expectation.Under(
                [DrawFresh, Draw.From("z", Encoder, DrawSample.Variable, DrawFresh.Variable)],
                new Evaluation(Metric, [DrawFresh.Variable, Decoded])
            ),
            Terms =
            [
                Reconstructs,
                Complex,
                new(
                    "encoder",
                    EncoderLipschitz * (Expr)DecoderLipschitz * Diameter,
                    "change of the encoder between points; does not decay"
                ),
                Moment,
            ],
            Assumptions = [.. Shared.Assumptions, DecoderIsLipschitz, EncoderIsLipschitz],
            See = ["mbacke2023-vae:regeneration"],
        };
}
