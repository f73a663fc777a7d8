using Theory.Probability;
using Theory.Probability.Schedules;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Simplification;

namespace Theory.Bounds;

/// <summary>
/// Bounds made of bounds: pure functions, whose results carry how they were made (<see cref="Bound.Made"/>), so that a proof of the parts
/// is a proof of the whole. Assumptions and meanings merge; a letter that means two things is renamed in the second part.
/// </summary>
public static class Composing
{
    /// <summary>
    /// The supposition that an expression is at most another, for all values of what is free in it: to be plugged into a bound that
    /// speaks of the expression. It is an assumption of every bound that uses it.
    /// </summary>
    /// <param name="left">What is supposed to be small, such as a divergence of a bound.</param>
    /// <param name="right">By what, not random.</param>
    /// <param name="isEquality">Whether the two are supposed to be equal: the closed form of a quantity.</param>
    public static Bound Suppose(Expr left, Expr right, bool isEquality = false)
    {
        var (general, variables, points) = left.Generalized();
        if (right.FreeVariables().FirstOrDefault() is { } random)
            throw new ArgumentException(
                $"{right} depends on {random.Name}: suppose something that is not random.",
                nameof(right)
            );
        Judgement body = isEquality ? new Judgement.Equal(general, right) : new Judgement.AtMost(general, right);
        var assumed = variables.Count > 0 ? new Judgement.ForAll(variables, body) : body;
        var sign = isEquality ? "=" : "<=";
        return new()
        {
            Id = "",
            Title = $"{left} {sign} {right}",
            Reference = new("", "", "", DateTime.UnixEpoch.Year, "", ""),
            Where = "",
            Left = left,
            Relation = isEquality ? Relation.Equal : Relation.AtMost,
            Terms = [new("supposed", right, "an assumption")],
            Mode = new Mode.InExpectation(),
            Reading = "",
            Assumptions = [new($"{assumed}", assumed)],
            Made = new Composition.Supposed(assumed, points),
        };
    }

