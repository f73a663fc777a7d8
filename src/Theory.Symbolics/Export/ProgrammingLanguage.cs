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

    /// <summary>A whole number, as an argument.</summary>
    public required Func<string, string> Index { get; init; }

    /// <summary>C#.</summary>
    public static ProgrammingLanguage CSharp { get; } =
        new()
        {
            Reserved = FrozenSet.Create([
                "in",
                "is",
                "as",
                "if",
                "do",
                "for",
                "out",
                "ref",
                "int",
                "long",
                "base",
                "this",
                "new",
                "params",
                "double",
                "float",
                "decimal",
                "event",
                "fixed",
                "lock",
                "char",
                "byte",
            ]),
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
                $"Enumerable.Range((int)({from}), (int)({to}) - (int)({from}) + 1).{(isAverage ? "Average" : "Sum")}({i} => {body})",
            Index = x => $"(int)({x})",
        };

    /// <summary>Python.</summary>
    public static ProgrammingLanguage Python { get; } =
        new()
        {
            Reserved = FrozenSet.Create([.. PythonKeywords.All, "math", "sum", "range", "int", "max", "min"]),
            Whole = digits => digits,
            Power = (x, y) => $"({x})**({y})",
            Function = name => name is "min" or "max" ? name : $"math.{name}",
            Constant = name => $"math.{name}",
            Sum = (i, from, to, body, isAverage) =>
                $"sum({body} for {i} in range(int({from}), int({to}) + 1))"
                + (isAverage ? $"/(int({to}) - int({from}) + 1)" : ""),
            Index = x => $"int({x})",
        };
}
