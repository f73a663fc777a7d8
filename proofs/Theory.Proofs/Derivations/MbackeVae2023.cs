using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.MbackeVae2023;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>Derivations of the PAC-Bayes bounds for variational autoencoders of Mbacke, Clerc and Germain (2023).</summary>
public static class MbackeVae2023Derivations
{
    private static readonly Expr Size = N;
    private static readonly Symbol Delta = new("delta");
    private static readonly Judgement MetricBounded = new Judgement.Bounded(Metric, Diameter);
    private static readonly Theorem DecoderIsLipschitz = Hypothesis(new Judgement.LipschitzMap(Decoder, 0, DecoderLipschitz));

    /// <summary>The regenerated law: a change of measure at every training point, independence, and couplings by products.</summary>
    public static Derivation Regeneration { get; } =
        new(
            MbackeVae2023.Regeneration,
            () => HighProbability(MbackeVae2023.Regeneration, loss => RegeneratedAtMost().Then(loss))
        );

    /// <summary>The generated law: the triangle inequality through the regenerated law, and a Lipschitz decoder.</summary>
    public static Derivation Generation { get; } =
        new(MbackeVae2023.Generation, () => HighProbability(MbackeVae2023.Generation, GeneratedAtMost));

    /// <summary>The generated law in expectation: Jensen's inequality in place of Markov's.</summary>
    public static Derivation GenerationExpected { get; } = new(MbackeVae2023.GenerationExpected, ProveExpected);

    /// <summary>Fresh points: the encoder changes by at most K_phi times the distance of points, which is at most Delta.</summary>
    public static Derivation Reconstruction { get; } =
        new(MbackeVae2023.ReconstructionBound, () => HighProbability(MbackeVae2023.ReconstructionBound, FreshAtMost));

    // What a latent point z loses on fresh points more than on the point x, scaled.
    private static Expr Excess(Point x) =>
        Lambda / Size * (Expectation.Under([DrawFresh], Distance(DrawFresh.Variable)) - Distance(x));

    private static Expr Distance(Point x) => new Evaluation(Metric, [x, Decoded]);

    // log E_prior exp(excess at x), summed over the training points: the random exponent whose moment is bounded.
    private static Expr LogMoment(Point x) => new Log(Expectation.Under([DrawPrior], new Exp(Excess(x))));

    private static Expr Exponent { get; } = new Series(TrainingIndex, 1, Size, LogMoment(TrainingPoint));

    private static Expr MomentBound { get; } = Power.Of(Lambda, 2) * Power.Of(Diameter, 2) / (8 * Size);

    private static Expr FreshLoss { get; } = Average(Expectation.Under([DrawLatent, DrawFresh], Distance(DrawFresh.Variable)));

    // sum_i E_q(x_i) excess <= sum_i KL(q(x_i), prior) + exponent, whatever the encoder.
    private static Theorem ChangedMeasure() =>
        ChangeOfMeasure(LatentLaw, Prior, [Latent], Excess(TrainingPoint), MetricBounded)
            .Summed(TrainingIndex, Size)
            .To(Complexity + Exponent);

    // E_S exp(exponent) <= exp(lambda^2 Delta^2/(8 n)): Hoeffding's lemma for each latent point, Fubini, independence.
    private static Theorem ExponentialMoment()
    {
        var subGaussian = HoeffdingLemma(Hypothesis(MetricBounded), [DrawFresh], [DrawFresh.Variable, Decoded]);
        var onePoint = Under([DrawPrior], MomentGenerating(subGaussian, -(Expr)Lambda / Size))
            .From(Expectation.Under([DrawFresh], new Exp(LogMoment(DrawFresh.Variable))));
        var allPoints = onePoint.Within(hole => new Log(hole)).Summed(TrainingIndex, Size).Within(hole => new Exp(hole));
        return IndependentEntries(DrawSample, TrainingIndex, DrawFresh.Variable, LogMoment(DrawFresh.Variable), MetricBounded)
            .Then(allPoints)
            .To(new Exp(MomentBound));
    }

    // From sum_i E_q(x_i) excess <= r: the average fresh loss is at most the reconstruction loss plus r/lambda.
    private static Theorem Loss(Theorem excess, Expr right) =>
        excess.Within(hole => 1 / (Expr)Lambda * hole + Average(MbackeVae2023.Reconstruction)).As(FreshLoss, right);

    private static Theorem HighProbability(Bound bound, Func<Theorem, Theorem> conclude)
    {
        var confidence = new Log(1 / (Expr)Delta);
        var probably = MarkovInequality([DrawSample], new Exp(Exponent), Delta, MetricBounded);
        var moment = ExponentialMoment().Within(hole => Complexity + (new Log(hole) + confidence));
        var onEvent = Hypothesis(((Judgement.WithProbability)probably.Conclusion).Event, MetricBounded)
            .From(Exponent)
            .Within(hole => Complexity + hole)
            .Then(moment);
        var loss = Loss(ChangedMeasure().Then(onEvent), Sum.Of(MbackeVae2023.Regeneration.Terms.Select(t => t.Expr)));
        return probably.Hence(conclude(loss).As(bound.Left, bound.Right));
    }

