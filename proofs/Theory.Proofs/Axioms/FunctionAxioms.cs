using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// Classical inequalities about functions under laws: change of measure, sub-Gaussian tails, Lipschitz functions.
public sealed partial class Theorem
{
    /// <summary>H1. E_Q f &lt;= KL(Q, P) + log E_P exp(f), for f given by a body in variables that name the outputs.</summary>
    public static Theorem ChangeOfMeasure(Law q, Law p, Terms<Variable> arguments, Expr body, params IEnumerable<Judgement> given)
    {
        Expr Expected(Law law, Expr f) => new Expectation(RandomReal.Of(law, arguments, f));
        return From(
            "H1",
            new Judgement.AtMost(Expected(q, body), Divergence.KL(q, p) + new Log(Expected(p, new Exp(body)))),
            [],
            given,
            axiom: "H1"
        );
    }

    /// <summary>
    /// H3. Where f is R-sub-Gaussian under the reference P: E_Q f &lt;= E_P f + sqrt(2 R^2 KL(Q, P)), or with
    /// <paramref name="lower"/> the same with E_P f and E_Q f exchanged.
    /// </summary>
    public static Theorem SubGaussianTransport(
        Theorem subGaussian,
        Law q,
        Law p,
        Terms<Variable> arguments,
        Expr body,
        bool lower = false,
        params IEnumerable<Judgement> given
    )
    {
        const string rule = "H3";
        if (subGaussian?.Conclusion is not Judgement.SubGaussian s)
            throw new ProofException(rule, $"{subGaussian?.Conclusion} does not say that a function is sub-Gaussian.");
        if (!s.Of.Equals(RandomReal.Of(p, arguments, body)))
            throw new ProofException(rule, $"the tails of {s.Of} are known, not those of {body} under the reference law {p}.");
        if (Grade.Of(s.R, subGaussian.Hypotheses) is not { IsPositive: true })
            throw new ProofException(rule, $"{s.R} is not known to be positive.");
        Expr underQ = new Expectation(RandomReal.Of(q, arguments, body));
        Expr underP = new Expectation(s.Of);
        var deviation = Expr.Sqrt(2 * Power.Of(s.R, 2) * Divergence.KL(q, p));
        var conclusion = lower
            ? new Judgement.AtMost(underP, underQ + deviation)
            : new Judgement.AtMost(underQ, underP + deviation);
        return From(rule, conclusion, [subGaussian], given, axiom: rule);
    }

    /// <summary>H4. A function whose values lie in an interval of width w is w/2-sub-Gaussian under every law.</summary>
    public static Theorem HoeffdingLemma(Theorem bounded, Terms<Draw> draws, Terms<Point> arguments)
    {
        const string rule = "H4";
        var (function, width) = bounded?.Conclusion switch
        {
            Judgement.Bounded b => (b.Function, b.Width),
            Judgement.Range r when OnlyRandom(draws, arguments, r.Argument) => (r.Function, r.Width),
            _ => throw new ProofException(
                rule,
                $"{bounded?.Conclusion} does not bound the range over what is random in {arguments}."
            ),
        };
        return From(
            rule,
            new Judgement.SubGaussian(RandomReal.Of(draws, new Evaluation(function, arguments)), width / 2),
            [bounded],
            axiom: rule
        );
    }

    private static bool OnlyRandom(Terms<Draw> draws, Terms<Point> arguments, int argument)
    {
        var drawn = draws.Select(d => d.Variable).ToHashSet();
        return arguments.Index().All(a => a.Index == argument || !a.Item.FreeVariables.Any(drawn.Contains));
    }

    /// <summary>E exp(s (f - E f)) &lt;= exp(s^2 R^2/2): what it means that f is R-sub-Gaussian.</summary>
    public static Theorem MomentGenerating(Theorem subGaussian, Expr s)
    {
        const string rule = "definition of sub-Gaussian";
        if (subGaussian?.Conclusion is not Judgement.SubGaussian f)
            throw new ProofException(rule, $"{subGaussian?.Conclusion} does not say that a function is sub-Gaussian.");
        RefuseRandom(rule, f.Of.Draws, s);
        var centred = f.Of.Body - new Expectation(f.Of);
        return From(
            rule,
            new Judgement.AtMost(
                Expectation.Under(f.Of.Draws, new Exp(s * centred)),
                new Exp(Power.Of(s, 2) * Power.Of(f.R, 2) / 2)
            ),
            [subGaussian]
        );
    }

    /// <summary>
    /// From "for all v, f(v, .) is R-sub-Gaussian under P": f(V, X) - E_P f(V, .) is R-sub-Gaussian for V drawn and X ~ P independent,
    /// by averaging the moment generating functions, each of mean 0.
    /// </summary>
    public static Theorem CentredMixture(Theorem forAll, Terms<Draw> draws)
    {
        const string rule = "mixture of centred sub-Gaussians";
        if (forAll?.Conclusion is not Judgement.ForAll { Body: Judgement.SubGaussian s } all)
            throw new ProofException(rule, $"{forAll?.Conclusion} does not say that functions are sub-Gaussian for all values.");
        if (!all.Variables.All(draws.Select(d => d.Variable).Contains))
            throw new ProofException(rule, $"not all of {all.Variables} are drawn.");
        // Not quantified, a drawn variable would be tied to one that is arbitrary.
        if (s.Of.FreeVariables.Except(all.Variables).FirstOrDefault(draws.Select(d => d.Variable).Contains) is { } captured)
            throw new ProofException(
                rule,
                $"{captured.Name} is drawn, but {forAll.Conclusion} is not stated for all its values."
            );
        RefuseRandom(rule, draws, s.R);
        var centred = RandomReal.Of(s.Of.Draws, s.Of.Body - new Expectation(s.Of));
        return From(rule, new Judgement.SubGaussian(centred.After(draws), s.R), [forAll]);
    }

