using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Chen2025GeneratorTerm;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>Derivations of the computable generator terms of Chen, Zhu and Shkurti (2025).</summary>
public static class Chen2025GeneratorTermDerivations
{
    private static readonly Variable AnyW = new("w", Learned);
    private static readonly Variable AnyX = new("x", X);
    private static readonly Variable AnyY = new("y", X);
    private static readonly Variable AnyZ = new("z", Z);
    private static readonly Variable AnyH = new("h", Past);
    private static readonly Variable AnySample = new("t", Sample.Of);

    /// <summary>I(X^; S | H) &lt;= E KL(K_W(H), K_0(H)): among all kernels at H alone the true conditional law is nearest.</summary>
    public static Derivation OfOneStep { get; } =
        new(
            Chen2025GeneratorTerm.OfOneStep,
            () =>
                StepInformation(
                        DrawPast,
                        DrawStep,
                        new Channel([AnyW, AnyH], Law.At(LearnedStep, AnyW, AnyH)),
                        new Channel([AnyH], Law.At(FixedStep, AnyH))
                    )
                    .As(Chen2025GeneratorTerm.OfOneStep.Left, Chen2025GeneratorTerm.OfOneStep.Right)
        );

    /// <summary>The same for Gaussian steps, whose divergence is the square of the distance of their drifts.</summary>
    public static Derivation Variance { get; } = new(Chen2025GeneratorTerm.Variance, ProveVariance);

    /// <summary>The average over i of I(X_i; X^ | Z) is at most I(S; X^ | Z)/m where Z is independent of S.</summary>
    public static Derivation PerSample { get; } =
        new(
            Chen2025GeneratorTerm.PerSample,
            () =>
                Shared([DrawSample, DrawLearned, DrawPrior, DrawGenerated], DrawGenerated.Variable)
                    .As(Chen2025GeneratorTerm.PerSample.Left, Chen2025GeneratorTerm.PerSample.Right)
        );

    /// <summary>
    /// The surrogate of the published code, from what its steps tell of the sample. For a number of steps that is given see
    /// <see cref="Chen2025SurrogateChain"/>, without the lemma.
    /// </summary>
    public static Derivation Surrogate { get; } = new(Chen2025GeneratorTerm.Surrogate, ProveSurrogate);

    private static Theorem StepInformation(Draw past, Draw step, Channel learned, Channel reference)
    {
        // (W, S, H), and (S, H) without the parameters.
        var whole = Law.Of([DrawSample, DrawLearned, past], W, Sample, past.Variable);
        var known = whole.Returning(Sample, past.Variable);
        var joint = Law.Of([DrawSample, DrawLearned, past, step], Sample, past.Variable, step.Variable);
        Terms<Variable> inputs = [AnyW, AnySample, AnyH];
        var (k1, k2) = (new Channel(inputs, learned.At([AnyW, AnyH])), new Channel(inputs, reference.At([AnyH])));
        var drop = Channel.Projection([AnyW, AnySample, AnyH, AnyX], 1, 2, 3);

        var split = ConditionalCompensation(joint, known, reference);
        var information = new MutualInformation(joint.Returning(step.Variable, Sample, past.Variable));
        var divergence = ((Sum)split.Left()).Items[0];
        var self = SelfDivergence(KullbackLeibler, known.Marginal(1));
        var least = MoreTerms(information, split.Right())
            .Then(split.Symmetric())
            .Then(self.Within(hole => divergence + hole))
            .To(divergence);
        var chain = ChainRule(whole, k1, whole, k2);
        var mean = ((Sum)chain.Right()).Items[1];
        return least
            .Then(DataProcessing(KullbackLeibler, whole.With(k1), drop, whole.With(k2), drop))
            .Then(chain)
            .Then(SelfDivergence(KullbackLeibler, whole).Within(hole => hole + mean))
            .To(mean);
    }

    private static Theorem ProveVariance()
    {
        var bound = Chen2025GeneratorTerm.Variance;
        return GaussianStepInformation(DrawPast).As(bound.Left, bound.Right);
    }

    /// <summary>I(X^; S | H) &lt;= (h/2) E d(s_W(H), s_0(H))^2 for a Gaussian step from a past that is drawn in any way.</summary>
    internal static Theorem GaussianStepInformation(Draw drawPast)
    {
        var past = drawPast.Variable;
        Point Learnt(Point w, Point h) => new Image(Score, [w, h]);
        Point Known(Point h) => new Image(MeanScore, [h]);
        var step = StepInformation(
            drawPast,
            DrawGaussianStep,
            new Channel([AnyW, AnyH], Law.At(GaussianStep, Learnt(AnyW, AnyH))),
            new Channel([AnyH], Law.At(GaussianStep, Known(AnyH)))
        );
        var distance = Under([DrawSample, DrawLearned, drawPast], GaussianDivergence(GaussianStep, Learnt(W, past), Known(past)));
        return step.To(distance.Left()).Then(distance);
    }

    // (1/m) sum_i I(X_i; Y | Z) <= I(S; Y | Z)/m for Z ~ prior drawn apart from S.
    private static Theorem Shared(Terms<Draw> draws, Variable end)
    {
        var ofEnd = Law.Of(draws, end, DrawPrior.Variable);
        var ofAll = new MutualInformation(ofEnd.Returning(Sample, end, DrawPrior.Variable));
        return SharedWithStart(ofEnd).Then(JointAtMost(ofEnd, ofAll)).Share(ofEnd);
    }

