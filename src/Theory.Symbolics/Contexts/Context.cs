using System.Collections.Immutable;
using Theory.Symbolics.Notation;

namespace Theory.Symbolics;

/// <summary>
/// What is known of symbols and quantities: a domain for each symbol, and facts with their justifications. Immutable; the last
/// parameter of whatever needs it. A symbol that is not mentioned is a positive real.
/// </summary>
public sealed class Context
{
    private readonly ImmutableDictionary<Symbol, Domain> domains;
    private readonly ImmutableList<Fact> facts;

    private Context(ImmutableDictionary<Symbol, Domain> domains, ImmutableList<Fact> facts, int changes = 0, int steps = 0) =>
        (this.domains, this.facts, Changes, Steps) = (domains, facts, changes, steps);

    /// <summary>How many changes of variable led to the question at hand: their number is bounded.</summary>
    internal int Changes { get; }

    /// <summary>The context of a question that a change of variable led to.</summary>
    internal Context Changed() => new(domains, facts, Changes + 1, Steps);

    /// <summary>How many questions about signs led to the question at hand: their number is bounded.</summary>
    internal int Steps { get; }

    /// <summary>The context of a question that another about a sign led to.</summary>
    internal Context Stepped() => new(domains, facts, Changes, Steps + 1);

    /// <summary>
    /// The context without the comparisons that bound a symbol, so that what is shown holds over all of its domain: what is monotone or
    /// convex where a comparison holds need not be so up to the ends of the domain. Facts about quantities that depend on it stay.
    /// </summary>
    internal Context WithoutBoundsOf(Symbol symbol) =>
        new(domains, facts.RemoveAll(f => f.Statement is Statement.Comparison c && c.Bounds(symbol)), Changes, Steps);

    /// <summary>
    /// The context in which a symbol is a new variable, such as the index of a sum: without what is said of one of that name outside. What
    /// was derived or cited of quantities holds for every index that they have, and stays.
    /// </summary>
    internal Context Binding(Symbol variable, Domain domain) =>
        new(domains.SetItem(variable, domain), facts.RemoveAll(f => f.SpeaksOf(variable)), Changes, Steps);

    /// <summary>Every symbol a positive real, and no facts.</summary>
    public static Context Empty { get; } = new(ImmutableDictionary<Symbol, Domain>.Empty, []);

    /// <summary>
    /// The context of hypotheses such as <c>m = n^kappa, tau &gt;= 1, x real, 0 &lt; p &lt; 1, n integer, KL_i &lt;= K for all i</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The text is malformed or contradictory; the message points at the place.</exception>
    public static Context Given(string hypotheses) => Hypotheses.Parse(hypotheses).OrThrow();

    /// <summary>The facts, in the order in which they were added.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    /// <summary>The symbols whose domain was stated, by name.</summary>
    public IEnumerable<(Symbol Symbol, Domain Domain)> Domains =>
        domains.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));

    /// <summary>Where a symbol ranges.</summary>
    public Domain DomainOf(Symbol symbol) => domains.GetValueOrDefault(symbol, Domain.Positive);

    /// <summary>The context in which <paramref name="symbol"/> ranges over <paramref name="domain"/>, whatever was said before.</summary>
    public Context With(Symbol symbol, Domain domain) => new(domains.SetItem(symbol, domain), facts, Changes, Steps);

    /// <summary>The context with one more fact.</summary>
    public Context With(Statement statement, Justification because) => With(new Fact(statement, because));

    /// <summary>The context with one more fact; a fact that is already there changes nothing.</summary>
    public Context With(Fact fact) => facts.Contains(fact) ? this : new(domains, facts.Add(fact), Changes, Steps);

    /// <summary>The context without the facts that are cited; itself where none is.</summary>
    public Context WithoutCitations() =>
        facts.RemoveAll(f => f.Because is Justification.Cited) is var left && left.Count == facts.Count
            ? this
            : new(domains, left, Changes, Steps);

    /// <summary>The context with a comparison as a hypothesis.</summary>
    public Context Assume(Expr left, Relation relation, Expr right) =>
        With(new Statement.Comparison(left, relation, right), new Justification.Given());

    /// <summary>
    /// What both contexts say: facts of both, and for each symbol the common part of the stated domains.
    /// </summary>
    public Context And(Context other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var merged = other.domains.Aggregate(
            domains,
            (all, pair) =>
                all.SetItem(pair.Key, all.TryGetValue(pair.Key, out var mine) ? mine.Intersect(pair.Value) : pair.Value)
        );
        return other.facts.Aggregate(new Context(merged, facts, Changes, Steps), (context, fact) => context.With(fact));
    }

    /// <summary>The comparisons among the facts, written with &lt;, &lt;= or =.</summary>
    public IEnumerable<(Statement.Comparison Comparison, Justification Because)> Comparisons =>
        from fact in facts
        where fact.Statement is Statement.Comparison
        select (((Statement.Comparison)fact.Statement).Ascending, fact.Because);

    /// <summary>
    /// What the facts define by other symbols, <c>m = n^kappa</c>, in terms of what they do not define: of <c>m = n^2, n = 2*k</c> the
    /// values are <c>(2*k)^2</c> and <c>2*k</c>. A second definition of a symbol, or one that leads back to it, is a fact like others.
    /// </summary>
    public IReadOnlyList<(Symbol Symbol, Expr Value)> Definitions => DefinitionsBut([]);

    /// <summary>The expression with what the facts define put in, but for the symbols <paramref name="kept"/>.</summary>
    public Expr Defined(Expr e, params ReadOnlySpan<Symbol> kept)
    {
        foreach (var (symbol, value) in DefinitionsBut(kept))
            e = e.Substitute(symbol, value);
        return e;
    }

    private List<(Symbol Symbol, Expr Value)> DefinitionsBut(ReadOnlySpan<Symbol> kept)
    {
        var found = new List<(Symbol Symbol, Expr Value)>();
        foreach (var (fact, _) in Comparisons)
        {
            if (
                fact is not { Relation: Relation.Equal, ForAll.Count: 0, Left: Symbol symbol }
                || kept.Contains(symbol)
                || found.Any(d => d.Symbol == symbol)
            )
                continue;
            var value = found.Aggregate(fact.Right, (e, d) => e.Substitute(d.Symbol, d.Value));
            if (value.DependsOn(symbol))
                continue;
            found = [.. found.Select(d => (d.Symbol, d.Value.Substitute(symbol, value))), (symbol, value)];
        }
        return found;
    }

    /// <summary>The stated domains and facts, one after the other, as <see cref="Given"/> reads them where they are hypotheses.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Domains.Select(pair => Describe(pair.Symbol, pair.Domain)).Concat(facts.Select(f => f.Statement.ToString()))
        );

    private static string Describe(Symbol symbol, Domain domain)
    {
        var lower = domain.Lower is { } a ? $"{a} {(domain.IncludesLower ? "<=" : "<")} " : "";
        var upper = domain.Upper is { } b ? $" {(domain.IncludesUpper ? "<=" : "<")} {b}" : "";
        var range = lower.Length + upper.Length > 0 ? lower + symbol + upper : $"{symbol} real";
        var real = domain.Lower is null && domain.Upper is { Sign: > 0 } ? $"{symbol} real, " : "";
        return real + range + (domain.IsInteger ? $", {symbol} integer" : "");
    }
}
