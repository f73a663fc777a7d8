using System.Text.RegularExpressions;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Optimisation;

namespace Theory.Cli.Output;

/// <summary>What analyses found, as propositions for a paper: only what is settled; what is not stands in a remark below.</summary>
internal static partial class Propositions
{
    /// <summary>How an expression and its terms depend on a symbol.</summary>
    /// <param name="title">What is analysed.</param>
    /// <param name="on">The symbol.</param>
    /// <param name="given">All that is assumed.</param>
    /// <param name="parts">The expression and its terms, by what they are called.</param>
    public static Block OfDependence(
        Cell title,
        Symbol on,
        IReadOnlyList<string> given,
        IReadOnlyList<(Cell Name, Dependence Is)> parts
    )
    {
        var open = parts.SelectMany(part => NotSettled(part.Name, part.Is)).ToList();
        return new Block.Source(
            Begin("Dependence of " + title + " on " + Cell.Math(on), given)
                + "\\begin{itemize}\n"
                + string.Concat(parts.Select(part => $"  \\item {part.Name.Latex} {Sentence(on, part.Is)}.\n"))
                + "\\end{itemize}\n\\end{proposition}\n"
                + (open.Count == 0 ? "" : $"Not settled: {string.Join("; ", open)}.\n")
        );
    }

    private static string Sentence(Symbol on, Dependence is_)
    {
        var clauses = new List<string>();
        if (is_.Direction is { Status: not Status.Unknown, Value: var trend })
            clauses.Add(
                trend switch
                {
                    Trend.Constant => $"does not depend on {Cell.Math(on).Latex}",
                    Trend.Increasing => "is nondecreasing",
                    Trend.Decreasing => "is nonincreasing",
                    _ => "is neither nondecreasing nor nonincreasing",
                }
            );
        if (
            is_.Curvature is { Status: not Status.Unknown, Value: Bend.Convex or Bend.Concave } bend
            && is_.Direction.Value is not Trend.Constant
        )
            clauses.Add(bend.Value is Bend.Convex ? "is convex" : "is concave");
        if (is_.Direction.Value is not Trend.Constant)
            clauses.AddRange(
                is_.Limits.SelectMany(limit => limit.Cases.Select(@case => Tends(on, limit.To, @case))).OfType<string>()
            );
        return clauses.Count switch
        {
            0 => "is not settled here",
            1 => clauses[0],
            _ => string.Join(", ", clauses.SkipLast(1)) + " and " + clauses[^1],
        };
    }

    private static string? Tends(Symbol on, Approach to, LimitCase @case)
    {
        var source = @case.IsCited ? " (cited)" : "";
        if (@case.Limit is LimitValue.Between ends)
            return $"{Kept(ends)} as ${Latex.Print(on)} \\to {Arrow(to)}${source}";
        var value = @case.Limit switch
        {
            LimitValue.Finite finite => Latex.Print(finite.Value),
            LimitValue.Infinite infinite => infinite.Sign < 0 ? @"-\infty" : @"\infty",
            _ => null,
        };
        if (value is null)
            return null;
        var like =
            @case.Leading is { } leading && !(@case.Limit is LimitValue.Finite f && f.Value == leading)
                ? $" like ${Latex.Print(leading)}$"
                : "";
        var when = @case.When.Count == 0 ? "" : $" where {Cell.Join(", ", @case.When.Select(Statements.Compared)).Latex}";
        return $"tends to ${value}${like} as ${Latex.Print(on)} \\to {Arrow(to)}${source}{when}";
    }

    private static string Kept(LimitValue.Between ends) =>
        ends switch
        {
            { Low: { } low, High: { } high } => $"stays between ${Latex.Print(low)}$ and ${Latex.Print(high)}$",
            { Low: { } low } => $"stays at least ${Latex.Print(low)}$",
            _ => $"stays at most ${Latex.Print(ends.High!)}$",
        };

