using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Husain2019;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>Derivations of the links between GANs and autoencoders of Husain, Nock and Williamson (2019).</summary>
public static class Husain2019Derivations
{
    private static readonly Expr Confidence = new Log(1 / (Expr)new Symbol("delta"));
    private static readonly Judgement MetricBounded = new Judgement.Bounded(Metric, Diameter);
    private static readonly Judgement LessThanOne = new Judgement.Positive(Confidence);
    private static readonly Symbol Level = new("t");

    /// <summary>Weak duality: a detour through the law of reconstructions, and data processing by the generator.</summary>
    public static Derivation GanFWae { get; } =
        new(
            Husain2019.GanFWae,
            () =>
                WeakDuality(F, Truth, Latent, Reconstructed, Prior, Channel(Generator))
                    .Assuming(MetricBounded)
                    .As(Husain2019.GanFWae.Left, Husain2019.GanFWae.Right)
        );

    /// <summary>The same, and the coupling of points with their reconstructions.</summary>
    public static Derivation GanWae { get; } =
        new(
            Husain2019.GanWae,
            () =>
            {
                var mismatch = Lambda * (Expr)new FDivergence(F, Latent, Prior);
                var coupled = CouplingCost(CouplingOfMarginals(Reconstruction)).Within(hole => hole + mismatch);
                return WeakDuality(F, Truth, Latent, Reconstructed, Prior, Channel(Generator))
                    .Then(coupled.From(Husain2019.GanFWae.Right))
                    .Assuming(MetricBounded)
                    .As(Husain2019.GanWae.Left, Husain2019.GanWae.Right);
            }
        );

    /// <summary>A detour through the empirical law, weak duality for it, and McDiarmid's inequality for its distance.</summary>
    public static Derivation GanPopulation { get; } =
        new(
            Husain2019.GanPopulation,
            () => Population(Husain2019.GanPopulation, Identity(ExpectedDistance, ExpectedDistance, MetricBounded))
        );

    /// <summary>The same, with the rate at which empirical laws converge.</summary>
    public static Derivation GanPopulationRate { get; } =
        new(
            Husain2019.GanPopulationRate,
            () =>
                Population(
                    Husain2019.GanPopulationRate,
                    Hypothesis(Husain2019.GanPopulationRate.Assumptions[^1].Judgement, MetricBounded)
                )
        );

    // GAN(P, Q) <= W1(P, R) + lambda D_f(L, prior) for the laws Q and R that the generator makes of the prior and of L.
    internal static Theorem WeakDuality(ConvexGenerator f, Law data, Law latent, Law reconstructed, Law prior, Channel through)
    {
        var processed = DataProcessing(f, latent, through, prior, through).Within(hole => Lambda * hole);
        var variational = VariationalBound(f, Lambda, reconstructed, prior.Then(through)).Then(processed);
        return CriticTriangle(f, Lambda, data, reconstructed, prior.Then(through))
            .Then(variational.Within(hole => Divergence.W1(data, reconstructed) + hole));
    }

    // For the empirical law P_n of a sample, or of what a kernel makes of its points, and any positive delta below 1: with probability at
    // least 1 - delta over the draws, W1(P, P_n) <= E W1(P, P_n) + Delta sqrt(log(1/delta)/(2 n)). From the exponential moment of
    // McDiarmid and Markov's inequality, at the best exponent s for this delta.
    internal static Theorem Concentration(Terms<Draw> draws, Draw sample, Law truth, Law empirical, Channel? through, Expr delta)
    {
        var confidence = new Log(1 / delta);
        Judgement[] given = [MetricBounded, new Judgement.Positive(confidence)];
        Expr distance = Divergence.W1(empirical, truth);
        var mean = (Expr)Expectation.Under([sample], distance);
        var s = Expr.Sqrt(8 * (Expr)N * Level) / Diameter;
        var exponent = s * (distance - mean);
        var moment = McDiarmid(EmpiricalDifferences(Hypothesis(MetricBounded), sample, truth, through), sample, s);
        var event_ = new Judgement.AtMost(
            new Log(new Exp(exponent)),
            new Log(Expectation.Under([sample], new Exp(exponent))) + Level
        );
        var onEvent = Hypothesis(event_, MetricBounded)
            .Then(moment.Within(hole => new Log(hole) + Level))
            .Within(hole => 1 / s * hole + mean)
            .As(distance, mean + Diameter * Expr.Sqrt(Level / (2 * (Expr)N)));
        var deviation = Diameter * Expr.Sqrt(confidence / (2 * (Expr)N));
        var probably = MarkovInequality(draws, new Exp(exponent.Substitute(Level, confidence)), delta, given);
        var turned = given.Aggregate(WassersteinSymmetry(truth, empirical), (t, fact) => t.Assuming(fact));
        var mirrored = turned
            .Then(onEvent.Instantiate(Level, confidence, given[1]))
            .Then(Under([sample], turned.Symmetric()).Within(hole => hole + deviation));
        return probably.Hence(mirrored);
    }

    private static Theorem Population(Bound bound, Theorem expected)
    {
        var deviation = bound.Terms[^1].Expr;
        var probably = Concentration([DrawSample], DrawSample, Truth, Empirical, null, new Symbol("delta"));
        var near = Hypothesis(((Judgement.WithProbability)probably.Conclusion).Event, MetricBounded, LessThanOne)
            .Then(expected.Assuming(LessThanOne).Within(hole => hole + deviation));
        var dual = WeakDuality(F, Empirical, LearnedLatent, LearnedReconstructed, Prior, Channel(LearnedGenerator));
        var whole = CriticTriangle(F, Lambda, Truth, Empirical, LearnedGenerated)
            .Then(Add(near, dual))
            .As(bound.Left, bound.Right);
        return probably.Hence(whole);
    }
}
