using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Bounds.Papers;

/// <summary>Chen, Zhu and Shkurti (2025): VAEs and diffusion models as randomized encoder-generator pairs.</summary>
public static class Chen2025
{
    private static readonly Symbol R = new("R");
    private static readonly Symbol RX = new("R_X");
    private static readonly Symbol RG = new("R_G");

    /// <summary>The loss of a pair of points.</summary>
    public static Function Loss { get; } = new("loss", [X, X], IsNonnegative: true);

    private static readonly Function Metric = Function.Metric(X);

    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "chen2025generalization",
            "Chen, Qi and Zhu, Jierui and Shkurti, Florian",
            "Generalization in {VAE} and Diffusion Models: A Unified Information-Theoretic Analysis",
            2025,
            "2506.00849",
            "International Conference on Learning Representations"
        );

    /// <summary>The reconstruction term, in the unit of the loss.</summary>
    private static Term Reconstructs(Function loss) =>
        new("reconstruction", ReconstructionLoss(loss), "expected loss between training points and their reconstructions");

    private static Term Encodes { get; } =
        new("encoder", ScaledRoots(R, PriorDivergence), "how far the encoder's latent laws are from the prior");

    private static Term Generates { get; } =
        new("generator", ScaledRoots(R, GeneratorInformation), "what the generator remembers of its training points");

    private static Terms<Assumption> Sampling { get; } =
    [Assumption.InWords("S is an i.i.d. sample from P_X; the prior is fixed before S is seen")];

    private static Assumption LossIsSubGaussian { get; } =
        new(
            "the loss is R-sub-Gaussian under P_X x prior x averaged generator",
            new Judgement.SubGaussian(IndependentLoss(Loss), R)
        );

    /// <summary>The generic bound as transmitted.</summary>
    public static Bound EncoderGeneratorStated { get; } =
        new()
        {
            Id = "chen2025:encoder-generator-stated",
            Title = "Generation error of an encoder-generator pair, as printed",
            Reference = Paper,
            Where = "Theorem 4.1, as transmitted by the lecture slides",
            Reading =
                "The left side is the loss of the learned generator at an independent pair: a fresh data point against a point generated from the prior, G_W at Z ~ prior, averaged over training. R is taken under that independent law.",
            Left = new Expectation(IndependentLoss(Loss)),
            Terms = [Reconstructs(Loss), Encodes, Generates],
            Mode = new Mode.InExpectation(),
            Assumptions = [.. Sampling, LossIsSubGaussian],
            Glossary = [.. Glossary, new("loss", "loss of a pair of points", Role.Other, "", "[x]")],
            See = ["chen2025:encoder-generator-doubled", "chen2025:vae-averaged"],
            Note =
                "The sources fix neither which generator's law the left side means nor the law under which R is taken. Under the training-conditional kernel in place of the learned generator the printed form is derivable; that kernel is not the learned generator.",
        };

    /// <summary>The generic bound with the encoder's divergence doubled, for the learned generator.</summary>
    public static Bound EncoderGeneratorDoubled { get; } =
        EncoderGeneratorStated with
        {
            Id = "chen2025:encoder-generator-doubled",
            Title = "Generation error of an encoder-generator pair, with twice the encoder's divergence",
            Where = "repair of Theorem 4.1; derived here",
            Terms =
            [
                Reconstructs(Loss),
                new(
                    "encoder",
                    ScaledRoots(R, 2 * PriorDivergence),
                    "how far the encoder's latent laws are from the prior, counted twice"
                ),
                Generates,
            ],
            See = ["chen2025:encoder-generator-stated", "chen2025:vae-averaged"],
            Note =
                "The second count of the encoder's divergence pays for replacing the training-conditional kernel of the reconstruction by the averaged learned generator.",
        };

    /// <summary>The Wasserstein bound for VAEs as transmitted.</summary>
    public static Bound VaeStated { get; } =
        new()
        {
            Id = "chen2025:vae-stated",
            Title = "Expected distance of the learned generated law, as printed",
            Reference = Paper,
            Where = "Corollary 4.2, as transmitted by the lecture slides",
            Reading =
                "The left side is the distance of the data law to the generated law of the learned generator, averaged over training. R is taken under the data law, every generated law and the averaged generated law, for every 1-Lipschitz function.",
            Left = Expectation.Under([DrawSample, DrawLearned], Divergence.W1(DataLaw, Generated)),
            Terms = [Reconstructs(Metric), Encodes, Generates],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                .. Sampling,
                new(
                    "every 1-Lipschitz function is R-sub-Gaussian under the data law",
                    new Judgement.LipschitzSubGaussian(DataLaw, R)
                ),
                new(
                    "every 1-Lipschitz function is R-sub-Gaussian under every generated law",
                    new Judgement.ForAll([W], new Judgement.LipschitzSubGaussian(Generated, R))
                ),
                new(
                    "every 1-Lipschitz function is R-sub-Gaussian under the averaged generated law",
                    new Judgement.LipschitzSubGaussian(AveragedGenerated, R)
                ),
            ],
            Glossary = [.. Glossary, new("d", "metric of the data space", Role.Other, "", "[x]")],
            See = ["chen2025:vae-averaged", "chen2025:vae-expected"],
            Note =
                "Read for the generated law averaged over training the statement holds, even without its generator term; read for the learned generated law it holds with I(X_i; W) in place of I(X^_i; X_i | Z_i).",
        };

    /// <summary>The Wasserstein bound with the distance inside the expectation.</summary>
    public static Bound VaeExpected { get; } =
        new()
        {
            Id = "chen2025:vae-expected",
            Title = "Expected distance of the learned generated law",
            Reference = Paper,
            Where =
                "Corollary 4.2 read for the learned generated law, with I(X_i; W) in place of I(X^_i; X_i | Z_i); derived here",
            Reading =
                "The left side is the distance of the data law to the generated law of the learned generator, averaged over training. R_X is taken under the data law, R_G under every generated law, for every 1-Lipschitz function.",
            Left = Expectation.Under([DrawSample, DrawLearned], Divergence.W1(DataLaw, Generated)),
            Terms =
            [
                Reconstructs(Metric),
                new("encoder", ScaledRoots(RG, PriorDivergence), "how far the encoder's latent laws are from the prior"),
                new("memory", ScaledRoots(RX, ParameterInformation), "what the parameters remember of the training points"),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                .. Sampling,
                new(
                    "every 1-Lipschitz function is R_X-sub-Gaussian under the data law",
                    new Judgement.LipschitzSubGaussian(DataLaw, RX)
                ),
                new(
                    "every 1-Lipschitz function is R_G-sub-Gaussian under every generated law",
                    new Judgement.ForAll([W], new Judgement.LipschitzSubGaussian(Generated, RG))
                ),
            ],
            Glossary =
            [
                .. Glossary.Where(g => g.Name != "R"),
                new("R_X", "sub-Gaussian parameter under the data law", Role.SubGaussianParameter, "R_X > 0", "[x]"),
                new("R_G", "sub-Gaussian parameter under every generated law", Role.SubGaussianParameter, "R_G > 0", "[x]"),
                new("d", "metric of the data space", Role.Other, "", "[x]"),
            ],
            See = ["chen2025:vae-averaged", "chen2025:vae-stated"],
        };

    /// <summary>The Wasserstein bound for the generated law averaged over training.</summary>
    public static Bound VaeAveraged { get; } =
        new()
        {
            Id = "chen2025:vae-averaged",
            Title = "Distance of the averaged generated law, without a generator term",
            Reference = Paper,
            Where = "Corollary 4.2 read for the averaged generated law; derived here",
            Reading =
                "The left side is the distance of the data law to the generated law averaged over training, E_S[G_W # prior]. R is taken under that averaged law, for every 1-Lipschitz function.",
            Left = Divergence.W1(DataLaw, AveragedGenerated),
            Terms = [Reconstructs(Metric), Encodes],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                .. Sampling,
                new(
                    "every 1-Lipschitz function is R-sub-Gaussian under the averaged generated law",
                    new Judgement.LipschitzSubGaussian(AveragedGenerated, R)
                ),
            ],
            Glossary = [.. Glossary, new("d", "metric of the data space", Role.Other, "", "[x]")],
            See = ["chen2025:vae-stated", "chen2025:vae-expected"],
            Tightness = "tight: equality for a point mass, a Gaussian encoder at distance 1 and the identity generator",
        };
}
