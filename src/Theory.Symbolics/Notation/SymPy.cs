using System.Collections.Frozen;

namespace Theory.Symbolics.Notation;

/// <summary>Names in SymPy.</summary>
public static class SymPy
{
    // Python's keywords, and the constants that our constants print as.
    private static readonly FrozenSet<string> Unwritable = FrozenSet.Create([.. PythonKeywords.All, "E", "I", "oo"]);

    // What sympify reads as a function or a constant of its own.
    private static readonly FrozenSet<string> Taken = FrozenSet.Create([
        "N",
        "O",
        "Q",
        "S",
        "beta",
        "gamma",
        "zeta",
        "Chi",
        "Ci",
        "Si",
        "Shi",
        "Li",
        "li",
        "Ei",
        "re",
        "im",
        "sign",
        "arg",
        "ff",
        "rf",
    ]);

    /// <summary>
    /// The Python dictionary that <c>sympify(text, locals=...)</c> needs for the names in the expression that SymPy reads as
    /// something else; empty where there are none.
    /// </summary>
    public static string Locals(Expr e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var symbols = e.SubExpressions()
            .SelectMany(part => part is Series s ? [s.Index] : part.FreeSymbols())
            .Select(s => s.Name);
        var families = e.SubExpressions().OfType<Quantity>().Select(q => q.Meaning).OfType<Indexed>().Select(x => x.Head);
        string[] entries =
        [
            .. symbols
                .Distinct()
                .Where(name => Unwritable.Contains(name) || Taken.Contains(name))
                .Order(StringComparer.Ordinal)
                .Select(name => $"'{Name(name)}': Symbol('{name}')"),
            .. families.Distinct().Order(StringComparer.Ordinal).Select(name => $"'{Name(name)}': IndexedBase('{name}')"),
        ];
        return entries.Length == 0 ? "" : $"{{{string.Join(", ", entries)}}}";
    }

    /// <summary>A name as it is written; one that Python cannot read gets an underscore.</summary>
    internal static string Name(string name) =>
        name switch
        {
            "e" => "E",
            "inf" => "oo",
            _ => Unwritable.Contains(name) ? name + "_" : name,
        };

    /// <summary>The name that is written so.</summary>
    internal static string Read(string written) =>
        written switch
        {
            "E" => "e",
            "oo" => "inf",
            _ => written.EndsWith('_') && Unwritable.Contains(written[..^1]) ? written[..^1] : written,
        };
}