    /// <summary>The bound with an expression in place of a symbol, throughout: terms, assumptions, laws, probability.</summary>
    /// <exception cref="ArgumentException">The value is a number outside the symbol's domain, or random where the symbol must not be.</exception>
    public static Bound Specialize(this Bound bound, Symbol symbol, Expr value)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var context = bound.OfSymbols();
        if (value is Number n && !context.DomainOf(symbol).Contains(n.Value))
            throw new ArgumentException($"{symbol} = {value} is outside {context.DomainOf(symbol)}, where {symbol} ranges.");
        bound.RefuseRandom(symbol, value);
        Expr Of(Expr e) => e.Substitute(symbol, value);
        var entry = bound.Glossary.FirstOrDefault(e => e.Name == symbol.Name);
        var glossary = value is Symbol letter
            ? bound.Glossary.Select(e =>
                e with
                {
                    Name = e.Name == symbol.Name ? letter.Name : e.Name,
                    Domain = Merging.Renamed(e.Domain, symbol.Name, letter.Name),
                }
            )
            : bound.Glossary.Where(e => e.Name != symbol.Name);
        var assumptions = bound.Assumptions.Select(a => new Assumption(a.Text, a.Judgement.Substitute(symbol, value)));
        // What was said of the symbol is now said of the expression; positive it is anyway.
        if (entry is { Domain.Length: > 0 } && value is not (Number or Symbol) && context.DomainOf(symbol) != Domain.Positive)
            assumptions = assumptions.Append(
                Assumption.InWords(Merging.Renamed(entry.Domain, symbol.Name, value is Sum ? $"({value})" : value.ToString()))
            );
        var statement = bound with
        {
            Left = Of(bound.Left),
            Terms = bound.Terms.Select(t => t with { Expr = Of(t.Expr) }).ToTerms(),
            Mode = bound.Mode switch
            {
                Mode.WithProbability => ((Judgement.WithProbability)bound.Statement.Substitute(symbol, value)) is var w
                    ? new Mode.WithProbability(w.Draws, w.Delta.Simplify(Context.Empty))
                    : bound.Mode,
                Mode.UpToConstants { Delta: { } delta } u => u with { Delta = Of(delta) },
                var mode => mode,
            },
            StatedRate = bound.StatedRate is { } rate ? Of(rate) : null,
        };
        return statement
            .Having(assumptions, glossary.DistinctBy(e => e.Name))
            .From(new Composition.Specialized(bound, symbol, value));
    }

    /// <summary>The bound with expressions for several symbols, all at once.</summary>
    public static Bound Specialize(this Bound bound, IReadOnlyList<(Symbol Symbol, Expr Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values is [var (symbol, value)])
            return bound.Specialize(symbol, value);
        // Through letters that occur nowhere, so that two may be swapped.
        var through = values.Select((v, k) => (v.Symbol, Passing: new Symbol($"passing_{k}"), v.Value)).ToList();
        return through.Aggregate(
            through.Aggregate(bound, (all, v) => all.Specialize(v.Symbol, v.Passing)),
            (all, v) => all.Specialize(v.Passing, v.Value)
        );
    }

    /// <summary>
    /// The bound for a schedule: the heads a(t), s(t), s2(t), g(t) and g2(t) in its terms become the scale, noise and rate of the
    /// schedule at t.
    /// </summary>
    public static Bound Specialize(this Bound bound, Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(bound);
        ArgumentNullException.ThrowIfNull(schedule);
        Expr? Read(string head) =>
            head switch
            {
                "a" => schedule.Scale,
                "s" => Expr.Sqrt(schedule.Variance),
                "s2" => schedule.Variance,
                "g" => Expr.Sqrt(schedule.NoiseRate),
                "g2" => schedule.NoiseRate,
                _ => null,
            };
        Expr Of(Expr e) =>
            e is Quantity { Meaning: Opaque { Arguments: [var t] } o } && Read(o.Head) is { } known
                ? known.Substitute(schedule.Time, Of(t))
                : e.MapChildren(Of);
        var terms = bound.Terms.Select(t => t with { Expr = Of(t.Expr) }).ToTerms();
        if (terms == bound.Terms)
            throw new ArgumentException(
                $"{bound.Id} has no term with a(t), s(t), s2(t), g(t) or g2(t), which a schedule gives a meaning to."
            );
        return (bound with { Left = Of(bound.Left), Terms = terms }).From(new Composition.Scheduled(bound, schedule.Name));
    }

    /// <summary>The bound at the best value of a free parameter, in closed form.</summary>
    /// <exception cref="ArgumentException">There is no closed form, or the best value is random where the parameter is fixed in advance.</exception>
    public static Bound Optimize(this Bound bound, string parameter)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var symbol = new Symbol(parameter);
        var moving = bound.Terms.Where(t => t.Expr.DependsOn(symbol)).ToList();
        if (moving.Count == 0)
            throw new ArgumentException($"{parameter} is in no term of {bound.Id}, so there is nothing to optimise.");
        if (bound.Left.DependsOn(symbol))
            throw new ArgumentException(
                $"{parameter} is in the left side of {bound.Id}: with it the left side would change too."
            );
        if (bound.Mode is Mode.WithProbability { Delta: var delta } && delta.DependsOn(symbol))
            throw new ArgumentException(
                $"{parameter} is in the probability {delta} with which {bound.Id} fails: with it that would change too."
            );
        var context = bound.OfSymbols();
        var (sum, back) = Sum.Of(moving.Select(t => t.Expr)).Opened(context);
        if (sum.Minimise([symbol], context) is not Minimum.Exact least)
            throw new ArgumentException(
                $"The least over {parameter} of {Sum.Of(moving.Select(t => t.Expr))} has no closed form here.\n"
                    + "'theory optimize' encloses it for given numbers; 'theory rate' gives its order."
            );
        var minimizer = back(least.Argmin[0].Value);
        bound.RefuseRandom(symbol, minimizer);
        var names = string.Join(" and ", moving.Select(t => t.Name));
        var best = new Term(names, back(least.Value.Simplify(context)), $"the least of {names} over {parameter}");
        var terms = bound
            .Terms.SelectMany(t =>
                t == moving[0] ? [best]
                : moving.Contains(t) ? Array.Empty<Term>()
                : [t]
            )
            .ToTerms();
        return (bound with { Terms = terms })
            .Having(bound.Assumptions.Concat(bound.Consequences()), bound.Glossary)
            .From(new Composition.Optimized(bound, symbol, minimizer));
    }

    /// <summary>The right side of a bound in place of its left side, wherever that occurs in the terms of another.</summary>
    /// <exception cref="ArgumentException">
    /// It occurs nowhere, or where larger is not known to be worse, or where an unnamed constant would not stay a factor.
    /// </exception>
    public static Bound Plug(this Bound outer, Bound inner)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(inner);
        var part = inner.ApartFrom(outer);
        if (outer.Right == part.Left)
            return outer.Chain(inner);
        var hole = new Symbol("plugged");
        if (outer.Terms.All(t => t.Expr.Replace(part.Left, hole) == t.Expr))
            throw new ArgumentException(
                $"{part.Left} occurs in no term of {outer.Id}: {string.Join("; ", outer.Terms.Select(t => t.Expr))}."
            );
        var context = outer.OfSymbols().WithSignsOfQuantities(outer.Right);
        foreach (var term in outer.Terms)
            if (part.Relation is not (Relation.Equal or Relation.Definition) && term.Expr.Falls(part.Left, hole, context))
                throw new ArgumentException(
                    $"{term.Expr} is not known to grow with {part.Left}, so an upper bound of {part.Left} bounds nothing there."
                );
        if (part.Relation is Relation.AtMostUpToConstant or Relation.SameOrder)
            foreach (var term in outer.Terms)
                if (!term.Expr.Scales(part.Left, context))
                    throw new ArgumentException(
                        $"{part.Id} leaves a constant unnamed, and {term.Expr} is not known to keep it a factor of the whole right side: "
                            + "nonnegative terms, products, powers, sums and means do, exponentials and logarithms do not."
                    );
        var terms = outer
            .Terms.Select(t =>
                t.Expr.Replace(part.Left, part.Right) is var plugged && plugged == t.Expr
                    ? t
                    : t with
                    {
                        Expr = plugged.WithoutIdleBinders(),
                    }
            )
            .ToTerms();
        return Plugged(outer, part, terms);
    }

    /// <summary>a &lt;= c from a &lt;= b and b &lt;= c.</summary>
    /// <exception cref="ArgumentException">The first right side is not the second left side.</exception>
    public static Bound Chain(this Bound first, Bound second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var part = second.ApartFrom(first);
        return first.Right == part.Left
            ? Plugged(first, part, part.Terms)
            : throw new ArgumentException(
                $"{first.Id} ends in {first.Right}, {second.Id} begins with {second.Left}: these must be the same.\n"
                    + "To replace a part of the right side, plug the second bound in."
            );
    }

    private static Bound Plugged(Bound outer, Bound inner, Terms<Term> terms) =>
        Merging
            .Of(
                outer,
                inner,
                outer with
                {
                    Terms = terms,
                    Relation = Merging.Of(outer.Relation, inner.Relation),
                    Mode = Merging.Of(outer.Mode, inner.Mode),
                }
            )
            .From(new Composition.Plugged(outer, inner));

    /// <summary>
    /// Two bounds at once: for one left side the smaller of the right sides, else the sum of both sides. Where both hold with
    /// probability the probabilities of failure add up.
    /// </summary>
    public static Bound Union(this Bound first, Bound second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var part = second.ApartFrom(first);
        var same = first.Left == part.Left;
        var statement = first with
        {
            Left = same ? first.Left : first.Left + part.Left,
            Terms = same
                ? [new("smaller", new Min([first.Right, part.Right]), $"the smaller of {first.Id} and {part.Id}")]
                : first
                    .Terms.Concat(
                        part.Terms.Select(t =>
                            first.Terms.Any(mine => mine.Name == t.Name) ? t with { Name = $"{t.Name} (2)" } : t
                        )
                    )
                    .ToTerms(),
            Relation = Merging.Of(first.Relation, part.Relation),
            Mode = Merging.Of(first.Mode, part.Mode),
        };
        return Merging.Of(first, part, statement).From(new Composition.United(first, part));
    }

    /// <summary>
    /// The bound in expectation, from one with probability: where it fails the left side is still at most <paramref name="range"/>, which
    /// becomes an assumption, so that E left &lt;= E right + delta range.
    /// </summary>
    /// <exception cref="ArgumentException">The bound does not hold with probability over draws, or is no inequality.</exception>
    public static Bound InExpectation(this Bound bound, Expr range)
    {
        ArgumentNullException.ThrowIfNull(bound);
        if (
            bound
            is not { Mode: Mode.WithProbability { Draws: { Count: > 0 } draws, Delta: var delta }, Relation: Relation.AtMost }
        )
            throw new ArgumentException($"{bound.Id} is no inequality that holds with probability over draws.");
        var drawn = draws.Select(d => d.Variable).ToHashSet();
        Expr Mean(Expr e) => e.FreeVariables().Any(drawn.Contains) ? Expectation.Under(draws, e) : e;
        var variables = bound.Left.FreeVariables().ToTerms();
        Judgement below = new Judgement.AtMost(bound.Left, range);
        var assumed = variables.Count > 0 ? new Judgement.ForAll(variables, below) : below;
        var terms = bound
            .Terms.Select(t => t with { Expr = Mean(t.Expr) })
            .Append(new("failure", delta * range, "what the cases cost in which the bound fails"));
        return (bound with { Left = Mean(bound.Left), Terms = terms.ToTerms(), Mode = new Mode.InExpectation() })
            .Having(
                bound.Assumptions.Concat(bound.Consequences()).Append(new($"the left side is at most {range}", assumed)),
                bound.Glossary
            )
            .From(new Composition.Expected(bound, assumed));
    }

    /// <summary>The bound with every term in normal form.</summary>
    public static Bound Simplify(this Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var context = bound.OfSymbols().WithSignsOfQuantities(bound.Right);
        return (bound with { Terms = bound.Terms.Select(t => t with { Expr = t.Expr.Simplify(context) }).ToTerms() }).From(
            new Composition.Simplified(bound)
        );
    }

    // What is fixed before the draws must not depend on what is drawn.
    private static void RefuseRandom(this Bound bound, Symbol symbol, Expr value)
    {
        if (value.FreeVariables().FirstOrDefault() is { } random)
            throw new ArgumentException(
                $"{symbol} would become {value}, which depends on {random.Name}: {symbol} is fixed before {random.Name} is drawn.\n"
                    + "Suppose a bound of what is random and plug it in first, or pass to expectation."
            );
    }

    private static Bound From(this Bound bound, Composition made) =>
        bound with
        {
            Id = "composed:" + bound.Id.Split(':')[^1],
            Title = bound.Title.EndsWith(Suffix, StringComparison.Ordinal) ? bound.Title : bound.Title + Suffix,
            Where = made.InWords,
            Tightness = "upper",
            Note = "",
            StatedRate = made is Composition.Specialized ? bound.StatedRate : null,
            See = bound.See.Concat(made.Parts.Where(p => p.Made is null).Select(p => p.Id)).Distinct().ToTerms(),
            Made = made,
        };

    private const string Suffix = ", composed";
}
