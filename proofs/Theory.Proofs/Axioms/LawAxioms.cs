using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// Classical inequalities between divergences of laws.
public sealed partial class Theorem
{
    /// <summary>
    /// H9. D(P;K, Q;K) &lt;= D(P, Q) for the Kullback-Leibler divergence and total variation. The kernel is given on both sides and
    /// must be the same: a law that was learned together with its input is not a common kernel.
    /// </summary>
    public static Theorem DataProcessing(DivergenceKind kind, Law p, Channel throughP, Law q, Channel throughQ)
    {
        const string rule = "H9";
        if (kind is not (DivergenceKind.KullbackLeibler or DivergenceKind.TotalVariation))
            throw new ProofException(rule, "a transport distance can grow under a kernel; only f-divergences shrink.");
        if (throughP != throughQ && !throughP.Equals(throughQ))
            throw new ProofException(rule, $"not the same kernel on both sides: {throughP} and {throughQ}.");
        return From(
            rule,
            new Judgement.AtMost(new Divergence(kind, p.Then(throughP), q.Then(throughQ)), new Divergence(kind, p, q)),
            [],
            axiom: rule
        );
    }

    /// <summary>H10. KL(P;K1, Q;K2) of joint laws is KL(P, Q) plus the average, under P, of KL(K1, K2) at the outputs of P.</summary>
    public static Theorem ChainRule(Law p, Channel k1, Law q, Channel k2)
    {
        const string rule = "H10";
        var apart = p.Apart(k1, k2);
        var inner = Divergence.KL(k1.At(apart.Outputs), k2.At(apart.Outputs));
        return From(
            rule,
            new Judgement.Equal(
                Divergence.KL(p.With(k1), q.With(k2)),
                (Expr)Divergence.KL(p, q) + Expectation.Under(apart.Draws, inner)
            ),
            [],
            axiom: rule
        );
    }

    /// <summary>D(P, P) = 0, by definition of every divergence.</summary>
    public static Theorem SelfDivergence(DivergenceKind kind, Law p) =>
        From("definition of a divergence", new Judgement.Equal(new Divergence(kind, p, p), 0), []);

    /// <summary>A law of two points is a coupling of its marginals, by definition.</summary>
    public static Theorem CouplingOfMarginals(Law joint)
    {
        const string rule = "definition of a coupling";
        return joint.Outputs.Count == 2
            ? From(rule, new Judgement.Coupling(joint, joint.Marginal(0), joint.Marginal(1)), [])
            : throw new ProofException(rule, $"{joint} is not a law of two points.");
    }

    /// <summary>H16. W1(P, Q) &lt;= E d(X, Y) for a coupling of P and Q, on a space with metric d.</summary>
    public static Theorem CouplingCost(Theorem coupling)
    {
        const string rule = "H16";
        if (coupling?.Conclusion is not Judgement.Coupling c)
            throw new ProofException(rule, $"{coupling?.Conclusion} is not a coupling.");
        var cost = new Evaluation(Function.Metric(c.Joint.Spaces[0]), c.Joint.Outputs);
        return c.Joint.Spaces[0] == c.Joint.Spaces[1]
            ? From(
                rule,
                new Judgement.AtMost(Divergence.W1(c.P, c.Q), Expectation.Under(c.Joint.Draws, cost)),
                [coupling],
                axiom: rule
            )
            : throw new ProofException(rule, $"{c.Joint} couples laws on different spaces.");
    }

    /// <summary>H16. W1(P, R) &lt;= W1(P, Q) + W1(Q, R).</summary>
    public static Theorem Triangle(Law p, Law q, Law r) =>
        From("H16", new Judgement.AtMost(Divergence.W1(p, r), (Expr)Divergence.W1(p, q) + Divergence.W1(q, r)), [], axiom: "H16");

    /// <summary>H16. W1(P, Q) = W1(Q, P).</summary>
    public static Theorem WassersteinSymmetry(Law p, Law q) =>
        From("H16", new Judgement.Equal(Divergence.W1(p, q), Divergence.W1(q, p)), [], axiom: "H16");

