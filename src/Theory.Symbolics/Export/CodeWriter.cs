using System.Collections.Immutable;
using System.Globalization;

namespace Theory.Symbolics.Export;

/// <summary>Writes expressions in a programming language, with parentheses wherever they could be needed.</summary>
internal sealed class CodeWriter
{
    private readonly ProgrammingLanguage language;
    private readonly ImmutableHashSet<Symbol> indices;

    public CodeWriter(ProgrammingLanguage language)
        : this(language, []) { }

    // Inside sums over these indices.
    private CodeWriter(ProgrammingLanguage language, ImmutableHashSet<Symbol> indices) =>
        (this.language, this.indices) = (language, indices);

    /// <summary>A name, with an underscore where the language keeps it for itself.</summary>
    public string Name(string name) => language.Reserved.Contains(name) ? name + "_" : name;

    /// <summary>The expression.</summary>
    /// <exception cref="ArgumentException">It holds a quantity that is no member of a family: export it first.</exception>
    public string Write(Expr e) =>
        !Depth.HasRoom
            ? Depth.Fresh(e, Write)
            : e switch
            {
                Number n => Number(n.Value),
                Symbol s => indices.Contains(s) ? language.FromIndex(Name(s.Name)) : Name(s.Name),
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
                Series s => language.Sum(
                    Name(s.Index.Name),
                    Write(s.Lower),
                    Write(s.Upper),
                    new CodeWriter(language, indices.Add(s.Index)).Write(s.Body),
                    s.IsAverage
                ),
                Quantity { Meaning: Indexed x } =>
                    $"{Name(x.Head)}({string.Join(", ", x.Indices.Select(i => i is Symbol s ? Name(s.Name) : language.ToIndex(Write(i))))})",
                _ => throw new ArgumentException($"{e} has no value in a program.", nameof(e)),
            };

    private string Call(string function, IEnumerable<Expr> arguments) =>
        $"{language.Function(function)}({string.Join(", ", arguments.Select(Write))})";

    // Long numbers are rounded to doubles here, not by a compiler that would refuse them.
    private string Number(Rational value) =>
        !IsShort(value.Numerator) || !IsShort(value.Denominator) ? Rounded(value.ToDouble())
        : value.IsInteger ? language.Whole(value.ToString())
        : $"({language.Whole(value.Numerator.ToString(CultureInfo.InvariantCulture))}/{language.Whole(value.Denominator.ToString(CultureInfo.InvariantCulture))})";

    private static bool IsShort(Rational whole) => whole.Abs < 1_000_000_000;

    private string Rounded(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : value > 0 ? language.Constant("inf")
        : "-" + language.Constant("inf");

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
        var above = factors.Where(f => !f.IsDivisor()).Select(Factor).ToList();
        var below = factors.Where(Structure.IsDivisor).Cast<Power>().Select(p => "/" + Factor(Power.Of(p.Base, -p.Exponent)));
        return (isNegative ? "-" : "")
            + (above.Count == 0 ? language.Whole("1") : string.Join('*', above))
            + string.Concat(below);
    }

    private string Factor(Expr e) =>
        e is Sum or Product or Series { IsAverage: true } or Number { Value.Sign: < 0 } ? $"({Write(e)})" : Write(e);
}
