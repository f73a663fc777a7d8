using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Chen2025Diffusion;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>Derivation of the diffusion bound of Chen, Zhu and Shkurti (2025) for discrete data.</summary>
public static class Chen2025DiffusionDerivations
{
    private static readonly Variable AnyW = new("w", Learned);
    private static readonly Variable AnyX = new("x", X);
    private static readonly Variable AnyZ = new("z", Z);

    private static readonly Draw Noised = Draw.From("Z_i", Forward, TrainingPoint);
    private static readonly Draw ChosenNoised = Draw.From("Z_J", Forward, Chosen);
    private static readonly Channel AsPoint = new([AnyX], Law.Of([], AnyX));

    // (X_J, Z_J) given S: a training point chosen at random, and diffused.
    private static readonly Law Pair = Law.Of([DrawIndex, ChosenNoised], Chosen, ChosenNoised.Variable);
    private static readonly Law Triple = Pair.Returning(Chosen, ChosenNoised.Variable, Chosen);
    private static readonly Channel FirstAgain = new([AnyX, AnyZ], Law.Of([], AnyX));

    /// <summary>
    /// E KL(P_X, G_W # prior) &lt;= T1 + L_rec + T2 + T3 for discrete data: the log-loss at an independent triple is transported to the
    /// training points, where it is the reverse divergence plus what a diffused point does not say of which point it was.
    /// </summary>
    public static Derivation Discrete { get; } = new(Chen2025Diffusion.Discrete, ProveDiscrete);

    /// <summary>
    /// The same for data blurred up to eps > 0. The kernel has no differential entropies and no laws of paths: the passage from discrete
    /// data to densities and Girsanov's theorem are lemmas.
    /// </summary>
    public static Derivation EarlyStopped { get; } = new(Chen2025Diffusion.EarlyStopped, ProveEarlyStopped);

    private static Theorem ProveEarlyStopped()
    {
        var bound = Chen2025Diffusion.EarlyStopped;
        var index = IndexInformation(Continuing);
        var deviation = bound.Terms[2].Expr + bound.Terms[3].Expr;
        var densities = Lemma(
            "the steps of chen2025:diffusion-discrete hold for densities, with differential entropies and the lower tail of the log-loss (H27, H3-)",
            new Judgement.AtMost(bound.Left + index, ReverseDivergence(Continuing) + deviation)
        );
        var girsanov = Lemma(
            "the reverse divergence is at most the explicit score-matching loss with weight g^2 (H9 onto the ends of paths, H19)",
            new Judgement.AtMost(ReverseDivergence(Continuing), ScoreMatching)
        );
        return densities
            .Then(girsanov.Within(hole => hole + deviation))
            .Assuming(new Judgement.Finite(index))
            .Within(hole => hole - index)
            .As(bound.Left, bound.Right);
    }

    private static Theorem ProveDiscrete()
    {
        var bound = Chen2025Diffusion.Discrete;
        var finite = new Judgement.Finite(DataEntropy);
        var independent = new Expectation(IndependentLogLoss);
        var deviation = bound.Terms[2].Expr + bound.Terms[3].Expr;
        var onTraining = TrainingLossAtMost();
        var transported = IndependentAtMostTraining()
            .Averaged(TrainingIndex, SampleSize)
            .To(onTraining.Left() + deviation)
            .Then(onTraining.Within(hole => hole + deviation))
            .As(independent, DataEntropy + bound.Right);
        return DivergenceAtMostIndependentLoss()
            .Then(transported)
            .Assuming(finite)
            .Within(hole => hole - DataEntropy)
            .As(bound.Left, bound.Right);
    }