    /// <summary>sum_i I(X_i; Y | Z) &lt;= I(S; (Y, Z)) for a law of Y and Z, where Z ~ prior is drawn apart from S.</summary>
    internal static Theorem SharedWithStart(Law ofEnd) =>
        AtMostJoint(ofEnd, TrainingPoint, AnyX)
            .Summed(TrainingIndex, SampleSize)
            .Then(SampleSuperadditivity(ofEnd, DrawSample, TrainingIndex));

    /// <summary>From a bound on the sum over i of I(X_i; Y | Z): a bound on their average.</summary>
    internal static Theorem Share(this Theorem sum, Law ofEnd) =>
        sum.Within(hole => Power.Of(SampleSize, -1) * hole)
            .From(Average(new MutualInformation(ofEnd.Returning(TrainingPoint, ofEnd.Outputs[0], ofEnd.Outputs[1]))));

    private static Theorem AtMostJoint(Law ofEnd, Point of, Variable any)
    {
        var (end, start) = (ofEnd.Outputs[0], ofEnd.Outputs[1]);
        var split = AgainstIndependent(ofEnd, of);
        var wanted = new MutualInformation(ofEnd.Returning(of, end, start));
        var joint = new MutualInformation(ofEnd.Returning(of, end, start), 1, 2);
        return MoreTerms(wanted, split.Right()).Then(split.Symmetric()).Then(Exchanged(ofEnd, of, any, joint));
    }

    // I((Y, Z), X) = KL((Z, X), Z x X) + I(X; Y | Z), the left side as a divergence.
    private static Theorem AgainstIndependent(Law ofEnd, Point of)
    {
        var (end, start) = (ofEnd.Outputs[0], ofEnd.Outputs[1]);
        var latent = SelfDivergence(KullbackLeibler, ofEnd.Returning(start));
        var split = ConditionalCompensation(ofEnd.Returning(end, start, of), ofEnd, new Channel([AnyZ], ofEnd.Returning(of)));
        var divergence = ((Sum)split.Left()).Items[0];
        var self = SelfDivergence(KullbackLeibler, ofEnd);
        var rest = Sum.Of(((Sum)split.Right()).Items.Skip(1));
        return latent
            .Within(hole => divergence + hole)
            .To(divergence)
            .Symmetric()
            .Then(split)
            .Then(self.Within(hole => hole + rest))
            .To(rest);
    }

    // KL((Y, Z, X), (Y, Z) x X) is at most I(X; (Y, Z)): the same with X first.
    private static Theorem Exchanged(Law ofEnd, Point of, Variable any, MutualInformation joint)
    {
        var (end, start) = (ofEnd.Outputs[0], ofEnd.Outputs[1]);
        var swap = new Channel([any, AnyY, AnyZ], Law.Of([], AnyY, AnyZ, any));
        var first = ofEnd.Returning(of, end, start);
        return DataProcessing(KullbackLeibler, first, swap, ofEnd.Returning(of).Times(ofEnd), swap)
            .Then(InformationAsDivergence(joint).Symmetric());
    }

    private static Theorem JointAtMost(Law ofEnd, MutualInformation ofAll)
    {
        // I(S; (Y, Z)) = KL((S, Y, Z), S x (Y, Z)) at most the same with S last, which is KL((Z, S), Z x S) + I(S; Y | Z), the first 0.
        var (end, start) = (ofEnd.Outputs[0], ofEnd.Outputs[1]);
        var joint = new MutualInformation(ofEnd.Returning(Sample, end, start), 1, 2);
        var swap = new Channel([AnyY, AnyZ, AnySample], Law.Of([], AnySample, AnyY, AnyZ));
        var last = ofEnd.Returning(end, start, Sample);
        var split = AgainstIndependent(ofEnd, Sample);
        var apart = SelfDivergence(KullbackLeibler, ofEnd.Returning(start, Sample));
        return InformationAsDivergence(joint)
            .Then(DataProcessing(KullbackLeibler, last, swap, ofEnd.Times(ofEnd.Returning(Sample)), swap))
            .Then(split)
            .Then(apart.Within(hole => hole + ofAll))
            .To(ofAll);
    }

    private static Theorem ProveSurrogate()
    {
        var bound = Chen2025GeneratorTerm.Surrogate;
        var end = GaussianChain[^1].Variable;
        Expr told = new MutualInformation(Law.Of(GaussianChain, Sample, end, DrawPrior.Variable));
        var steps = Lemma(
            "the steps of a reverse chain add up (chain rule along its path), each of them bounded by chen2025:generator-term-variance with s_0 = 0 and |s_W| <= L",
            new Judgement.AtMost(told, Energy)
        );
        var shared = Shared(GaussianChain, end).Then(steps.Within(hole => Power.Of(SampleSize, -1) * hole));
        return Jensen(Expr.Sqrt(Hole), Hole, shared.Left())
            .Then(shared.Within(hole => Expr.Sqrt(hole)))
            .As(bound.Left, bound.Right);
    }

    private static Symbol Hole { get; } = new("hole");
}
