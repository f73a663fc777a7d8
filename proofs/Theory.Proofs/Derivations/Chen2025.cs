using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>Derivations of the bounds of Chen, Zhu and Shkurti (2025).</summary>
public static class Chen2025Derivations
{
    private static readonly Variable AnyW = new("w", Learned);
    private static readonly Variable AnyX = new("x", X);
    private static readonly Variable AnyZ = new("z", Z);
    private static readonly Variable AnyY = new("y", X);

    // (W, X_i), to which the encoder and the prior are applied.
    private static readonly Law Parameters = Law.Of([DrawSample, DrawLearned], W, TrainingPoint);
    private static readonly Law Encoded = Parameters.With(new Channel([AnyW, AnyX], Law.At(Encoder, AnyW, AnyX)));
    private static readonly Law Replaced = Parameters.With(new Channel([AnyW, AnyX], PriorLaw));

    // (W, Z_i) in training, and with Z from the prior.
    private static readonly Law Trained = Law.Of([DrawSample, DrawLearned, DrawLatent], W, Latent);
    private static readonly Law Independent = Law.Of([DrawSample, DrawLearned, DrawPrior], W, DrawPrior.Variable);

    /// <summary>
    /// W1(P_X, E_S[G_W # prior]) &lt;= reconstruction + (sqrt(2) R/m) sum_i sqrt(A_i): the averaged generated law and the law of the
    /// reconstructions pass through the same kernel, so that data processing applies and no generator term is needed.
    /// </summary>
    public static Derivation VaeAveraged { get; } = new(Chen2025.VaeAveraged, ProveAveraged);

    /// <summary>
    /// The loss of the learned generator at an independent pair, with the encoder's divergence counted twice: once for the latent
    /// point, once for the parameters that the latent point remembers.
    /// </summary>
    public static Derivation EncoderGeneratorDoubled { get; } = new(Chen2025.EncoderGeneratorDoubled, ProveDoubled);

    /// <summary>
    /// E W1(P_X, G_W # prior): an optimal critic depends on the parameters, which remember the training points; hence I(X_i; W).
    /// </summary>
    public static Derivation VaeExpected { get; } = new(Chen2025.VaeExpected, ProveExpected);

    // KL of a marginal of (W, X_i, Z_i) against the same marginal with Z from the prior is at most A_i.
    private static Theorem MarginalAtMostPriorDivergence(params int[] kept)
    {
        var marginal = Channel.Projection([AnyW, AnyX, AnyZ], kept.ToTerms());
        return DataProcessing(KullbackLeibler, Encoded, marginal, Replaced, marginal)
            .Then(
                ChainRule(
                    Parameters,
                    new Channel([AnyW, AnyX], Law.At(Encoder, AnyW, AnyX)),
                    Parameters,
                    new Channel([AnyW, AnyX], PriorLaw)
                )
            )
            .Then(SelfDivergence(KullbackLeibler, Parameters).Within(hole => hole + PriorDivergence))
            .To(PriorDivergence);
    }

    private static Theorem ProveAveraged()
    {
        var bound = Chen2025.VaeAveraged;
        var r = new Symbol("R");

        // Training points and their reconstructions are coupled by the training itself.
        var pair = Law.Of(Training, TrainingPoint, Reconstruction);
        var reconstruction = CouplingCost(CouplingOfMarginals(pair));

        // Reconstructions and generated points come through the same kernel, from (W, Z_i) and from (W, Z).
        var generate = new Channel([AnyW, AnyZ], Law.At(Generator, AnyW, AnyZ));
        var encoder = DataProcessing(KullbackLeibler, Trained, generate, Independent, generate)
            .Then(MarginalAtMostPriorDivergence(0, 2));

        // Transport, with the averaged generated law as reference.
        var reconstructed = pair.Marginal(1);
        var subGaussian = Hypothesis(new Judgement.LipschitzSubGaussian(AveragedGenerated, r));
        var transport = Transport(subGaussian, reconstructed, AveragedGenerated)
            .Then(encoder.Within(hole => Expr.Sqrt(2 * Power.Of(r, 2) * hole)))
            .To(Expr.Sqrt(2) * r * Expr.Sqrt(PriorDivergence));

        // Through the law of the reconstructions; then on average over the training points.
        return Triangle(DataLaw, reconstructed, AveragedGenerated)
            .Then(Add(reconstruction, transport))
            .Averaged(TrainingIndex, SampleSize)
            .As(bound.Left, bound.Right);
    }

