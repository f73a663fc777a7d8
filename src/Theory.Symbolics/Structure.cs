using System.Collections.Immutable;
using System.Diagnostics;

namespace Theory.Symbolics;

/// <summary>Walking, mapping and substituting in expressions.</summary>
public static class Structure
{
    /// <summary>The direct parts of a node; a series yields its limits and body, a quantity nothing.</summary>
    public static IEnumerable<Expr> Children(this Expr e) =>
        e switch
        {
            Number or Symbol or Constant or Quantity => [],
            Sum s => s.Items,
            Product p => p.Items,
            Power p => [p.Base, p.Exponent],
            Exp x => [x.Argument],
            Log l => [l.Argument],
            Min m => m.Items,
            Max m => m.Items,
            Series s => [s.Lower, s.Upper, s.Body],
            _ => throw new UnreachableException(),
        };

    /// <summary>Whether a factor stands below the line: a power with a negative number as its exponent.</summary>
    internal static bool IsDivisor(this Expr factor) => factor is Power { Exponent: Number { Value.Sign: < 0 } };

    /// <summary>The expression and all its parts, outermost first.</summary>
    public static IEnumerable<Expr> SubExpressions(this Expr e) => e.SubExpressions(descends: _ => true);

    private static IEnumerable<Expr> SubExpressions(this Expr e, Func<Expr, bool> descends)
    {
        var pending = new Stack<Expr>([e]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            if (!descends(next))
                continue;
            foreach (var child in next.Children().Reverse())
                pending.Push(child);
        }
    }

    /// <summary>The node with each direct part mapped; the node itself where no part changes.</summary>
    public static Expr MapChildren(this Expr e, Func<Expr, Expr> map) =>
        e switch
        {
            Number or Symbol or Constant or Quantity => e,
            Sum s => Mapped(s.Items, map) is { } terms ? Sum.Of(terms) : e,
            Product p => Mapped(p.Items, map) is { } factors ? Product.Of(factors) : e,
            Power p => (map(p.Base), map(p.Exponent)) is var (b, x)
            && ReferenceEquals(b, p.Base)
            && ReferenceEquals(x, p.Exponent)
                ? e
                : Power.Of(b, x),
            Exp x => map(x.Argument) is var argument && ReferenceEquals(argument, x.Argument) ? e : new Exp(argument),
            Log l => map(l.Argument) is var argument && ReferenceEquals(argument, l.Argument) ? e : new Log(argument),
            Min m => Mapped(m.Items, map) is { } items ? new Min(Terms.Owning(items)) : e,
            Max m => Mapped(m.Items, map) is { } items ? new Max(Terms.Owning(items)) : e,
            Series s => (map(s.Lower), map(s.Upper), map(s.Body)) is var (lower, upper, body)
            && ReferenceEquals(lower, s.Lower)
            && ReferenceEquals(upper, s.Upper)
            && ReferenceEquals(body, s.Body)
                ? s
                : s with
                {
                    Lower = lower,
                    Upper = upper,
                    Body = body,
                },
            _ => throw new UnreachableException(),
        };

    // Null where nothing changes.
    private static Expr[]? Mapped(Terms<Expr> items, Func<Expr, Expr> map)
    {
        Expr[]? mapped = null;
        for (var i = 0; i < items.Count; i++)
        {
            var item = map(items[i]);
            if (!ReferenceEquals(item, items[i]))
                mapped ??= items.AsSpan().ToArray();
            if (mapped is not null)
                mapped[i] = item;
        }
        return mapped;
    }

    /// <summary>The symbols that occur free, each once, in order of first occurrence.</summary>
    public static IEnumerable<Symbol> FreeSymbols(this Expr e)
    {
        var free = new OrderedDictionary<Symbol, bool>();
        Gather(e, [], free);
        return free.Keys;
    }

