using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// f-divergences of convex generators, and the suprema over Lipschitz critics that bound them from below.
public sealed partial class Theorem
{
    /// <summary>H30. GAN_{lambda f}(P, Q) &lt;= lambda D_f(P, Q), by the inequality of Fenchel and Young under Q.</summary>
    public static Theorem VariationalBound(ConvexGenerator f, Expr scale, Law p, Law q)
    {
        const string rule = "H30";
        RefuseNotConvex(rule, f, scale);
        return From(
            rule,
            new Judgement.AtMost(new RestrictedGan(f, scale, p, q), scale * (Expr)new FDivergence(f, p, q)),
            [],
            axiom: rule
        );
    }

    /// <summary>H31. GAN_{lambda f}(P, R) &lt;= W1(P, Q) + GAN_{lambda f}(Q, R), since the critics are 1-Lipschitz.</summary>
    public static Theorem CriticTriangle(ConvexGenerator f, Expr scale, Law p, Law q, Law r)
    {
        const string rule = "H31";
        RefuseNotConvex(rule, f, scale);
        Expr Gan(Law law) => new RestrictedGan(f, scale, law, r);
        return From(rule, new Judgement.AtMost(Gan(p), Divergence.W1(p, q) + Gan(q)), [], axiom: rule);
    }

    /// <summary>H9. D_f(P;K, Q;K) &lt;= D_f(P, Q) for a convex f and one kernel on both sides.</summary>
    public static Theorem DataProcessing(ConvexGenerator f, Law p, Channel throughP, Law q, Channel throughQ)
    {
        const string rule = "H9";
        RefuseNotConvex(rule, f, 1);
        if (throughP is null || !throughP.Equals(throughQ))
            throw new ProofException(rule, $"not the same kernel on both sides: {throughP} and {throughQ}.");
        return From(
            rule,
            new Judgement.AtMost(new FDivergence(f, p.Then(throughP), q.Then(throughQ)), new FDivergence(f, p, q)),
            [],
            axiom: rule
        );
    }

    private static void RefuseNotConvex(string rule, ConvexGenerator f, Expr scale)
    {
        if (f is not { IsConvex: true })
            throw new ProofException(rule, $"{f?.Name} is not known to be convex.");
        if (Grade.Of(scale, []) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{scale} is not known to be positive and finite.");
    }
}
