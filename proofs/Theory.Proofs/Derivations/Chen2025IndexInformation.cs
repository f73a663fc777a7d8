using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Chen2025Diffusion;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>
/// What is proved of -T1, the information between a diffused training point and which of them it was: the facts by which the diffusion
/// bound of Chen, Zhu and Shkurti (2025) moves with its horizon.
/// </summary>
public static class Chen2025IndexInformation
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
