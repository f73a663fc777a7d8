using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

/// <summary>Experiments run in their quick form, and what they say.</summary>
internal static class Run
{
    public static Measurement Quick(string name, params (string Name, string Value)[] set)
    {
        var experiment = Experiment.Get(name);
        var parameters = experiment.Complete(set.Aggregate(experiment.Quick, (all, pair) => all.With(pair.Name, pair.Value)));
        return experiment.Run(parameters, 1, Progressing.Unheard, CancellationToken.None);
    }

    public static double Number(this Measurement m, string name) => m.Numbers.Single(n => n.Name == name).Value;

    public static Conclusion Says(this Measurement m, string start) =>
        m.Conclusions.Single(c => c.Claim.StartsWith(start, StringComparison.Ordinal));

    public static IEnumerable<double[]> Rows(this Measurement m, string table) =>
        m.Tables.Single(t => t.Name == table).Rows.Select(row => row.Select(e => e.Number).ToArray());
}