    /// <summary>A K-Lipschitz function of an argument is K R-sub-Gaussian under a law where 1-Lipschitz functions are R-sub-Gaussian.</summary>
    public static Theorem LipschitzIsSubGaussian(Theorem lipschitz, Theorem subGaussian, Terms<Point> arguments)
    {
        const string rule = "Lipschitz functions of sub-Gaussian laws";
        if (lipschitz?.Conclusion is not Judgement.Lipschitz f)
            throw new ProofException(rule, $"{lipschitz?.Conclusion} does not say that a function is Lipschitz.");
        if (subGaussian?.Conclusion is not Judgement.LipschitzSubGaussian { Under.Outputs.Count: 1 } s)
            throw new ProofException(rule, $"{subGaussian?.Conclusion} does not say that Lipschitz functions are sub-Gaussian.");
        var under = s.Under.Avoiding(arguments.SelectMany(a => a.FreeVariables).Select(v => v.Name));
        var at = arguments.Index().Select(a => a.Index == f.Argument ? under.Outputs[0] : a.Item).ToTerms();
        return From(
            rule,
            new Judgement.SubGaussian(RandomReal.Of(under.Draws, new Evaluation(f.Function, at)), f.K * s.R),
            [lipschitz, subGaussian]
        );
    }

    /// <summary>f(x) &lt;= f(y) + K d(x, y): what it means that f is K-Lipschitz in an argument.</summary>
    public static Theorem LipschitzBound(Theorem lipschitz, Terms<Point> arguments, Point other)
    {
        const string rule = "definition of Lipschitz";
        if (lipschitz?.Conclusion is not Judgement.Lipschitz f)
            throw new ProofException(rule, $"{lipschitz?.Conclusion} does not say that a function is Lipschitz.");
        var at = arguments[f.Argument];
        Expr moved = new Evaluation(f.Function, arguments.Index().Select(a => a.Index == f.Argument ? other : a.Item).ToTerms());
        var distance = new Evaluation(Function.Metric(at.Space), [at, other]);
        return From(rule, new Judgement.AtMost(new Evaluation(f.Function, arguments), moved + f.K * distance), [lipschitz]);
    }

    /// <summary>
    /// H17. To bound E_v W1(P_v, Q_v) by C it is enough to bound, for an unspecified bounded f(v, x) that is 1-Lipschitz in x,
    /// E_v E_P f(v, X) &lt;= C + E_v E_Q f(v, X): an optimal critic can be chosen measurably in v, up to any error.
    /// <paramref name="bound"/> proves that inequality from Lipschitz(f) and Bounded(f), which are discharged.
    /// </summary>
    public static Theorem KantorovichRubinstein(
        Theorem bound,
        Function f,
        Symbol width,
        Terms<Draw> draws,
        Terms<Point> at,
        Law p,
        Law q,
        Expr c
    )
    {
        const string rule = "H17";
        Expr Critic(Law law)
        {
            var x = new Variable(Fresh(at, law), law.Spaces[0]);
            var value = RandomReal.Of(law, [x], new Evaluation(f, [.. at, x]));
            return new Expectation(value.After(draws));
        }
        if (p.Outputs.Count != 1 || p.Spaces != q.Spaces)
            throw new ProofException(rule, $"{p} and {q} are not laws of one point on one space.");
        // The critic may depend on everything that the two laws depend on, and on nothing less.
        var drawn = draws.Select(d => d.Variable).ToHashSet();
        if (p.FreeVariables.Concat(q.FreeVariables).FirstOrDefault(v => drawn.Contains(v) && !at.Contains(v)) is { } missing)
            throw new ProofException(rule, $"the laws depend on {missing.Name}, the critic does not.");
        RefuseRandom(rule, draws, c);
        var wanted = new Judgement.AtMost(Critic(p), c + Critic(q));
        if (bound?.Conclusion != wanted)
            throw new ProofException(rule, $"{bound?.Conclusion} is not {wanted}.");
        Judgement[] discharged = [new Judgement.Lipschitz(f, at.Count, 1), new Judgement.Bounded(f, width)];
        var kept = bound.Hypotheses.Except(discharged).ToList();
        var conclusion = new Judgement.AtMost(Expectation.Under(draws, Divergence.W1(p, q)), c);
        foreach (var judgement in kept.Append(conclusion))
            if (judgement.Functions().Contains(f) || judgement.FreeSymbols().Contains(width))
                throw new ProofException(
                    rule,
                    $"{judgement} speaks of the critic {f.Name} or its range {width}, which stand for any."
                );
        return new(rule, conclusion, kept, [bound], axiom: rule);
    }

    private static string Fresh(Terms<Point> at, Law law)
    {
        var taken = at.SelectMany(p => p.FreeVariables).Concat(law.FreeVariables).Select(v => v.Name).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(k => $"x{k}").First(name => !taken.Contains(name));
    }

    private static void RefuseRandom(string rule, Terms<Draw> draws, Expr e)
    {
        if (e.FreeVariables().FirstOrDefault(draws.Select(d => d.Variable).Contains) is { } random)
            throw new ProofException(rule, $"{e} depends on {random.Name}, which is drawn.");
    }
}
