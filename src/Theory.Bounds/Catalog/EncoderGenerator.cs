using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>
/// The setting of encoder-generator models: a sample S of m points, everything learned W ~ P_{W|S}, an encoder E_W and a generator
/// G_W as Markov kernels, a prior fixed before S. The laws and quantities that several papers speak of are defined here once.
/// </summary>
public static class EncoderGenerator
{
    /// <summary>The data space.</summary>
    public static Space X { get; } = new Space.Named("X");

    /// <summary>The latent space.</summary>
    public static Space Z { get; } = new Space.Named("Z");

    /// <summary>The space of everything learned.</summary>
    public static Space Learned { get; } = new Space.Named("W");

    /// <summary>The sample size m.</summary>
    public static Symbol SampleSize { get; } = new("m");

    /// <summary>The index i of a training point.</summary>
    public static Symbol TrainingIndex { get; } = new("i");

    /// <summary>The data law P_X.</summary>
    public static NamedKernel Data { get; } = NamedKernel.Measure("P_X", X);

    /// <summary>The prior pi on the latent space.</summary>
    public static NamedKernel Prior { get; } = NamedKernel.Measure("prior", Z);

    /// <summary>The learning algorithm P_{W|S}.</summary>
    public static NamedKernel Algorithm { get; } = new("A", [new Space.SampleOf(X, SampleSize)], Learned);

    /// <summary>The encoder E_W.</summary>
    public static NamedKernel Encoder { get; } = new("E", [Learned, X], Z, Parameters: 1);

    /// <summary>The generator G_W.</summary>
    public static NamedKernel Generator { get; } = new("G", [Learned, Z], X, Parameters: 1);

    /// <summary>S ~ P_X^m.</summary>
    public static Draw DrawSample { get; } = Draw.From("S", new Sampling(Data, SampleSize));

    /// <summary>The sample S.</summary>
    public static Variable Sample => DrawSample.Variable;

    /// <summary>W ~ P_{W|S}.</summary>
    public static Draw DrawLearned { get; } = Draw.From("W", Algorithm, Sample);

    /// <summary>Everything learned.</summary>
    public static Variable W => DrawLearned.Variable;

    /// <summary>The training point X_i.</summary>
    public static Point TrainingPoint { get; } = new Entry(Sample, TrainingIndex);

    /// <summary>Z_i ~ E_W(X_i).</summary>
    public static Draw DrawLatent { get; } = Draw.From("Z_i", Encoder, W, TrainingPoint);

    /// <summary>The latent point Z_i.</summary>
    public static Variable Latent => DrawLatent.Variable;

    /// <summary>X^_i ~ G_W(Z_i).</summary>
    public static Draw DrawReconstruction { get; } = Draw.From("hatX_i", Generator, W, Latent);

    /// <summary>The reconstruction X^_i.</summary>
    public static Variable Reconstruction => DrawReconstruction.Variable;

    /// <summary>Sample, learned parameters, latent point and reconstruction of the training point X_i.</summary>
    public static Terms<Draw> Training { get; } = [DrawSample, DrawLearned, DrawLatent, DrawReconstruction];

    /// <summary>A latent point Z ~ prior, independent of everything else.</summary>
    public static Draw DrawPrior { get; } = Draw.From("Z", Prior);

    /// <summary>A generated point X^ ~ G_W(Z) of a latent point drawn from the prior.</summary>
    public static Draw DrawGenerated { get; } = Draw.From("hatX", Generator, W, DrawPrior.Variable);

    /// <summary>A fresh data point X ~ P_X.</summary>
    public static Draw DrawFresh { get; } = Draw.From("X", Data);

    /// <summary>The data law as a law.</summary>
    public static Law DataLaw { get; } = Law.Of(Data);

    /// <summary>The prior as a law.</summary>
    public static Law PriorLaw { get; } = Law.Of(Prior);

    /// <summary>The generated law averaged over training, E_S[G_W # prior].</summary>
    public static Law AveragedGenerated { get; } =
        Law.Of([DrawSample, DrawLearned, DrawPrior, DrawGenerated], DrawGenerated.Variable)
            .Named("Q", @"\mathbb{E}_S[G_W \# \pi]");

    /// <summary>The generated law of one learned generator, G_W # prior, with W free.</summary>
    public static Law Generated { get; } = Law.Of([DrawPrior, DrawGenerated], DrawGenerated.Variable);

    /// <summary>The prior divergence of the encoder at a training point, A_i = E KL(E_W(X_i), prior), in nats.</summary>
    public static Expr PriorDivergence { get; } =
        Expectation.Under([DrawSample, DrawLearned], Divergence.KL(Law.At(Encoder, W, TrainingPoint), PriorLaw));

    /// <summary>What the generator remembers of a training point, I_i = I(X^_i; X_i | Z_i), in nats.</summary>
    public static Expr GeneratorInformation { get; } =
        new MutualInformation(Law.Of(Training, Reconstruction, TrainingPoint, Latent));

    /// <summary>What the parameters remember of a training point, I(X_i; W), in nats.</summary>
    public static Expr ParameterInformation { get; } = new MutualInformation(Law.Of([DrawSample, DrawLearned], TrainingPoint, W));

    /// <summary>The expected loss of the learned generator at an independent pair: a fresh point and one generated from the prior.</summary>
    public static RandomReal IndependentLoss(Function loss) =>
        RandomReal.Of(
            [DrawFresh, DrawSample, DrawLearned, DrawPrior, DrawGenerated],
            new Evaluation(loss, [DrawFresh.Variable, DrawGenerated.Variable])
        );

    /// <summary>The average over the training points of an expression in the index i.</summary>
    public static Expr Average(Expr body) => new Series(TrainingIndex, 1, SampleSize, body, IsAverage: true);

    /// <summary>The expected reconstruction loss, the average over i of E loss(X_i, X^_i), for a loss on X x X.</summary>
    public static Expr ReconstructionLoss(Function loss) =>
        Average(Expectation.Under(Training, new Evaluation(loss, [TrainingPoint, Reconstruction])));

    /// <summary>The mean of the roots of a quantity per training point, scaled: (sqrt(2) R/m) sum_i sqrt(a_i).</summary>
    public static Expr ScaledRoots(Expr r, Expr perPoint) => Expr.Sqrt(2) * r * Average(Expr.Sqrt(perPoint));

    /// <summary>The glossary of the setting.</summary>
    public static Terms<GlossaryEntry> Glossary { get; } =
    [
        new("m", "number of training points", Role.SampleSize, "m integer, m >= 1"),
        new("i", "index of a training point", Role.Index, "i integer, i >= 1"),
        new("R", "sub-Gaussian parameter, under the law that the reading names", Role.SubGaussianParameter, "R > 0", "[x]"),
        new("P_X", "data law", Role.Other),
        new("prior", "law of the latent points, fixed before the sample is seen", Role.Other),
        new("A", "learning algorithm, a kernel from samples to parameters", Role.Other),
        new("E", "encoder, a kernel from points to latent points", Role.Other),
        new("G", "generator, a kernel from latent points to points", Role.Other),
    ];
}
