using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Theory.Symbolics;
using Theory.Verification.Experiments;

namespace Theory.Verification.Sweeps;

/// <summary>A stored result.</summary>
/// <param name="Key">The hash that names it.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Version">The version of the experiment.</param>
/// <param name="Provider">The numeric provider.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Result">What was measured.</param>
public sealed record StoredCell(
    string Key,
    string Experiment,
    int Version,
    string Provider,
    Parameters Parameters,
    ulong Seed,
    Measurement Result
);

/// <summary>A store that cannot be used, with what to do about it.</summary>
public sealed class StoreException : IOException
{
    /// <summary>No message.</summary>
    public StoreException() { }

    /// <summary>A message.</summary>
    public StoreException(string message)
        : base(message) { }

    /// <summary>A message and its cause.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>
/// Results of experiments in one SQLite file. A result is written in a transaction of its own, so that a killed process loses at most
/// the cell it was computing; several processes may share a store on one machine (write-ahead log).
/// </summary>
public sealed class ResultStore : IDisposable
{
    private const int Schema = 1;
    private const int Application = 0x54485259; // "THRY"

    // Results that a merge adds in one transaction: few, so that it ends soon when it is stopped, and enough that the disk need not wait for each.
    private const int Together = 500;
    private readonly SqliteConnection connection;
    private readonly string path;

    private ResultStore(SqliteConnection connection, string path) => (this.connection, this.path) = (connection, path);

