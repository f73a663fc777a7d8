using Theory.Simulation.Data;
using Theory.Symbolics;

namespace Theory.Simulation.Vae;

/// <summary>
/// What a user's own training measured after each epoch, read from a CSV file with a header that names the columns <c>epoch</c>,
/// <c>reconstruction</c>, <c>kl_sum</c>, <c>w2</c> and perhaps <c>n</c>, <c>root_kl</c>, <c>k_theta</c>, <c>k_phi</c>, in any order.
/// </summary>
/// <param name="Rows">The measurements, in the order of the file.</param>
public sealed record VaeMeasurementLog(Terms<VaeMeasurement> Rows)
{
    private static readonly string[] Needed = ["epoch", "reconstruction", "kl_sum", "w2"];

    /// <summary>Reads a log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">The number of points that were measured on; null where the log has a column <c>n</c>.</param>
    /// <exception cref="MalformedDataException">A column is missing, or a value is out of range.</exception>
    public static VaeMeasurementLog Read(string path, int? count)
    {
        var columns = Needed.ToDictionary(name => name, name => Column(path, name) ?? throw Missing(path, name));
        foreach (var name in new[] { "n", "root_kl", "k_theta", "k_phi" })
            if (Column(path, name) is { } values)
                columns[name] = values;
        var rows = columns["epoch"].Length;
        if (count is null && !columns.ContainsKey("n"))
            throw new MalformedDataException(path, "no column n; add one, or say how many points were measured on with --n");
        double? Of(string name, int i) => columns.TryGetValue(name, out var values) ? values[i] : null;
        foreach (var (name, values) in columns)
            if (
                Array.FindIndex(values, v => v < 0 || name == "n" && (v is < 1 or > int.MaxValue || v != Math.Floor(v)))
                is >= 0
                    and var bad
            )
                throw new MalformedDataException(
                    path,
                    $"{name} = {values[bad]} in line {bad + 1} after the header; it needs to be {(name == "n" ? "a whole number from 1" : "0 or more")}"
                );
        return new(
            Enumerable
                .Range(0, rows)
                .Select(i => new VaeMeasurement(
                    (int)columns["epoch"][i],
                    count ?? (int)columns["n"][i],
                    columns["reconstruction"][i],
                    columns["kl_sum"][i],
                    columns["w2"][i]
                )
                {
                    RootDivergence = Of("root_kl", i),
                    DecoderLipschitz = Of("k_theta", i),
                    EncoderLipschitz = Of("k_phi", i),
                })
                .ToTerms()
        );
    }

    private static double[]? Column(string path, string name)
    {
        try
        {
            return DataSet.Read(path, new Columns(name)).Points.Column(0);
        }
        catch (MalformedDataException e) when (e.Message.Contains("no column", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static MalformedDataException Missing(string path, string name) =>
        new(
            path,
            $"no column {name}; a log has a header with the columns {string.Join(", ", Needed)} and perhaps n, root_kl, k_theta, k_phi"
        );
}
