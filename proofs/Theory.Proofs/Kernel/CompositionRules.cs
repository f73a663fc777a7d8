using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// What composed bounds need: the least over a parameter, the smaller of two bounds, and the way from probability to expectation.
public sealed partial class Theorem
{
    /// <summary>
    /// From G |- L &lt;= c + a x^(-p) + b x^q for a symbol x of which G, L, a, b and c say nothing: the same at the least value over x,
    /// L &lt;= c + (a/u)^u (b/v)^v with u = q/(p + q), v = p/(p + q), for a &gt;= 0 (possibly infinite) and 0 &lt; b &lt; inf. Where a = 0 the
    /// least value is approached as x tends to 0. A statement with probability may be made for the best x only where a and b are not
    /// random: then the best x is one number, or a limit of ever smaller events.
    /// </summary>
    /// <param name="x">The parameter.</param>
    /// <param name="theorem">An inequality, or one with probability, whose right side is written as the sum of the three.</param>
    /// <param name="rest">c.</param>
    /// <param name="falling">a and p.</param>
    /// <param name="rising">b and q.</param>
    public static Theorem LeastOver(
        Symbol x,
        Theorem theorem,
        Expr rest,
        (Expr Factor, Rational Power) falling,
        (Expr Factor, Rational Power) rising
    )
    {
        const string rule = "least over a parameter";
        var likely = theorem?.Conclusion as Judgement.WithProbability;
        if ((likely?.Event ?? theorem?.Conclusion) is not Judgement.AtMost { Left: var left, Right: var right })
            throw new ProofException(rule, $"{theorem?.Conclusion} is not an inequality.");
        var ((a, p), (b, q)) = (falling, rising);
        if (p.Sign <= 0 || q.Sign <= 0)
            throw new ProofException(rule, $"the powers -({p}) and {q} do not fall and rise.");
        var wanted = Sum.Of(rest, a * Power.Of(x, -p), b * Power.Of(x, q));
        if (right != wanted)
            throw new ProofException(rule, $"{right} is not written as {wanted}.");
        Terms<Draw> draws = likely?.Draws ?? [];
        var silent = new[] { left, rest, a, b }.Append(likely?.Delta ?? 0);
        if (
            silent.Any(e => e.FreeSymbols().Contains(x))
            || draws.Any(d => d.FreeSymbols.Contains(x))
            || theorem!.Hypotheses.Any(h => h.FreeSymbols().Contains(x))
        )
            throw new ProofException(rule, $"{x} occurs elsewhere too: in the left side, a coefficient or a hypothesis.");
        if (theorem.Whole.Contains(x))
            throw new ProofException(rule, $"{x} is a positive integer, and the best value need not be one.");
        RefuseRandom(rule, draws, a);
        RefuseRandom(rule, draws, b);
        if (Grade.Of(a, theorem.Hypotheses) is not { IsNonnegative: true })
            throw new ProofException(rule, $"{a} is not known to be nonnegative.");
        if (Grade.Of(b, theorem.Hypotheses) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{b} is not known to be positive and finite.");
        var (u, v) = (q / (p + q), p / (p + q));
        var least = Sum.Of(rest, Power.Of(a / (Expr)u, u) * Power.Of(b / (Expr)v, v));
        return From(rule, Like(likely, new Judgement.AtMost(left, least)), [theorem]);
    }

    /// <summary>L &lt;= min(R_1, ..., R_k) from L &lt;= R_1, ..., L &lt;= R_k.</summary>
    public static Theorem Smallest(params IEnumerable<Theorem> bounds)
    {
        const string rule = "smallest of several";
        var all = bounds.ToList();
        var sides = all.Select(t => SidesOf(rule, t)).ToList();
        if (sides.Count == 0)
            throw new ProofException(rule, "there is nothing to choose from.");
        if (sides.FirstOrDefault(s => s.Left != sides[0].Left) is { Left: { } other })
            throw new ProofException(rule, $"{other} is another left side than {sides[0].Left}.");
        return From(rule, new Judgement.AtMost(sides[0].Left, new Min(sides.Select(s => s.Right).ToTerms())), all);
    }

    /// <summary>
    /// From "with probability at least 1 - delta over the draws, L &lt;= R" and "L &lt;= w whatever is drawn", for R &gt;= 0 and a w &gt;= 0 that is
    /// not random: E L &lt;= E R + delta w.
    /// </summary>
    public static Theorem Expected(Theorem probable, Theorem always)
    {
        const string rule = "from probability to expectation";
        if (probable?.Conclusion is not Judgement.WithProbability { Event: Judgement.AtMost likely, Draws: var draws } w)
            throw new ProofException(rule, $"{probable?.Conclusion} is not an inequality with probability.");
        if (always?.Conclusion is not Judgement.AtMost surely || surely.Left != likely.Left)
            throw new ProofException(rule, $"{always?.Conclusion} is not about {likely.Left}.");
        RefuseIfFree(rule, draws.Select(d => d.Variable), always);
        RefuseRandom(rule, draws, surely.Right);
        RefuseRandom(rule, draws, w.Delta);
        var facts = probable.Hypotheses.Concat(always.Hypotheses).ToTerms();
        if (Grade.Of(surely.Right, facts) is not { IsNonnegative: true })
            throw new ProofException(rule, $"{surely.Right} is not known to be nonnegative.");
        if (Grade.Of(likely.Right, ((IReadOnlyCollection<Judgement>)facts).Under(draws)) is not { IsNonnegative: true })
            throw new ProofException(rule, $"{likely.Right} is not known to be nonnegative.");
        return From(
            rule,
            new Judgement.AtMost(
                Expectation.Under(draws, likely.Left),
                Expectation.Under(draws, likely.Right) + w.Delta * surely.Right
            ),
            [probable, always]
        );
    }

    /// <summary>From "with probability at least 1 - delta, J" and delta &lt;= delta': with probability at least 1 - delta', J.</summary>
    public Theorem Relaxed(Theorem deltas)
    {
        const string rule = "smaller probability";
        if (Conclusion is not Judgement.WithProbability w)
            throw new ProofException(rule, $"{Conclusion} is not a statement with probability.");
        var (less, more) = SidesOf(rule, deltas);
        if (less != w.Delta)
            throw new ProofException(rule, $"{less} is not the probability {w.Delta} of failure.");
        RefuseRandom(rule, w.Draws, more);
        return From(rule, w with { Delta = more }, [this, deltas]);
    }

    // The event with the probability of another, where there is one.
    private static Judgement Like(Judgement.WithProbability? probable, Judgement event_) =>
        probable is null ? event_ : probable with { Event = event_ };
}
