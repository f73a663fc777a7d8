using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Optimisation;

namespace Theory.Cli.Verbs;

/// <summary><c>theory rate</c>: the best powers of free parameters, and the rate, by regimes.</summary>
internal static class RateVerb
{
    private const string Example = "theory rate \"tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m\" --min tau --given \"m = n^kappa\"";

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        bound.Arity = ArgumentArity.ZeroOrOne;
        var min = new Option<string?>("--min")
        {
            HelpName = "NAMES",
            Description = "The free parameters, such as tau or lambda,tau",
        };
        var all = new Option<bool>("--all") { Description = "The rates of the whole catalog, at the best free parameters" };
        var given = Assumed.Option();
        var grow = new Option<string>("--grow")
        {
            HelpName = "NAMES",
            Description = "Only these symbols grow; the others are held fixed",
            DefaultValueFactory = _ => "",
        };
        return new(
            "rate",
            "The optimal powers of free parameters, the rate, the dominant terms: a regime diagram",
            Example,
            [bound, min, given, grow, all],
            input =>
            {
                if (input.Of(all))
                    return input.Parsed.GetValue(bound) is null && input.Of(min) is null
                        ? CatalogRates.Table()
                        : throw new ArgumentException("--all is about the whole catalog: give neither BOUND nor --min with it.");
                var subject = Subject.Read(
                    input.Parsed.GetValue(bound)
                        ?? throw new ArgumentException($"'theory rate' needs BOUND, or --all.\nFor example: {Example}")
                );
                var context = Assumed.Of(subject, input, given).WithSignsOfQuantities(subject.Expr);
                var over = Arguments.Symbols(
                    input.Of(min)
                        ?? throw new ArgumentException(
                            $"'theory rate' needs --min: the free parameters.\nFor example: {Example}"
                        ),
                    subject,
                    "--min"
                );
                var growing = input.Of(grow).Length == 0 ? (Terms<Symbol>?)null : Growing(input.Of(grow));
                var balance = Balancing.Balance(subject.Expr, over, context, growing);
                var assumed = Assumed.InWords(context, subject.Expr);
                return Report(balance, subject.Define(context)) with
                {
                    Given = assumed,
                    Paper = balance is Balance.Diagram diagram
                        ? [Propositions.OfRate(subject.Title, subject.Expr, over, assumed, diagram)]
                        : null,
                };
            }
        );
    }

    // A symbol that grows may occur only in the hypotheses.
    private static Terms<Symbol> Growing(string names) =>
        names.Split(',', StringSplitOptions.TrimEntries).Select(name => new Symbol(name)).ToTerms();

    private static Report Report(Balance balance, Subject subject) =>
        balance switch
        {
            Balance.Diagram diagram => Drawn(diagram, subject),
            Balance.Vanishes vanishes => new(
                Result(
                    balance,
                    subject,
                    vanishes: new JsonObject(
                        vanishes.Along.Select(a => KeyValuePair.Create(a.Symbol.Name, (JsonNode?)Json.Of(a.Exponent)))
                    )
                ),
                [new Block.Paragraph($"{vanishes}."), .. Impossible(balance)]
            ),
            Balance.Refused { Refusal: var refusal } => new(
                Result(balance, subject, refusal: new JsonObject { ["expr"] = Json.Of(refusal.Blocking), ["why"] = refusal.Why }),
                new Block.Paragraph("No rate: " + Cell.Math(refusal.Blocking) + $": {refusal.Why}.")
            )
            {
                Exit = ExitCode.NotDecided,
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject Result(
        Balance balance,
        Subject subject,
        IEnumerable<JsonNode>? regimes = null,
        JsonNode? vanishes = null,
        JsonNode? refusal = null
    ) =>
        new()
        {
            ["regimes"] = Json.Array(regimes ?? []),
            ["infeasible"] = Json.Array(balance.Infeasible.Select(c => Json.Of(c))),
            ["floors"] = Json.Array(
                balance.Floors.Select(floor => new JsonObject { ["name"] = subject.NameOf(floor), ["expr"] = Json.Of(floor) })
            ),
            ["vanishes"] = vanishes,
            ["refusal"] = refusal,
        };

    private static Report Drawn(Balance.Diagram diagram, Subject subject)
    {
        var result = Result(
            diagram,
            subject,
            diagram.Regimes.Select(regime => new JsonObject
            {
                ["when"] = Json.Array(regime.When.Select(c => Json.Of(c))),
                ["argmin"] = new JsonObject(
                    regime.Argmin.Select(a => KeyValuePair.Create(a.Symbol.Name, (JsonNode?)Json.Of(a.Value)))
                ),
                ["unique"] = regime.IsUnique,
                ["rate"] = Json.Of(regime.Rate),
                ["dominant"] = Json.Array(regime.Dominant.Select(e => Json.Of(e))),
                ["certificate"] = Json.Of(regime.Certificate.ToExpr()),
            })
        );
        var minimised = diagram.Regimes.SelectMany(r => r.Argmin.Select(a => a.Symbol)).Distinct().ToList();
        var table = new Block.Table(
            ["when", .. minimised.Select(Cell.Math), "rate", "dominant terms", "certificate"],
            [
                .. diagram.Regimes.Select(regime =>
                    (IReadOnlyList<Cell>)
                        [
                            regime.When.Count == 0 ? "always" : Cell.Join(", ", regime.When.Select(Statements.Compared)),
                            .. minimised.Select(symbol =>
                                Cell.Join(", ", regime.Argmin.Where(a => a.Symbol == symbol).Select(a => Cell.Math(a.Value)))
                                + (regime.IsUnique ? "" : " (not the only one)")
                            ),
                            Cell.Math(regime.Rate) + (diagram.Floors.Count == 0 ? "" : " + floors"),
                            Cell.Join(", ", regime.Dominant.Select(Cell.Math)),
                            Cell.Math(regime.Certificate.ToExpr()),
                        ]
                ),
            ]
        );
        return new(
            result,
            [
                new Block.Title($"The least {subject.Name} over {string.Join(", ", minimised)}, up to constants"),
                table,
                .. diagram.Floors.Count == 0
                    ? []
                    : new[] { new Block.Paragraph("Floors, which no choice lowers: " + Named(diagram.Floors, subject) + ".") },
                .. Impossible(diagram),
            ]
        );
    }

    private static IEnumerable<Block> Impossible(Balance balance) =>
        balance.Infeasible.Select(c => new Block.Paragraph("No choice is possible when " + Statements.Compared(c) + "."));

    private static Cell Named(Terms<Expr> floors, Subject subject) =>
        Cell.Join(
            ", ",
            floors.Select(floor =>
                subject.NameOf(floor) is var name && name == floor.ToString() ? Cell.Math(floor) : name + " " + Cell.Math(floor)
            )
        );
}
