using static System.FormattableString;

namespace Theory.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Ours">Our time in seconds.</param>
/// <param name="Peer">Who else does it.</param>
/// <param name="Theirs">Their time in seconds, or null where there is no peer or it is absent.</param>
/// <param name="Least">The least time in seconds that the machine allows, or null where none is known; see <see cref="Machine"/>.</param>
internal sealed record Row(string Work, double Ours, string Peer = "", double? Theirs = null, double? Least = null)
{
    /// <summary>The head of the table.</summary>
    public const string Head =
        "| work | ours | peer | theirs | theirs/ours | of the limit | command |\n| --- | --- | --- | --- | --- | --- | --- |";

    /// <summary>The row of a Markdown table.</summary>
    /// <param name="command">The argument of the program that makes the row.</param>
    public string ToMarkdown(string command) =>
        $"| {Work} | {Time(Ours)} | {Peer} | {Beside} | {(Theirs is { } theirs ? Ratio(theirs / Ours) : "")} | {(Least is { } least ? Invariant($"{100 * least / Ours:F0} %") : "")} | `{command}` |";

    private string Beside =>
        Theirs is { } theirs ? Time(theirs)
        : Peer.Length > 0 ? "absent"
        : "";

    private static string Time(double seconds) =>
        seconds switch
        {
            < 1e-6 => Invariant($"{seconds * 1e9:F1} ns"),
            < 1e-3 => Invariant($"{seconds * 1e6:F1} us"),
            < 1 => Invariant($"{seconds * 1e3:F2} ms"),
            _ => Invariant($"{seconds:F2} s"),
        };

    private static string Ratio(double ratio) =>
        Invariant($"{(ratio >= 100 ? Math.Round(ratio) : Math.Round(ratio, ratio >= 10 ? 1 : 2))}");
}
