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

    /// <summary>Whether no part of an expression is nested deeper than <paramref name="levels"/>.</summary>
    public static bool IsWithin(Expr e, int levels)
    {
        var pending = new Stack<(Expr Part, int Level)>([(e, 0)]);
        while (pending.TryPop(out var next))
        {
            if (next.Level > levels)
                return false;
            foreach (var child in next.Part.Children())
                pending.Push((child, next.Level + 1));
        }
        return true;
    }

    /// <summary>The result of a step that had no room, computed on a stack of its own.</summary>
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