    // W1(P_X, regenerated) is at most the average fresh loss: convexity, and the product coupling at each training point.
    private static Theorem RegeneratedAtMost()
    {
        Law Decode(Law latent) => latent.Returning(new Image(Decoder, latent.Outputs));
        var product = Truth.Times(Decode(LatentLaw));
        var perPoint = CouplingCost(CouplingOfMarginals(product)).Assuming(MetricBounded);
        return Convexity(Wasserstein1, [DrawUniform], Truth, Decode(LatentAtUniform))
            .Then(UniformAverage(DrawUniform, TrainingIndex, Divergence.W1(Truth, Decode(LatentAtUniform))))
            .Assuming(MetricBounded)
            .Then(perPoint.Averaged(TrainingIndex, Size))
            .As(Divergence.W1(Truth, Regenerated), FreshLoss);
    }

    // W1(regenerated, generated) <= K_theta times the average W2 of the latent laws to the prior.
    private static Theorem MismatchAtMost()
    {
        var decoded = LatentAtUniform.Returning(new Image(Decoder, LatentAtUniform.Outputs));
        var perPoint = LipschitzPushforward(DecoderIsLipschitz, LatentLaw, Prior)
            .Then(WassersteinOrder(LatentLaw, Prior).Within(hole => DecoderLipschitz * hole));
        return Convexity(Wasserstein1, [DrawUniform], decoded, Generated)
            .Then(UniformAverage(DrawUniform, TrainingIndex, Divergence.W1(decoded, Generated)))
            .Then(perPoint.Averaged(TrainingIndex, Size))
            .As(Divergence.W1(Regenerated, Generated), DecoderLipschitz * Average(Divergence.W2(LatentLaw, Prior)));
    }

    internal static Theorem GeneratedAtMost(Theorem loss) =>
        Triangle(Truth, Regenerated, Generated).Then(Add(RegeneratedAtMost().Then(loss), MismatchAtMost()));

    private static Theorem ProveExpected()
    {
        var bound = MbackeVae2023.GenerationExpected;
        var expectedExponent = (Expr)Expectation.Under([DrawSample], Exponent);
        var jensen = Jensen(new Log(Hole), Hole, Expectation.Under([DrawSample], new Exp(Exponent)), MetricBounded)
            .Then(ExponentialMoment().Within(hole => new Log(hole)))
            .As(expectedExponent, MomentBound);
        var complexity = (Expr)Expectation.Under([DrawSample], Complexity);
        var pointwise = Loss(
            ChangedMeasure(),
            Average(MbackeVae2023.Reconstruction) + 1 / (Expr)Lambda * (Complexity + Exponent)
        );
        var generated = GeneratedAtMost(pointwise);
        var mismatch = Expectation.Under([DrawSample], DecoderLipschitz * Average(Divergence.W2(LatentLaw, Prior)));
        var reconstruction = Expectation.Under([DrawSample], Average(MbackeVae2023.Reconstruction));
        return Under([DrawSample], generated)
            .To(reconstruction + 1 / (Expr)Lambda * (complexity + expectedExponent) + mismatch)
            .Then(jensen.Within(hole => reconstruction + 1 / (Expr)Lambda * (complexity + hole) + mismatch))
            .As(bound.Left, bound.Right);
    }

    // E_q(x) d(x, g(z)) <= E_q(x_i) d(x, g(z)) + K_theta K_phi Delta for each x and i; then on average over both.
    private static Theorem FreshAtMost(Theorem loss)
    {
        Point x = DrawFresh.Variable;
        var atPoint = Law.Of([], x);
        var latentOfFresh = Law.At(Encoder, DrawSample.Variable, x);
        Law Decode(Law latent) => latent.Returning(new Image(Decoder, latent.Outputs));
        var constant = (Expr)DecoderLipschitz * EncoderLipschitz;
        var encoder = Hypothesis(EncoderIsLipschitz.Judgement).Specialize(DrawSample.Variable, TrainingPoint, x);
        var moved = LipschitzPushforward(DecoderIsLipschitz, LatentLaw, latentOfFresh)
            .Then(encoder.Within(hole => DecoderLipschitz * hole))
            .Then(
                DistanceAtMostDiameter(Hypothesis(MetricBounded), TrainingPoint, x)
                    .Within(hole => DecoderLipschitz * (EncoderLipschitz * hole))
            )
            .To(constant * Diameter);
        var perPoint = PointMass(x, Decode(latentOfFresh))
            .Symmetric()
            .Then(Triangle(atPoint, Decode(LatentLaw), Decode(latentOfFresh)))
            .Then(Add(PointMass(x, Decode(LatentLaw)), moved));
        return Under([DrawFresh], perPoint)
            .Averaged(TrainingIndex, Size)
            .As(MbackeVae2023.ReconstructionBound.Left, FreshLoss + constant * Diameter)
            .Then(loss.Within(hole => hole + constant * Diameter));
    }

    private static Symbol Hole { get; } = new("hole");
}
