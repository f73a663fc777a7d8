using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Export;

/// <summary>
/// Expressions as programs: functions in C# and Python, expressions of SymPy and MathNet.Symbolics. Numbers of the functions are doubles
/// and follow IEEE 754, where 0*inf is no number.
/// </summary>
public static class SourceCode
{
    /// <summary>A C# file with a static class of one function.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="name">The name of the function.</param>
    /// <param name="summary">What it computes, in a line.</param>
    public static string CSharp(Expr e, string name, string summary)
    {
        var exported = ExportedExpression.Of(e);
        var writer = new CodeWriter(ProgrammingLanguage.CSharp);
        var parameters = exported.Parameters.Select(p => $"{Type(p)} {writer.Name(p.Name)}");
        var documented = exported.Parameters.Select(p =>
            $"    /// <param name=\"{writer.Name(p.Name)}\">{Escaped(p.Meaning)}</param>\n"
        );
        return $$"""
            using System;
            using System.Linq;

            public static class Bounds
            {
                /// <summary>{{Escaped(summary)}}</summary>
            {{string.Concat(documented)}}    public static double {{writer.Name(name)}}({{string.Join(", ", parameters)}}) =>
                    {{writer.Write(exported.Body)}};
            }

            """;
    }

    /// <summary>A Python module of one function.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="name">The name of the function.</param>
    /// <param name="summary">What it computes, in a line.</param>
    public static string Python(Expr e, string name, string summary)
    {
        var exported = ExportedExpression.Of(e);
        var writer = new CodeWriter(ProgrammingLanguage.Python);
        var documented = exported
            .Parameters.Where(p => p.Name != p.Meaning)
            .Select(p => $"    {writer.Name(p.Name)}: {p.Meaning}{(p.Indices > 0 ? ", a function of whole numbers" : "")}\n");
        return $"""
            import math


            def {writer.Name(name)}({string.Join(", ", exported.Parameters.Select(p => writer.Name(p.Name)))}):
                \"\"\"{summary}

            {string.Concat(documented)}    \"\"\"
                return {writer.Write(exported.Body)}

            """.Replace("\\\"", "\"", StringComparison.Ordinal);
    }

    /// <summary>A Python program that makes the expression one of SymPy, called <c>bound</c>, with exact numbers.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="context">Where its symbols range.</param>
    public static string SymPy(Expr e, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var exported = ExportedExpression.Of(e);
        var indices = exported.Body.SubExpressions().OfType<Series>().Select(s => s.Index.Name).Distinct().ToList();
        var names = exported.Parameters.Select(p => p.Name).Concat(indices).ToList();
        string Made(Parameter p) =>
            p.Indices > 0 ? $"IndexedBase('{p.Name}')"
            : p.Name == p.Meaning ? $"Symbol('{p.Name}', {Assumption(context.DomainOf(new Symbol(p.Name)))})"
            : $"Symbol('{p.Name}', real=True)  # {p.Meaning}";
        var lines = exported
            .Parameters.Select(p => $"{Notation.SymPy.Name(p.Name)} = {Made(p)}\n")
            .Concat(indices.Select(i => $"{Notation.SymPy.Name(i)} = Symbol('{i}', integer=True)\n"));
        return $$"""
            from sympy import *

            {{string.Concat(lines)}}names = {{{string.Join(
                ", ",
                names.Select(n => $"'{Notation.SymPy.Name(n)}': {Notation.SymPy.Name(n)}")
            )}}}
            bound = sympify("{{Infix.Print(exported.Body, Dialect.SymPy)}}", locals=names)

            """;
    }

    /// <summary>A C# program that makes the expression one of MathNet.Symbolics.</summary>
    /// <exception cref="ArgumentException">It holds a sum over an index, which MathNet.Symbolics does not have.</exception>
    public static string MathNet(Expr e)
    {
        var exported = ExportedExpression.Of(e);
        if (exported.Body.SubExpressions().FirstOrDefault(x => x is Series or Quantity) is { } odd)
            throw new ArgumentException($"{odd} is a sum over an index, which MathNet.Symbolics does not have.", nameof(e));
        // e, j and what it calls infinity are numbers there.
        var body = exported
            .Parameters.Where(p => p.Name is "j" or "i")
            .Aggregate(exported.Body, (x, p) => x.Substitute(new Symbol(p.Name), new Symbol(p.Name + "_")));
        var meanings = exported.Parameters.Where(p => p.Name != p.Meaning).Select(p => $"// {p.Name}: {p.Meaning}\n");
        return $"""
            using MathNet.Symbolics;

            {string.Concat(meanings)}var bound = SymbolicExpression.Parse("{Infix.Print(body, Dialect.MathNet)}");

            """;
    }

    private static string Assumption(Domain domain) =>
        (domain.IsInteger ? "integer=True, " : "")
        + (
            domain.Lower is { Sign: >= 0 }
                ? domain is { Lower.IsZero: true, IncludesLower: true }
                    ? "nonnegative=True"
                    : "positive=True"
                : "real=True"
        );

    private static string Type(Parameter p) =>
        p.Indices == 0 ? "double" : $"Func<{string.Concat(Enumerable.Repeat("int, ", p.Indices))}double>";

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
