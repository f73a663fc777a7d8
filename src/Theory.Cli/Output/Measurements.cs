using Theory.Cli.Output.Figures;
using Theory.Verification;
using Theory.Verification.Experiments;

namespace Theory.Cli.Output;

/// <summary>How what an experiment gave is shown.</summary>
internal static class Measurements
{
    /// <summary>The measurement for people.</summary>
    public static IEnumerable<Block> Blocks(Measurement measurement)
    {
        if (measurement.Numbers.Count + measurement.Texts.Count > 0)
            yield return new Block.Fields([
                .. measurement.Numbers.Select(v => (v.Name, (Cell)v.Value)),
                .. measurement.Texts.Where(v => !v.Value.Contains('\n')).Select(v => (v.Name, (Cell)v.Value)),
            ]);
        foreach (var (name, text) in measurement.Texts.Where(v => v.Value.Contains('\n')))
        {
            yield return new Block.Paragraph(name + ":");
            yield return new Block.Verbatim(text);
        }
        foreach (var table in measurement.Tables)
        {
            yield return new Block.Paragraph(table.Name.Replace('-', ' ') + ":");
            yield return new Block.Table(
                [.. table.Columns.Select(Label.InCell)],
                [
                    .. table.Rows.Select(row =>
                        (IReadOnlyList<Cell>)[.. row.Select(e => e.Words is { } words ? words : (Cell)e.Number)]
                    ),
                ]
            );
        }
        if (measurement.Conclusions.Count > 0)
            yield return new Block.Table(
                ["claim", "verdict", "evidence"],
                [
                    .. measurement.Conclusions.Select(c =>
                        (IReadOnlyList<Cell>)[Label.InCell(c.Claim), c.Decision.InWords(), Label.InCell(c.Evidence)]
                    ),
                ]
            );
        foreach (var plot in measurement.Plots)
            yield return new Block.Figure(plot);
    }

    /// <summary>A decision in a word or two.</summary>
    public static string InWords(this Decision decision) =>
        decision switch
        {
            Decision.Refuted => "refuted",
            Decision.NotRefuted => "not refuted",
            Decision.Inconclusive => "inconclusive",
            _ => "not falsifiable",
        };
}
