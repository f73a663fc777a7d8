using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>The objectives that generative models are trained on, as definitions that bounds refer to.</summary>
public static class Objectives
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Z = new Space.Named("Z");
    private static readonly Space Critics = new Space.Named("V");
    private static readonly NamedKernel Data = NamedKernel.Measure("P_X", X);
    private static readonly NamedKernel PriorMeasure = NamedKernel.Measure("prior", Z);
    private static readonly NamedKernel Encoder = new("E", [X], Z);
    private static readonly NamedKernel Generator = new("G", [Z], X);
    private static readonly Map Decoder = new("G", [Z], X);
    private static readonly Draw DrawData = Draw.From("X", Data);
    private static readonly Draw DrawPrior = Draw.From("Z", PriorMeasure);
    private static readonly Draw DrawLatent = Draw.From("Z", Encoder, DrawData.Variable);
    private static readonly Draw DrawGenerated = Draw.From("hatX", Generator, DrawPrior.Variable);
    private static readonly Variable Critic = new("v", Critics);
    private static readonly Function Discriminator = new("D", [Critics, X], Parameters: 1);
    private static readonly Symbol Lambda = new("lambda");
    private static readonly Law Truth = Law.Of(Data);

    private static Reference Of(string key, string authors, string title, int year, string arXiv, string venue) =>
        new(key, authors, title, year, arXiv, venue);

    private static Bound Definition(
        string id,
        string title,
        Reference reference,
        string where,
        string name,
        string reading,
        Terms<Term> terms,
        string assumed,
        Terms<GlossaryEntry> glossary,
        string note = ""
    ) =>
        new()
        {
            Id = "objective:" + id,
            Title = title,
            Reference = reference,
            Where = where,
            Reading = reading,
            Left = new Symbol(name),
            Relation = Relation.Definition,
            Terms = terms,
            Mode = new Mode.InExpectation(),
            Assumptions = [Assumption.InWords(assumed)],
            Glossary = [new(name, "the objective", Role.Other, $"{name} real"), .. glossary],
            Tightness = "definition",
            Note = note,
        };

    private static Terms<GlossaryEntry> Laws { get; } =
    [
        new("P_X", "data law", Role.Other),
        new("prior", "law of the latent points", Role.Other),
        new("G", "generator or decoder", Role.Other),
    ];

    private static Expr Mean(Draw draw, Point at, Func<Expr, Expr> of) =>
        Expectation.Under([draw], of(new Evaluation(Discriminator, [Critic, at])));

    /// <summary>The f-GAN of Jensen and Shannon's divergence.</summary>
    public static Bound FGan { get; } =
        Definition(
            "f-gan",
            "Objective of an f-GAN, for the divergence of Jensen and Shannon",
            Of(
                "nowozin2016fgan",
                "Nowozin, Sebastian and Cseke, Botond and Tomioka, Ryota",
                "f-{GAN}: Training Generative Neural Samplers using Variational Divergence Minimization",
                2016,
                "1606.00709",
                "Advances in Neural Information Processing Systems"
            ),
            "Equation (4) with row Jensen-Shannon of Table 2",
            "L_GAN",
            "The generator makes it small, the discriminators D_v make it large: sup_v E D_v(X) - E f*(D_v(G(Z))) with the conjugate f*(y) = -log(2 - e^y), for D_v < log 2.",
            [
                new(
                    "objective",
                    new Supremum(
                        Critic,
                        Mean(DrawData, DrawData.Variable, d => d)
                            + Mean(DrawPrior, new Image(Decoder, [DrawPrior.Variable]), d => new Log(2 - new Exp(d)))
                    ),
                    "the best discriminator's advantage"
                ),
            ],
            "every discriminator takes values below log 2",
            [.. Laws, new("D", "discriminators, indexed by v", Role.Other)],
            "Without a restriction of the discriminators it is D_f(P_X, G#prior), twice the divergence of Jensen and Shannon. The library knows the conjugates of five generators: f*(y) is y on [-1, 1] for |x - 1|, e^(y - 1) for x log x, -1 - log(-y) for -log x, y + y^2/4 for (x - 1)^2, and the one here."
        );

    /// <summary>The Wasserstein GAN.</summary>
    public static Bound WGan { get; } =
        Definition(
            "wgan",
            "Objective of a Wasserstein GAN",
            Of(
                "arjovsky2017wgan",
                "Arjovsky, Martin and Chintala, Soumith and Bottou, Leon",
                "{W}asserstein Generative Adversarial Networks",
                2017,
                "1701.07875",
                "International Conference on Machine Learning"
            ),
            "Equation (3)",
            "L_WGAN",
            "The generator makes it small, the critics D_v make it large: sup_v E D_v(X) - E D_v(G(Z)).",
            [
                new(
                    "objective",
                    new Supremum(
                        Critic,
                        Mean(DrawData, DrawData.Variable, d => d)
                            - Mean(DrawPrior, new Image(Decoder, [DrawPrior.Variable]), d => d)
                    ),
                    "the best critic's advantage"
                ),
            ],
            "every critic is 1-Lipschitz",
            [.. Laws, new("D", "critics, indexed by v", Role.Other, "", "[x]")],
            "Over all 1-Lipschitz critics it is W1(P_X, G#prior)."
        );

    /// <summary>The Wasserstein autoencoder.</summary>
    public static Bound Wae { get; } =
        Definition(
            "wae",
            "Objective of a Wasserstein autoencoder, at an encoder",
            Of(
                "tolstikhin2018wae",
                "Tolstikhin, Ilya and Bousquet, Olivier and Gelly, Sylvain and Schoelkopf, Bernhard",
                "{W}asserstein Auto-Encoders",
                2018,
                "1711.01558",
                "International Conference on Learning Representations"
            ),
            "Equation (4), with the metric as cost and an f-divergence as penalty",
            "L_WAE",
            "The WAE is the infimum over encoders and the decoder.",
            [
                new(
                    "reconstruction",
                    Expectation.Under(
                        [DrawData, DrawLatent],
                        new Evaluation(Function.Metric(X), [DrawData.Variable, new Image(Decoder, [DrawLatent.Variable])])
                    ),
                    "expected distance of points to their reconstructions"
                ),
                new(
                    "latent mismatch",
                    Lambda
                        * (Expr)
                            new FDivergence(
                                ConvexGenerator.Any("f"),
                                Law.Of([DrawData, DrawLatent], DrawLatent.Variable).Named("E#P_X", @"E\#P_X"),
                                Law.Of(PriorMeasure)
                            ),
                    "divergence of the encoded data from the prior"
                ),
            ],
            "f is convex with f(1) = 0",
            [
                .. Laws,
                new("E", "encoder", Role.Other),
                new("d", "metric of the data space", Role.Other, "", "[x]"),
                new("f", "generator of the divergence", Role.Other),
                new("lambda", "weight of the divergence", Role.Other, "lambda > 0", "[x]"),
            ]
        );

    /// <summary>The variational autoencoder.</summary>
    public static Bound Vae { get; } =
        Definition(
            "vae",
            "Objective of a variational autoencoder, as a divergence of joint laws",
            Of(
                "kingma2014vae",
                "Kingma, Diederik P. and Welling, Max",
                "Auto-Encoding Variational {B}ayes",
                2014,
                "1312.6114",
                "International Conference on Learning Representations"
            ),
            "Equation (3), averaged over the data law, up to its entropy",
            "L_VAE",
            "KL between the law of data points with their latent points and that of generated points with theirs. Minus the evidence bound, averaged over the data, exceeds it by the entropy of the data law.",
            [
                new(
                    "objective",
                    Divergence.KL(
                        Law.Of([DrawData, DrawLatent], DrawData.Variable, DrawLatent.Variable),
                        Law.Of([DrawPrior, DrawGenerated], DrawGenerated.Variable, DrawPrior.Variable)
                    ),
                    "divergence of encoded data from the model"
                ),
            ],
            "the decoder is a kernel with densities",
            [.. Laws, new("E", "encoder", Role.Other)],
            "It is at least KL(P_X, G#prior), by data processing, and exceeds it by E KL(E(X), posterior)."
        );

    private static readonly Reference ScoreMatching = Of(
        "song2021score",
        "Song, Yang and Sohl-Dickstein, Jascha and Kingma, Diederik P. and Kumar, Abhishek and Ermon, Stefano and Poole, Ben",
        "Score-Based Generative Modeling through Stochastic Differential Equations",
        2021,
        "2011.13456",
        "International Conference on Learning Representations"
    );

    private static readonly Space Noised = new Space.Named("X_t");
    private static readonly Draw DrawNoised = Draw.From(
        "x_t",
        new GaussianChannel(new Symbol("a"), new Symbol("v"), X, Noised),
        DrawData.Variable
    );

    private static Terms<GlossaryEntry> Scores { get; } =
    [
        new("P_X", "data law", Role.Other),
        new("a", "scale of the forward kernel at the time t", Role.Other, "a > 0"),
        new("v", "variance of the forward kernel at the time t", Role.Other, "v > 0", "[x]^2"),
    ];

    /// <summary>Denoising score matching at one time.</summary>
    public static Bound Dsm { get; } =
        Definition(
            "dsm",
            "Denoising score matching, at one time",
            ScoreMatching,
            "Equation (7) at one time",
            "L_DSM",
            "The squared distance of the model's score to that of the forward kernel, (a x_0 - x_t)/v, averaged over data and noise.",
            [
                new(
                    "objective",
                    Expectation.Under(
                        [DrawData, DrawNoised],
                        new Evaluation(
                            new Function("e_DSM", [X, Noised], IsNonnegative: true),
                            [DrawData.Variable, DrawNoised.Variable]
                        )
                    ),
                    "squared error against the forward kernel's score"
                ),
            ],
            "scores are square integrable",
            [.. Scores, new("e_DSM", "|s(x_t) - (a x_0 - x_t)/v|^2, s the model's score", Role.Other, "", "[x]^(-2)")],
            "It exceeds objective:esm by the mean conditional variance of the forward kernel's score given x_t, which no model changes."
        );

    /// <summary>Explicit score matching at one time.</summary>
    public static Bound Esm { get; } =
        Definition(
            "esm",
            "Explicit score matching, at one time",
            ScoreMatching,
            "Section 2.1, at one time; Vincent 2011",
            "L_ESM",
            "The squared distance of the model's score to that of the noised data law, averaged over it.",
            [
                new(
                    "objective",
                    Expectation.Under(
                        [DrawData, DrawNoised],
                        new Evaluation(new Function("e_ESM", [Noised], IsNonnegative: true), [DrawNoised.Variable])
                    ),
                    "squared error against the score of the noised data"
                ),
            ],
            "scores are square integrable",
            [.. Scores, new("e_ESM", "|s(x_t) - grad log p_t(x_t)|^2, s the model's score", Role.Other, "", "[x]^(-2)")]
        );

    /// <summary>Cross entropy.</summary>
    public static Bound CrossEntropy { get; } =
        Definition(
            "cross-entropy",
            "Cross entropy of the data law under a model",
            Chen2025.Paper,
            "Section 3; the empirical form averages over the sample, with a 1/m that slides leave out",
            "CE",
            "E[-log q(X)] for X of the data law and q the mass function of the model.",
            [
                new(
                    "divergence",
                    Divergence.KL(Truth, Law.Of(NamedKernel.Measure("Q", X))),
                    "divergence of the data law from the model"
                ),
                new("entropy", new Entropy(Truth), "entropy of the data law, the least cross entropy"),
            ],
            "the data law is discrete",
            [new("P_X", "data law", Role.Other), new("Q", "law of the model", Role.Other)]
        );
}
