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
                WeakDuality(Truth, Latent, Reconstructed, Generator)
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
                return WeakDuality(Truth, Latent, Reconstructed, Generator)
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

    // GAN(P, G # prior) <= W1(P, (G.E)#P) + lambda D_f(E#P, prior).
    private static Theorem WeakDuality(Law data, Law latent, Law reconstructed, NamedKernel generator)
    {
        var through = Channel(generator);
        var processed = DataProcessing(F, latent, through, Prior, through).Within(hole => Lambda * hole);
        var variational = VariationalBound(F, Lambda, reconstructed, Prior.Then(through)).Then(processed);
        return CriticTriangle(F, Lambda, data, reconstructed, Prior.Then(through))
            .Then(variational.Within(hole => Divergence.W1(data, reconstructed) + hole));
    }

    // With the confidence t = log(1/delta): W1(P_n, P) <= E W1(P_n, P) + Delta sqrt(t/(2 n)) on the event that
    // log exp(s (W1 - E W1)) <= log E exp(s (W1 - E W1)) + t, at the best s for this t.
    private static (Theorem OnEvent, Expr Exponent) Concentration()
    {
        Expr distance = Divergence.W1(Empirical, Truth);
        var mean = (Expr)Expectation.Under([DrawSample], distance);
        var s = Expr.Sqrt(8 * (Expr)N * Level) / Diameter;
        var exponent = s * (distance - mean);
        var moment = McDiarmid(EmpiricalDifferences(Hypothesis(MetricBounded), DrawSample, Truth), DrawSample, s);
        var event_ = new Judgement.AtMost(
            new Log(new Exp(exponent)),
            new Log(Expectation.Under([DrawSample], new Exp(exponent))) + Level
        );
        var deviation = Diameter * Expr.Sqrt(Level / (2 * (Expr)N));
        var onEvent = Hypothesis(event_, MetricBounded)
            .Then(moment.Within(hole => new Log(hole) + Level))
            .Within(hole => 1 / s * hole + mean)
            .As(distance, mean + deviation);
        return (onEvent, exponent);
    }

    private static Theorem Population(Bound bound, Theorem expected)
    {
        var deviation = bound.Terms[^1].Expr;
        var (concentration, exponent) = Concentration();
        var probably = MarkovInequality(
            [DrawSample],
            new Exp(exponent.Substitute(Level, Confidence)),
            new Symbol("delta"),
            MetricBounded,
            LessThanOne
        );
        var turned = WassersteinSymmetry(Truth, Empirical).Assuming(MetricBounded).Assuming(LessThanOne);
        var mean = Under([DrawSample], turned.Symmetric()).Then(expected.Assuming(LessThanOne));
        var near = turned
            .Then(concentration.Instantiate(Level, Confidence, LessThanOne))
            .Then(mean.Within(hole => hole + deviation));
        var dual = WeakDuality(Empirical, LearnedLatent, LearnedReconstructed, LearnedGenerator);
        var whole = CriticTriangle(F, Lambda, Truth, Empirical, LearnedGenerated)
            .Then(Add(near, dual))
            .As(bound.Left, bound.Right);
        return probably.Hence(whole);
    }
}
