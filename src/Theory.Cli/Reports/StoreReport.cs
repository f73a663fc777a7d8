using System.Globalization;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Output.Html;
using Theory.Symbolics;
using Theory.Verification.Experiments;
using Theory.Verification.Sweeps;
using Cell = Theory.Cli.Output.Cell;

namespace Theory.Cli.Reports;

/// <summary>
/// The sections of a store: for each experiment the settings that were varied, with each number's mean and range over the seeds. A store is
/// gone through once and only sums are kept, so that its size does not matter.
/// </summary>
internal static class StoreReport
{
    // So many settings are listed, and the results of so few are shown whole.
    private const int Most = 300;
    private const int Whole = 6;

    /// <summary>The sections, and how many results they stand for.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static (IReadOnlyList<Section> Sections, long Cells) Of(string path, Input input)
    {
        using var store = ResultStore.Open(path);
        using var progress = new Progress(input, "reading");
        var (all, read) = (Math.Max(1, store.Count), 0L);
        var groups = new Dictionary<(string, int, string), Group>();
        foreach (var cell in store.Each())
        {
            var kind = (cell.Experiment, cell.Version, cell.Provider);
            if (!groups.TryGetValue(kind, out var group))
                groups[kind] = group = new Group(cell.Experiment, cell.Version, cell.Provider);
            group.Add(cell);
            progress.Report(++read / (double)all);
        }
        return (
            [
                .. groups
                    .Values.OrderBy(g => g.Experiment, StringComparer.Ordinal)
                    .ThenBy(g => g.Version)
                    .Select(g => g.Section(path)),
            ],
            read
        );
    }

    private sealed class Group(string experiment, int version, string provider)
    {
        private readonly Dictionary<Parameters, Setting> settings = [];
        private readonly Dictionary<(Cell Claim, string Word), (long Count, Cell Evidence)> verdicts = [];
        private readonly List<StoredCell> first = [];
        private long count;

        public string Experiment => experiment;

        public int Version => version;

        public void Add(StoredCell cell)
        {
            count++;
            if (first.Count <= Whole)
                first.Add(cell);
            if (!settings.TryGetValue(cell.Parameters, out var setting))
                settings[cell.Parameters] = setting = new Setting(cell.Parameters);
            setting.Add(cell);
            foreach (var verdict in Experiments.Verdicts(experiment, cell.Parameters, cell.Result))
            {
                var key = (verdict.Claim, verdict.Word);
                var (so, evidence) = verdicts.GetValueOrDefault(key, (0, verdict.Evidence));
                verdicts[key] = (so + 1, evidence);
            }
        }

        public Section Section(string path)
        {
            var rows = settings.Values.OrderBy(s => s.Parameters, ByValues).ToList();
            var names = rows[0].Parameters.Names.ToList();
            var varied = names.Where(n => rows.Select(r => r.Parameters.Text(n)).Distinct().Skip(1).Any()).ToList();
            return new(
                experiment,
                [
                    .. Experiments.About(experiment),
                    .. names.Count > varied.Count
                        ? new[] { new Block.Fields([.. names.Except(varied).Select(n => (n, (Cell)rows[0].Parameters.Text(n)))]) }
                        : Array.Empty<Block>(),
                    .. SweepPlots.Of(rows, varied).Select(plot => new Block.Figure(plot)),
                    Table(rows, varied),
                    .. rows.Count > Most
                        ? [new Block.Paragraph($"{rows.Count - Most:N0} more settings are in the store.")]
                        : Array.Empty<Block>(),
                    .. count <= Whole ? first.SelectMany(Shown) : [],
                ]
            )
            {
                Provenance = [path, $"{count:N0} results", $"version {version} of the experiment", $"arithmetic: {provider}"],
                Verdicts =
                [
                    .. verdicts
                        .OrderBy(v => v.Key.Claim.Text, StringComparer.Ordinal)
                        .Select(v =>
                            StatedVerdict.Of(
                                v.Key.Claim,
                                v.Key.Word,
                                $"{v.Value.Count:N0} of {count:N0} results; such as: " + v.Value.Evidence
                            )
                        ),
                ],
            };
        }

        private Block.Table Table(List<Setting> rows, List<string> varied)
        {
            var numbers = rows.SelectMany(r => r.Numbers.Select(n => n.Key)).Distinct().ToList();
            return new(
                [.. varied.Select(n => (Cell)n), "seeds", .. numbers.Select(n => (Cell)AnyResult.Words(n)), "again with"],
                [
                    .. rows.Take(Most)
                        .Select(row =>
                            (IReadOnlyList<Cell>)
                                [
                                    .. varied.Select(n => (Cell)row.Parameters.Text(n)),
                                    row.Seeds.InWords,
                                    .. numbers.Select(n => row.Numbers.TryGetValue(n, out var range) ? range.Shown : ""),
                                    Cell.Code(Again(row)),
                                ]
                        ),
                ]
            );
        }

        private string Again(Setting row) =>
            row.Seeds.Only is { } seed
                ? Experiments.Command(experiment, row.Parameters, seed.ToString(CultureInfo.InvariantCulture), provider)
                : $"for s in {row.Seeds.InShell}; do {Experiments.Command(experiment, row.Parameters, "$s", provider)}; done";

        private IEnumerable<Block> Shown(StoredCell cell) =>
            Measurements.Blocks(cell.Result).Prepend(new Block.Title($"{cell.Parameters} seed={cell.Seed}"));
    }

    // Numbers by their size, words by the alphabet.
    private static readonly Comparer<Parameters> ByValues = Comparer<Parameters>.Create(
        (a, b) =>
            a
                .Values.Zip(b.Values)
                .Select(pair =>
                    SweepPlots.Number(pair.First.Value) is { } x && SweepPlots.Number(pair.Second.Value) is { } y
                        ? x.CompareTo(y)
                        : string.CompareOrdinal(pair.First.Value, pair.Second.Value)
                )
                .FirstOrDefault(order => order != 0)
    );
}