    /// <summary>H6. W1(Q, P) &lt;= sqrt(2 R^2 KL(Q, P)) where every 1-Lipschitz function is R-sub-Gaussian under the reference law P.</summary>
    public static Theorem Transport(Theorem subGaussian, Law q, Law p)
    {
        const string rule = "H6";
        if (subGaussian?.Conclusion is not Judgement.LipschitzSubGaussian s)
            throw new ProofException(rule, $"{subGaussian?.Conclusion} does not say that Lipschitz functions are sub-Gaussian.");
        if (s.Under != p)
            throw new ProofException(rule, $"the reference law is {p}, but sub-Gaussian tails are known under {s.Under}.");
        // With R = 0 and KL = inf the bound would read 0*inf = 0.
        if (Grade.Of(s.R, subGaussian.Hypotheses) is not { IsPositive: true })
            throw new ProofException(rule, $"{s.R} is not known to be positive.");
        var bound = Expr.Sqrt(2 * Power.Of(s.R, 2) * Divergence.KL(q, p));
        return From(rule, new Judgement.AtMost(Divergence.W1(q, p), bound), [subGaussian], axiom: rule);
    }

    /// <summary>H9'. W1(g#P, g#Q) &lt;= K W1(P, Q) for a K-Lipschitz map g of one argument.</summary>
    public static Theorem LipschitzPushforward(Theorem lipschitz, Law p, Law q)
    {
        const string rule = "H9'";
        if (lipschitz?.Conclusion is not Judgement.LipschitzMap { Function.From.Count: 1 } l)
            throw new ProofException(rule, $"{lipschitz?.Conclusion} does not say that a map of one argument is Lipschitz.");
        Law Pushed(Law law) => law.Returning(new Image(l.Function, law.Outputs));
        return From(
            rule,
            new Judgement.AtMost(Divergence.W1(Pushed(p), Pushed(q)), l.K * Divergence.W1(p, q)),
            [lipschitz],
            axiom: rule
        );
    }

    /// <summary>H11. I(X; Y) = KL(P_XY, P_X x P_Y).</summary>
    public static Theorem InformationAsDivergence(MutualInformation information)
    {
        const string rule = "H11";
        var joint = information.Joint;
        if (joint.Outputs.Count != information.Left + information.Right)
            throw new ProofException(rule, $"{information} is conditional; this is about unconditional mutual information.");
        var left = joint.Returning(joint.Outputs.Take(information.Left));
        var right = joint.Returning(joint.Outputs.Skip(information.Left));
        return From(rule, new Judgement.Equal(information, Divergence.KL(joint, left.Times(right))), [], axiom: rule);
    }

    /// <summary>
    /// H12, given Z. For a joint law of (X, Z, Y) and a reference that draws (X, Z) from a law Q and Y from a kernel K at Z alone:
    /// KL(P_XZY, Q K) + KL(P_Z, Q_Z) = KL(P_XZ, Q) + KL(P_ZY, Q_Z K) + I(Y; X | Z).
    /// </summary>
    public static Theorem ConditionalCompensation(Law joint, Law reference, Channel kernel)
    {
        const string rule = "H12";
        if (joint.Outputs is not [var x, var z, var y] || reference.Outputs.Count != 2)
            throw new ProofException(rule, $"{joint} is not a law of three points, or {reference} not one of two.");
        var (ignored, given) = (new Variable("x", x.Space), new Variable("z", z.Space));
        var free = kernel.FreeVariables.Select(v => v.Name).ToHashSet();
        if (free.Contains("x") || free.Contains("z"))
            throw new ProofException(rule, $"{kernel} has a free variable named x or z: rename it.");
        var ofBoth = new Channel([ignored, given], kernel.At([given]));
        return From(
            rule,
            new Judgement.Equal(
                (Expr)Divergence.KL(joint, reference.With(ofBoth)) + Divergence.KL(joint.Marginal(1), reference.Marginal(1)),
                (Expr)Divergence.KL(joint.Returning(x, z), reference)
                    + Divergence.KL(joint.Returning(z, y), reference.Marginal(1).With(kernel))
                    + new MutualInformation(joint.Returning(y, x, z))
            ),
            [],
            axiom: rule
        );
    }

