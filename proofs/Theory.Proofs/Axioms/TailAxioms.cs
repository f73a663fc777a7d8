using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// One-sided tails, means of bounded functions, and Gaussian kernels.
public sealed partial class Theorem
{
    /// <summary>A sub-Gaussian variable has a sub-Gaussian lower tail, by definition.</summary>
    public static Theorem LowerTail(Theorem subGaussian)
    {
        const string rule = "definition of sub-Gaussian";
        return subGaussian?.Conclusion is Judgement.SubGaussian s
            ? From(rule, new Judgement.LowerSubGaussian(s.Of, s.R), [subGaussian])
            : throw new ProofException(rule, $"{subGaussian?.Conclusion} does not say that a function is sub-Gaussian.");
    }

    /// <summary>H3-. Where f has an R-sub-Gaussian lower tail under the reference P: E_P f &lt;= E_Q f + sqrt(2 R^2 KL(Q, P)).</summary>
    public static Theorem LowerTransport(
        Theorem lowerTail,
        Law q,
        Law p,
        Terms<Variable> arguments,
        Expr body,
        params IEnumerable<Judgement> given
    )
    {
        const string rule = "H3-";
        if (lowerTail?.Conclusion is not Judgement.LowerSubGaussian s)
            throw new ProofException(rule, $"{lowerTail?.Conclusion} does not say that a lower tail is sub-Gaussian.");
        if (!s.Of.Equals(RandomReal.Of(p, arguments, body)))
            throw new ProofException(rule, $"the tail of {s.Of} is known, not that of {body} under the reference law {p}.");
        if (Grade.Of(s.R, lowerTail.Hypotheses) is not { IsPositive: true })
            throw new ProofException(rule, $"{s.R} is not known to be positive.");
        Expr underQ = new Expectation(RandomReal.Of(q, arguments, body));
        var deviation = Expr.Sqrt(2 * Power.Of(s.R, 2) * Divergence.KL(q, p));
        return From(rule, new Judgement.AtMost(new Expectation(s.Of), underQ + deviation), [lowerTail], given, axiom: rule);
    }

    /// <summary>
    /// H22. For S ~ P^n and a function f with values in an interval of width w: with probability at least 1 - exp(-2 n t^2/w^2), the
    /// mean of f over the entries is at most E f + t.
    /// </summary>
    public static Theorem HoeffdingInequality(Theorem bounded, Draw sample, Symbol index, Expr t)
    {
        const string rule = "H22";
        if (sample.Kernel is not Sampling s)
            throw new ProofException(rule, $"{sample.Variable.Name} is not an i.i.d. sample.");
        if (bounded?.Conclusion is not Judgement.Bounded { Function: { From: [var space] } f, Width: var w } || space != s.Of.To)
            throw new ProofException(rule, $"{bounded?.Conclusion} does not bound a function of one entry of the sample.");
        if (Grade.Of(t, bounded.Hypotheses) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{t} is not known to be positive and finite.");
        if (Grade.Of(w, bounded.Hypotheses) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{w} is not known to be positive and finite.");
        RefuseRandom(rule, [sample], t);
        RefuseRandom(rule, [sample], w);
        if (new[] { t, w, s.Size }.Any(e => e.FreeSymbols().Contains(index)))
            throw new ProofException(rule, $"the index {index} is already in use.");
        var x = new Variable("x", s.Of.To);
        var mean = new Series(index, 1, s.Size, new Evaluation(f, [new Entry(sample.Variable, index)]), IsAverage: true);
        Expr expected = Expectation.Under([new Draw(x, s.Of, [])], new Evaluation(f, [x]));
        return From(
            rule,
            new Judgement.WithProbability(
                [sample],
                new Judgement.AtMost(mean, expected + t),
                new Exp(-2 * s.Size * Power.Of(t, 2) / Power.Of(w, 2))
            ),
            [bounded],
            axiom: rule
        );
    }

    /// <summary>
    /// H5. Under N(a x, s^2 I) every 1-Lipschitz function is s-sub-Gaussian. The metric of a space is any in this kernel; that it is the
    /// Euclidean one stays as a hypothesis in words.
    /// </summary>
    public static Theorem GaussianLipschitz(GaussianChannel gaussian, Point x)
    {
        const string rule = "H5";
        if (Grade.Of(gaussian.Variance, []) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{gaussian.Variance} is not known to be positive and finite.");
        return From(
            rule,
            new Judgement.LipschitzSubGaussian(Law.At(gaussian, x), Expr.Sqrt(gaussian.Variance)),
            [],
            [Euclidean(gaussian.Noised)],
            axiom: rule
        );
    }

    /// <summary>
    /// H26. I(X; N(a X, s^2 I)) &lt;= a^2 E d(X, o)^2/(2 s^2) for any point o that is not random, with the Euclidean distance (a hypothesis
    /// in words): the divergence of N(a X, s^2 I) from N(a o, s^2 I), on average.
    /// </summary>
    public static Theorem GaussianInformation(Law p, GaussianChannel gaussian, Variable origin)
    {
        const string rule = "H26";
        if (p.Spaces is not [var space] || space != gaussian.On || origin.Of != space)
            throw new ProofException(rule, $"{p} and {origin.Name} are not a law and a point of the space {gaussian.On}.");
        if (Grade.Of(gaussian.Variance, []) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{gaussian.Variance} is not known to be positive and finite.");
        if (Grade.Of(gaussian.Scale, []) is not { IsFinite: true })
            throw new ProofException(rule, $"{gaussian.Scale} is not known to be finite.");
        var x = new Variable("x", space);
        var channel = new Channel([x], Law.At(gaussian, x));
        var apart = p.Avoiding([origin.Name]);
        Expr distance = new Evaluation(Function.Metric(space), [apart.Outputs[0], origin]);
        return From(
            rule,
            new Judgement.AtMost(
                new MutualInformation(apart.With(channel)),
                Power.Of(gaussian.Scale, 2) / (2 * gaussian.Variance) * Expectation.Under(apart.Draws, Power.Of(distance, 2))
            ),
            [],
            [Euclidean(space)],
            axiom: rule
        );
    }

    /// <summary>
    /// The identity behind H26: KL(N(a x, s^2 I), N(a y, s^2 I)) = a^2 d(x, y)^2/(2 s^2), with the Euclidean distance (a hypothesis in
    /// words).
    /// </summary>
    public static Theorem GaussianDivergence(GaussianChannel gaussian, Point x, Point y)
    {
        const string rule = "H26";
        if (Grade.Of(gaussian.Variance, []) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{gaussian.Variance} is not known to be positive and finite.");
        if (Grade.Of(gaussian.Scale, []) is not { IsFinite: true })
            throw new ProofException(rule, $"{gaussian.Scale} is not known to be finite.");
        return From(
            rule,
            new Judgement.Equal(
                Divergence.KL(Law.At(gaussian, x), Law.At(gaussian, y)),
                Power.Of(gaussian.Scale, 2)
                    / (2 * gaussian.Variance)
                    * Power.Of(new Evaluation(Function.Metric(gaussian.On), [x, y]), 2)
            ),
            [],
            [Euclidean(gaussian.On)],
            axiom: rule
        );
    }

    private static Judgement Euclidean(Space space) =>
        new Judgement.InWords($"the metric of {(space is Space.Named n ? n.Name : space)} is the Euclidean distance");
}
