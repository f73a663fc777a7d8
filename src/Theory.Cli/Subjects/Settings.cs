using System.CommandLine;
using Theory.Bounds;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Cli.Subjects;

/// <summary>
/// A subject whose symbols, quantities or whole terms were given values by name. A quantity or term that has a value is replaced
/// by a fresh symbol, so that the rest need not know what it was.
/// </summary>
/// <param name="Subject">The subject, with what was given a value as symbols.</param>
/// <param name="Values">Each symbol with the name it was given under and its value.</param>
internal sealed record Settings(Subject Subject, IReadOnlyList<(string Name, Symbol Symbol, Expr Value)> Values)
{
    /// <summary>The option for values.</summary>
    public static Option<string[]> Option(string name = "--set") =>
        new(name)
        {
            HelpName = "NAME=VALUE",
            Description = "Values of symbols, of quantities such as KL(rho, prior), or of whole terms by name; may be repeated",
            DefaultValueFactory = _ => [],
        };

    /// <summary>Gives values to a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="texts">Lists of <c>name=value</c>.</param>
    /// <param name="context">Where the symbols range.</param>
    /// <param name="option">The option, which errors name.</param>
    /// <exception cref="ArgumentException">A name occurs nowhere, or a value is no number or outside its domain.</exception>
    public static Settings Of(Subject subject, IEnumerable<string> texts, Context context, string option = "--set")
    {
        var given = texts.SelectMany(Pairs).Select(pair => NameAndText(pair, option)).ToList();
        if (given.GroupBy(pair => pair.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{option} gives '{twice.Key}' a value twice.");
        return given.Aggregate(
            new Settings(subject, []),
            (all, next) => all.With(next.Name, Grid.Exact(next.Text, $"{option} {next.Name}"), context, option)
        );
    }

    /// <summary>The settings with one more value.</summary>
    public Settings With(string name, Expr value, Context context, string option)
    {
        var (renamed, symbol) = Subject.Expose(name, $"given_{Values.Count + 1}", option);
        var domain = context.DomainOf(symbol);
        var x = value.Evaluate();
        var inside = value is Number n ? domain.Contains(n.Value) : !double.IsFinite(x) || domain.Contains(Rational.Exactly(x));
        if (!inside && symbol.Name == name)
            throw new ArgumentException(
                $"{option} {name} = {value} is outside {domain}, where {name} ranges.\nIf it may be there, say so with --given."
            );
        return new(renamed, [.. Values, (name, symbol, value)]);
    }

    /// <summary>The parts of a list; commas separate them, except between parentheses.</summary>
    public static IEnumerable<string> Pairs(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth +=
                text[i] is '(' or '[' ? 1
                : text[i] is ')' or ']' ? -1
                : 0;
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }
        yield return text[start..];
    }

    private static (string Name, string Text) NameAndText(string pair, string option)
    {
        var sign = pair.LastIndexOf('=');
        return sign > 0
            ? (pair[..sign].Trim(), pair[(sign + 1)..])
            : throw new ArgumentException($"{option} '{pair}' gives no value.\nWrite NAME=VALUE, such as n=1000.");
    }

    /// <summary>The narrowest intervals around the values.</summary>
    public Assignment<Interval> Intervals =>
        Values.Aggregate(new Assignment<Interval>(), (all, v) => all.With(v.Symbol, v.Value.Enclose(new Assignment<Interval>())));
}

/// <summary>Values put in for symbols.</summary>
internal static class Substituting
{
    /// <summary>The expression with the values, as written, for their symbols.</summary>
    public static Expr Substitute(this Expr e, Settings settings) =>
        settings.Values.Aggregate(e, (whole, v) => whole.Substitute(v.Symbol, v.Value));
}
