using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>
/// Husain, Nock and Williamson (2019): a primal-dual link between GANs and autoencoders. The infimum over encoders in the
/// objectives of autoencoders is said here by an encoder that is arbitrary, and may be chosen from the sample.
/// </summary>
public static class Husain2019
{
    /// <summary>The number of data points.</summary>
    public static Symbol N { get; } = new("n");

    /// <summary>The weight of the divergence between latent laws, in units of the data.</summary>
    public static Symbol Lambda { get; } = new("lambda");

    /// <summary>The diameter of the data space.</summary>
    public static Symbol Diameter { get; } = new("Delta");

    private static readonly Symbol Delta = new("delta");
    private static readonly Symbol Constant = new("C");
    private static readonly Symbol Exponent = new("s");

    /// <summary>The convex generator of the divergence: any.</summary>
    public static ConvexGenerator F { get; } = ConvexGenerator.Any("f");

    /// <summary>The data space.</summary>
    public static Space X { get; } = new Space.Named("X");

    /// <summary>The latent space.</summary>
    public static Space Z { get; } = new Space.Named("Z");

    private static readonly NamedKernel Data = NamedKernel.Measure("P_X", X);
    private static readonly NamedKernel PriorMeasure = NamedKernel.Measure("prior", Z);

    /// <summary>S ~ P_X^n.</summary>
    public static Draw DrawSample { get; } = Draw.From("S", new Sampling(Data, N));

    private static readonly Space Samples = DrawSample.Variable.Of;

    /// <summary>An encoder chosen from the sample.</summary>
    public static NamedKernel LearnedEncoder { get; } = new("E", [Samples, X], Z, Parameters: 1);

    /// <summary>A generator chosen from the sample.</summary>
    public static NamedKernel LearnedGenerator { get; } = new("G", [Samples, Z], X, Parameters: 1);

    /// <summary>An encoder.</summary>
    public static NamedKernel Encoder { get; } = new("E", [X], Z);

    /// <summary>A generator.</summary>
    public static NamedKernel Generator { get; } = new("G", [Z], X);

    /// <summary>The metric of the data space.</summary>
    public static Function Metric { get; } = Function.Metric(X);

    /// <summary>The data law.</summary>
    public static Law Truth { get; } = Law.Of(Data);

    /// <summary>The prior on the latent space.</summary>
    public static Law Prior { get; } = Law.Of(PriorMeasure);

    private static readonly Draw DrawIndex = Draw.From("j", new UniformIndex(N));
    private static readonly Point Drawn = new Entry(DrawSample.Variable, DrawIndex.Variable);

    /// <summary>The empirical law of the sample.</summary>
    public static Law Empirical { get; } = Law.Of([DrawIndex], Drawn).Named("P_n", "P_n");

    /// <summary>The generated law of the learned generator, G_S # prior.</summary>
    public static Law LearnedGenerated { get; } = Through(Prior, LearnedGenerator).Named("G_S#prior", @"G_S\#\pi");

    /// <summary>The latent law of the sample under the learned encoder, E_S # P_n.</summary>
    public static Law LearnedLatent { get; } = Through(Empirical, LearnedEncoder).Named("E_S#P_n", @"E_S\#P_n");

    /// <summary>The law of reconstructions of the sample, (G_S o E_S) # P_n.</summary>
    public static Law LearnedReconstructed { get; } =
        Through(LearnedLatent, LearnedGenerator).Named("(G_S.E_S)#P_n", @"(G_S\circ E_S)\#P_n");

    /// <summary>The generated law, G # prior.</summary>
    public static Law Generated { get; } = Through(Prior, Generator);

    /// <summary>The latent law of the data, E # P_X.</summary>
    public static Law Latent { get; } = Through(Truth, Encoder);

    /// <summary>The law of reconstructions, (G o E) # P_X.</summary>
    public static Law Reconstructed { get; } = Through(Latent, Generator).Named("(G.E)#P_X", @"(G\circ E)\#P_X");

    /// <summary>A data point and its reconstruction.</summary>
    public static Law Reconstruction { get; } = Coupled();

