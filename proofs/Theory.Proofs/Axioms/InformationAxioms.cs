using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// Classical inequalities between total variation, relative entropy, mutual information and entropy.
public sealed partial class Theorem
{
    /// <summary>H7. TV(P, Q) &lt;= sqrt(KL(P, Q)/2).</summary>
    public static Theorem Pinsker(Law p, Law q) =>
        From(
            "H7",
            new Judgement.AtMost(Divergence.TV(p, q), Expr.Sqrt(Rational.Half * (Expr)Divergence.KL(p, q))),
            [],
            axiom: "H7"
        );

    /// <summary>H8. TV(P, Q)^2 + exp(-KL(P, Q)) &lt;= 1; exp(-KL) is written 1/exp(KL), which is 0 where KL is infinite.</summary>
    public static Theorem BretagnolleHuber(Law p, Law q) =>
        From(
            "H8",
            new Judgement.AtMost(Power.Of(Divergence.TV(p, q), 2) + Power.Of(new Exp(Divergence.KL(p, q)), -1), 1),
            [],
            axiom: "H8"
        );

    /// <summary>H12. For X ~ P and Y from a kernel at X, and any law Q: E KL(P_Y|X, Q) = I(X; Y) + KL(P_Y, Q).</summary>
    public static Theorem Compensation(Law p, Channel kernel, Law q)
    {
        // Q is fixed: what it has free is not what P draws.
        var apart = p.Apart(kernel).Avoiding(q.FreeVariables.Select(v => v.Name));
        var joint = apart.With(kernel);
        return From(
            "H12",
            new Judgement.Equal(
                Expectation.Under(apart.Draws, Divergence.KL(kernel.At(apart.Outputs), q)),
                (Expr)new MutualInformation(joint, p.Outputs.Count, joint.Outputs.Count - p.Outputs.Count)
                    + Divergence.KL(apart.Then(kernel), q)
            ),
            [],
            axiom: "H12"
        );
    }

    /// <summary>Outputs of a law are independent where no draw is behind two of them.</summary>
    public static Theorem IndependentOutputs(Law joint)
    {
        const string rule = "independence of separate draws";
        var behind = joint.Outputs.Select(o => Behind(joint, o)).ToList();
        for (var k = 1; k < behind.Count; k++)
            if (behind[k].FirstOrDefault(v => behind.Take(k).Any(b => b.Contains(v))) is { } shared)
                throw new ProofException(rule, $"{shared.Name} is behind more than one of {joint.Outputs}.");
        return From(rule, new Judgement.Independent(joint), []);
    }

    private static HashSet<Variable> Behind(Law joint, Point output)
    {
        var needed = output.FreeVariables.ToHashSet();
        var behind = new HashSet<Variable>();
        foreach (var draw in joint.Draws.Reverse().Where(d => needed.Contains(d.Variable)))
        {
            behind.Add(draw.Variable);
            needed.UnionWith(draw.Arguments.SelectMany(a => a.FreeVariables));
        }
        return behind;
    }

    /// <summary>H15. sum_k I(X_k; Y) &lt;= I(X_1, ..., X_n; Y) for independent X_k, the first outputs of a joint law; Y are the others.</summary>
    public static Theorem Superadditivity(Theorem independent, Law joint)
    {
        const string rule = "H15";
        if (independent?.Conclusion is not Judgement.Independent { Joint: var law })
            throw new ProofException(rule, $"{independent?.Conclusion} does not say that outputs are independent.");
        var n = law.Outputs.Count;
        if (joint.Outputs.Count <= n || joint.Returning(joint.Outputs.Take(n)) != law)
            throw new ProofException(rule, $"the first outputs of {joint} are not those of {law}, or there are no others.");
        var rest = joint.Outputs.Skip(n).ToList();
        return From(
            rule,
            new Judgement.AtMost(
                Sum.Of(joint.Outputs.Take(n).Select(x => Information(joint.Returning([x, .. rest]), 1))),
                Information(joint, n)
            ),
            [independent],
            axiom: rule
        );
    }

    /// <summary>H15. sum_i I(S[i]; Y) &lt;= I(S; Y) for an i.i.d. sample S among the draws of a law of Y.</summary>
    public static Theorem SampleSuperadditivity(Law ofY, Draw sample, Symbol index)
    {
        const string rule = "H15";
        if (sample.Kernel is not Sampling s || !ofY.Draws.Contains(sample))
            throw new ProofException(rule, $"{sample.Variable.Name} is not an i.i.d. sample among the draws of {ofY}.");
        if (ofY.Outputs.Count == 0 || ofY.FreeSymbols.Contains(index))
            throw new ProofException(rule, $"{ofY} has no output, or already speaks of {index}.");
        Law With(Point x) => ofY.Returning([x, .. ofY.Outputs]);
        return From(
            rule,
            new Judgement.AtMost(
                new Series(index, 1, s.Size, Information(With(new Entry(sample.Variable, index)), 1)),
                Information(With(sample.Variable), 1)
            ),
            [],
            axiom: rule
        );
    }

    private static Expr Information(Law joint, int left) => new MutualInformation(joint, left, joint.Outputs.Count - left);

    /// <summary>H27. E_v H(P_v) &lt;= H(E_v P_v): entropy is concave; the mean entropy of empirical laws is at most that of their law.</summary>
    public static Theorem EntropyConcavity(Terms<Draw> draws, Law p) =>
        From(
            "H27",
            new Judgement.AtMost(Expectation.Under(draws, new Entropy(p)), new Entropy(Mixed(draws, p))),
            [],
            axiom: "H27"
        );

    // The mixture of a law over what it takes as given; its own draws are renamed rather than captured.
    private static Law Mixed(Terms<Draw> draws, Law law)
    {
        var apart = law.Avoiding(draws.Select(d => d.Variable.Name));
        return Law.Of(draws.Concat(apart.Draws), apart.Outputs);
    }
}
