using System.Globalization;

namespace Theory.Symbolics.Export;

/// <summary>Writes expressions in a programming language, with parentheses wherever they could be needed.</summary>
internal sealed class CodeWriter(ProgrammingLanguage language)
{
    /// <summary>A name, with an underscore where the language keeps it for itself.</summary>
    public string Name(string name) => language.Reserved.Contains(name) ? name + "_" : name;

    /// <summary>The expression.</summary>
    /// <exception cref="ArgumentException">It holds a quantity that is no member of a family: export it first.</exception>
    public string Write(Expr e) =>
        e switch
        {
            Number n => Number(n.Value),
            Symbol s => Name(s.Name),
            Constant c => language.Constant(c.Name),
            Sum s => Joined(s.Items.Select(Write)),
            Product p => OfProduct(p.Items),
            Power { Exponent: Number { Value.Sign: < 0 } } p => OfProduct([p]),
            Power { Exponent: Number { Value: var x } } p when x == Rational.Half => Call("sqrt", [p.Base]),
            Power p => language.Power(Write(p.Base), Write(p.Exponent)),
            Exp x => Call("exp", [x.Argument]),
            Log l => Call("log", [l.Argument]),
            Min m => m.Items.Select(Write).Aggregate((a, b) => $"{language.Function("min")}({a}, {b})"),
            Max m => m.Items.Select(Write).Aggregate((a, b) => $"{language.Function("max")}({a}, {b})"),
            Series s => language.Sum(Name(s.Index.Name), Write(s.Lower), Write(s.Upper), Write(s.Body), s.IsAverage),
            Quantity { Meaning: Indexed x } =>
                $"{Name(x.Head)}({string.Join(", ", x.Indices.Select(i => i is Symbol s ? Name(s.Name) : language.Index(Write(i))))})",
            _ => throw new ArgumentException($"{e} has no value in a program.", nameof(e)),
        };

    private string Call(string function, IEnumerable<Expr> arguments) =>
        $"{language.Function(function)}({string.Join(", ", arguments.Select(Write))})";

    // Long integers are rounded to doubles here, not by a compiler that would refuse them.
    private string Number(Rational value) =>
        value.IsInteger ? Whole(value) : $"({Whole(value.Numerator)}/{Whole(value.Denominator)})";

    private string Whole(Rational value) =>
        value.Abs < 1_000_000_000
            ? language.Whole(value.ToString())
            : value.ToDouble().ToString("R", CultureInfo.InvariantCulture);

    private static string Joined(IEnumerable<string> terms) =>
        terms.Aggregate((sum, next) => next.StartsWith('-') ? $"{sum} - {next[1..]}" : $"{sum} + {next}");

    private string OfProduct(IEnumerable<Expr> items)
    {
        var factors = items.ToList();
        var isNegative = factors is [Number { Value.Sign: < 0 }, ..];
        if (isNegative)
            factors[0] = -factors[0];
        if (isNegative && factors is [Number { Value.IsOne: true }, _, ..])
            factors.RemoveAt(0);
        var above = factors.Where(f => f is not Power { Exponent: Number { Value.Sign: < 0 } }).Select(Factor).ToList();
        var below = factors
            .OfType<Power>()
            .Where(p => p is { Exponent: Number { Value.Sign: < 0 } })
            .Select(p => "/" + Factor(Power.Of(p.Base, -p.Exponent)));
        return (isNegative ? "-" : "")
            + (above.Count == 0 ? language.Whole("1") : string.Join('*', above))
            + string.Concat(below);
    }

    private string Factor(Expr e) =>
        e is Sum or Product or Number { Value.Sign: < 0 } ? $"({Write(e)})"
        : e is Series { IsAverage: true } ? $"({Write(e)})"
        : Write(e);
}
