using System.Collections.Frozen;
using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Export;

/// <summary>How a programming language writes what differs between languages; the rest is common to all.</summary>
internal sealed record ProgrammingLanguage
{
    /// <summary>Words that no name may be.</summary>
    public required FrozenSet<string> Reserved { get; init; }

    /// <summary>A whole number.</summary>
    public required Func<string, string> Whole { get; init; }

    /// <summary>A power.</summary>
    public required Func<string, string, string> Power { get; init; }

    /// <summary>A function of the standard library by its name here: sqrt, exp, log, min, max.</summary>
    public required Func<string, string> Function { get; init; }

    /// <summary>A constant by its name here: pi, e, inf.</summary>
    public required Func<string, string> Constant { get; init; }

    /// <summary>A sum: index, first, last, body, whether it is an average.</summary>
    public required Func<string, string, string, string, bool, string> Sum { get; init; }

    /// <summary>A number as an index of a family.</summary>
    public required Func<string, string> ToIndex { get; init; }

    /// <summary>The index of a sum as a number, of which quotients and long sums are no whole numbers.</summary>
    public required Func<string, string> FromIndex { get; init; }

    // As the language's reference lists them.
    private const string CSharpKeywords =
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
        + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null "
        + "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static "
        + "string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while";

    /// <summary>C#.</summary>
    public static ProgrammingLanguage CSharp { get; } =
        new()
        {
            Reserved = FrozenSet.Create([.. CSharpKeywords.Split(' '), "Math", "Enumerable", "Func"]),
            Whole = digits => digits + ".0",
            Power = (x, y) => $"Math.Pow({x}, {y})",
            Function = name => $"Math.{char.ToUpperInvariant(name[0])}{name[1..]}",
            Constant = name =>
                name switch
                {
                    "pi" => "Math.PI",
                    "e" => "Math.E",
                    _ => "double.PositiveInfinity",
                },
            Sum = (i, from, to, body, isAverage) =>
                $"Enumerable.Range((int)({from}), Math.Max(0, (int)({to}) - (int)({from}) + 1))"
                + $".Select({i} => {body})"
                + (isAverage ? ".DefaultIfEmpty(double.NaN).Average()" : ".Sum()"),
            ToIndex = x => $"(int)({x})",
            FromIndex = i => $"(double){i}",
        };

    /// <summary>Python.</summary>
    public static ProgrammingLanguage Python { get; } =
        new()
        {
            Reserved = FrozenSet.Create([.. PythonKeywords.All, "math", "sum", "range", "int", "len", "max", "min"]),
            Whole = digits => digits,
            Power = (x, y) => $"({x})**({y})",
            Function = name => name is "min" or "max" ? name : $"math.{name}",
            Constant = name => $"math.{name}",
            Sum = (i, from, to, body, isAverage) =>
                $"{body} for {i} in range(int({from}), int({to}) + 1)" is var terms && isAverage
                    ? $"(lambda terms: sum(terms)/len(terms) if terms else math.nan)([{terms}])"
                    : $"sum({terms})",
            ToIndex = x => $"int({x})",
            FromIndex = i => i,
        };
}
