using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Theory.Testing;
using Theory.Verification.Experiments;
using Theory.Verification.Sweeps;

namespace Theory.Verification.Tests.Sweeps;

/// <summary>What the readers of sweeps and stores make of files that something happened to.</summary>
public sealed class SweepFuzzTests : IDisposable
{
    private const string Spec =
        """{"experiment": "attack", "seeds": [1, 2], "grid": {"trials": [10, "20"], "bound": ["chen2025:vae-averaged"]}}""";

    private const string Result = """
        {"numbers": {"a": 0.5, "b": "inf"}, "texts": {"t": "words"},
         "conclusions": [{"claim": "c", "decision": "Refuted", "evidence": "e"}],
         "tables": [{"name": "t", "columns": ["x"], "rows": [[1, {"words": "w"}]]}],
         "plots": [{"name": "p", "title": "P", "x": {"label": "x", "log": true, "low": 1, "high": null}, "y": {"label": "y", "log": false},
                    "series": [{"label": "s", "mark": "Points", "x": [1], "y": [2], "lower": [], "upper": []}],
                    "map": {"label": "m", "x": [1], "y": [1], "values": [0.5], "kinds": ["k"]}}]}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("theory-fuzz-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Any_text_is_read_as_a_sweep_or_refused() =>
        Forall.Holds(
            Mangled.Json(Spec).ToArbitrary(),
            text =>
            {
                try
                {
                    Assert.NotEmpty(SweepSpec.Parse(text).Cells);
                }
                catch (ArgumentException refusal)
                {
                    Assert.InRange(refusal.Message.Length, 10, 600);
                }
            },
            trials: 2000,
            trialsInFull: 100_000
        );

    [Fact]
    public void Any_JSON_is_read_as_a_measurement_or_refused() =>
        Forall.Holds(
            Mangled.Json(Result).ToArbitrary(),
            text =>
            {
                try
                {
                    if (JsonNode.Parse(text) is { } json)
                        Assert.NotNull(MeasurementJson.Write(MeasurementJson.Read(json)));
                }
                catch (Exception refusal) when (refusal is JsonException or FormatException)
                {
                    Assert.NotEmpty(refusal.Message);
                }
            },
            trials: 2000,
            trialsInFull: 100_000
        );

    [Fact]
    public void Any_bytes_are_read_as_a_store_or_refused()
    {
        var valid = File.ReadAllBytes(Stored("valid.db"));
        var path = Path.Combine(folder, "mangled.db");
        Forall.Holds(
            Mangled.Bytes(valid, valid[..Math.Min(200, valid.Length)]).ToArbitrary(),
            bytes =>
            {
                foreach (var log in Directory.GetFiles(folder, "mangled.db-*"))
                    File.Delete(log);
                File.WriteAllBytes(path, bytes);
                IsReadOrRefused(path);
            },
            trials: 200,
            trialsInFull: 10_000
        );
    }

    [Fact]
    public void Any_cells_are_read_from_a_store_or_refused()
    {
        var path = Stored("cells.db");
        Forall.Holds(
            (
                from column in Gen.Elements("experiment", "version", "provider", "parameters", "seed", "result")
                from text in Gen.OneOf(Mangled.Json(Result), Mangled.Json("""{"trials": "10", "bound": "b"}"""))
                select (column, text)
            ).ToArbitrary(),
            c =>
            {
                Execute(path, $"UPDATE cells SET {c.column} = $text", c.text);
                IsReadOrRefused(path);
            },
            trials: 200,
            trialsInFull: 10_000
        );
    }

    private static void IsReadOrRefused(string path)
    {
        try
        {
            using var store = ResultStore.Open(path);
            Assert.NotNull(store.All());
            Assert.InRange(store.Count, 0, 1);
        }
        catch (StoreException refusal)
        {
            Assert.Contains(Path.GetFileName(path), refusal.Message, StringComparison.Ordinal);
        }
    }

    private string Stored(string name)
    {
        var path = Path.Combine(folder, name);
        using (var store = ResultStore.Open(path))
            store.Add(SweepSpec.Parse(Spec).Cells[0], MeasurementJson.Read(JsonNode.Parse(Result)!));
        Execute(path, "PRAGMA journal_mode = DELETE", "");
        return path;
    }

    private static void Execute(string path, string command, string text)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var run = connection.CreateCommand();
#pragma warning disable CA2100 // The commands are made of constants of this file.
        run.CommandText = command;
#pragma warning restore CA2100
        run.Parameters.AddWithValue("$text", text);
        run.ExecuteNonQuery();
    }
}
