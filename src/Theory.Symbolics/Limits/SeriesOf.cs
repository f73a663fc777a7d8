namespace Theory.Symbolics.Limits;

/// <summary>One case of a series expansion.</summary>
/// <param name="When">The conditions on parameters under which it holds, besides the context.</param>
/// <param name="Terms">The terms, each of smaller order than the one before.</param>
/// <param name="IsAll">Whether their sum is the function itself.</param>
/// <param name="Because">Why there is no expansion, where there is none.</param>
public sealed record SeriesCase(Terms<Statement.Comparison> When, Terms<Expr> Terms, bool IsAll, Refusal? Because)
{
    /// <inheritdoc/>
    public override string ToString() =>
        (Because is null ? Sum.Of(Terms) + (IsAll ? "" : " + ...") : $"unknown ({Because})")
        + (When.Count == 0 ? "" : $" if {string.Join(", ", When)}");
}

/// <summary>Series expansions at a point or at infinity: of Taylor, Laurent and Puiseux, and with logarithms and exponentials.</summary>
public static class SeriesOf
{
    /// <summary>How many terms may be asked for.</summary>
    public const int MostTerms = 1_000;

    /// <summary>The first terms of the expansion, by cases that cover all that the context allows.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="variable">The symbol that tends somewhere; all others are parameters.</param>
    /// <param name="to">Where it tends, from one side.</param>
    /// <param name="terms">How many terms.</param>
    /// <param name="context">What is known of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and <see cref="MostTerms"/> terms.</exception>
    /// <exception cref="ArgumentException">No side is named.</exception>
    public static Terms<SeriesCase> ExpandAt(this Expr e, Symbol variable, Approach to, int terms, Context context)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(terms, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(terms, MostTerms);
        if (to is Approach.To)
            throw new ArgumentException($"A series is taken from one side: {to}+ or {to}-.", nameof(to));
        if (Depth.Excess(e) is { } excess)
            return [new([], [], false, excess)];
        return Cases
            .Solve(
                Situation.Of(e, variable, context),
                to,
                (expansion, germ) => Read(expansion, germ, terms),
                (why, _) => ([], false, why)
            )
            .Select(c => new SeriesCase(c.Situation.When, c.Result.Terms, c.Result.IsAll, c.Result.Because))
            .ToTerms();
    }

    private static (Terms<Expr> Terms, bool IsAll, Refusal? Because) Read(Expansion expansion, Germ germ, int count)
    {
        var (terms, isAll) = expansion.First(germ, count);
        return (terms.Select(expansion.Closed).ToTerms(), isAll, null);
    }
}
