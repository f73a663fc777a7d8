using static System.FormattableString;

namespace Theory.Cli.Line;

/// <summary>
/// A line on the terminal that says how much of a work is done, erased at its end; nothing where messages go to a file. It also
/// ends the work when the person interrupts.
/// </summary>
/// <param name="input">The run.</param>
/// <param name="doing">What is being done.</param>
internal sealed class Progress(Input input, string doing) : IProgress<double>, IDisposable
{
    private int shown = -1;

    /// <inheritdoc/>
    public void Report(double value)
    {
        input.Stop.ThrowIfCancellationRequested();
        var percent = (int)(100 * value);
        if (!input.Surroundings.ShowsProgress || Interlocked.Exchange(ref shown, percent) == percent)
            return;
        input.Surroundings.Error.Write(Invariant($"\r{doing} {percent}%"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (shown >= 0)
            input.Surroundings.Error.Write("\r" + new string(' ', doing.Length + 5) + "\r");
    }
}
