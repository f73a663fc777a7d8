namespace Theory.Cli.Line;

/// <summary>What a run writes to, so that the command runs the same in a process and in a test.</summary>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where messages and progress go.</param>
/// <param name="Width">The width of the terminal that shows results; null where no terminal does: then no line is wrapped.</param>
/// <param name="IsColoured">Whether results may be coloured.</param>
/// <param name="ShowsProgress">Whether messages go to a terminal.</param>
internal sealed record Surroundings(
    TextWriter Out,
    TextWriter Error,
    int? Width = null,
    bool IsColoured = false,
    bool ShowsProgress = false
)
{
    /// <summary>Those of this process; NO_COLOR is honoured.</summary>
    public static Surroundings OfConsole()
    {
        var isTerminal = !Console.IsOutputRedirected;
        return new(
            Console.Out,
            Console.Error,
            isTerminal && Console.WindowWidth > 20 ? Console.WindowWidth : null,
            isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            !Console.IsErrorRedirected
        );
    }
}
