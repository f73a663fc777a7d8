using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Husain2019;
using static Theory.Bounds.Papers.Husain2019Empirical;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>The derivation of Theorem 14, (10): two detours through empirical laws, and a union of two events.</summary>
public static class Husain2019EmpiricalDerivations
{
    /// <summary>Total variation between data law and generated law, from a sample of each.</summary>
    public static Derivation GanEmpirical { get; } = new(Husain2019Empirical.GanEmpirical, Prove);

    private static Theorem Prove()
    {
        var bound = Husain2019Empirical.GanEmpirical;
        Terms<Draw> draws = [DrawSample, DrawLatents];
        var generator = Channel(Generator);
        var data = Husain2019Derivations.Concentration(draws, DrawSample, Truth, Empirical, null, Share);
        var generated = Husain2019Derivations.Concentration(draws, DrawLatents, Generated, EmpiricalGenerated, generator, Share);
        var reference = EmpiricalReference(Lambda, Empirical, draws, DrawLatents, generator);
        var together = Union(Union(data, generated), reference);
        var given = together.Hypotheses;
        var event_ = Hypothesis(((Judgement.WithProbability)together.Conclusion).Event, given);
        var (near, far, exchanged) = (event_.Part(false).Part(false), event_.Part(false).Part(true), event_.Part(true));
        var dual = Husain2019Derivations.WeakDuality(Variation, Empirical, Encoded, Decoded, EmpiricalPrior, generator);
        // GAN(P_X, Q) <= W1(P_X, P_n) + GAN(P_n, Q) <= W1(P_X, P_n) + GAN(P_n, Q_n) + W1(Q, Q_n)
        var whole = CriticTriangle(Variation, Lambda, Truth, Empirical, Generated)
            .Then(Add(near, exchanged.Then(Add(dual, far))))
            .As(bound.Left, bound.Right);
        return together.Hence(whole).Relaxed(Identity(Share + Share, new Symbol("delta")));
    }
}
