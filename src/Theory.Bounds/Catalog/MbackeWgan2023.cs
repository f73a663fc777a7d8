using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>Mbacke, Clerc and Germain (ICML 2023): PAC-Bayes bounds for adversarial generative models.</summary>
public static class MbackeWgan2023
{
    private static readonly Symbol N = new("n");
    private static readonly Symbol Delta = new("delta");

    /// <summary>The inverse temperature lambda, in inverse units of the data.</summary>
    public static Symbol Lambda { get; } = new("lambda");

    /// <summary>The diameter of the data space.</summary>
    public static Symbol Diameter { get; } = new("Delta");

    /// <summary>The data space.</summary>
    public static Space X { get; } = new Space.Named("X");

    /// <summary>The space of generators.</summary>
    public static Space Generators { get; } = new Space.Named("G");

    private static readonly NamedKernel Data = NamedKernel.Measure("P_X", X);
    private static readonly NamedKernel PriorMeasure = NamedKernel.Measure("prior", Generators);
    private static readonly NamedKernel PosteriorKernel = new("rho", [new Space.SampleOf(X, N)], Generators, Parameters: 1);
    private static readonly NamedKernel Generated = new("P", [Generators], X, Parameters: 1);

    /// <summary>S ~ P_X^n.</summary>
    public static Draw DrawSample { get; } = Draw.From("S", new Sampling(Data, N));

    /// <summary>A generator g drawn from the posterior that was chosen from the sample.</summary>
    public static Draw DrawPosterior { get; } = Draw.From("g", PosteriorKernel, DrawSample.Variable);

    /// <summary>The same generator g drawn from the prior.</summary>
    public static Draw DrawPrior { get; } = Draw.From("g", PriorMeasure);

    /// <summary>The data law.</summary>
    public static Law Truth { get; } = Law.Of(Data);

    /// <summary>The posterior.</summary>
    public static Law Posterior { get; } = Law.At(PosteriorKernel, DrawSample.Variable).Named("rho", @"\rho");

    /// <summary>The prior, fixed before the sample is seen.</summary>
    public static Law Prior { get; } = Law.Of(PriorMeasure);

    /// <summary>The law that the generator g generates.</summary>
    public static Law OfGenerator { get; } = Law.At(Generated, DrawPosterior.Variable).Named("P^g", "P^g");

    private static readonly Draw DrawIndex = Draw.From("j", new UniformIndex(N));

    /// <summary>The empirical law of the sample.</summary>
    public static Law Empirical { get; } =
        Law.Of([DrawIndex], new Entry(DrawSample.Variable, DrawIndex.Variable)).Named("P_n", "P_n");

    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "mbacke2023wgan",
            "Mbacke, Sokhna Diarra and Clerc, Florence and Germain, Pascal",
            "{PAC}-{B}ayesian Generalization Bounds for Adversarial Generative Models",
            2023,
            "2302.08942",
            "International Conference on Machine Learning"
        );

    /// <summary>Equation (1), as stated: the moment term with 4n.</summary>
    public static Bound Stated { get; } =
        WithMoment(4) with
        {
            Id = "mbacke2023-wgan:stated",
            Title = "PAC-Bayes bound for Wasserstein GANs, as stated",
            Where = "Equation (1)",
            See = ["mbacke2023-wgan:sharp"],
            Tightness = "upper; the moment term is twice what the bounded-differences argument gives",
        };

    /// <summary>The same with the constant that bounded differences give, 8n.</summary>
    public static Bound Sharp { get; } =
        WithMoment(8) with
        {
            Id = "mbacke2023-wgan:sharp",
            Title = "PAC-Bayes bound for Wasserstein GANs, sharper moment term",
            Where = "Equation (1) with the constant of McDiarmid's argument; derived here",
            See = ["mbacke2023-wgan:stated"],
            Tightness = "upper; 16n in place of 8n is refuted by one generator and a fair coin",
        };

    private static Bound WithMoment(int factor) =>
        new()
        {
            Id = "",
            Title = "",
            Reference = Paper,
            Where = "",
            Reading =
                "For each posterior rho, chosen by any rule from the sample: with probability at least 1 - delta over the sample, the distance of the data law to the generated laws averaged over rho. lambda is fixed before the sample is seen. The distance is W1; the paper allows any symmetric class of 1-Lipschitz critics.",
            Left = Expectation.Under([DrawPosterior], Divergence.W1(Truth, OfGenerator)),
            Terms =
            [
                new(
                    "empirical",
                    Expectation.Under([DrawPosterior], Divergence.W1(Empirical, OfGenerator)),
                    "distance of the sample to the generated laws"
                ),
                new(
                    "complexity",
                    1 / (Expr)Lambda * (Divergence.KL(Posterior, Prior) + new Log(1 / (Expr)Delta)),
                    "divergence of the posterior from the prior, and confidence"
                ),
                new("moment", Lambda * Power.Of(Diameter, 2) / (factor * (Expr)N), "exponential moment of the deviation"),
            ],
            Mode = new Mode.WithProbability([DrawSample], Delta),
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X; prior and lambda are fixed before S is seen"),
                new("the data space has diameter at most Delta", new Judgement.Bounded(Function.Metric(X), Diameter)),
            ],
            Glossary =
            [
                new("n", "number of training points", Role.SampleSize, "n integer, n >= 1"),
                new("lambda", "inverse temperature, fixed in advance", Role.InverseTemperature, "lambda > 0", "1/[x]"),
                new("Delta", "diameter of the data space", Role.Diameter, "Delta > 0", "[x]"),
                new("delta", "probability of failure", Role.Confidence, "0 < delta < 1"),
                new("P_X", "data law", Role.Other),
                new("prior", "law on generators, fixed before the sample is seen", Role.Other),
                new("rho", "posterior on generators", Role.Other),
                new("P", "generated law of a generator", Role.Other),
            ],
        };
}
