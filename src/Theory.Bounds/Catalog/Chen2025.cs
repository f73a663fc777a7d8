using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Bounds.Papers;

/// <summary>Chen, Zhu and Shkurti (2025): VAEs and diffusion models as randomized encoder-generator pairs.</summary>
public static class Chen2025
{
    private static readonly Symbol R = new("R");

    private static readonly Function Loss = new("loss", [X, X]);

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
            Left = Expectation.Under(
                [DrawFresh, DrawSample, DrawLearned, DrawPrior, DrawGenerated],
                new Evaluation(Loss, [DrawFresh.Variable, DrawGenerated.Variable])
            ),
            Terms = [Reconstructs(Loss), Encodes, Generates],
            Mode = new Mode.InExpectation(),
            Assumptions =
            [
                .. Sampling,
                new(
                    "the loss is R-sub-Gaussian under P_X x prior x averaged generator",
                    new Judgement.SubGaussian(
                        RandomReal.Of(
                            [DrawFresh, DrawSample, DrawLearned, DrawPrior, DrawGenerated],
                            new Evaluation(Loss, [DrawFresh.Variable, DrawGenerated.Variable])
                        ),
                        R
                    )
                ),
            ],
            Glossary = [.. Glossary, new("loss", "loss of a pair of points", Role.Other, "", "[x]")],
            See = ["chen2025:encoder-generator-doubled", "chen2025:vae-averaged"],
            Note =
                "The sources fix neither which generator's law the left side means nor the law under which R is taken. Under the training-conditional kernel in place of the learned generator the printed form is derivable; that kernel is not the learned generator.",
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
