using System.Text.Json.Nodes;
using Theory.Bounds;
using Theory.Cli.Output;
using Theory.Proofs;
using Theory.Symbolics;
using Theory.Symbolics.Optimisation;
using Theory.Verification.Experiments;

namespace Theory.Cli.Verbs;

/// <summary>The rates of the whole catalog: <c>theory rate --all</c>, and who is tighter where: <c>theory compare --all</c>.</summary>
internal static class CatalogRates
{
    private const string Setting =
        "n is the sample size and n^kappa the width; everything else is held fixed, divergences too, and constants are left out. Floors are terms that stay, whatever n is.";

    // How far the picture goes in kappa.
    private const int Widest = 2;

    /// <summary>A table of the rates.</summary>
    public static Report Table()
    {
        var rates = Rates();
        return new(
            new JsonObject { ["rates"] = Json.Array(rates.Select(Result)) },
            new Block.Title("Rates of the catalog at the best free parameters"),
            new Block.Table(["bound", "over", "where", "best", "rate", "floors", "claimed"], [.. rates.SelectMany(Rows)]),
            new Block.Paragraph(Setting)
        );
    }

    /// <summary>Who is tighter where, by the kind of distance on the left.</summary>
    public static Report Comparison()
    {
        var groups = Rates()
            .Where(rate => rate.At(1) is not null)
            .GroupBy(rate => Kind(rate.Bound))
            .Select(group => (Kind: group.Key, Rates: group.ToList(), Envelope: Tightest.Of(group)))
            .ToList();
        // Replayed, not quoted.
        var proved = ComparisonTheorem.All.Where(theorem => theorem.Replay().Lemmas.IsEmpty).ToList();
        return new(
            new JsonObject
            {
                ["proved"] = Json.Array(
                    proved.Select(theorem => new JsonObject
                    {
                        ["a"] = theorem.A,
                        ["b"] = theorem.B,
                        ["says"] = theorem.Says,
                    })
                ),
                ["groups"] = Json.Array(
                    groups.Select(group => new JsonObject
                    {
                        ["left"] = group.Kind,
                        ["bounds"] = Json.Array(group.Rates.Select(rate => rate.Bound.Id)),
                        ["cases"] = Json.Array(
                            group.Envelope.Select(piece => new JsonObject
                            {
                                ["when"] = Json.Array([Where(piece).Text]),
                                ["tightest"] = Json.Array(piece.Bounds.Select(bound => bound.Id)),
                                ["rate"] = Json.Of(piece.Rate),
                            })
                        ),
                    })
                ),
            },
            [
                new Block.Title("Who is tighter where"),
                new Block.Table(
                    ["left side", "where", "smallest rate", "bounds"],
                    [
                        .. groups.SelectMany(group =>
                            group.Envelope.Select(piece =>
                                (IReadOnlyList<Cell>)
                                    [
                                        group.Kind,
                                        Where(piece),
                                        Cell.Math(piece.Rate),
                                        string.Join(", ", piece.Bounds.Select(b => b.Id)),
                                    ]
                            )
                        ),
                    ]
                ),
                .. proved.Count == 0
                    ? Array.Empty<Block>()
                    :
                    [
                        new Block.Table(
                            ["A", "B", "proved in the kernel"],
                            [.. proved.Select(theorem => (IReadOnlyList<Cell>)[theorem.A, theorem.B, theorem.Says])]
                        ),
                    ],
                new Block.Paragraph(
                    Setting
                        + " Only terms that n moves are compared; a floor may outweigh them. Entries are compared as stated, whatever their standing: 'theory list' has it."
                ),
                .. groups.Where(group => group.Rates.Any(rate => rate.Breaks.Any())).Select(Figure),
            ]
        );
    }

    private static List<BoundRate> Rates() =>
        [
            .. Catalog
                .All.Where(b => b.Relation is Bounds.Relation.AtMost or Bounds.Relation.AtMostUpToConstant)
                .Select(BoundRate.Of),
        ];

