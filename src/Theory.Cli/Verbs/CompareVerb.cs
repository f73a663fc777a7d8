using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability;
using Theory.Proofs;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Orders;

namespace Theory.Cli.Verbs;

/// <summary><c>theory compare</c>: which of two bounds is of smaller order.</summary>
internal static class CompareVerb
{
    private const string Example = "theory compare \"n^(-2/5)\" \"(m*n)^(-1/5) + m^(-1/2)\" --given \"m = n^kappa\"";

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
            "Which of two bounds is smaller, as numbers and up to constants as the sizes grow, by cases; letters are aligned by roles",
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
                return Report(a, aligned, comparison, context, renamed, proved) with
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

    // B in A's letters, where both papers give a role one letter; a letter of B that would then have two meanings gets a fresh one.
    private static (Subject B, IReadOnlyList<(Symbol From, Symbol To)> Renamed) Align(Subject a, Subject b)
    {
        var (mine, theirs) = (Roles(a), Roles(b));
        var aligned = (
            from role in mine.Select(g => g.Key).Intersect(theirs.Select(g => g.Key))
            where mine[role].Count() == 1 && theirs[role].Count() == 1
            select (From: theirs[role].Single(), To: mine[role].Single())
        ).ToList();
        var letters = b.Expr.FreeSymbols().ToHashSet();
        bool IsElsewhere(Symbol letter) =>
            aligned.Any(pair => pair.To == letter)
            || mine.Any(role => role.Contains(letter) && theirs.Any(other => other.Key != role.Key && other.Contains(letter)));
        Symbol[] taken = [.. a.Expr.FreeSymbols(), .. letters, .. aligned.Select(pair => pair.To)];
        var apart = letters
            .Where(letter => aligned.All(pair => pair.From != letter) && IsElsewhere(letter))
            .Select(letter => (From: letter, To: Structure.Fresh(letter, taken)));
        var renamed = aligned.Where(pair => pair.From != pair.To).Concat(apart).ToList();
        return (b.Rename(renamed), renamed);
    }

    // The letters of each role that says what they are.
    private static ILookup<Role, Symbol> Roles(Subject subject) =>
        (subject.Bound?.Glossary ?? [])
            .Where(entry => entry.Role is not (Role.Other or Role.Index))
            .ToLookup(entry => entry.Role, entry => new Symbol(entry.Name));