    private static Theorem ProveDoubled()
    {
        var bound = Chen2025.EncoderGeneratorDoubled;
        var r = new Symbol("R");
        var loss = Chen2025.Loss;

        // Against the independent law, the divergence of (X_i, Z_i, X^_i) splits into that of (X_i, Z_i), that of (Z_i, X^_i) and I_i.
        var joint = Law.Of(Training, TrainingPoint, Latent, Reconstruction);
        var independentPair = Law.Of([DrawFresh, DrawPrior], DrawFresh.Variable, DrawPrior.Variable);
        var generated = Draw.From("hatX", Generator, W, AnyZ);
        var averagedGenerator = new Channel([AnyZ], Law.Of([DrawSample, DrawLearned, generated], generated.Variable));
        var split = ConditionalCompensation(joint, independentPair, averagedGenerator);
        var reference = ((Divergence)((Quantity)((Sum)split.Left()).Items[0]).Meaning).Q;
        Expr divergence = Divergence.KL(joint, reference);

        // Both divergences are at most A_i, the second through the common kernel (w, z) -> (z, x^).
        var pairAtMost = MarginalAtMostPriorDivergence(1, 2);
        var point = Draw.From("hatX", Generator, AnyW, AnyZ);
        var keep = new Channel([AnyW, AnyZ], Law.Of([point], AnyZ, point.Variable));
        var generatorAtMost = DataProcessing(KullbackLeibler, Trained, keep, Independent, keep)
            .Then(MarginalAtMostPriorDivergence(0, 2));
        var atMost = MoreTerms(divergence, split.Left())
            .Then(split)
            .Then(Add(pairAtMost, generatorAtMost, Identity(GeneratorInformation, GeneratorInformation)))
            .To(2 * PriorDivergence + GeneratorInformation);

        // Transport of the loss, with the independent law as reference; the root of a sum is at most the sum of roots.
        var subGaussian = Hypothesis(new Judgement.SubGaussian(IndependentLoss(loss), r));
        var value = new Evaluation(loss, [AnyX, AnyY]);
        var roots = Subadditive(Rational.Half, [2 * PriorDivergence, GeneratorInformation])
            .Within(hole => Expr.Sqrt(2) * r * hole);
        var deviation = atMost
            .Within(hole => Expr.Sqrt(2 * Power.Of(r, 2) * hole))
            .To(Expr.Sqrt(2) * r * Expr.Sqrt(2 * PriorDivergence + GeneratorInformation))
            .Then(roots);
        var transport = SubGaussianTransport(subGaussian, joint, reference, [AnyX, AnyZ, AnyY], value, lower: true);
        var expectedLoss = ((Sum)transport.Right()).Items[0];
        return transport
            .Then(deviation.Within(hole => expectedLoss + hole))
            .Averaged(TrainingIndex, SampleSize)
            .As(bound.Left, bound.Right);
    }