    /// <summary>The expected distance of the data law to the empirical law of a sample.</summary>
    public static Expr ExpectedDistance { get; } = Expectation.Under([DrawSample], Divergence.W1(Truth, Empirical));

    /// <summary>The kernel, with the sample given where it takes one, as a channel.</summary>
    public static Channel Channel(NamedKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var input = new Variable("u", kernel.Inputs[^1]);
        return new([input], kernel.Inputs.Count == 1 ? Law.At(kernel, input) : Law.At(kernel, DrawSample.Variable, input));
    }

    private static Law Through(Law law, NamedKernel kernel) => law.Then(Channel(kernel));

    private static Law Coupled()
    {
        var (x, z) = (Draw.From("X", Data), Draw.From("Z", Encoder, new Variable("X", X)));
        var hat = Draw.From("hatX", Generator, z.Variable);
        return Law.Of([x, z, hat], x.Variable, hat.Variable);
    }

    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "husain2019primaldual",
            "Husain, Hisham and Nock, Richard and Williamson, Robert C.",
            "A Primal-Dual link between {GAN}s and Autoencoders",
            2019,
            "1902.00985",
            "Advances in Neural Information Processing Systems"
        );

    internal static Terms<GlossaryEntry> Glossary { get; } =
    [
        new("n", "number of data points", Role.SampleSize, "n integer, n >= 1"),
        new("lambda", "weight of the divergence between latent laws", Role.Other, "lambda > 0", "[x]"),
        new("Delta", "diameter of the data space", Role.Diameter, "Delta > 0", "[x]"),
        new("delta", "probability of failure", Role.Confidence, "0 < delta < 1"),
        new("f", "convex function with f(1) = 0; D_f(P, Q) = E_Q f(dP/dQ), infinite unless P << Q", Role.Other),
        new("d", "metric of the data space, the paper's c", Role.Other, "", "[x]"),
        new("P_X", "data law", Role.Other),
        new("prior", "law of the latent points, the paper's P_Z", Role.Other),
        new("E", "encoder, any kernel", Role.Other),
        new("G", "generator", Role.Other),
    ];

    internal static Assumption Independent { get; } = Assumption.InWords("S is an i.i.d. sample from P_X");

    internal static Assumption IsBounded { get; } =
        new("the data space has diameter at most Delta", new Judgement.Bounded(Metric, Diameter));

    private static Assumption LessThanOne { get; } =
        new("delta is less than 1", new Judgement.Positive(new Log(1 / (Expr)Delta)));

    internal const string Convention =
        "The critics are the 1-Lipschitz functions; f is any convex function with f(1) = 0, and D_f is infinite unless its first law is absolutely continuous with respect to the second, without which the statement fails.";

    /// <summary>Theorem 14, (9), with the sampling error explicit.</summary>
    public static Bound GanPopulation { get; } =
        new()
        {
            Id = "husain2019:gan-population",
            Title = "Restricted f-GAN of the data law against an autoencoder of the sample",
            Reference = Paper,
            Where = "Theorem 14, (9), with the expected distance of the empirical law left explicit; derived here",
            Reading =
                "With probability at least 1 - delta over the sample, for any encoder and any generator, both of which may be chosen from the sample, and any f and lambda: the objective of the restricted f-GAN between the data law and the generated law. The infimum over encoders of the two middle terms is the paper's f-WAE of the sample.",
            Left = new RestrictedGan(F, Lambda, Truth, LearnedGenerated),
            Terms =
            [
                new(
                    "reconstruction",
                    Divergence.W1(Empirical, LearnedReconstructed),
                    "distance of the sample to its reconstructions, as laws"
                ),
                new(
                    "latent mismatch",
                    Lambda * (Expr)new FDivergence(F, LearnedLatent, Prior),
                    "divergence of the encoded sample from the prior"
                ),
                new("sampling", ExpectedDistance, "expected distance of the data law to a sample of it"),
                new(
                    "deviation",
                    Diameter * Expr.Sqrt(new Log(1 / (Expr)Delta) / (2 * (Expr)N)),
                    "deviation of that distance from its mean"
                ),
            ],
            Mode = new Mode.WithProbability([DrawSample], Delta),
            Assumptions = [Independent, IsBounded, LessThanOne],
            Glossary = Glossary,
            See = ["husain2019:gan-population-rate", "husain2019:gan-empirical", "husain2019:gan-f-wae"],
            Note =
                Convention
                + " The sampling term is of order n^(-1/s) for every s above the upper Wasserstein dimension of the data law (Weed and Bach 2019), whatever f and lambda.",
        };

    /// <summary>Theorem 14, (9), with a rate for the sampling error.</summary>
    public static Bound GanPopulationRate { get; } =
        GanPopulation with
        {
            Id = "husain2019:gan-population-rate",
            Title = "Restricted f-GAN of the data law against an autoencoder of the sample, with a rate",
            Where = "Theorem 14, (9), with one unnamed constant; derived here from the rate of Weed and Bach",
            Terms = GanPopulation
                .Terms.Select(t => t.Name == "sampling" ? t with { Expr = Constant * Power.Of(N, -1 / (Expr)Exponent) } : t)
                .ToTerms(),
            Assumptions =
            [
                Independent,
                IsBounded,
                LessThanOne,
                new(
                    "s is above the upper Wasserstein dimension of the data law, so that empirical laws converge at the rate n^(-1/s) with the constant C",
                    new Judgement.AtMost(ExpectedDistance, Constant * Power.Of(N, -1 / (Expr)Exponent))
                ),
            ],
            Glossary =
            [
                .. Glossary,
                new(
                    "C",
                    "constant of Weed and Bach: depends on the data law and s only, and has no name",
                    Role.Other,
                    "C > 0",
                    "[x]"
                ),
                new("s", "above the upper Wasserstein dimension of the data law, so above 2", Role.Other, "s > 2"),
            ],
            StatedRate = Power.Of(N, -1 / (Expr)Exponent),
            See = ["husain2019:gan-population", "husain2019:gan-f-wae"],
        };

    /// <summary>The restricted f-GAN is at most the f-WAE.</summary>
    public static Bound GanFWae { get; } =
        new()
        {
            Id = "husain2019:gan-f-wae",
            Title = "Restricted f-GAN against the f-divergence Wasserstein autoencoder",
            Reference = Paper,
            Where = "Theorem 8, weak duality; derived here",
            Reading = "For every encoder, generator, f and lambda. The infimum of the right side over encoders is the f-WAE.",
            Left = new RestrictedGan(F, Lambda, Truth, Generated),
            Terms =
            [
                new("reconstruction", Divergence.W1(Truth, Reconstructed), "distance of the data law to that of reconstructions"),
                new(
                    "latent mismatch",
                    Lambda * (Expr)new FDivergence(F, Latent, Prior),
                    "divergence of the encoded data from the prior"
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [IsBounded],
            Glossary = [.. Glossary.Where(g => g.Name is not ("n" or "delta"))],
            See = ["husain2019:gan-wae", "husain2019:gan-population"],
            Tightness = "tight at the best encoder on finite spaces",
            Note =
                Convention
                + " The f-WAE grows and is concave in lambda: it tends to 0 with lambda where D_f is finite, and to the Wasserstein distance of data law and generated law as lambda grows, where the f-GAN becomes a Wasserstein GAN.",
        };

    /// <summary>The restricted f-GAN is at most the WAE.</summary>
    public static Bound GanWae { get; } =
        GanFWae with
        {
            Id = "husain2019:gan-wae",
            Title = "Restricted f-GAN against the Wasserstein autoencoder",
            Where = "Theorem 8 and the definition of the WAE; derived here",
            Reading = "For every encoder, generator, f and lambda. The infimum of the right side over encoders is the WAE.",
            Terms =
            [
                new(
                    "reconstruction",
                    Expectation.Under(Reconstruction.Draws, new Evaluation(Metric, Reconstruction.Outputs)),
                    "expected distance of points to their reconstructions"
                ),
                GanFWae.Terms[1],
            ],
            See = ["husain2019:gan-f-wae", "husain2019:gan-population", "objective:wae"],
            Note =
                Convention
                + " At a given encoder the right side is no less than that of the f-WAE; at the best random encoder it is the same, since latent points can be coupled with points as the plan of the distance says.",
        };
}