    /// <summary>H13. D of two mixtures over the same draws is at most the expected D, for KL, total variation and W1.</summary>
    public static Theorem Convexity(DivergenceKind kind, Terms<Draw> draws, Law p, Law q)
    {
        const string rule = "H13";
        if (kind is not (DivergenceKind.KullbackLeibler or DivergenceKind.TotalVariation or DivergenceKind.Wasserstein1))
            throw new ProofException(rule, "W2 is not convex in its laws; its square is.");
        return From(
            rule,
            new Judgement.AtMost(
                new Divergence(kind, Mixed(draws, p), Mixed(draws, q)),
                Expectation.Under(draws, new Divergence(kind, p, q))
            ),
            [],
            axiom: rule
        );
    }

    /// <summary>H16. W1(delta_x, Q) = E_Q d(x, Y): a point mass has one coupling only.</summary>
    public static Theorem PointMass(Point x, Law q)
    {
        const string rule = "H16";
        var apart = q.Avoiding(x.FreeVariables.Select(v => v.Name));
        if (apart.Outputs is not [var y] || y.Space != x.Space)
            throw new ProofException(rule, $"{q} is not a law of one point like {x}.");
        return From(
            rule,
            new Judgement.Equal(
                Divergence.W1(Law.Of([], x), apart),
                Expectation.Under(apart.Draws, new Evaluation(Function.Metric(x.Space), [x, y]))
            ),
            [],
            axiom: rule
        );
    }

    /// <summary>d(x, y) &lt;= Delta in a space of diameter at most Delta, by definition.</summary>
    public static Theorem DistanceAtMostDiameter(Theorem bounded, Point x, Point y)
    {
        const string rule = "definition of the diameter";
        return bounded?.Conclusion is Judgement.Bounded b && b.Function == Function.Metric(x.Space)
            ? From(rule, new Judgement.AtMost(new Evaluation(b.Function, [x, y]), b.Width), [bounded])
            : throw new ProofException(rule, $"{bounded?.Conclusion} does not bound the metric of the space of {x}.");
    }

    /// <summary>H16. W1(P, Q) &lt;= W2(P, Q).</summary>
    public static Theorem WassersteinOrder(Law p, Law q) =>
        From("H16", new Judgement.AtMost(Divergence.W1(p, q), Divergence.W2(p, q)), [], axiom: "H16");

    /// <summary>P_XY is P_X followed by the conditional law P_{Y|X}, by definition; Y is the last output.</summary>
    public static Theorem Disintegration(Law joint)
    {
        var conditional = new Conditional(joint);
        var front = joint.Returning(joint.Outputs.SkipLast(1));
        var inputs = conditional.From.Index().Select(s => new Variable($"x{s.Index + 1}", s.Item)).ToTerms();
        var kernel = new Channel(inputs, Law.At(conditional, [.. inputs]));
        return From("definition of a conditional law", new Judgement.SameLaw(joint, front.With(kernel)), []);
    }

    /// <summary>D(P, Q) = D(P', Q) where P and P' are the same law, and the same for the second argument.</summary>
    public static Theorem OfSameLaw(DivergenceKind kind, Theorem same, Law other, bool isSecond = false)
    {
        const string rule = "equality of laws";
        if (same?.Conclusion is not Judgement.SameLaw s)
            throw new ProofException(rule, $"{same?.Conclusion} does not say that two laws are the same.");
        Divergence Of(Law law) => isSecond ? new Divergence(kind, other, law) : new Divergence(kind, law, other);
        return From(rule, new Judgement.Equal(Of(s.P), Of(s.Q)), [same]);
    }
}