    private static string Kind(Bound bound) =>
        bound.Left.Quantities().Select(q => q.Meaning.Head).Where(head => head is "KL" or "TV" or "W1" or "W2").Distinct()
            is var heads
        && heads.Any()
            ? string.Join(", ", heads)
            : "loss";

    private static JsonObject Result(BoundRate rate) =>
        new()
        {
            ["id"] = rate.Bound.Id,
            ["over"] = Json.Array(rate.Over.Select(s => s.Name)),
            ["regimes"] = Json.Array(
                (rate.Balance as Balance.Diagram)?.Regimes.Select(regime => new JsonObject
                {
                    ["when"] = Json.Array(regime.When.Select(c => c.ToString())),
                    ["argmin"] = new JsonObject(
                        Best(rate, regime).Select(a => KeyValuePair.Create(a.Symbol.Name, (JsonNode?)Json.Of(a.Value)))
                    ),
                    ["rate"] = Json.Of(regime.Rate),
                })
                    ?? []
            ),
            ["floors"] = Json.Array(rate.Floors.Select(term => term.Name)),
            ["claimed"] = rate.Bound.StatedRate is { } claimed ? Json.Of(claimed) : null,
            ["refusal"] = (rate.Balance as Balance.Refused)?.Refusal.ToString(),
        };

    private static IEnumerable<(Symbol Symbol, Expr Value)> Best(BoundRate rate, Regime regime) =>
        regime.Argmin.Where(a => rate.Over.Contains(a.Symbol));

    private static IEnumerable<IReadOnlyList<Cell>> Rows(BoundRate rate)
    {
        Cell over = Cell.Join(", ", rate.Over.Select(s => Cell.Math(s)));
        Cell floors = string.Join(", ", rate.Floors.Select(term => term.Name));
        var claimed = rate.Bound.StatedRate is { } stated ? Cell.Math(stated) : "";
        IReadOnlyList<Cell> Row(Cell where, Cell best, Cell value) => [rate.Bound.Id, over, where, best, value, floors, claimed];
        switch (rate.Balance)
        {
            case Balance.Diagram diagram:
                foreach (var regime in diagram.Regimes)
                    yield return Row(
                        regime.When.Count == 0 ? "always" : Cell.Join(", ", regime.When.Select(Statements.Compared)),
                        Cell.Join(", ", Best(rate, regime).Select(a => Cell.Math(a.Value))),
                        Cell.Math(regime.Rate)
                    );
                break;
            case Balance.Refused refused:
                yield return Row("", "", $"not derived: {refused.Refusal.Why}");
                break;
            case Balance.Vanishes:
                yield return Row("always", "", "0, not attained");
                break;
            default:
                yield return Row("always", "", "does not move");
                break;
        }
    }

    private static Cell Where(Tightest piece)
    {
        Expr from = piece.From;
        return (piece.From.IsZero, piece.To) switch
        {
            (true, null) => "always",
            (true, { } to) => Cell.Math(BoundRate.Exponent) + " <= " + Cell.Math(to),
            (false, null) => Cell.Math(BoundRate.Exponent) + " >= " + Cell.Math(from),
            (false, { } to) => Cell.Math(from) + " <= " + Cell.Math(BoundRate.Exponent) + " <= " + Cell.Math(to),
        };
    }

    private static Block.Figure Figure((string Kind, List<BoundRate> Rates, Terms<Tightest> Envelope) group) =>
        new(
            new Plot(
                $"rates-{group.Kind.ToLowerInvariant()}",
                $"Exponents of n in bounds of {group.Kind}, by the width $n^kappa$",
                new Axis("$kappa$"),
                new Axis("exponent of $n$"),
                group.Rates.Select(rate => PlotSeries.Line(rate.Bound.Id, Points(rate, group.Rates))).ToTerms()
            )
        );

    // Straight lines between the corners of all.
    private static IEnumerable<(double X, double Y)> Points(BoundRate rate, List<BoundRate> all)
    {
        var corners = all.SelectMany(r => r.Breaks).Append(new Rational(1, 100)).Append(Widest).Distinct().Order();
        return corners.Where(k => k <= Widest).Select(k => (k.ToDouble(), rate.At(k) is { } y ? y.ToDouble() : double.NaN));
    }
}
