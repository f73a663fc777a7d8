namespace Theory.Cli.Line;

/// <summary>Work on a thread of its own, which ends with the process wherever it is then.</summary>
internal static class DeepThread
{
    // Deep expressions are walked by recursion: a stack that holds any that a person can give.
    private const int Stack = 512 << 20;

    /// <summary>Begins the work.</summary>
    public static Task<T> Start<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        new Thread(
            () =>
            {
                try
                {
                    done.SetResult(work());
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            },
            Stack
        )
        {
            IsBackground = true,
        }.Start();
        return done.Task;
    }
}
