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

    /// <summary>
    /// H32. For f = |x - 1| and the law Q of what a kernel makes of a point, Q_n the same of a uniform entry of T ~ K^n: with probability 1,
    /// GAN(P, Q) &lt;= GAN(P, Q_n) + W1(Q, Q_n). The critics that count are at most lambda in size on the support of Q, where T puts
    /// its points; there the conjugate is the identity. Nothing that is drawn may be in the kernel.
    /// </summary>
    public static Theorem EmpiricalReference(Expr scale, Law p, Terms<Draw> draws, Draw sample, Channel through)
    {
        const string rule = "H32";
        var f = ConvexGenerator.TotalVariation;
        RefuseNotConvex(rule, f, scale);
        if (sample.Kernel is not Sampling s || !draws.Contains(sample))
            throw new ProofException(rule, $"{sample.Variable.Name} is not an i.i.d. sample among the draws.");
        if (through.FreeVariables.FirstOrDefault(draws.Select(d => d.Variable).Contains) is { } random)
            throw new ProofException(rule, $"{through} depends on {random.Name}, which is drawn.");
        var one = new Draw(new Variable("x", s.Of.To), s.Of, []);
        var (q, empirical) = (Law.Of([one], one.Variable).Then(through), EmpiricalLaw(sample, through));
        var event_ = new Judgement.AtMost(
            new RestrictedGan(f, scale, p, q),
            (Expr)new RestrictedGan(f, scale, p, empirical) + Divergence.W1(q, empirical)
        );
        return From(rule, new Judgement.WithProbability(draws, event_, 0), [], axiom: rule);
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