    // H(P_X) + E KL(P_X, G_W # prior) is the mean of -log of a mean, at most the mean log-loss.
    private static Theorem DivergenceAtMostIndependentLoss()
    {
        var pointwise = Convexity(
            KullbackLeibler,
            [DrawPrior],
            Law.Of([], DrawFresh.Variable),
            Law.At(Generator, W, DrawPrior.Variable)
        );
        return Compensation(DataLaw, AsPoint, Generated)
            .Symmetric()
            .Then(Under([DrawFresh], pointwise))
            .UnderTraining()
            .As(DataEntropy + Chen2025Diffusion.Discrete.Left, new Expectation(IndependentLogLoss));
    }

    // The log-loss at an independent triple against that at a training point, diffused.
    private static Theorem IndependentAtMostTraining()
    {
        var r = new Symbol("R");
        var seen = Law.Of([DrawSample, DrawLearned], TrainingPoint, W);
        var fresh = Law.Of([DrawFresh, DrawSample, DrawLearned], DrawFresh.Variable, W);
        var noise = new Channel([AnyX, AnyW], Law.At(Forward, AnyX));
        var prior = new Channel([AnyX, AnyW], PriorLaw);
        var gap = PriorGap(Forward);
        var divergence = ChainRule(seen, noise, fresh, prior)
            .Then(
                InformationAsDivergence((MutualInformation)((Quantity)ParameterInformation).Meaning)
                    .Symmetric()
                    .Within(hole => hole + gap)
            )
            .To(gap + ParameterInformation);
        var roots = Subadditive(Rational.Half, [gap, ParameterInformation]).Within(hole => Expr.Sqrt(2) * r * hole);
        var transport = SubGaussianTransport(
            Hypothesis(new Judgement.SubGaussian(IndependentLogLoss, r)),
            seen.With(noise),
            fresh.With(prior),
            [AnyX, AnyW, AnyZ],
            LogLoss(AnyW, AnyX, AnyZ),
            lower: true
        );
        var onTraining = ((Sum)transport.Right()).Items[0];
        return transport.Then(
            divergence
                .Within(hole => Expr.Sqrt(2 * Power.Of(r, 2) * hole))
                .To(Expr.Sqrt(2) * r * Expr.Sqrt(gap + ParameterInformation))
                .Then(roots)
                .Within(hole => onTraining + hole)
        );
    }

    // On average over the training points the log-loss is at most L_rec + H(P_X) + T1.
    private static Theorem TrainingLossAtMost()
    {
        var loss = Expectation.Under([ChosenNoised], LogLoss(W, Chosen, ChosenNoised.Variable));
        var byIndex = UniformAverage(DrawIndex, TrainingIndex, loss).Symmetric();
        var reverse = ReverseDivergence(Forward);
        var left = Average(Expectation.Under([DrawSample, DrawLearned, Noised], LogLoss(W, TrainingPoint, Noised.Variable)));
        var doubt = Doubt();
        var atOnce = LossAsReverseDivergence();
        return byIndex
            .To(atOnce.Left())
            .Then(atOnce)
            .UnderTraining()
            .As(left, reverse + doubt)
            .Then(DoubtAtMost().Within(hole => reverse + hole));
    }

    private static Expr ReverseGivenTraining => ((Expectation)((Quantity)ReverseDivergence(Forward)).Meaning).Of.Body;

    private static Expr DoubtGivenSample => new MutualInformation(Triple.Returning(Chosen, Chosen, ChosenNoised.Variable));

    // H(X_J | Z_J) on average over samples: what a diffused point does not say of which point it was.
    private static Expr Doubt() => Expectation.Under([DrawSample], DoubtGivenSample);

