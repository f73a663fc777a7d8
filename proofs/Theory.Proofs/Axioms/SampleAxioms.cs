using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// Independent samples and statements that hold with high probability.
public sealed partial class Theorem
{
    /// <summary>
    /// Independence of the entries of S ~ P^n: E_S exp(sum_i f(i, S[i])) = exp(sum_i log E_P exp(f(i, X))), for f given by a body in
    /// an index and a variable.
    /// </summary>
    public static Theorem IndependentEntries(
        Draw sample,
        Symbol index,
        Variable x,
        Expr body,
        params IEnumerable<Judgement> given
    )
    {
        const string rule = "independence";
        if (sample.Kernel is not Sampling s || s.Of.To != x.Of)
            throw new ProofException(rule, $"{sample.Variable.Name} is not an i.i.d. sample of points like {x.Name}.");
        if (body.FreeVariables().Contains(sample.Variable))
            throw new ProofException(rule, $"{body} depends on the whole sample.");
        if (s.Size.FreeSymbols().Contains(index))
            throw new ProofException(rule, $"the index {index} is already in use.");
        var entry = new Entry(sample.Variable, new Ordinal(index, s.Size));
        var draw = new Draw(x, s.Of, []);
        Expr AllOf(Expr each) => new Series(index, 1, s.Size, each);
        return From(
            rule,
            new Judgement.Equal(
                Expectation.Under([sample], new Exp(AllOf(body.Substitute(new Dictionary<Variable, Point> { [x] = entry })))),
                new Exp(AllOf(new Log(Expectation.Under([draw], new Exp(body)))))
            ),
            [],
            given
        );
    }

    /// <summary>E over a uniform index j of f(j) = the average over i = 1, ..., n of f(i).</summary>
    public static Theorem UniformAverage(Draw index, Symbol i, Expr body, params IEnumerable<Judgement> given)
    {
        const string rule = "definition of the uniform law";
        if (index.Kernel is not UniformIndex u)
            throw new ProofException(rule, $"{index.Variable.Name} is not uniform on indices.");
        if (body.FreeSymbols().Contains(i))
            throw new ProofException(rule, $"{body} already speaks of {i}.");
        var at = body.Substitute(new Dictionary<Variable, Point> { [index.Variable] = new Ordinal(i, u.Size) });
        return From(
            rule,
            new Judgement.Equal(Expectation.Under([index], body), new Series(i, 1, u.Size, at, IsAverage: true)),
            [],
            given
        );
    }

    /// <summary>KL(delta_k, uniform on 1, ..., n) = log n, for an index k.</summary>
    public static Theorem UniformDivergence(Point at, Draw index)
    {
        const string rule = "definition of the uniform law";
        if (index.Kernel is not UniformIndex u || at.Space != index.Variable.Of)
            throw new ProofException(rule, $"{index.Variable.Name} is not uniform on the indices that {at} is one of.");
        var uniform = Law.Of([index], index.Variable);
        return From(rule, new Judgement.Equal(Divergence.KL(Law.Of([], at), uniform), new Log(u.Size)), []);
    }

