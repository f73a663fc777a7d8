using Theory.Bounds;
using Theory.Symbolics;

namespace Theory.Cli.Subjects;

/// <summary>Parts of a subject by the names a person sees.</summary>
internal static class Exposing
{
    /// <summary>The subject in which the named part is a symbol: itself if it is one, else a fresh one in its place.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="name">A symbol, the name of a term, or a quantity as it is printed or by its head alone.</param>
    /// <param name="fresh">The name of the fresh symbol.</param>
    /// <param name="option">The option that named it, for errors.</param>
    /// <exception cref="ArgumentException">Nothing is called so; the message lists what there is.</exception>
    public static (Subject Subject, Symbol Symbol) Expose(this Subject subject, string name, string fresh, string option)
    {
        if (subject.Expr.FreeSymbols().FirstOrDefault(symbol => symbol.Name == name) is { } itself)
            return (subject, itself);
        var symbol = new Symbol(fresh);
        if (subject.Bound is not null && subject.Terms.Any(term => term.Name == name))
            return (subject.Map(term => term.Name == name ? symbol : term.Expr), symbol);
        var named = Quantities(subject).Where(q => Same(q.ToString(), name)).ToList();
        if (named.Count == 0)
            named = [.. Quantities(subject).Where(q => q.Meaning.Head == name)];
        return named.Count > 0
            ? (subject.Map(term => Replace(term.Expr, named, symbol)), symbol)
            : throw new ArgumentException($"{option} names '{name}', which does not occur in {subject.Name}.\n{Parts(subject)}");
    }

    /// <summary>What still needs a value before the subject has one.</summary>
    public static IEnumerable<string> Open(this Subject subject, IEnumerable<Symbol> known) =>
        subject
            .Expr.FreeSymbols()
            .Except(known)
            .Except(Quantities(subject).SelectMany(q => q.Meaning.FreeSymbols))
            .Select(symbol => symbol.Name)
            .Concat(Quantities(subject).Select(q => q.ToString()));

    /// <summary>What can be named in a subject.</summary>
    public static string Parts(this Subject subject)
    {
        var symbols = subject.Expr.FreeSymbols().Select(symbol => symbol.Name).ToList();
        var quantities = Quantities(subject).Select(q => q.ToString()).ToList();
        var terms = subject.Bound is null ? [] : subject.Terms.Select(term => term.Name).ToList();
        return string.Join(
            "; ",
            new[] { ("symbols", symbols), ("quantities", quantities), ("terms", terms) }
                .Where(kind => kind.Item2.Count > 0)
                .Select(kind => $"{kind.Item1}: {string.Join(", ", kind.Item2)}")
        );
    }

    private static IEnumerable<Quantity> Quantities(Subject subject) =>
        subject.Expr.SubExpressions().OfType<Quantity>().Distinct();

    private static Subject Map(this Subject subject, Func<Term, Expr> map)
    {
        var terms = subject.Terms.Select(term => term with { Expr = map(term) }).ToTerms();
        return subject with { Terms = terms, Expr = Sum.Of(terms.Select(term => term.Expr)) };
    }

    private static Expr Replace(Expr e, List<Quantity> named, Symbol symbol) =>
        e is Quantity q && named.Contains(q) ? symbol : e.MapChildren(child => Replace(child, named, symbol));

    private static bool Same(string a, string b) => Compact(a) == Compact(b);

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
