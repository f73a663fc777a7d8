namespace Theory.Symbolics.Optimisation;

/// <summary>
/// The order of the infimum of a sum of monomials over some of its symbols. Floors are added to it as they are:
/// <c>inf (f + F) = inf f + F</c>.
/// </summary>
public abstract record Balance
{
    private Balance() { }

    /// <summary>Nonnegative summands that neither the choice nor growth moves; the order is that of the rest.</summary>
    public Terms<Expr> Floors { get; init; }

    /// <summary>Conditions, each of which makes the constraints contradict one another.</summary>
    public Terms<Statement.Comparison> Infeasible { get; init; }

    /// <summary>The order, by cases that cover all the hypotheses allow.</summary>
    /// <param name="Regimes">The cases; neighbours share their borders, where both answers are right.</param>
    public sealed record Diagram(Terms<Regime> Regimes) : Balance;

    /// <summary>The infimum is 0: the sum vanishes along a ray.</summary>
    /// <param name="Along">
    /// Exponents with which the minimised symbols follow <c>X -&gt; inf</c>; none where they differ with the parameters in exponents.
    /// </param>
    public sealed record Vanishes(Terms<(Symbol Symbol, Rational Exponent)> Along) : Balance
    {
        /// <summary>The ray, such as <c>tau = X</c>.</summary>
        public override string ToString() =>
            $"the infimum is {Sum.Of(Floors)}, approached "
            + (
                Along.Count == 0
                    ? "along a ray that depends on the parameters in exponents"
                    : "as X grows along "
                        + string.Join(", ", Along.Select(a => $"{a.Symbol} = {Power.Of(new Symbol("X"), a.Exponent)}"))
            );
    }

    /// <summary>The expression is not of the form that this analysis treats.</summary>
    /// <param name="Refusal">What blocks it.</param>
    public sealed record Refused(Refusal Refusal) : Balance;
}

/// <summary>One cell of a regime diagram.</summary>
/// <param name="When">The inequalities that cut it out; none where it is everything.</param>
/// <param name="Argmin">A choice of the minimised symbols that attains the order.</param>
/// <param name="IsUnique">Whether other orders of the minimised symbols do worse.</param>
/// <param name="Rate">The order of the infimum, up to a constant factor at most the number of terms.</param>
/// <param name="Dominant">The terms of that order at the choice.</param>
/// <param name="Certificate">Weights that prove that nothing does better.</param>
public sealed record Regime(
    Terms<Statement.Comparison> When,
    Terms<(Symbol Symbol, Expr Value)> Argmin,
    bool IsUnique,
    Expr Rate,
    Terms<Expr> Dominant,
    Certificate Certificate
);

/// <summary>
/// A weighted geometric mean: with weights that sum to 1, <c>sum_i M_i &gt;= prod_i M_i^(w_i)</c>, and the minimised symbols cancel in
/// the product. Constraints, monomials at most 1, enter with weights of their own.
/// </summary>
/// <param name="Terms">The terms with positive weights: numbers, or rational functions of the parameters in exponents.</param>
/// <param name="Constraints">The constraints with positive weights.</param>
public sealed record Certificate(Terms<(Expr Term, Expr Weight)> Terms, Terms<(Expr Constraint, Expr Weight)> Constraints)
{
    /// <summary>The product, such as <c>(tau^4/(m*n))^(1/5) * (1/tau)^(4/5)</c>.</summary>
    public Expr ToExpr() =>
        Product.Of(
            Terms.Select(t => Power.Of(t.Term, t.Weight)).Concat(Constraints.Select(c => Power.Of(c.Constraint, -c.Weight)))
        );

    /// <summary>The product in infix notation.</summary>
    public override string ToString() => ToExpr().ToString();
}
