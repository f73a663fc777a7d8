using Theory.Bounds;
using Theory.Probability.Schedules;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Subjects;

/// <summary>How a bound is composed: where it starts, and the steps, one after the other, as a person writes them.</summary>
/// <param name="From">BOUND.</param>
/// <param name="Steps">The steps.</param>
internal sealed record Recipe(string From, IReadOnlyList<string> Steps)
{
    /// <summary>The steps there are, each with what it does.</summary>
    public static IReadOnlyList<(string Form, string Does)> Forms { get; } =
    [
        ("suppose LEFT <= RIGHT", "assume it, and put RIGHT for LEFT (a quantity as printed); LEFT = RIGHT gives a closed form"),
        ("plug BOUND", "the right side of BOUND in place of its left side"),
        ("chain BOUND", "the same where the whole right side is the left side of BOUND"),
        ("union BOUND", "both at once; the probabilities of failure add up"),
        ("set NAME = VALUE, ...", "expressions for symbols, all at once"),
        ("schedule NAME", "a(t), s(t), s2(t), g(t), g2(t) of a diffusion schedule: " + Schedules),
        ("optimize NAME", "the best value of a parameter, in closed form"),
        ("expect RANGE", "in expectation, where the left side is at most RANGE"),
        ("simplify", "every term in normal form"),
        ("id AUTHOR:NAME", "what the result is called"),
        ("title WORDS", "its title"),
    ];

    /// <summary>The bound.</summary>
    /// <exception cref="ArgumentException">A step is none, or cannot be taken; the message names it.</exception>
    public Bound Make() => Steps.Index().Aggregate(Subject.ReadBound(From), (bound, step) => Take(bound, step.Item, step.Index));

    private static Bound Take(Bound bound, string step, int index)
    {
        var cut = step.Trim().IndexOf(' ', StringComparison.Ordinal);
        var (verb, rest) = cut < 0 ? (step.Trim(), "") : (step.Trim()[..cut], step.Trim()[cut..].Trim());
        try
        {
            return verb switch
            {
                "suppose" => bound.Plug(Supposition(bound, rest)),
                "plug" => bound.Plug(Subject.ReadBound(rest)),
                "chain" => bound.Chain(Subject.ReadBound(rest)),
                "union" => bound.Union(Subject.ReadBound(rest)),
                "set" => bound.Specialize(Values(bound, rest)),
                "schedule" => bound.Specialize(ScheduleOf(rest)),
                "optimize" => bound.Optimize(rest),
                "expect" => bound.InExpectation(Infix.Parse(rest)),
                "simplify" when rest.Length == 0 => bound.Simplify(),
                "id" when rest.Contains(':', StringComparison.Ordinal) => bound with { Id = rest },
                "title" when rest.Length > 0 => bound with { Title = rest },
                _ => throw new ArgumentException(
                    $"this is no step.\nSteps: {string.Join("; ", Forms.Select(form => form.Form))}."
                ),
            };
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"step {index + 1}, '{step}': {e.Message}", e);
        }
    }

    // A quantity is named by how it is printed; everything else is read as it is.
    private static Bound Supposition(Bound bound, string text)
    {
        var isEquality = !text.Contains("<=", StringComparison.Ordinal);
        var sides = text.Split(isEquality ? "=" : "<=", 2, StringSplitOptions.TrimEntries);
        if (sides.Length != 2)
            throw new ArgumentException("a supposition has two sides: LEFT <= RIGHT, or LEFT = RIGHT.");
        var known = bound.Right.Quantities().DistinctBy(q => q.ToString()).ToDictionary(q => q.ToString(), q => (Expr)q);
        Expr Read(string side) => Known(Infix.Parse(side));
        Expr Known(Expr e) => known.GetValueOrDefault(e.ToString()) ?? e.MapChildren(Known);
        return Composing.Suppose(Read(sides[0]), Read(sides[1]), isEquality);
    }

    private static List<(Symbol, Expr)> Values(Bound bound, string text)
    {
        var symbols = bound.Right.FreeSymbols().Concat(bound.Left.FreeSymbols()).ToHashSet();
        if (bound.Mode is Mode.WithProbability { Delta: var delta })
            symbols.UnionWith(delta.FreeSymbols());
        return
        [
            .. Settings
                .Pairs(text)
                .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries))
                .Select(pair =>
                    pair.Length != 2 ? throw new ArgumentException($"'{pair[0]}' sets nothing: write NAME = VALUE.")
                    : symbols.FirstOrDefault(s => s.Name == pair[0]) is { } symbol ? (symbol, Infix.Parse(pair[1]))
                    : throw new ArgumentException(
                        $"{pair[0]} is no symbol of the bound: {string.Join(", ", symbols.Select(s => s.Name))}."
                    )
                ),
        ];
    }

    private static string Schedules => string.Join(", ", Schedule.Named.Select(s => s.Name));

    private static Schedule ScheduleOf(string name) =>
        Schedule.Named.FirstOrDefault(s => s.Name == name)
        ?? throw new ArgumentException($"there is no schedule '{name}': {Schedules}.");
}
