namespace Theory.Verification.Experiments;

/// <summary>Work of which a part says nothing.</summary>
internal static class Interruptible
{
    /// <summary>The items, until the person interrupts.</summary>
    /// <exception cref="OperationCanceledException">Before an item that is asked for after the interruption.</exception>
    public static IEnumerable<T> Heeding<T>(this IEnumerable<T> items, CancellationToken stop)
    {
        foreach (var item in items)
        {
            stop.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
