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
    private static readonly Expr MinusLog = -(Expr)new Log(new Symbol("delta"));
    private static readonly Judgement LessThanOne = new Judgement.Positive(Confidence);
    private static readonly Judgement[] Given = [MetricBounded, LessThanOne, new Judgement.Positive(MinusLog)];

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

    private static Theorem Population(Bound bound, Theorem expected)
    {
        var size = (Expr)N;
        Expr distance = Divergence.W1(Truth, Empirical);
        var deviation = bound.Terms[^1].Expr;
        // The best exponent for this confidence.
        var s = Expr.Sqrt(8 * size * Confidence) / Diameter;
        var sample = DrawSample;
        var differences = EmpiricalDifferences(Hypothesis(MetricBounded, Given), sample, Truth);
        Theorem With(Theorem theorem) => Given.Aggregate(theorem, (t, fact) => t.Assuming(fact));
        var turned = With(WassersteinSymmetry(Truth, Empirical));
        Expr reversed = Divergence.W1(Empirical, Truth);
        var centred = s * (reversed - Expectation.Under([sample], reversed));
        var moment = McDiarmid(differences, sample, s).To(new Exp(Power.Of(s, 2) * Power.Of(Diameter, 2) / (8 * size)));
        var probably = MarkovInequality([sample], new Exp(centred), new Symbol("delta"), Given);
        var onEvent = Hypothesis(((Judgement.WithProbability)probably.Conclusion).Event, Given)
            .Then(moment.Within(hole => new Log(hole) + Confidence))
            .Within(hole => 1 / s * hole + Expectation.Under([sample], reversed))
            .As(reversed, Expectation.Under([sample], reversed) + deviation);
        var mean = Under([sample], turned.Symmetric()).Within(hole => hole + deviation);
        var near = turned.Then(onEvent).Then(mean).Then(With(expected).Within(hole => hole + deviation));
        var dual = WeakDuality(Empirical, LearnedLatent, LearnedReconstructed, LearnedGenerator);
        var whole = CriticTriangle(F, Lambda, Truth, Empirical, LearnedGenerated)
            .Then(Add(near, dual))
            .As(bound.Left, bound.Right);
        return probably.Hence(whole).Discharge(PositiveAs(Hypothesis(LessThanOne), Identity(Confidence, MinusLog)));
    }
}