    // Given S and W: E -log g_W(X_J | Z_J) = KL((Z_J, X_J), (Z_J, X^_J)) + H(X_J | Z_J).
    private static Theorem LossAsReverseDivergence()
    {
        var decode = new Channel([AnyZ], Law.At(Generator, W, AnyZ));
        var decodeBoth = new Channel([AnyX, AnyZ], Law.At(Generator, W, AnyZ));
        var chain = ChainRule(Pair, FirstAgain, Pair, decodeBoth);
        var loss = ((Sum)chain.Right()).Items[1];
        var self = SelfDivergence(KullbackLeibler, Pair);
        var latent = SelfDivergence(KullbackLeibler, Pair.Marginal(1));
        var whole = chain.Left();
        return chain
            .Symmetric()
            .From(loss + self.Left())
            .DropLeft(self, loss)
            .Then(
                ConditionalCompensation(Triple, Pair, decode)
                    .DropLeft(latent, whole)
                    .Then(self.Within(hole => hole + ReverseGivenTraining + DoubtGivenSample))
                    .To(ReverseGivenTraining + DoubtGivenSample)
            );
    }

    // E_S H(X_J | Z_J) <= H(P_X) - E_S I(J; Z_J): the chain rule of information, and entropy is concave.
    private static Theorem DoubtAtMost()
    {
        var index = IndexInformation(Forward);
        var same = Law.Of([DrawIndex], Chosen);
        var constant = new Channel([AnyZ], same);
        var swap = new Channel([AnyZ, AnyX], Law.Of([], AnyX, AnyZ));
        var latentFirst = Pair.Returning(ChosenNoised.Variable, Chosen);
        var apart = Pair.Marginal(1).Times(same);
        var forward = new Channel([AnyX], Law.At(Forward, AnyX));

        // I(X_J; Z_J) in the form of T1, at most the same with the two exchanged.
        var information = Compensation(same, forward, Diffused(Forward));
        var told = new MutualInformation(Pair);
        var exchanged = DataProcessing(KullbackLeibler, latentFirst, swap, apart, swap);
        var t1 = information
            .Then(SelfDivergence(KullbackLeibler, Diffused(Forward)).Within(hole => told + hole))
            .To(told)
            .Then(InformationAsDivergence(told))
            .Then(exchanged);

        // H(X_J | Z_J) + I(Z_J; X_J) = I(X_J, Z_J; X_J) <= E KL(X_J, P_X).
        var self = SelfDivergence(KullbackLeibler, Pair);
        var latent = SelfDivergence(KullbackLeibler, Pair.Marginal(1));
        var compensated = ConditionalCompensation(Triple, Pair, constant);
        var whole = InformationAsDivergence(new MutualInformation(Triple, 2, 1));
        var both = compensated.DropLeft(latent, whole.Right());
        var surprise = Compensation(Pair, FirstAgain, DataLaw);
        var chain = self.Within(hole => hole + exchanged.Right() + DoubtGivenSample)
            .To(exchanged.Right() + DoubtGivenSample)
            .Symmetric()
            .Then(both.Symmetric())
            .Then(whole.Symmetric())
            .Then(MoreTerms(whole.Left(), surprise.Right()))
            .Then(surprise.Symmetric());
        var entropy = Compensation(DataLaw, AsPoint, DataLaw)
            .Then(SelfDivergence(KullbackLeibler, DataLaw).Within(hole => DataEntropy + hole))
            .To(DataEntropy);

        // T1 as an average over the training points.
        var uniform = UniformAverage(DrawIndex, TrainingIndex, Divergence.KL(Law.At(Forward, Chosen), Diffused(Forward)))
            .Symmetric();
        var byIndex = uniform.Then(t1.From(uniform.Right())).Within(hole => hole + DoubtGivenSample).Then(chain);
        return Under([DrawSample], byIndex)
            .As(index + Doubt(), entropy.Left())
            .Then(entropy)
            .Assuming(new Judgement.Finite(index))
            .Within(hole => hole - index)
            .As(Doubt(), DataEntropy - index);
    }

    private static Theorem UnderTraining(this Theorem theorem) => Under([DrawSample, DrawLearned], theorem);

    // From a + 0 = b, where the 0 is a divergence of a law from itself: a = b.
    private static Theorem DropLeft(this Theorem theorem, Theorem zero, Expr kept) =>
        zero.Within(hole => kept + hole).To(kept).Symmetric().Then(theorem.From(kept + zero.Left()));
}