    private static Theorem ProveExpected()
    {
        var bound = Chen2025.VaeExpected;
        var (rx, rg) = (new Symbol("R_X"), new Symbol("R_G"));
        Terms<Draw> training = [DrawSample, DrawLearned];

        // An unspecified bounded critic f_W, 1-Lipschitz in the point.
        var (critic, range) = (new Function("f", [Learned, X], Parameters: 1), new Symbol("range"));
        var bounded = new Judgement.Bounded(critic, range);
        var lipschitz = Hypothesis(new Judgement.Lipschitz(critic, 1, 1)).Assuming(bounded);
        Expr At(Point w, Point x) => new Evaluation(critic, [w, x]);
        Expr Under(IEnumerable<Draw> draws, Expr e) => Expectation.Under(draws, e);

        // On fresh points the critic does little better than on training points: its tails are those of the data law.
        var onData = LipschitzIsSubGaussian(
            lipschitz,
            Hypothesis(new Judgement.LipschitzSubGaussian(DataLaw, rx)),
            [W, DrawFresh.Variable]
        );
        var centred = CentredMixture(onData.Generalize(W), training);
        var seen = Law.Of(training, TrainingPoint, W);
        var fresh = Law.Of([.. training, DrawFresh], DrawFresh.Variable, W);
        var centredCritic = At(AnyW, AnyX) - Under([DrawFresh], At(AnyW, DrawFresh.Variable));
        var onFresh = Under([.. training, DrawFresh], At(W, DrawFresh.Variable));
        var onTraining = Under(training, At(W, TrainingPoint));
        var information = InformationAsDivergence((MutualInformation)((Quantity)ParameterInformation).Meaning)
            .Symmetric()
            .Assuming(bounded);
        var memory = Expr.Sqrt(2) * rx * Expr.Sqrt(ParameterInformation);
        var generalizes = SubGaussianTransport(centred, seen, fresh, [AnyX, AnyW], centredCritic, lower: true)
            .Then(
                information
                    .Within(hole => Expr.Sqrt(2 * Power.Of(1 * (Expr)rx, 2) * hole))
                    .Within(hole => Under(training, At(W, TrainingPoint) - Under([DrawFresh], At(W, DrawFresh.Variable))) + hole)
            )
            .Within(hole => hole + onFresh)
            .As(onFresh, onTraining + memory);

        // From a training point to its reconstruction the critic changes by at most their distance.
        var onReconstruction = Under(Training, At(W, Reconstruction));
        var distance = Under(Training, new Evaluation(Function.Metric(X), [TrainingPoint, Reconstruction]));
        var moves = Theorem
            .Under(Training, LipschitzBound(lipschitz, [W, TrainingPoint], Reconstruction))
            .As(onTraining, onReconstruction + distance);

        // Given W and X_i, reconstructions and generated points come through the same generator.
        var generate = new Channel([AnyZ], Law.At(Generator, W, AnyZ));
        var latent = Law.At(Encoder, W, TrainingPoint);
        var everywhere = Hypothesis(new Judgement.ForAll([W], new Judgement.LipschitzSubGaussian(Generated, rg))).Specialize(W);
        var onGenerated = LipschitzIsSubGaussian(lipschitz, everywhere, [W, DrawGenerated.Variable]);
        var pointwise = SubGaussianTransport(onGenerated, latent.Then(generate), Generated, [AnyX], At(W, AnyX), lower: false);
        var generatedValue = ((Sum)pointwise.Right()).Items[0];
        var processed = DataProcessing(KullbackLeibler, latent, generate, PriorLaw, generate)
            .Assuming(bounded)
            .Within(hole => generatedValue + Expr.Sqrt(2 * Power.Of(1 * (Expr)rg, 2) * hole));
        Expr encoderDivergence = Divergence.KL(latent, PriorLaw);
        var generatedMean = Under([.. training, DrawPrior, DrawGenerated], At(W, DrawGenerated.Variable));
        var jensen = Jensen(Expr.Sqrt(Hole), Hole, PriorDivergence)
            .Assuming(bounded)
            .Within(hole => generatedMean + Expr.Sqrt(2) * rg * hole);
        var generates = Theorem
            .Under(training, pointwise.Then(processed))
            .As(onReconstruction, generatedMean + Expr.Sqrt(2) * rg * Under(training, Expr.Sqrt(encoderDivergence)))
            .Then(jensen);

        // Together, on average over the training points; and the critic was any.
        var encoder = Expr.Sqrt(2) * rg * Expr.Sqrt(PriorDivergence);
        var together = generalizes
            .Then(moves.Within(hole => hole + memory))
            .Then(generates.Within(hole => hole + distance + memory))
            .To(distance + encoder + memory + generatedMean)
            .Averaged(TrainingIndex, SampleSize)
            .As(onFresh, bound.Right + generatedMean);
        return KantorovichRubinstein(together, critic, range, training, [W], DataLaw, Generated, bound.Right);
    }

    private static Symbol Hole { get; } = new("hole");
}
