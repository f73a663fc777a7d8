using System.CommandLine;
using System.Globalization;

namespace Theory.Cli.Line;

/// <summary>
/// When a search ends before its trials are spent: by the person's interruption, or by a limit of time, which only truncates, so
/// that the seed and the number of trials done decide the outcome.
/// </summary>
internal sealed class Budget : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly ManualResetEvent ended = new(false);
    private readonly Thread? clock;

    /// <summary>The budget of a run; its time runs from here.</summary>
    /// <exception cref="ArgumentException">The limit is no time.</exception>
    public Budget(Input input, Option<string?> limit)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(input.Stop);
        if (input.Of(limit) is not { } text)
            return;
        var time = Duration(text);
        if (time < TimeSpan.FromMilliseconds(1))
        {
            source.Cancel(); // over before a clock counts it
            return;
        }
        // Not a timer: those share the threads of the work that they are to end, and come late where it keeps them all busy.
        clock = new Thread(() =>
        {
            if (!ended.WaitOne(time))
                source.Cancel();
        })
        {
            IsBackground = true,
        };
        clock.Start();
    }

    /// <summary>Set when the search is to end.</summary>
    public CancellationToken Stop => source.Token;

    /// <summary>The option for the limit of time.</summary>
    public static Option<string?> Option() =>
        new("--time-limit") { HelpName = "30s|5m|2h", Description = "Truncate after this time; the result says how far it came" };

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Set();
        clock?.Join();
        ended.Dispose();
        source.Dispose();
    }

    // A wait counts no further than about 24 days.
    private const double MostHours = 500;

    private static TimeSpan Duration(string text)
    {
        var hours =
            text.Length == 0
                ? 0
                : text[^1] switch
                {
                    's' => 1 / 3600.0,
                    'm' => 1 / 60.0,
                    'h' => 1,
                    _ => 0,
                };
        return
            double.TryParse(
                text.Length == 0 ? text : text[..^1],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var count
            ) && count * hours is > 0 and <= MostHours
            ? TimeSpan.FromHours(count * hours)
            : throw new ArgumentException(
                $"--time-limit '{text}' is no time that a run may take.\nWrite a number and s, m or h, such as 30s or 5m, up to {MostHours}h."
            );
    }
}