    private static Report Report(
        Subject a,
        Subject b,
        Comparison comparison,
        Context context,
        IReadOnlyList<(Symbol From, Symbol To)> renamed,
        IReadOnlyList<ComparisonTheorem> proved
    )
    {
        var orders = OrdersByCases(a.Expr, b.Expr, comparison, context);
        var numbers = NumbersByCases(a.Expr, b.Expr, comparison, context);
        var relation = Overall(comparison, orders);
        var cases = numbers.Select(Of).Concat(orders.Select(Of)).ToList();
        if (cases.Count == 0)
            cases.Add(Of(comparison));
        return new(
            new JsonObject
            {
                ["relation"] = $"A {relation} B",
                ["cases"] = Json.Array(cases),
                ["difference"] = comparison.Exactly.ToString(),
                ["atMost"] = Side(comparison.LeftOrder),
                ["atLeast"] = Side(comparison.RightOrder),
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
                new Block.Fields([
                    ("A", Cell.Math(a.Expr)),
                    ("B", Cell.Math(b.Expr)),
                    .. renamed.Count == 0
                        ? Array.Empty<(string, Cell)>()
                        : [("", $"with {string.Join(", ", renamed.Select(pair => $"{pair.To} for its {pair.From}"))}")],
                    ("so", $"A {relation} B"),
                ]),
                .. Table(numbers, orders),
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
            Exit = relation == "unknown" && numbers.Count + proved.Count == 0 ? ExitCode.NotDecided : ExitCode.Done,
        };
    }

    // Where neither order holds throughout, where each does.
    private static Terms<OrderCase> OrdersByCases(Expr a, Expr b, Comparison comparison, Context context) =>
        comparison.Relation is "incomparable" or "unknown" ? OrderDiagram.Of(a, b, context).Cases ?? [] : [];

    // Both orders are refuted where each holds strictly in a case.
    private static string Overall(Comparison comparison, Terms<OrderCase> orders) =>
        comparison.Relation != "unknown" || orders.Count == 0 ? comparison.Relation
        : orders.All(c => c.Relation == "~") ? "~"
        : orders.All(c => c.Relation is "<~" or "~") ? "<~"
        : orders.All(c => c.Relation is ">~" or "~") ? ">~"
        : "incomparable";

    private static Terms<SignCase> NumbersByCases(Expr a, Expr b, Comparison comparison, Context context) =>
        comparison.Exactly.Value is Sign.Mixed or Sign.Unknown && !HasQuantities(a, b) ? SignCases.Of(a - b, context) ?? [] : [];

    private static bool HasQuantities(params Expr[] sides) => sides.Any(e => e.SubExpressions().Any(part => part is Quantity));

    private static string Word(Sign sign) =>
        sign switch
        {
            Sign.Negative => "A < B",
            Sign.Positive => "A > B",
            _ => "A = B",
        };

    private static JsonObject Of(SignCase @case) =>
        new()
        {
            ["when"] = Json.Array([Json.Of(@case.When)]),
            ["relation"] = Word(@case.Sign),
            ["certificate"] = null,
            ["witness"] = null,
        };

    private static JsonObject Of(OrderCase @case) =>
        new()
        {
            ["when"] = Json.Array(@case.When.Select(c => Json.Of(c))),
            ["relation"] = $"A {@case.Relation} B",
            ["certificate"] = Certificates(@case.Because),
            ["witness"] = @case.Witness.Count > 0 ? Point(@case.Witness) : null,
        };

    private static JsonObject Of(Comparison comparison) =>
        new()
        {
            ["when"] = new JsonArray(),
            ["relation"] = $"A {comparison.Relation} B",
            ["certificate"] =
                comparison.LeftOrder is OrderVerdict.Proven left ? Certificates(left.Dominations)
                : comparison.RightOrder is OrderVerdict.Proven right ? Certificates(right.Dominations)
                : null,
            ["witness"] =
                comparison.LeftOrder is OrderVerdict.Refuted above ? Point(above.Along)
                : comparison.RightOrder is OrderVerdict.Refuted below ? Point(below.Along)
                : null,
        };

    private static IEnumerable<Block> Table(Terms<SignCase> numbers, Terms<OrderCase> orders)
    {
        if (numbers.Count > 0)
            yield return new Block.Table(
                ["as numbers, when", "relation"],
                [.. numbers.Select(c => (IReadOnlyList<Cell>)[Statements.Compared(c.When), Word(c.Sign)])]
            );
        if (orders.Count > 0)
            yield return new Block.Table(
                ["in order, when", "relation", "because", "strictly, as at"],
                [
                    .. orders.Select(c =>
                        (IReadOnlyList<Cell>)
                            [
                                c.When.Count == 0 ? "always" : Cell.Join(", ", c.When.Select(Statements.Compared)),
                                $"A {c.Relation} B",
                                Cell.Join("; ", c.Because.Select(Dominated)),
                                Cell.Join(", ", c.Witness.Select(w => Cell.Math(w.Axis) + " = " + Cell.Math(w.Value))),
                            ]
                    ),
                ]
            );
    }

    private static Cell Dominated(Domination d) => Cell.Math(d.Term) + " <~ " + Cell.Math(d.Certificate.ToExpr());

    private static JsonArray Certificates(Terms<Domination> dominations) =>
        Json.Array(dominations.Select(d => $"{d.Term} = {d.Certificate}"));

    private static JsonObject Point(Terms<(Expr Base, Expr Value)> along) =>
        new(along.Select(a => KeyValuePair.Create(a.Base.ToString(), (JsonNode?)Json.Of(a.Value))));

    private static JsonObject Side(OrderVerdict verdict) =>
        new()
        {
            ["verdict"] = Word(verdict),
            ["certificate"] = verdict is OrderVerdict.Proven proven ? Certificates(proven.Dominations) : null,
            ["witness"] = verdict is OrderVerdict.Refuted refuted ? Point(refuted.Along) : null,
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
