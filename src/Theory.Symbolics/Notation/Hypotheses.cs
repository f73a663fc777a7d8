namespace Theory.Symbolics.Notation;

/// <summary>
/// The text of hypotheses, separated by commas: domains (<c>x real</c>, <c>n integer</c>), chains of comparisons
/// (<c>0 &lt; p &lt; 1</c>, <c>m = n^kappa</c>) and comparisons of a family (<c>KL_i &lt;= K for all i</c>).
/// </summary>
/// <remarks>
/// Comparisons of a symbol with numbers restrict its domain. A symbol is positive unless it is said to be real, has a lower
/// bound stated, or has an upper bound that is not positive.
/// </remarks>
public static class Hypotheses
{
    private static readonly Dictionary<string, Domain> Kinds = new()
    {
        ["real"] = Domain.Real,
        ["positive"] = Domain.Positive,
        ["nonnegative"] = Domain.Nonnegative,
        ["integer"] = Domain.Real.Integers(),
    };

    /// <summary>The context of the hypotheses; an empty text states none.</summary>
    public static Parsed<Context> Parse(string text, Vocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ParseFailure.Catch(text, () => Read(new InfixReader(text, vocabulary)));
    }

    // One clause is a restriction of one symbol, or a comparison that is kept as a fact.
    private abstract record Clause;

    private sealed record Restriction(Symbol Symbol, Domain Domain, int Position, bool SaysReal = false) : Clause;

    private sealed record Claim(Statement.Comparison Comparison) : Clause;

    private static Context Read(InfixReader reader)
    {
        var clauses = new List<Clause>();
        while (reader.Current.Kind is not TokenKind.End)
        {
            clauses.AddRange(Clauses(reader));
            if (reader.Current.Kind is not TokenKind.End && !reader.Skip(","))
                throw reader.Unexpected("',' between hypotheses");
        }
        var restricted = clauses
            .OfType<Restriction>()
            .GroupBy(restriction => restriction.Symbol)
            .Aggregate(Context.Empty, (context, group) => context.With(group.Key, Common([.. group])));
        return clauses
            .OfType<Claim>()
            .Aggregate(restricted, (context, claim) => context.With(claim.Comparison, new Justification.Given()));
    }

    private static Domain Common(Restriction[] restrictions)
    {
        var stated = restrictions.Select(r => r.Domain).Aggregate((a, b) => a.Intersect(b));
        var isSigned = restrictions.Any(r => r.SaysReal) || stated.Lower is not null || stated.IsNonpositive;
        var domain = isSigned ? stated : stated.Intersect(Domain.Positive);
        return domain.IsEmpty
            ? throw new ParseFailure(
                restrictions[^1].Position,
                $"No value is left for {restrictions[^1].Symbol}: the hypotheses restrict it to {domain}."
            )
            : domain;
    }

    private static List<Clause> Clauses(InfixReader reader)
    {
        var start = reader.Current.Position;
        return reader.QuantifiedIndex() is { } index
            ? reader.Under(index, () => Comparisons(reader, start, [Expr.Symbol(index)]))
            : Comparisons(reader, start, []);
    }

    private static List<Clause> Comparisons(InfixReader reader, int start, Terms<Symbol> forAll)
    {
        var sides = new List<Expr> { reader.Sum() };
        if (
            sides[0] is Symbol symbol
            && reader.Current.Kind is TokenKind.Name
            && Kinds.TryGetValue(reader.Current.Text, out var kind)
        )
            return [new Restriction(symbol, kind, start, SaysReal: reader.Next().Text == "real")];
        var clauses = new List<Clause>();
        while (ReadRelation(reader) is { } relation)
        {
            sides.Add(reader.Sum());
            clauses.Add(Compare(new(sides[^2], relation, sides[^1], forAll), start));
        }
        if (clauses.Count == 0)
            throw reader.Unexpected("a relation (<, <=, =, >=, >), or 'real', 'positive', 'nonnegative' or 'integer'");
        reader.SkipQuantifier(forAll.Count > 0);
        return clauses;
    }

    private static Relation? ReadRelation(InfixReader reader) =>
        reader.Skip("<") ? Relation.Less
        : reader.Skip("<=") ? Relation.LessOrEqual
        : reader.Skip("=") ? Relation.Equal
        : reader.Skip(">=") ? Relation.GreaterOrEqual
        : reader.Skip(">") ? Relation.Greater
        : null;

    private static Clause Compare(Statement.Comparison comparison, int start)
    {
        var ascending = comparison.Ascending;
        var closed = ascending.Relation is not Relation.Less;
        var domain = (ascending.Relation, ascending.Left, ascending.Right) switch
        {
            (Relation.Equal, _, _) => null,
            (_, Number n, Symbol) => Domain.Above(n.Value, closed),
            (_, Symbol, Number n) => Domain.Below(n.Value, closed),
            _ => null,
        };
        return domain is null
            ? new Claim(comparison)
            : new Restriction((Symbol)(ascending.Left is Symbol ? ascending.Left : ascending.Right), domain, start);
    }
}
