using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>Derivations of the bounds of Chen, Zhu and Shkurti (2025).</summary>
public static class Chen2025Derivations
{
    private static readonly Symbol R = new("R");
    private static readonly Symbol Hole = new("hole");

    /// <summary>
    /// W1(P_X, E_S[G_W # prior]) &lt;= reconstruction + (sqrt(2) R/m) sum_i sqrt(A_i): the averaged generated law and the law of the
    /// reconstructions pass through the same kernel, so that data processing applies and no generator term is needed.
    /// </summary>
    public static Derivation VaeAveraged { get; } = new(Chen2025.VaeAveraged, ReplayVaeAveraged);

    private static Theorem ReplayVaeAveraged()
    {
        var bound = Chen2025.VaeAveraged;

        // 1-2. Training points and their reconstructions are coupled by the training itself.
        var pair = Law.Of(Training, TrainingPoint, Reconstruction);
        var reconstruction = CouplingCost(CouplingOfMarginals(pair));

        // 3-4. Both laws are the generator's kernel, applied to (W, Z_i) and to (W, Z) with Z from the prior.
        var reconstructed = pair.Marginal(1);
        var (w, z) = (new Variable("w", Learned), new Variable("z", Z));
        var generate = new Channel([w, z], Law.At(Generator, w, z));
        var trained = Law.Of([DrawSample, DrawLearned, DrawLatent], W, Latent);
        var independent = Law.Of([DrawSample, DrawLearned, DrawPrior], W, DrawPrior.Variable);
        var generated = DataProcessing(DivergenceKind.KullbackLeibler, trained, generate, independent, generate);

        // 5-6. With the training point in the law, the chain rule leaves the encoder's divergence from the prior.
        var x = new Variable("x", X);
        var parameters = Law.Of([DrawSample, DrawLearned], W, TrainingPoint);
        var encode = new Channel([w, x], Law.At(Encoder, w, x));
        var ignore = new Channel([w, x], PriorLaw);
        var forget = Channel.Projection([w, x, z], 0, 2);
        var marginal = DataProcessing(
            DivergenceKind.KullbackLeibler,
            parameters.With(encode),
            forget,
            parameters.With(ignore),
            forget
        );
        var chained = ChainRule(parameters, encode, parameters, ignore);
        var encoder = Chain(
            generated,
            marginal,
            chained,
            Monotone(Hole + PriorDivergence, Hole, SelfDivergence(DivergenceKind.KullbackLeibler, parameters)),
            Identity(0 + PriorDivergence, PriorDivergence)
        );

        // 7-8. Transport, under the averaged generated law as reference.
        var transport = Chain(
            Transport(Hypothesis(new Judgement.LipschitzSubGaussian(AveragedGenerated, R)), reconstructed, AveragedGenerated),
            Monotone(Expr.Sqrt(2 * Power.Of(R, 2) * Hole), Hole, encoder),
            Identity(Expr.Sqrt(2 * Power.Of(R, 2) * PriorDivergence), Expr.Sqrt(2) * R * Expr.Sqrt(PriorDivergence))
        );

        // 9. Triangle inequality through the law of the reconstruction.
        var perPoint = Chain(Triangle(DataLaw, reconstructed, AveragedGenerated), Add(reconstruction, transport));

        // 10. Average over the training points.
        var averaged = Over(EncoderGenerator.Index, 1, SampleSize, isAverage: true, perPoint);
        var (left, right) = (bound.Left, bound.Right);
        var conclusion = (Judgement.AtMost)averaged.Conclusion;
        return Chain(Identity(left, conclusion.Left), averaged, Identity(conclusion.Right, right));
    }
}
