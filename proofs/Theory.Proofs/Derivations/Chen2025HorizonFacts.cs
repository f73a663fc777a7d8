using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Chen2025Diffusion;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>
/// The facts by which the diffusion bound of Chen, Zhu and Shkurti (2025) moves with its horizon: what is proved of -T1, the information
/// between a diffused training point and which of them it was, and what bounds the information of its generator term.
/// </summary>
public static class Chen2025HorizonFacts
{
    private static readonly Variable AnyJ = new("j", new Space.Indices(SampleSize));
    private static readonly Variable OtherJ = new("k", new Space.Indices(SampleSize));
    private static readonly Variable AnyZ = new("z", Z);

    // J alone, and J -> E_T(X_J) for a sample that is given.
    private static readonly Law Index = Law.Of([DrawIndex], DrawIndex.Variable);

    private static Channel Of(Probability.Kernel forward, Variable j) => new([j], Law.At(forward, new Entry(Sample, j)));

    /// <summary>It is at most the mean divergence of the diffused points from the prior: the squeeze that takes T1 to 0.</summary>
    public static Theorem AtMostPriorGap(Probability.Kernel forward)
    {
        // For a given sample E KL(E_T(X_J), Q) = I(J; Z_J) + KL(E_T#P_m, Q), with Q the mixture itself and with Q the prior.
        var told = new MutualInformation(Index.With(Of(forward, AnyJ)));
        var gap = Compensation(Index, Of(forward, AnyJ), PriorLaw);
        var perSample = Told(forward).Then(MoreTerms(told, gap.Right())).Then(gap.Symmetric());
        return Averaged(perSample, forward, Divergence.KL(Law.At(forward, Chosen), PriorLaw))
            .As(IndexInformation(forward), Average(PriorGap(forward)));
    }

    /// <summary>It is at most log m: nothing tells more of J than J itself.</summary>
    public static Theorem AtMostLogSize(Probability.Kernel forward)
    {
        var told = new MutualInformation(Index.With(Of(forward, AnyJ)));
        var same = new Channel([AnyJ], Law.Of([], AnyJ));
        var diffuse = new Channel([AnyJ, OtherJ], Law.Of([], AnyJ).Times(Law.At(forward, new Entry(Sample, OtherJ))));
        var itself = ChainRule(Index, same, Index, new Channel([AnyJ], Index));
        var mean = ((Sum)itself.Right()).Items[1];
        var atMost = Told(forward)
            .Then(InformationAsDivergence(told))
            .Then(DataProcessing(KullbackLeibler, Index.With(same), diffuse, Index.With(new Channel([AnyJ], Index)), diffuse))
            .Then(itself)
            .Then(SelfDivergence(KullbackLeibler, Index).Within(hole => hole + mean))
            .To(mean)
            .Then(Under([DrawIndex], UniformDivergence(DrawIndex.Variable, DrawIndex)));
        return Averaged(atMost, forward, null).As(IndexInformation(forward), new Log(SampleSize));
    }

    /// <summary>E I(J; Z'_J) is at most E I(J; Z_J) where Z'_J comes from Z_J by any kernel, as it does where the diffusion runs on.</summary>
    public static Theorem Falls(Probability.Kernel forward, Probability.Kernel onwards)
    {
        var early = Index.With(Of(forward, AnyJ));
        var on = new Channel([AnyJ, AnyZ], Law.Of([], AnyJ).Times(Law.At(onwards, AnyZ)));
        var late = early.Then(on);
        var apart = Index.Times(early.Marginal(1));
        return Under(
            [DrawSample],
            InformationAsDivergence(new MutualInformation(late))
                .Then(DataProcessing(KullbackLeibler, early, on, apart, on))
                .Then(InformationAsDivergence(new MutualInformation(early)).Symmetric())
        );
    }

    /// <summary>I(X^_i; X_i | Z_i) &lt;= I(X_i; W) for a reverse process that starts at the diffused training point, at every horizon.</summary>
    public static Theorem ReverseAtMostParameters()
    {
        var (x, w) = (new Variable("x", X), new Variable("w", Learned));
        var seen = Law.Of([DrawSample, DrawLearned], TrainingPoint, W);
        var apart = seen.Marginal(0).Times(seen.Marginal(1));
        // From point and parameters to the point, its diffusion, and what is generated there: a common kernel.
        var noised = Draw.From("Z_i", Diffusing, x);
        var generated = Draw.From("hatX_i", Generator, w, noised.Variable);
        var run = new Channel([x, w], Law.Of([noised, generated], x, noised.Variable, generated.Variable));
        var blind = new Channel(
            [AnyZ],
            Law.Of([DrawSample, DrawLearned, Draw.From("hatX", Generator, W, AnyZ)], new Variable("hatX", X))
        );

        var joint = seen.Then(run);
        var known = joint.Returning(joint.Outputs.Take(2));
        var split = ConditionalCompensation(joint, known, blind);
        var information = new MutualInformation(joint.Returning(joint.Outputs[2], joint.Outputs[0], joint.Outputs[1]));
        var divergence = ((Sum)split.Left()).Items[0];
        return MoreTerms(information, split.Right())
            .Then(split.Symmetric())
            .Then(SelfDivergence(KullbackLeibler, joint.Marginal(1)).Within(hole => divergence + hole))
            .To(divergence)
            .Then(DataProcessing(KullbackLeibler, seen, run, apart, run))
            .Then(InformationAsDivergence(new MutualInformation(seen)).Symmetric());
    }

    // E KL(E_T(X_J), E_T#P_m) = I(J; Z_J) for a given sample.
    private static Theorem Told(Probability.Kernel forward)
    {
        var told = new MutualInformation(Index.With(Of(forward, AnyJ)));
        var mixture = SelfDivergence(KullbackLeibler, Diffused(forward));
        return Compensation(Index, Of(forward, AnyJ), Diffused(forward)).Then(mixture.Within(hole => told + hole)).To(told);
    }

    // From E over J, to the average over the training points, in expectation over the sample.
    private static Theorem Averaged(Theorem perSample, Probability.Kernel forward, Expr? right)
    {
        var left = UniformAverage(DrawIndex, TrainingIndex, Divergence.KL(Law.At(forward, Chosen), Diffused(forward)))
            .Symmetric();
        var begun = left.Then(perSample.From(left.Right()));
        return Under(
            [DrawSample],
            right is null
                ? begun
                : begun.To(begun.Right()).Then(UniformAverage(DrawIndex, TrainingIndex, right).From(begun.Right()))
        );
    }
}