    private static string Arrow(Approach to) =>
        to switch
        {
            Approach.PlusInfinity => @"\infty",
            Approach.MinusInfinity => @"-\infty",
            Approach.FromAbove above => $"{Latex.Print(above.Point)}^{{+}}",
            Approach.FromBelow below => $"{Latex.Print(below.Point)}^{{-}}",
            Approach.To at => Latex.Print(at.Point),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static IEnumerable<string> NotSettled(Cell name, Dependence is_)
    {
        if (is_.Direction.Status is Status.Unknown)
            yield return $"the direction of {name.Latex}";
        if (is_.Curvature.Status is Status.Unknown)
            yield return $"the curvature of {name.Latex}";
    }

    /// <summary>The best powers of free parameters and the rate, by regimes, each with the weighted mean that proves it.</summary>
    public static Block OfRate(
        Cell title,
        Expr whole,
        IReadOnlyList<Symbol> over,
        IReadOnlyList<string> given,
        Balance.Diagram diagram
    ) =>
        new Block.Source(
            Begin("Rate of " + title, given)
                + $"Up to constants, the least value of\n\\[\n  {Latex.Print(whole)}\n\\]\nover ${string.Join(", ", over.Select(Latex.Print))}$ is{Raised(diagram.Floors)}\n"
                + "\\begin{itemize}\n"
                + string.Concat(diagram.Regimes.Select(Regime))
                + "\\end{itemize}\n"
                + string.Concat(diagram.Infeasible.Select(c => $"No choice is possible where {Statements.Compared(c).Latex}.\n"))
                + "\\end{proposition}\n"
        );

    // Floors are added to the rate, not compared with it.
    private static string Raised(Terms<Expr> floors) =>
        floors.Count == 0 ? "" : $" ${Latex.Print(Sum.Of(floors))}$, which no choice lowers, plus what is";

    private static string Regime(Regime regime)
    {
        var when = regime.When.Count == 0 ? "" : $"where {Cell.Join(", ", regime.When.Select(Statements.Compared)).Latex}: ";
        var best = string.Join(", ", regime.Argmin.Select(a => $@"${Latex.Print(a.Symbol)} \asymp {Latex.Print(a.Value)}$"));
        var mean = string.Concat(
            regime
                .Certificate.Terms.Select(t => (Of: t.Term, t.Weight))
                .Concat(regime.Certificate.Constraints.Select(c => (Of: c.Constraint, Weight: -c.Weight)))
                .Select(f => $@"\Bigl({Latex.Print(f.Of)}\Bigr)^{{{Latex.Print(f.Weight)}}}")
        );
        return $"  \\item {when}of the order of ${Latex.Print(regime.Rate)}$, attained at {best}; no choice does better, for\n"
            + $"    $\\displaystyle {mean} \\asymp {Latex.Print(regime.Rate)}$ is a weighted geometric mean of terms.\n";
    }

    private static string Begin(Cell title, IReadOnlyList<string> given) =>
        $"\\begin{{proposition}}[{title.Latex}]\n"
        + (given.Count == 0 ? "" : $"Let {string.Join(", ", given.SelectMany(text => text.Split(',')).Select(Hypothesis))}.\n");

    // Hypotheses are read back, so that they print as mathematics.
    private static string Hypothesis(string text)
    {
        var words = text.Trim().Split(' ');
        if (words is [var name, "integer" or "real"] && Infix.TryParse(name).Value is { } symbol)
            return $"${Latex.Print(symbol)}$ be {(words[1] == "integer" ? "an integer" : "real")}";
        var sides = Signs().Split(text.Trim());
        var read = sides
            .Select(
                (side, k) =>
                    k % 2 == 1 ? Sign(side)
                    : Infix.TryParse(side).Value is { } e ? Latex.Print(e)
                    : null
            )
            .ToList();
        return read.Contains(null) ? LatexText.Escape(text.Trim()) : $"${string.Join(" ", read)}$";
    }

    private static string Sign(string sign) =>
        sign switch
        {
            "<=" => @"\le",
            ">=" => @"\ge",
            _ => sign,
        };

    [GeneratedRegex("(<=|>=|<|>|=)")]
    private static partial Regex Signs();
}
