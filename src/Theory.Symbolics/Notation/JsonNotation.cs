using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Theory.Symbolics.Notation;

/// <summary>
/// Expressions as JSON, <c>{"schema":1,"expr":{"sum":[{"symbol":"x"},"2/5"]}}</c>: numbers are strings, other nodes objects with one
/// member named after the node. Quantities are written in infix.
/// </summary>
public static class JsonNotation
{
    /// <summary>The version of the schema that is written and read.</summary>
    public const int Schema = 1;

    private const int Deepest = 4 * InfixReader.DeepestNesting;

    /// <summary>The expression as a JSON document.</summary>
    /// <exception cref="ArgumentException">It is nested deeper than what is read.</exception>
    public static string Print(Expr e) =>
        !Depth.IsWithin(e, InfixReader.DeepestNesting)
            ? throw new ArgumentException(
                $"The expression is nested deeper than {InfixReader.DeepestNesting} levels, which is as deep as files go: name a part by a symbol, and write it apart."
            )
        : Depth.IsWithin(e, Depth.MostAnalysed) ? Document(e)
        : Depth.Fresh(e, Document);

    private static string Document(Expr e) =>
        new JsonObject { ["schema"] = Schema, ["expr"] = Write(e) }.ToJsonString(
            new JsonSerializerOptions { MaxDepth = Deepest }
        );

    /// <summary>Reads a document.</summary>
    /// <exception cref="ArgumentException">The text is not JSON, of another schema, or holds what is no node.</exception>
    public static Expr Parse(string json, Vocabulary? vocabulary = null)
    {
        try
        {
            var document = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest }) as JsonObject;
            return (int?)document?["schema"] is Schema
                ? Read(document["expr"], vocabulary)
                : throw new ArgumentException($"An expression in JSON has \"schema\": {Schema}, and the node under \"expr\".");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException($"The text is not an expression in JSON: {e.Message}", e);
        }
    }

    private static JsonNode Write(Expr e) =>
        !Depth.HasRoom
            ? Depth.Fresh(e, Write)
            : e switch
            {
                Number n => JsonValue.Create(n.Value.ToString()),
                Symbol s => Node("symbol", s.Name),
                Constant c => Node("constant", c.Name),
                Sum s => Node("sum", List(s.Items)),
                Product p => Node("product", List(p.Items)),
                Power p => Node("power", List([p.Base, p.Exponent])),
                Exp x => Node("exp", Write(x.Argument)),
                Log l => Node("log", Write(l.Argument)),
                Min m => Node("min", List(m.Items)),
                Max m => Node("max", List(m.Items)),
                Series s => Node(
                    s.IsAverage ? "mean" : "series",
                    new JsonObject
                    {
                        ["index"] = s.Index.Name,
                        ["lower"] = Write(s.Lower),
                        ["upper"] = Write(s.Upper),
                        ["body"] = Write(s.Body),
                    }
                ),
                Quantity q => Node("quantity", Infix.Print(q)),
                _ => throw new UnreachableException(),
            };

    private static JsonObject Node(string kind, JsonNode value) => new() { [kind] = value };

    private static JsonArray List(IEnumerable<Expr> items) => new([.. items.Select(Write)]);

    private static Expr Read(JsonNode? node, Vocabulary? vocabulary)
    {
        if (!Depth.HasRoom)
            return Depth.Fresh((node, vocabulary), static s => Read(s.node, s.vocabulary));
        if (node is JsonValue)
            return Rational.TryParse((string)node!, out var value)
                ? value
                : throw new ArgumentException($"'{node}' is not a number; write \"2/5\".");
        if (node is not JsonObject { Count: 1 } o)
            throw new ArgumentException(
                $"A node is a number in quotes or an object with one member; '{node?.ToJsonString()}' is neither."
            );
        var (kind, inner) = o.Single();
        if (inner is null)
            throw new ArgumentException($"The node '{kind}' holds nothing.");
        Terms<Expr> Items() => inner.AsArray().Select(item => Read(item, vocabulary)).ToTerms();
        Terms<Expr> Some() =>
            Items() is { Count: > 0 } items ? items : throw new ArgumentException($"The node '{kind}' has no items.");
        Symbol Named(JsonNode? name) =>
            (string?)name is { } text && Infix.TryParse(text).Value is Symbol symbol && symbol.Name == text
                ? symbol
                : throw new ArgumentException(
                    $"'{name}' is not the name of a symbol: a letter, then letters, digits and underscores."
                );
        return kind switch
        {
            "symbol" => Named(inner),
            "constant" => Infix.Constants.FirstOrDefault(c => c.Name == (string)inner!)
                ?? throw new ArgumentException($"'{inner}' is not a constant; there are pi, e and inf."),
            "sum" => Sum.Of(Items()),
            "product" => Product.Of(Items()),
            "power" when Items() is [var b, var x] => Power.Of(b, x),
            "exp" => new Exp(Read(inner, vocabulary)),
            "log" => new Log(Read(inner, vocabulary)),
            "min" => new Min(Some()),
            "max" => new Max(Some()),
            "series" or "mean" => new Series(
                Named(inner["index"]),
                Read(inner["lower"], vocabulary),
                Read(inner["upper"], vocabulary),
                Read(inner["body"], vocabulary),
                IsAverage: kind == "mean"
            ),
            "quantity" => Infix.Parse((string)inner!, vocabulary),
            _ => throw new ArgumentException($"'{kind}' is not a kind of node."),
        };
    }
}
