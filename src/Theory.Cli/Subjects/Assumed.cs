using System.CommandLine;
using Theory.Cli.Line;
using Theory.Symbolics;

namespace Theory.Cli.Subjects;

/// <summary>The hypotheses of a run: those that a bound brings, those that a person gives, and the rule for all other symbols.</summary>
internal static class Assumed
{
    /// <summary>The option for hypotheses.</summary>
    public static Option<string[]> Option() =>
        new("--given")
        {
            Description = "Hypotheses, such as \"m = n^kappa, tau >= 1, x real, 0 < p < 1, n integer\"; may be repeated",
            HelpName = "HYPOTHESES",
            DefaultValueFactory = _ => [],
        };

    /// <summary>What is assumed of a subject's symbols.</summary>
    public static Context Of(Subject subject, Input input, Option<string[]> given) =>
        subject.Domains.And(Context.Given(string.Join(", ", input.Of(given))));

    /// <summary>All of it in words, one hypothesis each: a symbol of which nothing is said is a positive real.</summary>
    public static IReadOnlyList<string> InWords(Context context, params IEnumerable<Expr> about)
    {
        var stated = context
            .Domains.Select(pair => pair.Symbol)
            .Concat(context.Definitions.Select(pair => pair.Symbol))
            .ToHashSet();
        var given = context.Facts.Where(fact => fact.Because is Justification.Given).Select(fact => fact.Statement).ToList();
        var silent = about
            .Concat(given.OfType<Statement.Comparison>().SelectMany(fact => new[] { fact.Left, fact.Right }))
            .SelectMany(e => e.FreeSymbols())
            .Distinct()
            .Where(symbol => !stated.Contains(symbol))
            .OrderBy(symbol => symbol.Name, StringComparer.Ordinal)
            .Select(symbol => $"{symbol} > 0");
        var domains = context.Domains.Select(pair => Context.Empty.With(pair.Symbol, pair.Domain).ToString());
        return [.. domains, .. given.Select(statement => statement.ToString()!), .. silent];
    }
}
