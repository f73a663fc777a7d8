namespace Theory.Benchmarks;

/// <summary>One comparison.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Ours">Our time in nanoseconds.</param>
/// <param name="Peer">Who else does it.</param>
/// <param name="Theirs">Their time in nanoseconds, or null where the peer is absent.</param>
internal sealed record Row(string Work, double Ours, string Peer, double? Theirs)
{
    /// <summary>The row of a Markdown table.</summary>
    public override string ToString() =>
        Theirs is { } theirs
            ? $"| {Work} | {Time(Ours)} | {Peer} | {Time(theirs)} | {Ratio(theirs / Ours)} |"
            : $"| {Work} | {Time(Ours)} | {Peer} | absent | |";

    private static string Time(double ns) =>
        ns switch
        {
            < 1e3 => FormattableString.Invariant($"{ns:F1} ns"),
            < 1e6 => FormattableString.Invariant($"{ns / 1e3:F1} us"),
            _ => FormattableString.Invariant($"{ns / 1e6:F2} ms"),
        };

    private static string Ratio(double ratio) =>
        FormattableString.Invariant($"{(ratio >= 100 ? Math.Round(ratio) : Math.Round(ratio, 2))}");
}