    private static void Gather(Expr e, ImmutableHashSet<Symbol> bound, OrderedDictionary<Symbol, bool> free)
    {
        foreach (var part in e.SubExpressions(descends: part => part is not Series))
        {
            var symbols = part switch
            {
                Symbol s => [s],
                Quantity q => q.Meaning.FreeSymbols,
                _ => [],
            };
            foreach (var symbol in symbols.Where(s => !bound.Contains(s)))
                free.TryAdd(symbol, true);
            if (part is not Series series)
                continue;
            if (Depth.HasRoom)
                Inside(series, bound, free);
            else
                _ = Depth.Fresh((series, bound, free), static s => Inside(s.series, s.bound, s.free));
        }
    }

    private static bool Inside(Series series, ImmutableHashSet<Symbol> bound, OrderedDictionary<Symbol, bool> free)
    {
        Gather(series.Lower, bound, free);
        Gather(series.Upper, bound, free);
        Gather(series.Body, bound.Add(series.Index), free);
        return true;
    }

    /// <summary>Whether a symbol occurs free.</summary>
    public static bool DependsOn(this Expr e, Symbol symbol) =>
        !Depth.HasRoom
            ? Depth.Fresh((e, symbol), static s => s.e.DependsOn(s.symbol))
            : e switch
            {
                Symbol s => s == symbol,
                Quantity q => q.Meaning.FreeSymbols.Contains(symbol),
                Series s => s.Lower.DependsOn(symbol)
                    || s.Upper.DependsOn(symbol)
                    || s.Index != symbol && s.Body.DependsOn(symbol),
                Number or Constant => false,
                Sum s => AnyDependsOn(s.Items, symbol),
                Product p => AnyDependsOn(p.Items, symbol),
                Power p => p.Base.DependsOn(symbol) || p.Exponent.DependsOn(symbol),
                Exp x => x.Argument.DependsOn(symbol),
                Log l => l.Argument.DependsOn(symbol),
                _ => e.Children().Any(child => child.DependsOn(symbol)),
            };

    private static bool AnyDependsOn(Terms<Expr> items, Symbol symbol)
    {
        foreach (var item in items)
            if (item.DependsOn(symbol))
                return true;
        return false;
    }

    /// <summary>A symbol named after <paramref name="like"/> that is none of those taken.</summary>
    public static Symbol Fresh(Symbol like, IReadOnlyCollection<Symbol> taken)
    {
        ArgumentNullException.ThrowIfNull(like);
        return Enumerable.Range(1, int.MaxValue).Select(k => new Symbol($"{like.Name}{k}")).First(x => !taken.Contains(x));
    }

    /// <summary>The expression with every free occurrence of a symbol replaced; bound indices are renamed rather than captured.</summary>
    public static Expr Substitute(this Expr e, Symbol symbol, Expr replacement) =>
        !Depth.HasRoom
            ? Depth.Fresh((e, symbol, replacement), static s => s.e.Substitute(s.symbol, s.replacement))
            : e switch
            {
                Symbol s => s == symbol ? replacement : s,
                Quantity q => q.Meaning.FreeSymbols.Contains(symbol)
                    ? new Quantity(q.Meaning.Substitute(symbol, replacement))
                    : q,
                Series s => InSeries(s, symbol, replacement),
                Number or Constant => e,
                _ => e.MapChildren(child => child.Substitute(symbol, replacement)),
            };

    private static Series InSeries(Series s, Symbol symbol, Expr replacement)
    {
        var limits = s with { Lower = s.Lower.Substitute(symbol, replacement), Upper = s.Upper.Substitute(symbol, replacement) };
        if (s.Index == symbol || !s.Body.DependsOn(symbol))
            return limits;
        if (!replacement.DependsOn(s.Index))
            return limits with { Body = s.Body.Substitute(symbol, replacement) };
        var fresh = Fresh(s.Index, [.. replacement.FreeSymbols(), .. s.Body.FreeSymbols(), symbol]);
        return limits with { Index = fresh, Body = s.Body.Substitute(s.Index, fresh).Substitute(symbol, replacement) };
    }
}
