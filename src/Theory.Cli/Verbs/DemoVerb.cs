using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;

namespace Theory.Cli.Verbs;

/// <summary><c>theory demo</c>: the three jobs, on a published bound and real data, as the commands that do them.</summary>
internal static class DemoVerb
{
    // The digits come with the program; in the repository the example is the same file under a shorter name.
    private static readonly string Digits = File.Exists("examples/data/digits.csv")
        ? "examples/data/digits.csv"
        : Path.Combine(AppContext.BaseDirectory, "data", "digits.csv");

    private static readonly (string Says, string[] Command)[] Parts =
    [
        (
            "1. How does a bound depend on the training time, and which rate does the best time give? The terms of Li et al. (2023) that time moves:",
            ["rate", "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m", "--min", "tau", "--given", "m = n^kappa"]
        ),
        ("The whole bound in LaTeX:", ["latex", "li2023:training-dynamics", "--align"]),
        (
            "2. Does a statement survive an attack? Chen et al. (2025), read for the learned generator at an independent pair:",
            ["check", "chen2025:encoder-generator-stated", "--trials", "100000"]
        ),
        ("Its repair, proved in the kernel:", ["prove", "chen2025:encoder-generator-doubled"]),
        (
            "3. The computable terms of the diffusion bound on 1,797 handwritten digits:",
            ["select-time", "--data", Digits, "--label", "last", "--scale", "unit", "--grid", "0.2:1.4:7", "--draws", "5000"]
        ),
    ];

    /// <summary>The verb.</summary>
    public static Verb Make() =>
        new(
            "demo",
            "The main jobs on published bounds and real data, in less than a minute",
            "theory demo",
            [],
            input =>
            {
                var done = Done(input).ToList();
                return new Report(
                    Json.Array(
                        done.Select(part => new JsonObject
                        {
                            ["command"] = part.Command,
                            ["result"] = part.Report.Result.DeepClone(),
                        })
                    ),
                    [
                        .. done.SelectMany(part =>
                            (IEnumerable<Block>)
                                [
                                    new Block.Title(part.Says),
                                    new Block.Paragraph("$ " + part.Command),
                                    .. part.Report.Blocks,
                                    new Block.Paragraph(""),
                                ]
                        ),
                    ]
                )
                {
                    IsTruncated = done.Count < Parts.Length || done[^1].Report.IsTruncated,
                };
            }
        )
        {
            HeedsStop = true,
        };

    // The parts until the person interrupts.
    private static IEnumerable<(string Says, string Command, Report Report)> Done(Input input)
    {
        foreach (var (says, command) in Parts)
        {
            Report report;
            try
            {
                input.Stop.ThrowIfCancellationRequested();
                report = CommandLine.Report(command, input);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            yield return (says, "theory " + string.Join(' ', command.Select(Faults.Quoted)), report);
        }
    }
}
