using System.Runtime.ExceptionServices;

namespace Theory.Simulation.Training;

/// <summary>
/// Threads for many short rounds of work, one straight after the other. Between rounds they wait spinning, so that a round of some
/// hundred microseconds starts at once; when none comes for about a millisecond they sleep.
/// </summary>
internal sealed class Crew : IDisposable
{
    // Of some tens of nanoseconds each: about a millisecond. Yielding instead lets a scheduler keep the whole crew on one processor.
    private const int Spins = 50_000;

    private readonly Member[] others;

    /// <summary>A crew of so many, the calling thread being one of them.</summary>
    public Crew(int size) => others = [.. Enumerable.Range(1, Math.Max(0, size - 1)).Select(index => new Member(index))];

    /// <summary>The number of threads, with the calling one.</summary>
    public int Size => others.Length + 1;

    /// <summary>One round: <c>work(0)</c>, ..., <c>work(Size - 1)</c>, at the same time.</summary>
    public void Round(Action<int> work)
    {
        foreach (var member in others)
            member.Begin(work);
        try
        {
            work(0);
        }
        finally
        {
            foreach (var member in others)
                member.Finished();
        }
        foreach (var member in others)
            member.Error?.Throw();
    }

    public void Dispose()
    {
        foreach (var member in others)
            member.Dispose();
    }

    private sealed class Member : IDisposable
    {
        private readonly ManualResetEventSlim begin = new(false, 0);
        private readonly ManualResetEventSlim finished = new(false, 0);
        private readonly Thread thread;
        private Action<int>? work; // null: go home

        public Member(int index)
        {
            thread = new Thread(() => Work(index)) { IsBackground = true, Name = $"crew {index}" };
            thread.Start();
        }

        public ExceptionDispatchInfo? Error { get; private set; }

        public void Begin(Action<int>? next)
        {
            work = next;
            begin.Set();
        }

        public void Finished()
        {
            Await(finished);
            finished.Reset();
        }

        public void Dispose()
        {
            Begin(null);
            thread.Join();
            begin.Dispose();
            finished.Dispose();
        }

        private static void Await(ManualResetEventSlim signal)
        {
            for (var spin = 0; spin < Spins && !signal.IsSet; spin++)
                Thread.SpinWait(1);
            signal.Wait();
        }

        private void Work(int index)
        {
            while (true)
            {
                Await(begin);
                begin.Reset();
                if (work is not { } now)
                    return;
                try
                {
                    Error = null;
                    now(index);
                }
                catch (Exception e)
                {
                    Error = ExceptionDispatchInfo.Capture(e);
                }
                finished.Set();
            }
        }
    }
}
