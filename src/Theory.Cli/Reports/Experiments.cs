using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Output.Figures;
using Theory.Cli.Output.Html;
using Theory.Simulation.LinearAlgebra;
using Theory.Verification.Experiments;

namespace Theory.Cli.Reports;

/// <summary>What stored results of experiments are called, which command gives them again, and what they say of claims.</summary>
internal static class Experiments
{
    /// <summary>What it makes and where the sources have it, if this version has the experiment.</summary>
    public static IEnumerable<Block> About(string name)
    {
        if (Experiment.All.FirstOrDefault(e => e.Name == name) is { } known)
            yield return new Block.Paragraph(known.About + (known.Source.Length > 0 ? $" Source: {known.Source}." : ""));
    }

    /// <summary>The command line of one run, with what computed its matrices then.</summary>
    public static string Command(string name, Parameters parameters, string seed, string provider) =>
        $"theory experiment {Faults.Quoted(name)}"
        + string.Concat(parameters.Values.Select(p => $" --set {Faults.Quoted($"{p.Name}={p.Value}")}"))
        + $" --seed {seed}"
        + AcceleratedProvider.ChoiceOf(provider) switch
        {
            Blas.Managed => " --blas managed",
            Blas.System => " --blas system",
            _ => "",
        };

    /// <summary>What a measurement says of claims: its conclusions, and the verdict of an attack.</summary>
    public static IEnumerable<StatedVerdict> Verdicts(string name, Parameters parameters, Measurement measurement)
    {
        foreach (var (claim, decision, evidence) in measurement.Conclusions)
            yield return StatedVerdict.Of(Label.InCell(claim), decision.InWords(), Label.InCell(evidence));
        if (Text(measurement, "verdict") is { } verdict)
            yield return StatedVerdict.Of(
                parameters.Values.FirstOrDefault(p => p.Name == "bound").Value ?? name,
                verdict,
                Text(measurement, "evidence") ?? ""
            );
    }

    private static string? Text(Measurement measurement, string name) =>
        measurement.Texts.Where(t => t.Name == name).Select(t => t.Value).FirstOrDefault();
}