    /// <summary>Opens a store, and makes it where there is none.</summary>
    /// <exception cref="StoreException">The file is no store, of a newer version, damaged, or cannot be written.</exception>
    public static ResultStore Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWriteCreate,
                Pooling = false,
                DefaultTimeout = 60,
            }.ToString()
        );
        var store = new ResultStore(connection, path);
        try
        {
            store.Guarded(() =>
            {
                connection.Open();
                store.Prepare();
            });
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Whether a result is there.</summary>
    public bool Contains(string key) =>
        Guarded(() =>
        {
            using var command = Command("SELECT 1 FROM cells WHERE key = $key", ("$key", key));
            return command.ExecuteScalar() is not null;
        });

    /// <summary>Adds a result; one that is there already stays.</summary>
    /// <exception cref="StoreException">The store cannot be written, or holds another result under the same key.</exception>
    public void Add(Cell cell, Measurement result)
    {
        ArgumentNullException.ThrowIfNull(cell);
        Add(
            new StoredCell(
                cell.Key,
                cell.Experiment.Name,
                cell.Experiment.Version,
                Cell.Provider,
                cell.Parameters,
                cell.Seed,
                result
            )
        );
    }

    /// <summary>How many results it holds.</summary>
    public long Count => Guarded(() => Number("SELECT count(*) FROM cells"));

    /// <summary>All results, in the order of their keys.</summary>
    public IReadOnlyList<StoredCell> All() => [.. Each()];

    /// <summary>The results one after the other, in the order of their keys, so that a store larger than memory can be gone through.</summary>
    public IEnumerable<StoredCell> Each()
    {
        using var command = Command(
            "SELECT key, experiment, version, provider, parameters, seed, result FROM cells ORDER BY key"
        );
        using var reader = Guarded(command.ExecuteReader);
        while (Guarded(reader.Read))
            yield return Guarded(() => Row(reader));
    }

    // A damaged file may hold anything where a result was.
    private StoredCell Row(SqliteDataReader reader)
    {
        try
        {
            return new(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetInt32(2),
                reader.GetString(3),
                Texts(reader.GetString(4)).Aggregate(Parameters.None, (all, v) => all.With(v.Name, v.Value)),
                unchecked((ulong)reader.GetInt64(5)),
                MeasurementJson.Read(JsonNode.Parse(reader.GetString(6))!)
            );
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or FormatException
                        or InvalidOperationException
                        or InvalidCastException
                        or OverflowException
                        or ArgumentException
            )
        {
            throw new StoreException($"{path} holds a result that cannot be read; restore it from a copy.", e);
        }
    }

    /// <summary>Adds all results of other stores, many in a transaction, so that what is added stays whatever happens later.</summary>
    /// <param name="others">The paths of the stores.</param>
    /// <param name="progress">Told the share of the results that is added.</param>
    /// <param name="stop">Ends the work early; the same call later goes on with what is missing.</param>
    /// <returns>Whether all were added.</returns>
    /// <exception cref="StoreException">
    /// One cannot be read, or two hold different results under one key: one of them is not what it says.
    /// </exception>
    public bool Merge(IEnumerable<string> others, IProgress<double>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(others);
        var paths = others.ToList();
        if (paths.Find(other => !File.Exists(other)) is { } missing)
            throw new StoreException($"There is no store {missing}.");
        foreach (var (k, other) in paths.Index())
        {
            using var source = Open(other);
            var (all, read) = (Math.Max(1, source.Count), 0);
            foreach (var cells in source.Each().Chunk(Together))
            {
                if (stop.IsCancellationRequested)
                    return false;
                Add(cells);
                read += cells.Length;
                progress?.Report((k + read / (double)all) / paths.Count);
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private void Add(params StoredCell[] cells) =>
        Guarded(() =>
        {
            using var transaction = connection.BeginTransaction();
            foreach (var cell in cells)
                Add(cell, transaction);
            transaction.Commit();
        });

    private void Add(StoredCell cell, SqliteTransaction transaction)
    {
        var text = Text(cell.Result);
        using var insert = Command(
            "INSERT OR IGNORE INTO cells (key, experiment, version, provider, parameters, seed, result) "
                + "VALUES ($key, $experiment, $version, $provider, $parameters, $seed, $result)",
            ("$key", cell.Key),
            ("$experiment", cell.Experiment),
            ("$version", cell.Version),
            ("$provider", cell.Provider),
            ("$parameters", Text(cell.Parameters.Values)),
            ("$seed", unchecked((long)cell.Seed)),
            ("$result", text)
        );
        insert.Transaction = transaction;
        if (insert.ExecuteNonQuery() == 0)
        {
            using var select = Command("SELECT result FROM cells WHERE key = $key", ("$key", cell.Key));
            select.Transaction = transaction;
            if ((string?)select.ExecuteScalar() is { } stored && stored != text)
                throw new StoreException(
                    $"{path} holds another result of {cell.Experiment} {cell.Parameters} seed {cell.Seed}: the experiment changed without its version, or a store is damaged."
                );
        }
    }

    private void Prepare()
    {
        using (var wait = Command("PRAGMA busy_timeout = 60000"))
            wait.ExecuteNonQuery();
        var (application, version, tables) = (
            Number("PRAGMA application_id"),
            Number("PRAGMA user_version"),
            Number("SELECT count(*) FROM sqlite_master")
        );
        if (application != Application && (application != 0 || tables != 0))
            throw new StoreException($"{path} is a database of something else; name another file.");
        if (version > Schema)
            throw new StoreException(
                $"{path} was made by a newer version of theory (its format is {version}, this one reads {Schema}); use that version."
            );
        if (version == Schema)
            return;
        using (var journal = Command("PRAGMA journal_mode = WAL"))
            journal.ExecuteScalar();
        using var transaction = connection.BeginTransaction();
        using var create = Command(
            "CREATE TABLE IF NOT EXISTS cells (key TEXT PRIMARY KEY, experiment TEXT NOT NULL, version INTEGER NOT NULL, "
                + "provider TEXT NOT NULL, parameters TEXT NOT NULL, seed INTEGER NOT NULL, result TEXT NOT NULL) WITHOUT ROWID; "
                + $"PRAGMA application_id = {Application}; PRAGMA user_version = {Schema};"
        );
        create.Transaction = transaction;
        create.ExecuteNonQuery();
        transaction.Commit();
    }

    private long Number(string query)
    {
        using var command = Command(query);
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Command(string text, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // All texts are constants of this file; values travel as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private void Guarded(Action action) =>
        Guarded(() =>
        {
            action();
            return 0;
        });

    // SQLite's primary result codes: 8 read-only, 11 corrupt, 13 full, 14 cannot open, 26 not a database, 5 busy.
    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw new StoreException(
                e.SqliteErrorCode switch
                {
                    5 => $"{path} is locked by another process for more than a minute; nothing is lost, run again.",
                    8 => $"{path} cannot be written: it or its folder is read-only. Nothing is lost.",
                    11 or 26 => $"{path} is damaged or no SQLite file; restore it from a copy or name another file.",
                    13 => $"The disk of {path} is full. What was stored is safe; free some space and run again.",
                    14 => $"{path} cannot be opened: does its folder exist, and may it be written?",
                    _ => $"{path}: {e.Message}",
                },
                e
            );
        }
    }

    private static string Text(Measurement result) => MeasurementJson.Write(result).ToJsonString();

    private static string Text(Terms<(string Name, string Value)> values) =>
        JsonSerializer.Serialize(values.ToDictionary(v => v.Name, v => v.Value));

    private static Terms<(string Name, string Value)> Texts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!)).ToTerms();
    }
}
