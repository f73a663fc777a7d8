using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability;
using Theory.Proofs;
using Theory.Symbolics;
using Theory.Symbolics.Orders;

namespace Theory.Cli.Verbs;

/// <summary><c>theory compare</c>: which of two bounds is of smaller order.</summary>
internal static class CompareVerb
{
    private const string Example = "theory compare \"n^(-2/5) + m^(-4/5)\" \"(m*n)^(-1/5) + m^(-1/2)\" --given \"m >= n\"";

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var first = new Argument<string>("A") { Description = "A bound: an id, or an expression in quotes" };
        var second = new Argument<string>("B") { Description = "Another" };
        (first.Arity, second.Arity) = (ArgumentArity.ZeroOrOne, ArgumentArity.ZeroOrOne);
        var given = Assumed.Option();
        var all = new Option<bool>("--all") { Description = "Who is tighter where, over the whole catalog" };
        return new(
            "compare",
            "Which of two bounds is smaller, up to constants, as the sizes grow; letters are aligned by their roles",
            Example,
            [first, second, given, all],
            input =>
            {
                if (input.Of(all))
                    return CatalogRates.Comparison();
                var (a, b) = (Read(input, first), Read(input, second));
                var (aligned, renamed) = Align(a, b);
                var context = Sizes(Assumed.Of(a, input, given).And(aligned.Domains), a.Expr, aligned.Expr)
                    .WithSignsOfQuantities(a.Expr, aligned.Expr);
                var comparison = a.Expr.CompareWith(aligned.Expr, context);
                var proved = ComparisonTheorem.About(a.Bound?.Id ?? "", b.Bound?.Id ?? "").ToList();
                return Report(a, aligned, comparison, renamed, proved) with
                {
                    Given = Assumed.InWords(context, a.Expr, aligned.Expr),
                };
            }
        );
    }

    private static Subject Read(Input input, Argument<string> argument) =>
        Subject.Read(
            input.Parsed.GetValue(argument)
                ?? throw new ArgumentException(
                    $"'theory compare' needs A and B, two bounds, or --all for the whole catalog.\nFor example: {Example}"
                )
        );

    // Orders are compared as sizes grow: a symbol of which nothing is said is at least 1.
    private static Context Sizes(Context context, params IEnumerable<Expr> about)
    {
        var said = context
            .Domains.Select(pair => pair.Symbol)
            .Concat(context.Definitions.Select(pair => pair.Symbol))
            .ToHashSet();
        return about
            .SelectMany(e => e.FreeSymbols())
            .Distinct()
            .Where(symbol => !said.Contains(symbol))
            .Aggregate(context, (all, symbol) => all.With(symbol, Domain.Above(1, included: true)));
    }

    // B in A's letters, where both papers give a role a letter.
    private static (Subject B, IReadOnlyList<(Symbol From, Symbol To)> Renamed) Align(Subject a, Subject b)
    {
        var letters =
            from mine in a.Bound?.Glossary ?? []
            join theirs in b.Bound?.Glossary ?? [] on mine.Role equals theirs.Role
            where mine.Role is not (Role.Other or Role.Index) && mine.Name != theirs.Name
            select (From: new Symbol(theirs.Name), To: new Symbol(mine.Name));
        var renamed = letters.ToList();
        return (b.Rename(renamed), renamed);
    }

    private static Report Report(
        Subject a,
        Subject b,
        Comparison comparison,
        IReadOnlyList<(Symbol From, Symbol To)> renamed,
        IReadOnlyList<ComparisonTheorem> proved
    ) =>
        new(
            new JsonObject
            {
                ["cases"] = new JsonArray(
                    new JsonObject
                    {
                        ["when"] = new JsonArray(),
                        ["relation"] = $"A {comparison.Relation} B",
                        ["difference"] = comparison.Exactly.ToString(),
                        ["atMost"] = Side(comparison.LeftOrder),
                        ["atLeast"] = Side(comparison.RightOrder),
                    }
                ),
                ["theorems"] = Json.Array(
                    proved.Select(theorem => new JsonObject
                    {
                        ["says"] = theorem.Says,
                        ["statement"] = theorem.Replay().Conclusion.ToString(),
                        ["axioms"] = Json.Array(theorem.Replay().Axioms),
                    })
                ),
                ["renamed"] = new JsonObject(renamed.Select(r => KeyValuePair.Create(r.From.Name, (JsonNode?)r.To.Name))),
            },
            [
                new Block.Fields([("A", Cell.Math(a.Expr)), ("B", Cell.Math(b.Expr)), ("so", $"A {comparison.Relation} B")]),
                new Block.Table(
                    ["claim", "", "because"],
                    [
                        [
                            "sign of A - B",
                            comparison.Exactly.Value.ToString().ToLowerInvariant(),
                            string.Join("; ", comparison.Exactly.Because),
                        ],
                        Line("A <~ B", comparison.LeftOrder),
                        Line("B <~ A", comparison.RightOrder),
                    ]
                ),
                .. proved.SelectMany(theorem =>
                    new Block[]
                    {
                        new Block.Paragraph($"Proved: {theorem.Says}"),
                        new Block.Verbatim(theorem.Replay().Conclusion.ToString()),
                    }
                ),
            ]
        )
        {
            Exit = comparison.Relation == "unknown" && proved.Count == 0 ? ExitCode.NotDecided : ExitCode.Done,
        };

    private static JsonObject Side(OrderVerdict verdict) =>
        new()
        {
            ["verdict"] = Word(verdict),
            ["certificate"] = verdict is OrderVerdict.Proven proven
                ? Json.Array(proven.Dominations.Select(d => $"{d.Term} = {d.Certificate}"))
                : null,
            ["witness"] = verdict is OrderVerdict.Refuted refuted
                ? new JsonObject(refuted.Along.Select(a => KeyValuePair.Create(a.Base.ToString(), (JsonNode?)Json.Of(a.Value))))
                : null,
            ["refusal"] = verdict is OrderVerdict.Unknown unknown ? unknown.Refusal.ToString() : null,
        };

    private static IReadOnlyList<Cell> Line(string claim, OrderVerdict verdict) =>
        [
            claim,
            Word(verdict),
            verdict switch
            {
                OrderVerdict.Proven proven => string.Join("; ", proven.Dominations.Select(d => $"{d.Term} = {d.Certificate}")),
                OrderVerdict.Refuted refuted => refuted.ToString(),
                OrderVerdict.Unknown unknown => unknown.Refusal.ToString(),
                _ => "",
            },
        ];

    private static string Word(OrderVerdict verdict) =>
        verdict switch
        {
            OrderVerdict.Proven => "proven",
            OrderVerdict.Refuted => "refuted",
            _ => "unknown",
        };
}
