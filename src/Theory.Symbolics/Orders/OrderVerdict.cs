using Theory.Symbolics.Optimisation;

namespace Theory.Symbolics.Orders;

/// <summary>Whether one expression is at most a constant times another, for all large sizes that the hypotheses allow.</summary>
public abstract record OrderVerdict
{
    private OrderVerdict() { }

    /// <summary>It is; each term on the left is a weighted geometric mean of terms on the right, up to hypotheses.</summary>
    /// <param name="Dominations">One domination for each term on the left.</param>
    public sealed record Proven(Terms<Domination> Dominations) : OrderVerdict;

    /// <summary>It is not; along the witness the quotient tends to infinity.</summary>
    /// <param name="Term">A term on the left that outgrows the right side.</param>
    /// <param name="Along">The regime: each free base as a function of <c>X -&gt; inf</c>.</param>
    public sealed record Refuted(Expr Term, Terms<(Expr Base, Expr Value)> Along) : OrderVerdict
    {
        /// <summary>The regime in words.</summary>
        public override string ToString() =>
            $"{Term} outgrows the right side along " + string.Join(", ", Along.Select(a => $"{a.Base} = {a.Value}"));
    }

    /// <summary>Not decided.</summary>
    /// <param name="Refusal">What blocks the decision.</param>
    public sealed record Unknown(Refusal Refusal) : OrderVerdict;
}

/// <summary>
/// The proof that a term is dominated: <c>Term = prod By_j^(w_j) * prod Hypothesis_k^(v_k)</c> with weights w that sum to 1 and
/// v &gt;= 0, where every hypothesis is a monomial that stays bounded.
/// </summary>
/// <param name="Term">The dominated term.</param>
/// <param name="Certificate">The terms that dominate it and the hypotheses used, with their weights.</param>
public sealed record Domination(Expr Term, Certificate Certificate);
