using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Husain2019;

namespace Theory.Bounds.Papers;

/// <summary>Husain, Nock and Williamson (2019) with a sample in place of the generated law too: for total variation only.</summary>
public static class Husain2019Empirical
{
    private static readonly NamedKernel PriorMeasure = NamedKernel.Measure("prior", Z);

    /// <summary>f(x) = |x - 1|.</summary>
    public static ConvexGenerator Variation => ConvexGenerator.TotalVariation;

    /// <summary>T ~ prior^n, the latent points that are decoded.</summary>
    public static Draw DrawLatents { get; } = Draw.From("T", new Sampling(PriorMeasure, N));

    private static readonly Draw DrawIndex = Draw.From("j", new UniformIndex(N));

    /// <summary>An encoder chosen from both samples.</summary>
    public static NamedKernel BothEncoder { get; } =
        new("E", [DrawSample.Variable.Of, DrawLatents.Variable.Of, X], Z, Parameters: 2);

    /// <summary>That encoder as a channel.</summary>
    public static Channel Encode { get; } =
        new([new Variable("u", X)], Law.At(BothEncoder, DrawSample.Variable, DrawLatents.Variable, new Variable("u", X)));

    /// <summary>The empirical law of the latent sample.</summary>
    public static Law EmpiricalPrior { get; } =
        Law.Of([DrawIndex], new Entry(DrawLatents.Variable, DrawIndex.Variable)).Named("prior_n", @"\pi_n");

    /// <summary>The empirical law of the generated points, G # prior_n.</summary>
    public static Law EmpiricalGenerated { get; } = EmpiricalPrior.Then(Channel(Generator)).Named("G#prior_n", @"G\#\pi_n");

    /// <summary>The latent law of the sample, E # P_n.</summary>
    public static Law Encoded { get; } = Empirical.Then(Encode).Named("E#P_n", @"E\#P_n");

    /// <summary>The law of reconstructions of the sample.</summary>
    public static Law Decoded { get; } = Encoded.Then(Channel(Generator)).Named("(G.E)#P_n", @"(G\circ E)\#P_n");

    /// <summary>delta/2: the share of each of two events.</summary>
    public static Expr Share { get; } = new Symbol("delta") / (Expr)2;

    /// <summary>The deviation of each of the two distances.</summary>
    public static Expr Deviation { get; } = Diameter * Expr.Sqrt(new Log(1 / Share) / (2 * (Expr)N));

    /// <summary>The expected distance of the generated law to a sample of it.</summary>
    public static Expr ExpectedGenerated { get; } =
        Expectation.Under([DrawLatents], Divergence.W1(Generated, EmpiricalGenerated));

    /// <summary>Theorem 14, (10), with both sampling errors explicit.</summary>
    public static Bound GanEmpirical { get; } =
        GanPopulation with
        {
            Id = "husain2019:gan-empirical",
            Title = "Restricted total variation of the data law against an autoencoder of two samples",
            Where = "Theorem 14, (10), with the expected distances of both empirical laws left explicit; derived here",
            Reading =
                "With probability at least 1 - delta over n data points and n generated points, for any encoder, which may be chosen from them, and a generator that may not: the objective of the restricted f-GAN for f(x) = |x - 1|. The infimum over encoders of the two middle terms is the paper's f-WAE of the two samples.",
            Left = new RestrictedGan(Variation, Lambda, Truth, Generated),
            Terms =
            [
                new(
                    "reconstruction",
                    Divergence.W1(Empirical, Decoded),
                    "distance of the sample to its reconstructions, as laws"
                ),
                new(
                    "latent mismatch",
                    Lambda * (Expr)new FDivergence(Variation, Encoded, EmpiricalPrior),
                    "divergence of the encoded sample from the latent sample"
                ),
                new("sampling", ExpectedDistance, "expected distance of the data law to a sample of it"),
                new("generated sampling", ExpectedGenerated, "expected distance of the generated law to a sample of it"),
                new("deviation", 2 * Deviation, "deviation of both distances from their means"),
            ],
            Mode = new Mode.WithProbability([DrawSample, DrawLatents], new Symbol("delta")),
            Assumptions =
            [
                Assumption.InWords(
                    "S is an i.i.d. sample from P_X, T one of the prior, independent; the generator is fixed before"
                ),
                IsBounded,
                new("delta is less than 2", new Judgement.Positive(new Log(1 / Share))),
            ],
            Glossary = [.. Glossary.Where(g => g.Name != "f")],
            See = ["husain2019:gan-population", "husain2019:gan-f-wae"],
            Tightness = "upper",
            Note =
                "Only for |x - 1|, whose conjugate is the identity where it counts: for other f the objective is no difference of means of one critic. D_f is infinite unless the encoded sample is carried by the latent one. The deviation of the generated points is the second event; each has delta/2.",
        };
}