    /// <summary>H21 for log Y: with probability at least 1 - delta, log Y &lt;= log E Y + log(1/delta), for positive Y.</summary>
    public static Theorem MarkovInequality(Terms<Draw> draws, Expr y, Expr delta, params IEnumerable<Judgement> given)
    {
        const string rule = "H21";
        var facts = given.ToTerms();
        if (Grade.Of(y, ((IReadOnlyCollection<Judgement>)facts).Under(draws)) is not { IsPositive: true })
            throw new ProofException(rule, $"{y} is not known to be positive.");
        if (Grade.Of(delta, facts) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{delta} is not known to be positive and finite.");
        RefuseRandom(rule, draws, delta);
        var event_ = new Judgement.AtMost(new Log(y), new Log(Expectation.Under(draws, y)) + new Log(1 / delta));
        return From(rule, new Judgement.WithProbability(draws, event_, delta), [], facts, axiom: rule);
    }

    /// <summary>From "with probability at least 1 - delta, J" and a proof of K from J: with probability at least 1 - delta, K.</summary>
    public Theorem Hence(Theorem consequence)
    {
        const string rule = "monotonicity of probability";
        if (Conclusion is not Judgement.WithProbability w)
            throw new ProofException(rule, $"{Conclusion} is not a statement with probability.");
        if (consequence is null || !consequence.Hypotheses.Contains(w.Event))
            throw new ProofException(rule, $"the consequence does not start from {w.Event}.");
        var others = consequence.Hypotheses.Where(h => h != w.Event).ToList();
        foreach (var h in others)
            if (h.FreeVariables().FirstOrDefault(w.Draws.Select(d => d.Variable).Contains) is { } random)
                throw new ProofException(rule, $"the hypothesis {h} speaks of {random.Name}, which is drawn.");
        var conclusion = new Judgement.WithProbability(w.Draws, consequence.Conclusion, w.Delta);
        return new(rule, conclusion, Hypotheses.Concat(others), [this, consequence]);
    }

    /// <summary>Two statements with probability at least 1 - delta_1 and 1 - delta_2 hold together with at least 1 - (delta_1 + delta_2).</summary>
    public static Theorem Union(Theorem first, Theorem second)
    {
        const string rule = "union bound";
        if (first?.Conclusion is not Judgement.WithProbability a || second?.Conclusion is not Judgement.WithProbability b)
            throw new ProofException(
                rule,
                $"{first?.Conclusion} and {second?.Conclusion} are not both statements with probability."
            );
        if (a.Draws != b.Draws)
            throw new ProofException(rule, "the two probabilities are over different draws.");
        return From(
            rule,
            new Judgement.WithProbability(a.Draws, new Judgement.Both(a.Event, b.Event), a.Delta + b.Delta),
            [first, second]
        );
    }

    /// <summary>The first (or second) of two judgements that hold together.</summary>
    public Theorem Part(bool second) =>
        Conclusion is Judgement.Both b
            ? From("conjunction", second ? b.Second : b.First, [this])
            : throw new ProofException("conjunction", $"{Conclusion} is not two judgements.");

    /// <summary>
    /// H16. Changing one of n points changes W1(P_n, Q) by at most Delta/n, for the empirical law P_n of the sample, or that of what a
    /// kernel makes of its points, and a space of diameter at most Delta.
    /// </summary>
    public static Theorem EmpiricalDifferences(Theorem bounded, Draw sample, Law q, Channel? through = null)
    {
        const string rule = "H16";
        if (sample.Kernel is not Sampling)
            throw new ProofException(rule, $"{sample.Variable.Name} is not an i.i.d. sample.");
        var empirical = EmpiricalLaw(sample, through);
        if (q.Spaces is not [var space] || empirical.Spaces != q.Spaces)
            throw new ProofException(rule, $"{empirical} and {q} are not laws of one point on one space.");
        if (bounded?.Conclusion is not Judgement.Bounded b || b.Function != Function.Metric(space))
            throw new ProofException(rule, $"{bounded?.Conclusion} does not bound the metric of the space.");
        if (q.FreeVariables.Concat(through?.FreeVariables ?? []).Contains(sample.Variable))
            throw new ProofException(rule, $"{q} or the kernel depends on the sample.");
        var distance = Divergence.W1(empirical, q);
        var size = ((Sampling)sample.Kernel).Size;
        return From(rule, new Judgement.BoundedDifferences(sample.Variable, distance, b.Width / size), [bounded], axiom: rule);
    }

    // The law of an entry at a uniform index, or of what a kernel makes of it.
    private static Law EmpiricalLaw(Draw sample, Channel? through)
    {
        var index = Draw.From("j", new UniformIndex(((Sampling)sample.Kernel).Size));
        var empirical = Law.Of([index], new Entry(sample.Variable, index.Variable));
        return through is null ? empirical : empirical.Then(through);
    }

    /// <summary>
    /// H23. For S ~ P^n and f with differences at most c: E exp(s (f - E f)) &lt;= exp(s^2 n c^2/8).
    /// </summary>
    public static Theorem McDiarmid(Theorem differences, Draw sample, Expr s)
    {
        const string rule = "H23";
        if (differences?.Conclusion is not Judgement.BoundedDifferences d || d.Sample != sample.Variable)
            throw new ProofException(rule, $"{differences?.Conclusion} does not bound differences in {sample.Variable.Name}.");
        if (sample.Kernel is not Sampling { Size: var n })
            throw new ProofException(rule, $"{sample.Variable.Name} is not an i.i.d. sample.");
        RefuseRandom(rule, [sample], s);
        RefuseRandom(rule, [sample], d.Width);
        var centred = d.Value - Expectation.Under([sample], d.Value);
        return From(
            rule,
            new Judgement.AtMost(
                Expectation.Under([sample], new Exp(s * centred)),
                new Exp(Power.Of(s, 2) * n * Power.Of(d.Width, 2) / 8)
            ),
            [differences],
            axiom: rule
        );
    }
}
