using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Theory.Symbolics;

/// <summary>
/// Recursion into expressions of any depth: where the stack of the thread runs out, it goes on with a fresh one.
/// </summary>
internal static class Depth
{
    private const int FreshStack = 64 << 20; // bytes

    /// <summary>Whether the next step of a recursion has room on this stack.</summary>
    public static bool HasRoom => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>How deeply an expression may be nested before no analysis of it is tried.</summary>
    public const int MostAnalysed = 64;

    /// <summary>Why expressions are not analysed: one of them is nested too deeply; null where none is.</summary>
    public static Refusal? Excess(params ReadOnlySpan<Expr> expressions)
    {
        foreach (var e in expressions)
            if (!IsWithin(e, MostAnalysed))
                return new Refusal(
                    e,
                    $"it is nested deeper than {MostAnalysed} levels: name a part by a symbol of its own, and examine what is left"
                );
        return null;
    }

    /// <summary>Whether two expressions are equal, however deep they are.</summary>
    public static bool AreEqual(Expr a, Expr b) =>
        ReferenceEquals(a, b) || (HasRoom ? a.Equals(b) : Fresh((a, b), static s => s.a.Equals(s.b)));

    /// <summary>Whether two lists of expressions are equal, however deep they are.</summary>
    public static bool AreEqual(Terms<Expr> a, Terms<Expr> b)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
            if (!AreEqual(a[i], b[i]))
                return false;
        return true;
    }

    /// <summary>The hash of a node of an expression, however deep its parts are.</summary>
    public static int Hash<T>(int kind, T parts)
        where T : notnull =>
        HasRoom ? HashCode.Combine(kind, parts) : Fresh((kind, parts), static s => HashCode.Combine(s.kind, s.parts));

    /// <summary>
    /// Equality with a hash that looks at a node and the leaves right below it: for deep expressions at every level of which some are
    /// compared, as a full hash would go through all that is below each time.
    /// </summary>
    public static IEqualityComparer<Expr> ByLook { get; } =
        EqualityComparer<Expr>.Create((a, b) => AreEqual(a!, b!), e => Leaf(e) ?? Look(e));

    private static int? Leaf(Expr e) => e is Number or Symbol or Constant or Quantity ? e.GetHashCode() : null;

    private static int Look(Expr e)
    {
        var hash = new HashCode();
        foreach (var part in e is Series ? [] : e.Children())
            hash.Add(Leaf(part) ?? part.GetType().GetHashCode());
        return hash.ToHashCode();
    }

    /// <summary>Whether no part of an expression is nested deeper than <paramref name="levels"/>.</summary>
    public static bool IsWithin(Expr e, int levels) =>
        levels < 0 ? false
        : !HasRoom ? Fresh((e, levels), static s => IsWithin(s.e, s.levels))
        : e switch
        {
            Sum s => AreWithin(s.Items, levels - 1),
            Product p => AreWithin(p.Items, levels - 1),
            Power p => IsWithin(p.Base, levels - 1) && IsWithin(p.Exponent, levels - 1),
            Exp x => IsWithin(x.Argument, levels - 1),
            Log l => IsWithin(l.Argument, levels - 1),
            Min m => AreWithin(m.Items, levels - 1),
            Max m => AreWithin(m.Items, levels - 1),
            Series s => IsWithin(s.Lower, levels - 1) && IsWithin(s.Upper, levels - 1) && IsWithin(s.Body, levels - 1),
            _ => true,
        };

    private static bool AreWithin(Terms<Expr> items, int levels)
    {
        foreach (var item in items)
            if (!IsWithin(item, levels))
                return false;
        return true;
    }

    /// <summary>
    /// The result of a step that had no room, computed on a stack of its own. The step is static and is given what it needs, so that a
    /// recursion that has room allocates nothing for one that has none.
    /// </summary>
    public static T Fresh<TState, T>(TState state, Func<TState, T> step) => Fresh(() => step(state));

    /// <inheritdoc cref="Fresh{TState, T}"/>
    public static T Fresh<T>(Func<T> step)
    {
        var result = default(T)!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = step();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            FreshStack
        );
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
