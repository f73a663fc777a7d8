using Theory.Bounds;
using Theory.Cli.Output;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;

namespace Theory.Cli.Subjects;

/// <summary>What BOUND stands for on the command line: an entry of the catalog, an expression, or a person's own file.</summary>
/// <param name="Name">The id, or the expression as given.</param>
/// <param name="Expr">The expression that is analysed: a bound's right side.</param>
/// <param name="Terms">Its named summands.</param>
/// <param name="Domains">What is known of its symbols before any hypothesis is given.</param>
/// <param name="Bound">The bound, where there is one.</param>
internal sealed record Subject(string Name, Expr Expr, Terms<Term> Terms, Context Domains, Bound? Bound)
{
    /// <summary>What it is called in a paper.</summary>
    public Cell Title => Bound is { } bound ? bound.Title : Cell.Math(Expr);

    /// <summary>A summand by its name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Expr TermOf(string name) =>
        Terms.FirstOrDefault(term => term.Name == name)?.Expr
        ?? throw new ArgumentException(
            $"--term names '{name}', which {Name} does not have.\nIts terms: {string.Join(", ", Terms.Select(term => term.Name))}."
        );

    /// <summary>What a summand is called: the name of the term that it is, or is part of.</summary>
    public string NameOf(Expr summand) =>
        Terms.FirstOrDefault(term => term.Expr == summand || term.Expr is Sum sum && sum.Items.Contains(summand))?.Name
        ?? summand.ToString();

    /// <summary>Reads BOUND.</summary>
    /// <exception cref="ArgumentException">The id is unknown, the expression malformed, or the file no bound.</exception>
    public static Subject Read(string text) =>
        text.StartsWith('@') ? Of(BoundFile.Read(text[1..]))
        : text.Contains(':', StringComparison.Ordinal) ? Of(Catalog.Get(text))
        : Of(text, Infix.Parse(text));

    /// <summary>Reads BOUND where only a whole statement will do.</summary>
    /// <exception cref="ArgumentException">It is a bare expression, or none at all.</exception>
    public static Bound ReadBound(string text) =>
        text.StartsWith('@') || text.Contains(':', StringComparison.Ordinal)
            ? Read(text).Bound!
            : throw new ArgumentException(
                $"'{text}' is no statement: an expression alone says nothing about a left side.\n"
                    + "Give an id of the catalog such as li2023:training-dynamics ('theory list' shows all), or @FILE.json."
            );

    /// <summary>The subject with the definitions of a context put in, such as m = n^kappa.</summary>
    public Subject Define(Context context)
    {
        var terms = Terms.Select(term => term with { Expr = context.Defined(term.Expr) }).ToTerms();
        return this with { Terms = terms, Expr = Sum.Of(terms.Select(term => term.Expr)) };
    }

    /// <summary>The subject in other letters, all replaced at once, so that two may be swapped.</summary>
    public Subject Rename(IReadOnlyList<(Symbol From, Symbol To)> letters)
    {
        var passing = letters.Select((pair, i) => (pair.From, Through: new Symbol($"renamed_{i}"), pair.To)).ToList();
        Expr Map(Expr e) =>
            passing.Aggregate(
                passing.Aggregate(e, (x, pair) => x.Substitute(pair.From, pair.Through)),
                (x, pair) => x.Substitute(pair.Through, pair.To)
            );
        var terms = Terms.Select(term => term with { Expr = Map(term.Expr) }).ToTerms();
        var domains = Domains.Domains.Aggregate(Context.Empty, (all, pair) => all.With((Symbol)Map(pair.Symbol), pair.Domain));
        return this with
        {
            Expr = Map(Expr),
            Terms = terms,
            Domains = domains,
            Bound = Bound is { } bound ? bound with { Left = Map(bound.Left), Terms = terms } : null,
        };
    }

    /// <summary>
    /// Whether a value of the right side says nothing: it is infinite, or no distance in a space of the bound's diameter is larger;
    /// null where the bound names no diameter.
    /// </summary>
    public bool? IsVacuous(double value, Assignment<double> at) =>
        double.IsPositiveInfinity(value) ? true
        : Bound?.Glossary.FirstOrDefault(entry => entry.Role == Role.Diameter) is { } diameter
        && at.Keys.Contains(new Symbol(diameter.Name))
            ? value >= at[new Symbol(diameter.Name)]
        : null;

    private static Subject Of(Bound bound) =>
        new(
            bound.Id,
            bound.Right,
            bound.Terms,
            bound.Facts.Aggregate(bound.OfSymbols(), (context, fact) => context.With(fact)),
            bound
        );

    private static Subject Of(string text, Expr e) =>
        new(
            text,
            e,
            (e is Sum sum ? sum.Items : [e]).Select(item => new Term(item.ToString(), item, "")).ToTerms(),
            Context.Empty,
            null
        );
}
